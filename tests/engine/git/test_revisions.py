"""`newscheck validate` on what changed only, and on the history, with git repositories of our own making."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run
from git_repository import ENVIRONMENT, git

from newscheck.synthetic import specimen

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def validate(folder: Path, *words: str | Path, stdin: bytes = b"", **env: str) -> Done:
    return run("validate", "--now", "2023-09-15", *words, cwd=folder, stdin=stdin, **{**ENVIRONMENT, **env})


def findings(folder: Path, *words: str | Path, **options: Any) -> set[tuple[str, str]]:
    """Path and rule of all findings."""
    done = validate(folder, *words, "--format", "jsonl", **options)
    assert done.code in (0, 1), done.err
    return {(finding["path"], finding["rule"]) for finding in map(json.loads, done.out.splitlines())}


def fill(folder: Path, patches: list[Mapping[str, Any]], start: int = 0) -> None:
    for seed, patch in enumerate(patches, start):
        path = folder / specimen.path(patch, seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(specimen.render({"slug": f"slug-{seed}", **patch}, seed))


def name(seed: int) -> str:
    return specimen.path({}, seed)


BROKEN = {"title": ""}
SILENT = ("--select", "title-empty", "--no-collapse")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Twelve broken articles in one commit, tagged `old`; all have findings, so the report shows the selection."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    fill(folder, [BROKEN] * 12)
    (folder / "README.md").write_text("not an article")
    (folder / ".gitignore").write_text("*_draft.md\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "tag", "old")
    return folder


def change_much(folder: Path) -> set[str]:
    """Make a change of every kind, and return the changed paths."""

    def edit(path: str) -> str:
        with open(folder / path, "ab") as file:
            file.write(b"\n")
        return path

    changed = {edit(name(0))}
    git(folder, "mv", name(1), "rfi/1048574_renamed.md")
    fill(folder, [BROKEN], 20)
    git(folder, "rm", "-q", name(2))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "modified, renamed, added, deleted")
    changed |= {"rfi/1048574_renamed.md", name(20), edit(name(3))}
    git(folder, "add", name(3))
    changed.add(edit(name(4)))
    fill(folder, [BROKEN], 21)
    (folder / name(5)).unlink()
    edit("rfi/1048570_draft.md")
    edit("README.md")
    return changed | {name(21)}


def test_what_was_added_modified_renamed_staged_or_is_unknown_to_git(repository: Path) -> None:
    changed = change_much(repository)
    assert findings(repository, "--changed-since", "old", *SILENT) == {(path, "title-empty") for path in changed}
    done = validate(repository, "--changed-since", "old", *SILENT, "--format", "json")
    assert json.loads(done.out)["summary"] == {"files": 6, "articles": 6, "error": 6, "warning": 0, "note": 0}
    assert done.err == "newscheck: changed since old: 6 of 13 files\n"


@pytest.mark.parametrize(
    ("start", "paths", "prefix"),
    [
        pytest.param("rfi", [], "", id="from a folder in the repository"),
        pytest.param("rfi", ["."], "", id="the folder, named"),
        pytest.param("rfi", ["../rfi"], "../rfi/", id="by way of the folder above"),
        pytest.param(".", ["{root}/rfi"], "rfi/", id="an absolute path"),
        pytest.param(".", ["../link"], "../link/", id="through a link"),
        pytest.param(".", ["rfi/1048575.md", name(9), "rfi/1048574_renamed.md"], "rfi/", id="files"),
    ],
)
def test_where_it_is_started_and_what_is_named(repository: Path, start: str, paths: list[str], prefix: str) -> None:
    changed = {path.removeprefix("rfi/") for path in change_much(repository)}
    (repository.parent / "link").symlink_to(repository / "rfi")
    if len(paths) > 1:
        changed = {"1048575.md", "1048574_renamed.md"}
    paths = [path.format(root=repository) for path in paths]
    reported = findings(repository / start, *paths, "--changed-since", "old", *SILENT)
    assert reported == {(prefix + path, "title-empty") for path in changed}


def test_since_is_since_the_branches_parted(repository: Path) -> None:
    git(repository, "checkout", "-qb", "side")
    fill(repository, [BROKEN], 30)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "side")
    git(repository, "checkout", "-q", "main")
    fill(repository, [BROKEN], 40)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "main")
    git(repository, "checkout", "-q", "--detach", "side")
    assert findings(repository, "--changed-since", "main", *SILENT) == {(name(30), "title-empty")}


def test_nothing_changed_is_green_with_a_remark(repository: Path) -> None:
    done = validate(repository, "--changed-since", "HEAD", "--report", "json=report.json")
    assert (done.code, done.err) == (0, "newscheck: no article files changed since HEAD\n")
    assert json.loads((repository / "report.json").read_text())["summary"]["files"] == 0


def complains(done: Done, *words: str) -> None:
    assert (done.code, done.out) == (2, ""), done
    assert done.err.count("\n") == 1, done.err
    for word in words:
        assert word in done.err


@pytest.mark.parametrize(
    "revision",
    ["nothing", "--output=x", "-h", "", "HEAD~7", "old..HEAD", "^old", "HEAD:rfi", "a b", "x\ny", "\udce9", "@{u}"],
    ids=ascii,
)
def test_a_revision_that_is_not_there(repository: Path, revision: str) -> None:
    before = {path.name for path in repository.iterdir()}
    complains(validate(repository, "--changed-since", revision, "-o", "out.txt"), "no revision")
    assert {path.name for path in repository.iterdir()} == before


def test_a_shallow_clone(repository: Path) -> None:
    change_much(repository)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "-q", "--depth", "1", f"file://{repository}", "clone")
    complains(validate(clone, "--changed-since", "HEAD~1"), "shallow clone", "--unshallow", "fetch-depth: 0")
    git(clone, "fetch", "-q", "--depth", "1", "origin", "tag", "old")
    complains(validate(clone, "--changed-since", "old"), "no commit in common with 'old'", "shallow clone")
    git(clone, "fetch", "-q", "--unshallow", "origin")
    assert len(findings(clone, "--changed-since", "old", *SILENT)) == 6


def test_no_git_no_repository_and_no_such_revision(repository: Path, tmp_path: Path) -> None:
    complains(validate(repository, "--changed-since", "old", PATH="/nowhere"), "git is not installed")
    fill(tmp_path / "elsewhere", [{}])
    complains(validate(tmp_path, "elsewhere", "--changed-since", "old"), "elsewhere: not a git repository")
    complains(validate(repository, ".", "../elsewhere", "--changed-since", "old"), "not a git repository")
    complains(validate(repository, "nowhere", "--changed-since", "old"), "no such file or folder: nowhere")
    (repository / ".gitignore").write_text("cache/\n")
    fill(repository / "cache", [{}])
    complains(validate(repository, "cache", "--changed-since", "old"), "git tracks no file in cache")


def test_names_of_every_kind(repository: Path) -> None:
    names = [
        b"a b.md",
        b'"q".md',
        b"'.md",
        "海上 救援.md".encode(),
        b"new\nline.md",
        b"\xb1\xea.md",
        b"-x.md",
        b":(top).md",
    ]
    for number, raw in enumerate(names):
        with open(os.path.join(os.fsencode(repository), raw), "wb") as file:
            file.write(specimen.render(BROKEN, 20 + number))
        if number % 2:
            git(repository, "add", "--", b"./" + raw)
    reported = findings(repository, "--changed-since", "old", *SILENT)
    assert reported == {(raw.decode("utf-8", "backslashreplace"), "title-empty") for raw in names}


def test_the_whole_dump_is_checked_and_findings_of_changed_files_are_reported(repository: Path) -> None:
    port = {"title": "里斯本港口复工", "slug": "port", "url_date": "20230816", "section": "国际"}
    quay = {**port, "title": "波尔图码头复工", "slug": "quay"}
    fill(repository, [port, quay, quay], 12)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "one article, and another one twice")
    dump = ("--select", "url-duplicate")
    assert len(findings(repository, *dump)) == 1
    fill(repository, [port], 16)
    (finding,) = findings(repository, "--changed-since", "HEAD", *dump)
    assert finding == (name(16), "url-duplicate")


def test_a_changed_file_that_a_finding_does_not_list(repository: Path) -> None:
    port = {"title": "里斯本港口复工", "slug": "port", "url_date": "20230816", "section": "国际"}
    fill(repository, [port] * 20, 12)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "twenty of one URL")
    with open(repository / name(28), "ab") as file:
        file.write(b"\n")
    words = ("--select", "url-duplicate", "--format", "jsonl")
    (full,) = map(json.loads, validate(repository, *words).out.splitlines())
    assert name(28) not in {full["path"], *(other["path"] for other in full["related"])}
    (finding,) = map(json.loads, validate(repository, "--changed-since", "HEAD", *words).out.splitlines())
    assert finding["fingerprint"] == full["fingerprint"]
    assert finding["related"][0]["path"] == name(28)


@pytest.mark.parametrize(
    ("seed", "is_reported"),
    [pytest.param(20, False, id="long before it"), pytest.param(255, True, id="some time after it")],
)
def test_a_change_of_the_layout_is_reported_for_the_articles_that_have_it(
    tmp_path: Path, seed: int, is_reported: bool
) -> None:
    git(tmp_path, "init", "-q")
    fill(tmp_path, [{}] * 200)
    fill(tmp_path, [{"before": '<div class="story">', "after": "</div>"}] * 60, 200)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "all")
    with open(tmp_path / name(seed), "ab") as file:
        file.write(b"\n")
    words = ("--select", "layout-change", "--changed-since", "HEAD", "--format", "json", "--now", "2023-10-15")
    report = json.loads(validate(tmp_path, *words).out)
    assert len(report["findings"]) == len(report["changes"]) == is_reported
    assert report["summary"]["articles"] == 1
    if is_reported:
        assert report["findings"][0]["related"][0]["path"] == name(seed)


def test_the_cache_changes_nothing(repository: Path) -> None:
    fill(repository, [{}] * 120, 20)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "more")
    change_much(repository)
    for folder, _, names in os.walk(repository):
        for file_name in names:
            os.utime(os.path.join(folder, file_name), (1_690_000_000, 1_690_000_000))
    words = ("--changed-since", "old", "--format", "json")
    without = validate(repository, *words, "--no-cache")
    validate(repository)
    first, second = validate(repository, *words), validate(repository, *words)
    assert first == second
    assert first == without
    assert json.loads(validate(repository, "--format", "json").out)["summary"]["files"] == 131


def test_a_worktree(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "../tree", "old")
    tree = repository.parent / "tree"
    fill(tree, [BROKEN], 20)
    assert findings(tree, "--changed-since", "main", *SILENT) == {(name(20), "title-empty")}


@pytest.fixture
def outer(repository: Path) -> Path:
    """A repository that the other one is a submodule of (`dump`), with all files committed."""
    folder = repository.parent / "outer"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "submodule", "--quiet", "add", str(repository), "dump")
    git(folder, "commit", "-qm", "dump")
    return folder


def test_in_a_submodule(outer: Path) -> None:
    assert findings(outer / "dump", "--changed-since", "old", *SILENT) == set()
    fill(outer / "dump", [BROKEN], 22)
    assert findings(outer / "dump", "--changed-since", "old", *SILENT) == {(name(22), "title-empty")}


OWN = "dump is a repository of its own: all articles there count as changed (start newscheck there to compare them)"


def test_all_articles_of_a_submodule_count_as_changed(outer: Path) -> None:
    """Only its own git can list its changes, and that has another repository's settings."""
    fill(outer, [BROKEN], 22)
    fill(outer / "dump", [BROKEN], 23)
    expected = {(name(22), "title-empty"), *((f"dump/{name(at)}", "title-empty") for at in (*range(12), 23))}
    assert findings(outer, "--changed-since", "HEAD", *SILENT) == expected
    done = validate(outer, "--changed-since", "HEAD", *SILENT)
    assert done.err == f"newscheck: {OWN}\nnewscheck: changed since HEAD: 14 of 14 files\n"
    assert validate(outer, "rfi", "--changed-since", "HEAD", *SILENT).err == (
        "newscheck: changed since HEAD: 1 of 1 file\n"
    )
    git(outer, "submodule", "--quiet", "deinit", "--force", "dump")
    assert findings(outer, "--changed-since", "HEAD", *SILENT) == {(name(22), "title-empty")}


def test_all_articles_of_a_clone_that_git_does_not_know_count_as_changed(repository: Path) -> None:
    for folder in ("clones/one", "clones/two"):
        git(repository, "clone", "-q", str(repository), folder)
    expected = {(f"clones/{clone}/{name(at)}", "title-empty") for clone in ("one", "two") for at in range(12)}
    assert findings(repository, "--changed-since", "HEAD", *SILENT) == expected
    output = validate(repository, "--changed-since", "HEAD", *SILENT).err
    assert output.startswith("newscheck: clones/one, clones/two are repositories of their own: all articles there")
    (repository / ".gitignore").write_text("clones\n")
    assert findings(repository, "--changed-since", "HEAD", *SILENT) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "path", "words"),
    [
        pytest.param("..", "outer", "outer is in the git repository outer", id="started outside of any"),
        pytest.param(".", "dump/rfi", "dump/rfi is in the git repository dump", id="a submodule"),
        pytest.param("dump", "..", ".. is in the git repository /", id="from a submodule on what it is in"),
        pytest.param(".", "../repository", "../repository is in the git repository", id="another one"),
        pytest.param(".", "link", "link is in the git repository /", id="another one through a link"),
    ],
)
@pytest.mark.parametrize("option", [["--changed-since", "HEAD"], ["--history", ".."]], ids=["changes", "history"])
def test_a_path_in_another_repository(outer: Path, start: str, path: str, words: str, option: list[str]) -> None:
    (outer / "link").symlink_to(outer.parent / "repository")
    complains(validate(outer / start, path, *option), words, "and the working folder is not: start newscheck there")


@pytest.mark.parametrize("where", ["tree", "outer"])
def test_in_a_hook_of_git(repository: Path, where: str) -> None:
    """git gives a hook the place of its repository, which is wrong in a folder of it and in a submodule."""
    folder = repository.parent / where
    if where == "tree":
        git(repository, "worktree", "add", "-q", folder, "old")
    else:
        folder.mkdir()
        git(folder, "init", "-q")
        git(folder, "submodule", "--quiet", "add", repository, "rfi")
        git(folder, "commit", "-qm", "dump")
    hook = Path(git(folder, "rev-parse", "--path-format=absolute", "--git-path", "hooks/pre-commit").strip())
    command = shlex.join([sys.executable, "-m", "newscheck", "validate", ".", "--changed-since", "HEAD", *SILENT])
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{command} --now 2023-09-15 --format jsonl > report\n")
    hook.chmod(0o755)
    inside = "rfi/" if where == "outer" else ""
    fill(folder / inside, [BROKEN], 20)
    git(folder, "add", ".")
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "commit", "-qam", "one")
    reported = [json.loads(line)["path"] for line in (folder / "report").read_text("utf-8").splitlines()]
    # Changes in a submodule are not asked for.
    assert reported == [f"{inside}{name(at)}" for at in ((20,) if where == "tree" else (20, *range(11, -1, -1)))]


@pytest.mark.parametrize(
    ("words", "stdin", "expected"),
    [
        pytest.param(["."], "{1}\n{2}\nREADME.md\n", {1, 2}, id="lines"),
        pytest.param(["."], "{1}\0{2}\0", {1, 2}, id="NUL"),
        pytest.param(["."], "{1}\r\n{2}\r\n", {1, 2}, id="lines of Windows"),
        pytest.param(["."], "{1}", {1}, id="no line end"),
        pytest.param([], "{1}\n{1}\n{2}\n", {1, 2}, id="no PATH: only these"),
        pytest.param(["rfi", "--exclude", "1048574*"], "{1}\n{2}\n", {2}, id="excluded"),
        pytest.param(["rfi"], "rfi\n", set(range(12)), id="a folder"),
        pytest.param(["{1}", "{3}"], "{root}/{1}\n./{2}\nrfi/../{3}", {1, 3}, id="several PATHs, other spellings"),
    ],
)
def test_paths_on_stdin(repository: Path, words: list[str], stdin: str, expected: set[int]) -> None:
    names = [name(seed) for seed in range(12)]
    words = [word.format(*names) for word in words]
    reported = findings(
        repository, *words, "--stdin-paths", *SILENT, stdin=stdin.format(*names, root=repository).encode()
    )
    assert reported == {(names[seed], "title-empty") for seed in expected}


def test_paths_on_stdin_are_of_the_configured_dump(repository: Path) -> None:
    port = {"title": "里斯本港口复工", "slug": "port", "url_date": "20230816", "section": "国际"}
    fill(repository, [port, port], 20)
    path, dump = name(21).encode(), ("--select", "url-duplicate", "--stdin-paths")
    assert findings(repository, *dump, stdin=path) == set()
    (repository / "newscheck.toml").write_text("paths = ['.']\n")
    assert findings(repository, *dump, stdin=path) == {(name(21), "url-duplicate")}
    done = validate(repository, *dump, stdin=path)
    assert done.err == "newscheck: named on stdin: 1 of 14 files\n"


@pytest.mark.parametrize("words", [[], ["rfi"]], ids=["no PATH", "PATH"])
def test_no_path_on_stdin_is_green_with_a_remark(repository: Path, words: list[str]) -> None:
    done = validate(repository, *words, "--stdin-paths", stdin=b"\n")
    assert (done.code, done.err) == (0, "newscheck: no article files named on stdin\n")


def test_a_document_on_stdin(tmp_path: Path) -> None:
    raw = specimen.render({"title": ""})
    done = validate(tmp_path, "-", "--format", "concise", stdin=raw)
    assert (done.code, done.out) == (1, "<stdin>:2:2: error title-empty the title is empty\n")
    done = validate(
        tmp_path, "-", "--stdin-filename", "feed/a.jsonl", "--format", "jsonl", stdin=b'{"title": "x"}\n{\n'
    )
    findings = [json.loads(line) for line in done.out.splitlines()]
    assert ("feed/a.jsonl", 2, "json-malformed") in {
        (finding["path"], finding["line"], finding["rule"]) for finding in findings
    }
    assert not list(tmp_path.iterdir())


def test_a_document_on_stdin_is_a_dump_of_its_own(tmp_path: Path) -> None:
    item = json.dumps({"title": "题", "url": "https://x.example/a", "body": "文" * 300}).encode()
    words = ("-", "--select", "url-duplicate", "--stdin-filename", "a.jsonl")
    assert findings(tmp_path, *words, stdin=item + b"\n" + item) == {("a.jsonl", "url-duplicate")}


@pytest.mark.parametrize(("filename", "words"), [("a.md", "over the limit"), ("a.jsonl", "a line over the limit")])
def test_a_document_on_stdin_that_is_too_large(tmp_path: Path, filename: str, words: str) -> None:
    (tmp_path / "newscheck.toml").write_text("max-file-size = 1000\n")
    done = validate(tmp_path, "-", "--stdin-filename", filename, "--format", "concise", stdin=b"x" * 2000)
    assert done.code == 1
    assert words in done.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--changed-since", "old", "--stdin-paths"], "give only one", id="both"),
        pytest.param(["-", "rfi"], "one document on stdin", id="a document and a folder"),
        pytest.param(["-", "--changed-since", "old"], "one document on stdin", id="a document that changed"),
        pytest.param(["-", "--stdin-paths"], "one document on stdin", id="a document and paths"),
        pytest.param(["rfi", "--stdin-filename", "a.md"], "give - as PATH", id="a name for nothing"),
        pytest.param(["-", "--update-reference"], "--update-reference", id="a reference of a document"),
        pytest.param(["rfi", "--stdin-paths"], "no such file or folder: nowhere", id="a path that isn't there"),
        pytest.param(["--stdin-paths"], "no such file or folder: nowhere", id="the same without PATH"),
    ],
)
def test_mistakes(repository: Path, options: list[str], words: str) -> None:
    complains(validate(repository, *options, stdin=b"nowhere\n"), words)


def test_through_the_front_door(repository: Path) -> None:
    """As a process: kinds of stdin, and one line for a mistake."""
    command = [sys.executable, "-m", "newscheck", "validate"]
    environment = {**os.environ, **ENVIRONMENT, "PYTHONWARNINGS": "error"}
    wrong = subprocess.run([*command, "--changed-since", "x\ny"], cwd=repository, env=environment, capture_output=True)
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count(b"\n")) == (2, b"", 1)
    right = subprocess.run(
        [*command, "-", "--format", "concise", "--now", "2023-09-15"],
        input=specimen.render(BROKEN),
        cwd=repository,
        env=environment,
        capture_output=True,
    )
    assert (right.returncode, right.stderr) == (1, b"")
    assert right.stdout.startswith(b"<stdin>:2:2: error title-empty")


def article(seed: int, **patch: Any) -> bytes:
    return specimen.render(patch, seed)


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        pytest.param([], b"", id="all"),
        pytest.param(["rfi", "--ignore", "body", "--fail-on", "never", "--color", "always"], b"", id="a folder"),
        pytest.param(["--select", "url,title-empty", "--select", "epoch"], b"", id="some rules"),
        pytest.param(["--changed-since", "old"], b"", id="what changed"),
        pytest.param(["--history", ".."], b"", id="the history"),
        pytest.param(["--stdin-paths"], f"{name(2)}\n{name(3)}\n".encode(), id="paths on stdin"),
        pytest.param(["-", "--stdin-filename", "a b.jsonl"], b'{"url": "x"}\n' * 3, id="a document"),
        pytest.param(["--config", "my settings.toml", "--no-cache", "-j1", "-v", "--", "-odd"], b"", id="odd names"),
    ],
)
def test_the_hint_counts_all_hidden_findings(repository: Path, words: list[str], stdin: bytes) -> None:
    """The command is taken from the output and run."""
    for at in range(3):
        (repository / name(at)).write_bytes(article(40 + at, title=""))
    (repository / "-odd").mkdir()
    for at in range(3):
        (repository / f"-odd/{at}.md").write_bytes(article(50 + at, title=""))
    (repository / "my settings.toml").write_text('ignore = ["url-duplicate"]')
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    shown = re.sub(
        "\x1b[^m]*m", "", validate(repository, "--no-collapse", "--max-per-rule", "1", *words, stdin=stdin).out
    )
    (hint,) = re.findall("^To see them all: (.*)$", shown, re.MULTILINE)
    assert hint.endswith("# with the same on stdin") == bool(stdin)
    program, command, *again = shlex.split(hint, comments=True)
    assert (program, command) == ("newscheck", "validate")
    done = validate(repository, *again, stdin=stdin)
    numbers = Counter(re.findall("^.*:[0-9]+: [a-z]+ ([a-z-]+) ", done.out, re.MULTILINE))
    held = {rule: int(number) for number, rule in re.findall(r"and +(\d+) more of ([a-z-]+)$", shown, re.MULTILINE)}
    assert held
    assert {rule: numbers[rule] - 1 for rule in held} == held
    assert sum(numbers.values()) == sum(map(int, re.findall(r"(\d+) (?:error|warning|note)", shown.splitlines()[-1])))
