"""The hooks, as their user meets them: the real pre-commit installs this checkout and runs at each `git commit`."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from newscheck.engine.files import file_types
from newscheck.synthetic import specimen

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}
#: What pip and pre-commit take of a checkout.
PARTS = ("newscheck", "schemas", "pyproject.toml", ".ci", "README.md", "LICENSE", MANIFEST.name)
SETTINGS = """\
paths = ["articles"]
exclude = ["drafts"]
baseline = "known.txt"
max-age = "6h"
"""
#: No article: it is left out by its name, or since it isn't in `paths`.
OTHERS = {"README.md": "# Us\n", "docs/guide.md": "# How to\n", "setup.json": "{}\n", "articles/README.md": "# Them\n"}


def article(seed: int = 0, **patch: Any) -> bytes:
    return specimen.render(patch, seed)


class Step(NamedTuple):
    """A remark for the reader of the transcript, a command, and files that come or go (None) before it."""

    words: str
    command: str
    files: Mapping[str, bytes | str | None] = {}


def crowd() -> Iterator[tuple[str, bytes]]:
    """Articles with 150 KB of names, the first and the last faulty: pre-commit hands over 128 KiB at a time."""
    for seed in range(250):
        patch = {"lead": None} if seed in {0, 249} else {}
        yield f"articles/{'/'.join(LONG)}/{seed:03}.md", article(100 + seed, **patch)


COMMIT = "git commit --quiet --message ok"
#: A faulty one, under a name that a shell, a list of words or an encoding could break.
BAD = "articles/8月 渔业.md"
DRAFT = "articles/drafts/1.md"
RENAMED = {"articles/8.md": None, "articles/08.md": article(8)}
LONG = ["long" * 50] * 3
#: Stands for what `--write-baseline` writes.
KNOWN = "all that there is"
SESSION = (
    Step(
        "Articles from long ago, and files that are none. The settings have a limit for the feed's silence.",
        COMMIT,
        {
            "newscheck.toml": SETTINGS,
            "known.txt": "# newscheck baseline 1\n# end\n",
            **OTHERS,
            **{f"articles/{seed}.md": article(seed) for seed in range(20)},
        },
    ),
    Step("The lead is missing.", COMMIT, {BAD: article(20, lead=None)}),
    Step("The same with `args` in the configuration.", "pre-commit run --config args.yaml newscheck"),
    Step("Mended; the settings leave out another.", COMMIT, {BAD: article(20), DRAFT: article(0, lead=None)}),
    Step("Only files that are no articles.", COMMIT, {"README.md": "# We\n"}),
    Step("A copy of another article.", COMMIT, {"articles/copy.md": article(7)}),
    Step("That one is deleted, and a third renamed.", COMMIT, {"articles/7.md": None, **RENAMED}),
    Step("A fault that is known by now.", COMMIT, {"articles/known.md": article(21, lead=None), "known.txt": KNOWN}),
    Step("A branch, as it is pushed.", "pre-commit run --from-ref HEAD~3 --to-ref HEAD"),
    Step("More names than fit on a command line.", "pre-commit run newscheck --all-files", dict(crowd())),
)


@pytest.fixture
def shell(tmp_path: Path, offline: Mapping[str, str]) -> Callable[[str, Path], str]:
    """Run a command in a folder, without anyone's settings of git and pre-commit; returns its output."""
    bins = os.pathsep.join((str(Path(sys.executable).parent), offline["PATH"]))
    identity = {f"GIT_{role}_{name}": "a@b" for role in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}
    home = {"HOME": str(tmp_path / "home"), "PRE_COMMIT_HOME": str(tmp_path / "home" / "pre-commit")}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    env = {**offline, **identity, **home, **git, "PATH": bins, "PYTHONUTF8": "1"}

    def run(command: str, folder: Path) -> str:
        done = subprocess.run(
            shlex.split(command), cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300
        )
        return done.stdout.decode() + (f"[exit code {done.returncode}]\n" if done.returncode else "")

    return run


def hooks_repository(folder: Path, shell: Callable[[str, Path], str]) -> str:
    """A repository with the working tree of this checkout as its one commit; returns its name."""
    folder.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
        else:
            shutil.copy(ROOT / part, folder)
    for command in ("git init --quiet", "git add .", COMMIT):
        assert shell(command, folder) == ""
    return shell("git rev-parse HEAD", folder).strip()


def configuration(repository: Path, revision: str, **args: list[str]) -> str:
    hooks = [{"id": name, **({"args": args[name]} if name in args else {})} for name in HOOKS]
    return yaml.safe_dump({"repos": [{"repo": str(repository), "rev": revision, "hooks": hooks}]})


def put(folder: Path, files: Mapping[str, bytes | str | None], shell: Callable[[str, Path], str]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            path.unlink()
        elif data == KNOWN:
            shell(f"{shlex.quote(sys.executable)} -m newscheck validate --write-baseline {name}", folder)
        else:
            path.write_bytes(data if isinstance(data, bytes) else data.encode())


@pytest.mark.slow
def test_a_session(
    tmp_path: Path, shell: Callable[[str, Path], str], snapshot_file: Callable[[str], SnapshotAssertion]
) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    hooks, work = tmp_path / "hooks", tmp_path / "work"
    revision = hooks_repository(hooks, shell)
    configurations = {
        ".pre-commit-config.yaml": configuration(hooks, revision),
        "args.yaml": configuration(hooks, revision, newscheck=["--format", "github"]),
    }
    put(work, configurations, shell)
    shell("git init --quiet", work)
    # Both kinds of hook, so that one sees whether a hook runs where it shouldn't.
    shell("pre-commit install --install-hooks --hook-type pre-commit --hook-type commit-msg", work)
    transcript = []
    for step in SESSION:
        put(work, step.files, shell)
        shell("git add --all", work)
        transcript.append(f"# {step.words}\n$ {step.command}\n{shell(step.command, work)}")
    assert "\n".join(transcript).replace("/".join(LONG), "…") == snapshot_file(".txt")


def test_the_manifest_is_one() -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_hook_takes_what_the_readers_take() -> None:
    suffixes = re.fullmatch(r"\\\.\((.*)\)\$", HOOKS["newscheck"]["files"])
    assert suffixes
    taken = {*file_types.reader_suffixes(pages=False), *file_types.container_suffixes()}
    assert {f".{suffix}" for suffix in suffixes[1].split("|")} == taken


def test_the_documents_name_the_hooks() -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    (named,) = (yaml.safe_load(block) for block in re.findall(r"```yml\n(# \.pre-commit.*?)```", text, re.DOTALL))
    assert [hook["id"] for hook in named["repos"][0]["hooks"]] == [*HOOKS]
