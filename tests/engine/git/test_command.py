"""git in repositories that nobody trusts: what they are configured to start is not started.

The programs are stand-ins that leave a mark. That a mark can be left is seen first, with git as anyone would run it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newscheck.cli._completion_names import revisions as names_of_revisions
from newscheck.engine.git import revisions, versions
from newscheck.engine.git.revisions import Repository
from newscheck.errors import UsageError
from newscheck.init import ci_job

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or os.name == "nt", reason="git is not installed, or runs no scripts"
)
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "a"), ("EMAIL", "a@example.org"), ("DATE", "2023-09-01T00:00:00Z"))
}


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (WHO | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}).items():
        monkeypatch.setenv(name, value)


def git(folder: Path, *words: str, stdin: str = "") -> str:
    """git as anyone would run it, whatever it prints."""
    asked = ["git", "-c", "protocol.file.allow=always", *words]
    return subprocess.run(asked, cwd=folder, input=stdin, capture_output=True, text=True).stdout.strip()


class StandIn(NamedTuple):
    """A program that leaves a mark, and fails."""

    program: Path
    mark: Path

    @property
    def ran(self) -> bool:
        """Whether it has been run since it was last asked for."""
        ran = self.mark.exists()
        self.mark.unlink(missing_ok=True)
        return ran


@pytest.fixture
def stand_in(tmp_path: Path) -> StandIn:
    program, mark = tmp_path / "stand-in", tmp_path / "mark"
    program.write_text(f"#!/bin/sh\n: > {mark}\nexit 1\n")
    program.chmod(0o755)
    return StandIn(program, mark)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits; the first is tagged `old`, and in each `a.md` is another one."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    for number in range(3):
        (folder / "a.md").write_text(f"{number}\n")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", f"number {number}")
        git(folder, "tag", ("old", "new", "last")[number])
    monkeypatch.chdir(folder)
    return folder


def touch(folder: Path) -> None:
    """Make git read the file again: in its index it has another time."""
    os.utime(folder / "a.md", (1_000_000_000, 1_000_000_000))


def ask_everything(folder: Path) -> None:
    """All that newscheck asks git for, where there is an answer."""
    for question in (
        lambda: revisions.changed("old", ["."]),
        lambda: revisions.changed("HEAD", ["."]),
        lambda: list(versions.read("..", ["."], (), 10_000, lambda raw: [])),
        lambda: list(versions.remarks(["."])),
        lambda: Repository(".").git.ask("ls-files", "--others", "--ignored", "--exclude-standard", "--directory"),
    ):
        touch(folder)
        # Where something is missing that nobody fetches.
        with contextlib.suppress(UsageError):
            question()
    ci_job.detect_service()
    names_of_revisions(None)  # type: ignore[arg-type]


def configured(*pairs: str, attributes: str = "") -> Callable[[Path, Path], None]:
    """A repository with settings, in which {program} is the stand-in."""

    def configure(folder: Path, program: Path) -> None:
        for pair in pairs:
            git(folder, "config", *pair.format(program=program).split(" = "))
        (folder / ".git/info").mkdir(exist_ok=True)
        (folder / ".git/info/attributes").write_text(attributes)

    return configure


def with_hooks(folder: Path, program: Path) -> None:
    for hook in ("post-index-change", "reference-transaction"):
        (folder / ".git/hooks").mkdir(exist_ok=True)
        (folder / ".git/hooks" / hook).symlink_to(program)


def with_a_signature(folder: Path, program: Path) -> None:
    (folder / "a.md").write_text("signed\n")
    git(folder, "add", ".")
    tree, parent = git(folder, "write-tree"), git(folder, "rev-parse", "HEAD")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n"
    who = "a <a@example.org> 1693526400 +0000"
    text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n{signature}\nsigned\n"
    git(folder, "reset", "-q", "--soft", git(folder, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text))
    configured("log.showSignature = true", "gpg.program = {program}")(folder, program)


def with_a_part_left_out(*pairs: str) -> Callable[[Path, Path], None]:
    """A partial clone: what is missing would be fetched as soon as it is asked for."""

    def configure(folder: Path, program: Path) -> None:
        blob = git(folder, "rev-parse", "old:a.md")
        (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
        partial = ("core.repositoryFormatVersion = 1", "extensions.partialClone = origin", "remote.origin.promisor = 1")
        configured(*partial, *pairs)(folder, program)

    return configure


def with_another(kind: str) -> Callable[[Path, Path], None]:
    """A repository in the repository, with settings of its own."""

    def configure(folder: Path, program: Path) -> None:
        if kind == "submodule":
            git(folder, "submodule", "--quiet", "add", str(folder), "inner")
            git(folder, "commit", "-qm", "inner")
            (folder / "inner/a.md").write_text("another\n")
        else:
            git(folder, "clone", "-q", str(folder), "inner")
        git(folder / "inner", "config", "core.fsmonitor", str(program))

    return configure


FILTER = "* filter=x\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("configure", "usual"),
    [
        pytest.param(configured("core.fsmonitor = {program}"), ["status"], id="a file system monitor"),
        pytest.param(with_hooks, ["status"], id="hooks"),
        pytest.param(configured("diff.external = {program}"), ["diff", "old"], id="an external diff"),
        pytest.param(
            configured("diff.x.command = {program}", attributes="* diff=x\n"), ["diff", "old"], id="a diff driver"
        ),
        pytest.param(
            configured("diff.x.textconv = {program}", attributes="* diff=x\n"), ["diff", "old"], id="a text conversion"
        ),
        pytest.param(configured("filter.x.clean = {program}", attributes=FILTER), ["diff", "old"], id="a filter"),
        pytest.param(
            configured("filter.x.process = {program}", "filter.x.required = true", attributes=FILTER),
            ["diff", "old"],
            id="a filter that stays, and has to",
        ),
        pytest.param(
            configured("filter.a.X/clean.y.clean = {program}", attributes="* filter=a.X/clean.y\n"),
            ["diff", "old"],
            id="a filter with an odd name",
        ),
        pytest.param(
            configured("filter..clean = {program}", attributes="* filter=\n"), ["diff", "old"], id="one without a name"
        ),
        pytest.param(with_a_signature, ["log"], id="a program for signatures"),
        pytest.param(
            with_a_part_left_out("remote.origin.url = .", "remote.origin.uploadpack = {program}"),
            ["cat-file", "-p", "old:a.md"],
            id="the other side of a fetch",
        ),
        pytest.param(
            with_a_part_left_out(
                "remote.origin.url = ssh://localhost/x", "core.sshCommand = {program}", "ssh.variant = simple"
            ),
            ["cat-file", "-p", "old:a.md"],
            id="ssh",
        ),
        pytest.param(
            with_a_part_left_out("remote.origin.url = ext::{program}", "protocol.ext.allow = always"),
            ["cat-file", "-p", "old:a.md"],
            id="a transport",
        ),
        pytest.param(with_another("submodule"), ["diff", "old"], id="in a submodule"),
        pytest.param(with_another("clone"), ["-C", "inner", "status"], id="in a clone that git doesn't know"),
    ],
)
def test_nothing_that_a_repository_names_is_started(
    repository: Path, stand_in: StandIn, configure: Callable[[Path, Path], None], usual: list[str]
) -> None:
    configure(repository, stand_in.program)
    touch(repository)
    git(repository, *usual)
    assert stand_in.ran
    ask_everything(repository)
    assert not stand_in.ran


#: What each command is given.
ALWAYS = (
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs"),
    *("safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat"),
    *("core.editor=false", "core.sshCommand=false", "credential.helper=", "gpg.program=false", "protocol.allow=never"),
)
#: What is given to those that look at files, for what this repository gives names to.
NAMED = ("filter.x.process=", "filter.x.clean=", "filter.x.smudge=", "filter.x.required=false", "hook.y.enabled=false")


def test_every_command_has_the_words_against_it(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen by a git that writes down how it was started."""
    folder, log = tmp_path / "bin", tmp_path / "log"
    folder.mkdir()
    (folder / "git").write_text(
        f'#!/bin/sh\necho "$GIT_ALLOW_PROTOCOL $GIT_NO_LAZY_FETCH $GIT_TERMINAL_PROMPT $*" >> {log}\n'
        f'exec {shutil.which("git")} "$@"\n'
    )
    (folder / "git").chmod(0o755)
    configured("filter.x.clean = cat", "hook.y.command = cat")(repository, folder)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    ask_everything(repository)
    asked = [line.split(" ") for line in log.read_text().splitlines()]
    for words in asked:
        assert words[:3] == ["none", "1", "0"]
        assert set(ALWAYS) <= set(words), words
    looking = [words for words in asked if {"diff", "log", "ls-files", "cat-file"} & set(words)]
    for words in looking:
        assert set(NAMED) <= set(words), words
    comparing = [words for words in looking if {"diff", "log"} & set(words)]
    assert len(comparing) >= 3
    for words in comparing:
        assert {"--no-ext-diff", "--no-textconv"} <= set(words), words


def test_git_is_not_taken_from_the_working_folder(
    repository: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "git").symlink_to(stand_in.program)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.environ["PATH"])))
    subprocess.run(["git", "--version"], cwd=repository, check=False)
    assert stand_in.ran
    ask_everything(repository)
    assert not stand_in.ran
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".")))
    with pytest.raises(UsageError, match="git is not installed"):
        Repository(".")


def complaint(*paths: str) -> str:
    with pytest.raises(UsageError) as caught:
        revisions.changed("HEAD", paths)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_that_looks_like_a_bare_repository_is_none(
    repository: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "clone", "-q", "--bare", ".", "inner")
    git(repository / "inner", "config", "core.fsmonitor", str(stand_in.program))
    (repository / "inner/a.md").write_text("an article")
    assert "inner/a.md" in revisions.changed("HEAD", ["."]).paths
    assert revisions.changed("HEAD", ["inner"]).paths >= {"inner/a.md"}
    monkeypatch.chdir(repository / "inner")
    assert "safe.bareRepository" in complaint(".")
    assert not stand_in.ran


def test_a_repository_that_says_that_its_files_are_elsewhere(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    git(repository, "config", "core.worktree", str(tmp_path / "elsewhere"))
    assert complaint(".") == f".: a git repository whose files are elsewhere, in {tmp_path}/elsewhere"


def test_a_repository_of_another_owner(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    said = complaint(".")
    assert said.startswith(".: detected dubious ownership in repository at ")
    assert said.endswith(f"; if you trust it: git config --global --add safe.directory {repository}")


def test_a_filter_that_no_word_can_switch_off(repository: Path) -> None:
    git(repository, "config", "filter.a=b.clean", "cat")
    assert complaint(".").endswith(": git's settings name a filter with an equals sign: 'filter.a=b'")
