"""`newscheck validate --each`: some files of a dump, each by itself, as a hook names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Done, run

from newscheck.synthetic import specimen

NOW = ("--now", "2023-09-15")
#: Three articles with one URL, two of which have no lead.
COPIES = {"rfi/1.md": {}, "rfi/2.md": {"lead": None}, "rfi/draft-3.md": {"lead": None}}


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copies, in the working folder."""
    monkeypatch.chdir(tmp_path)
    for name, patch in COPIES.items():
        write(tmp_path / name, specimen.render(patch))
    return tmp_path


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def validate(*words: str, stdin: str = "") -> Done:
    return run("validate", *NOW, *words, stdin=stdin)


def findings(*words: str, stdin: str = "") -> list[tuple[str, str]]:
    findings = json.loads(validate("--format", "json", *words, stdin=stdin)[1])["findings"]
    return [(finding["path"], finding["rule"]) for finding in findings]


@pytest.mark.parametrize(
    ("settings", "words", "stdin", "wanted"),
    [
        pytest.param("", ["rfi/1.md", "rfi/2.md"], "", {"rfi/2.md"}, id="no rule about several files"),
        pytest.param("", ["rfi"], "", {"rfi/2.md", "rfi/draft-3.md"}, id="a folder"),
        pytest.param("", [], "", {"rfi/2.md", "rfi/draft-3.md"}, id="all files"),
        pytest.param("exclude = ['draft-*']", [*COPIES], "", {"rfi/2.md"}, id="what is excluded"),
        pytest.param("paths = ['rfi/1.md']", [*COPIES], "", set(), id="what is not in the settings' paths"),
        pytest.param("", ["--stdin-paths"], "rfi/2.md\nrfi/1.md\n", {"rfi/2.md"}, id="on stdin"),
        pytest.param("", ["rfi/2.md", "--stdin-paths"], "rfi\n", {"rfi/2.md"}, id="on stdin, with a path"),
        pytest.param("rules.feed-silent = {max-hours = 1, least = 1}", ["rfi/2.md"], "", {"rfi/2.md"}, id="no clock"),
    ],
)
def test_each_file_is_checked_by_itself(
    dump: Path, settings: str, words: list[str], stdin: str, wanted: set[str]
) -> None:
    (dump / "newscheck.toml").write_text(settings)
    assert findings("--each", *words, stdin=stdin) == [(path, "lead-missing") for path in sorted(wanted)]


def test_without_it_the_files_are_a_dump(dump: Path) -> None:
    assert ("rfi/2.md", "url-duplicate") in findings("rfi/1.md", "rfi/2.md")


@pytest.mark.parametrize(
    ("words", "stdin"), [(["README.md"], ""), (["README.md", "--fail-on", "note"], ""), (["--stdin-paths"], "\n")]
)
def test_a_commit_without_articles_passes(dump: Path, words: list[str], stdin: str) -> None:
    write(dump / "README.md", b"# Us\n")
    code, _, err = validate("--each", *words, stdin=stdin)
    assert (code, err.splitlines()[0]) == (0, "newscheck: no article files among those named")


def test_a_baseline_holds_and_its_rest_is_not_reported(dump: Path) -> None:
    validate("rfi", "--write-baseline", "known.txt")
    code, out, err = validate("--each", "rfi/2.md", "--baseline", "known.txt", "--format", "concise")
    assert (code, out, err) == (0, "", "newscheck: known.txt: 1 known finding not reported\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--changed-since", "HEAD"], "files that are named", id="the whole dump"),
        pytest.param(["--history", "HEAD.."], "files that are named", id="the history"),
        pytest.param(["-"], "files that are named", id="a document"),
        pytest.param(["rfi", "nowhere.md"], "no such file or folder: nowhere.md", id="a file that isn't there"),
        pytest.param(["rfi", "--write-baseline", "known.txt"], "of the whole dump", id="a baseline of a part"),
    ],
)
def test_what_does_not_go_with_it_is_a_mistake(dump: Path, words: list[str], message: str) -> None:
    code, _, err = validate("--each", *words)
    assert code == 2
    assert message in err
