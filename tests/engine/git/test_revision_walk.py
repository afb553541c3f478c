"""`newscheck validate --rev`: the files of a commit, without a checkout."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from command_line import Done, run
from git_repository import ENVIRONMENT, git

from newscheck.engine.files import inputs
from newscheck.engine.files.directory_walk import walk as walk_on_disk
from newscheck.engine.git import object_reader, revision_walk
from newscheck.engine.git.revision import Revision
from newscheck.synthetic import specimen

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX"),
]
_LIMIT = 5_000


def article(seed: int, **patch: object) -> bytes:
    return specimen.render(patch, seed)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A commit with files of all kinds, tagged v1."""
    folder = tmp_path / "repository"
    dump = folder / "dump"
    for name in ("b.md", "b/1.md", "b-x/2.md", "新闻/三.md", "dir.md/4.md", ".hidden/5.md", "node_modules/6.md"):
        (dump / name).parent.mkdir(parents=True, exist_ok=True)
        (dump / name).write_bytes(article(len(name)))
    (dump / "README.md").write_text("# no article")
    (dump / "empty.md").write_bytes(b"")
    (dump / "other.pdf").write_bytes(b"%PDF-")
    (dump / "items.jsonl").write_text('{"title": "x", "url": "https://paper.example/1"}\n' * 200)
    (dump / "large.md").write_bytes(b"a" * (_LIMIT + 1))
    with zipfile.ZipFile(dump / "pages.zip", "w") as archive:
        archive.writestr("in/7.md", article(7))
        archive.writestr("in/8.txt", b"no article")
    links = {
        "in.md": "b/1.md",
        "out.md": "../outside.md",
        "away.md": "../../nothing.md",
        "broken.md": "nowhere",
        "loop.md": "loop.md",
        "up": "..",
        "inner": "b",
        "folder.md": "b",
    }
    for name, target in links.items():
        (dump / name).symlink_to(target)
    (folder / "outside.md").write_bytes(article(9))
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "first")
    git(folder, "tag", "v1")
    return folder


@pytest.fixture(autouse=True)
def _ended() -> object:
    yield
    object_reader.close()


def commit_of(folder: Path, name: str = "v1") -> Revision:
    return Revision(str(folder.resolve()), git(folder, "rev-parse", f"{name}^{{commit}}").strip())


def validate(folder: Path, *words: str) -> Done:
    return run("validate", "--now", "2023-09-15", "--format", "jsonl", *words, cwd=folder, **ENVIRONMENT)


@pytest.mark.parametrize(
    "paths",
    [
        pytest.param(["dump"], id="a folder"),
        pytest.param(["."], id="all"),
        pytest.param(["dump/b", "dump", "dump/in.md"], id="one in the other"),
        pytest.param(["dump/pages.zip!/in/7.md", "dump/inner"], id="a member and a link to a folder"),
    ],
)
def test_the_files_and_their_contents_are_those_of_the_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str]
) -> None:
    monkeypatch.chdir(repository)
    revision = commit_of(repository)
    stored = [*revision_walk.walk(revision, paths, ["b-x"])]
    on_disk = [*walk_on_disk(paths, ["b-x"])]
    assert [entry.path for entry in stored] == [entry.path for entry in on_disk]
    for one, other in zip(stored, on_disk, strict=True):
        assert [*inputs.read(one, _LIMIT)] == [*inputs.read(other, _LIMIT)]


@pytest.mark.parametrize("words", [["--jobs", "1"], ["--jobs", "2"], ["--no-cache"]], ids=" ".join)
def test_the_report_is_that_of_the_folder_also_when_that_is_gone(repository: Path, words: list[str]) -> None:
    expected = validate(repository, "dump", *words)
    assert expected.out.count("\n") > 5
    shutil.rmtree(repository / "dump")
    assert validate(repository, "dump", "--rev", "v1", *words)[:2] == expected[:2]


@pytest.mark.slow
def test_processes_and_the_cache_read_the_commit_too(repository: Path) -> None:
    """As many files as processes are started for; the folder shares what the cache has."""
    for number in range(1_100):
        (repository / "dump/b" / f"n{number}.md").write_bytes(article(number, title=""))
    git(repository, "add", "--all")
    git(repository, "commit", "-qm", "second")
    # No cache keeps results of articles that are later than the check.
    late = ["dump", "--now", "2090-01-01"]
    expected = validate(repository, *late, "--no-cache", "--jobs", "1")
    for words in (["--rev", "HEAD", "--jobs", "2"], ["--rev", "HEAD", "-v"], ["-v"]):
        done = validate(repository, *late, *words)
        assert done[:2] == expected[:2]
        assert "-v" not in words or " 0 files checked" in done.err, done.err[-400:]


def test_changes_are_those_up_to_the_commit(repository: Path) -> None:
    (repository / "dump/b/1.md").write_bytes(b"")
    git(repository, "commit", "-qam", "second")
    (repository / "dump/b/1.md").write_bytes(article(1))
    (repository / "dump/b.md").write_bytes(b"")
    done = validate(repository, "dump", "--changed-since", "v1", "--rev", "HEAD")
    assert '"path":"dump/b/1.md"' in done.out.replace(" ", "")
    assert '"path":"dump/b.md"' not in done.out.replace(" ", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["dump", "--rev", "v9"], "no revision 'v9'"),
        (["dump", "--rev=-x"], "no revision '-x'"),
        (["dump", "--rev", "v1..v1"], "no revision"),
        (["nowhere", "--rev", "v1"], "no such file or folder in"),
        (["..", "--rev", "v1"], "not in the git repository"),
        (["dump", "--rev", "v1", "--follow-links"], "give only one"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_line(repository: Path, words: list[str], message: str) -> None:
    done = validate(repository, *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    assert message in done.err


@pytest.mark.parametrize("word", ["--each", "--stdin-paths", "--history=v1.."])
def test_other_input_is_refused(repository: Path, word: str) -> None:
    done = validate(repository, "dump", "--rev", "v1", word)
    assert done.code == 2
    assert "--rev is about the files of a commit" in done.err


def test_without_a_repository_there_is_no_revision(tmp_path: Path) -> None:
    done = validate(tmp_path, "--rev", "v1")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "not a git repository" in done.err


def test_an_object_that_is_missing_is_a_finding(repository: Path) -> None:
    name = git(repository, "rev-parse", "v1:dump/b.md").strip()
    (repository / ".git/objects" / name[:2] / name[2:]).unlink()
    done = validate(repository, "dump", "--rev", "v1", "--select", "file-unreadable")
    assert f"git has no object {name[:10]}" in done.out


def test_a_submodule_is_left_out_with_a_remark(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},dump/inside")
    git(repository, "commit", "-qm", "second")
    done = validate(repository, "dump", "--rev", "HEAD")
    assert "dump/inside: submodules, which are not read" in done.err
