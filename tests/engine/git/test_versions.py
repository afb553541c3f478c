"""`newscheck validate --history`: files that commits overwrote with other articles."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run
from git_repository import ENVIRONMENT, git

from newscheck.checker.execution import Checker
from newscheck.model import ArticleSummary, Crash, RawInput
from newscheck.synthetic import dump_file, specimen

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def validate(folder: Path, *words: str | Path, stdin: bytes = b"", **env: str) -> Done:
    return run("validate", "--now", "2023-09-15", *words, cwd=folder, stdin=stdin, **{**ENVIRONMENT, **env})


def complains(done: Done, *words: str) -> None:
    assert (done.code, done.out) == (2, ""), done
    assert done.err.count("\n") == 1, done.err
    for word in words:
        assert word in done.err


def article(seed: int, **patch: Any) -> bytes:
    return specimen.render(patch, seed)


Commit = Callable[[dict[str, bytes | None]], None]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A repository without a commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


@pytest.fixture
def commit(empty: Path) -> Commit:
    """Write files (None: delete), and commit them."""

    def write(files: dict[str, bytes | None]) -> None:
        for path, data in files.items():
            target = empty / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                target.unlink()
            else:
                target.write_bytes(data)
        git(empty, "add", "--all")
        git(empty, "commit", "-qm", "run", "--allow-empty")

    return write


def messages(folder: Path, span: str, *words: str | Path) -> dict[str, str]:
    """The message for each path."""
    done = validate(folder, *words, "--history", span, "--format", "jsonl")
    findings = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == bool(findings), done.err
    assert {finding["rule"] for finding in findings} <= {"path-overwritten"}
    return {finding["path"]: finding["message"] for finding in findings}


def roll_over(commit: Commit, runs: Sequence[int], feed: int) -> None:
    """A scraper that takes the last id from the first name in text order, and writes the articles of its feed below it.

    `runs` are the numbers of the newest article at each run.
    """
    last = 1_000_000
    for newest in runs:
        names = {f"rfi/{last - 1 - at}.md": article(newest - at) for at in range(feed)}
        commit({**names, "rfi/1000000.md": article(999)})


def test_the_roll_over(empty: Path, commit: Commit) -> None:
    roll_over(commit, range(60, 84, 4), 10)
    done = validate(empty, "--history", "HEAD~5..", "--format", "jsonl")
    findings = [json.loads(line) for line in done.out.splitlines()]
    assert [finding["path"] for finding in findings] == [f"rfi/{999_999 - at}.md" for at in range(9, -1, -1)]
    assert all("(5 times, 2023-09-01 00:00 UTC to" in finding["message"] for finding in findings)
    assert all(finding["message"].endswith(": 6 articles had this path, one is left") for finding in findings)
    assert len({finding["fingerprint"] for finding in findings}) == 10
    rewritten, gone = done.err.removeprefix("newscheck: history HEAD~5..: ").rstrip().split("; ")
    assert rewritten == "10 files rewritten, 50 times in all"
    assert gone == "20 articles that they held are in none of them any more"
    text = validate(empty, "--history", "HEAD~1..HEAD", "--max-per-rule", "1").out
    assert specimen.parts(76 - 9)["title"][:8] in text and " -> " in text
    assert "… and 9 more of path-overwritten" in text
    assert text.endswith("10 files, 10 errors\n")


@pytest.mark.parametrize(
    ("span", "times"),
    [
        pytest.param("old..new", 1, id="both ends"),
        pytest.param("old..", 2, id="up to HEAD"),
        pytest.param("..new", 2, id="from the first commit"),
        pytest.param("..", 3, id="all"),
        pytest.param("new..old", 0, id="the wrong way round"),
    ],
)
def test_ranges(empty: Path, commit: Commit, span: str, times: int) -> None:
    for number, tag in enumerate(("first", "old", "new", "last")):
        commit({"a.md": article(number)})
        git(empty, "tag", tag)
    message = messages(empty, span).get("a.md", "")
    assert (f"{times + 1} articles had this path" in message) == bool(times)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(article(0), article(0) + b"\n", id="a byte"),
        pytest.param(
            article(0), article(0, title="又一个题目", slug=dump_file.slug(specimen.parts(0)["title"])), id="title"
        ),
        pytest.param(article(0), article(0, title="又一个题目"), id="title and with it the URL, but not the text"),
        pytest.param(article(0), b"", id="emptied"),
        pytest.param(b"not an article", article(0), id="mended"),
    ],
)
def test_an_edit_is_no_other_article(empty: Path, commit: Commit, before: bytes, after: bytes) -> None:
    commit({"a.md": before})
    commit({"a.md": after})
    assert messages(empty, "..") == {}


def test_what_is_none_of_it(empty: Path, commit: Commit) -> None:
    lines = [json.dumps({"title": str(i), "url": f"https://x.example/{i}", "body": "文"}).encode() for i in range(4)]
    commit(
        {"moved.md": article(1), "gone.md": article(2), "feed.jsonl": b"\n".join(lines[:2]), "README.md": article(3)}
    )
    commit({"moved.md": None, "there/moved.md": article(1), "gone.md": None})
    commit(
        {"gone.md": article(4), "feed.jsonl": b"\n".join(lines[1:]), "README.md": article(5), "draft/a.md": article(6)}
    )
    commit({"draft/a.md": article(7), "picture.jpg": b"x"})
    assert messages(empty, "..", "--exclude", "draft") == {}
    assert set(messages(empty, "..")) == {"draft/a.md"}
    assert set(messages(empty, "..", "README.md")) == {"README.md"}


def test_where_it_is_started_and_names_of_every_kind(empty: Path, commit: Commit) -> None:
    names = ["a b.md", '"q".md', "海上 救援.md", "new\nline.md", "\udcb1\udcea.md"]
    for seed in (0, 1):
        commit({f"rfi/{name}": article(seed) for name in names} | {"dw/a.md": article(seed)})
    shown = {name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") for name in names}
    assert set(messages(empty / "rfi", "..")) == shown
    assert set(messages(empty, "..", "rfi")) == {f"rfi/{name}" for name in shown}
    (empty.parent / "link").symlink_to(empty / "dw")
    assert set(messages(empty, "..", "../link")) == {"../link/a.md"}


@pytest.mark.parametrize("setting", ["separate", "combined"])
def test_a_merge_is_one_change(empty: Path, commit: Commit, setting: str) -> None:
    git(empty, "config", "log.diffMerges", setting)
    commit({"a.md": article(0)})
    git(empty, "checkout", "-qb", "side")
    commit({"a.md": article(1)})
    commit({"a.md": article(2)})
    git(empty, "checkout", "-q", "main")
    commit({"b.md": article(3)})
    git(empty, "merge", "-q", "--no-ff", "-m", "merge", "side")
    assert messages(empty, "..")["a.md"].endswith(": 2 articles had this path, one is left")


def test_severity_and_fail_level_are_those_of_any_rule(empty: Path, commit: Commit) -> None:
    commit({"a.md": article(0)})
    commit({"a.md": article(1)})
    assert validate(empty, "--history", "..").code == 1
    assert validate(empty, "--history", "..", "--fail-on", "never").code == 0
    assert validate(empty, "--history", "..", "--ignore", "path-overwritten").code == 0
    (empty / "newscheck.toml").write_text("rules.path-overwritten = 'note'\n")
    assert validate(empty, "--history", "..").code == 0


def test_a_file_over_the_limit_is_not_read(empty: Path, commit: Commit) -> None:
    (empty / "newscheck.toml").write_text("max-file-size = 50_000\n")
    commit({"big.md": article(0, after="<p>文</p>" * 9_000), "a.md": article(0)})
    commit({"big.md": article(1, after="<p>文</p>" * 9_000), "a.md": article(1)})
    assert set(messages(empty, "..")) == {"a.md"}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(["--history", "HEAD"], "--history takes REV1..REV2, not 'HEAD'", id="no range"),
        pytest.param(["--history", "HEAD...HEAD"], "--history takes REV1..REV2", id="three dots"),
        pytest.param(["--history", "nothing.."], "no revision 'nothing'", id="no such start"),
        pytest.param(["--history", "..-x"], "no revision '-x'", id="an option"),
        pytest.param(["--history", "..", "nowhere"], "no such file or folder: nowhere", id="no such path"),
        pytest.param(["--history", "..", "--changed-since", "HEAD"], "--history is about commits", id="what changed"),
        pytest.param(["--history", "..", "-"], "--history is about commits", id="stdin"),
        pytest.param(["--history", "..", "--update-reference"], "--update-reference", id="a reference"),
        pytest.param(["--history", "..", "--select", "title"], "--history runs no rule but", id="other rules"),
        pytest.param(["--select", "path"], "path only checks commits", id="no history for its rule"),
    ],
)
def test_mistakes_about_the_history(empty: Path, commit: Commit, words: list[str], complaint: str) -> None:
    commit({"a.md": article(0)})
    complains(validate(empty, *words, "-o", "out.txt"), complaint)
    assert not (empty / "out.txt").exists()


def test_no_history_without_git(empty: Path, commit: Commit, tmp_path: Path) -> None:
    commit({"a.md": article(0)})
    complains(validate(empty, "--history", "..", PATH="/nowhere"), "git is not installed")
    complains(validate(tmp_path, "--history", ".."), "not a git repository")


def test_the_history_of_a_shallow_clone(empty: Path, commit: Commit) -> None:
    for seed in range(3):
        commit({"a.md": article(seed)})
    git(empty.parent, "clone", "-q", "--depth", "2", f"file://{empty}", "clone")
    done = validate(empty.parent / "clone", "--history", "..")
    assert "2 articles had this path" in " ".join(done.out.split())
    assert "shallow clone" in done.err


def test_each_version_of_a_file_has_the_time_of_a_file(
    empty: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(3):
        commit({"a.md": article(seed), "b.md": article(seed + 5)})
    summaries = Checker.summaries

    def slow(self: Checker, raw: RawInput, crashes: list[Crash]) -> list[ArticleSummary]:
        if article(1) == raw.data:
            signal.pause()
        return summaries(self, raw, crashes)

    monkeypatch.setattr(Checker, "summaries", slow)
    done = validate(empty, "--history", "..", "--file-timeout", "0.1")
    assert done.code == 2
    assert "path-overwritten" in done.out
    assert "newscheck: history: a version of a file was not read to its end: not done after 0.1 s;" in done.err
