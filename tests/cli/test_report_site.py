"""`--report html=FOLDER/`: a site of all runs, which a run adds its report to."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Done, run
from lxml import html

EXAMPLE = Path(__file__).parents[2] / "examples" / "dump"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "dump")
    monkeypatch.chdir(tmp_path)


def validate(*words: str, now: str = "2023-09-01") -> Done:
    return run("validate", "dump", "--now", now, "--no-cache", "-q", *words)


def rows() -> list[list[str]]:
    page = html.document_fromstring(Path("site/index.html").read_bytes())
    return [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]


def test_runs_add_to_the_site() -> None:
    reports = ("--report", "html=site/", "--report", "json=report.json", "--report", "html=report.html")
    assert validate(*reports).code == 1
    # It is there now, so that it needs no slash.
    assert validate("--report", "html=site", now="2023-09-02T12:30Z").code == 1
    assert [row[0] for row in rows()] == ["2023-09-02 12:30 UTC", "2023-09-01 00:00 UTC"]
    saved = gzip.decompress(Path("site/runs/2023-09-01T000000Z.json.gz").read_bytes())
    assert saved == Path("report.json").read_bytes()
    assert Path("site/runs/2023-09-01T000000Z.html").read_bytes() == Path("report.html").read_bytes()
    assert Path("site/.nojekyll").read_bytes() == b""


def test_the_same_time_is_the_same_run() -> None:
    for _ in range(2):
        validate("--report", "html=site/")
    assert len(rows()) == 1


def test_the_page_of_a_stored_report_is_made_again() -> None:
    validate("--report", "html=site/")
    assert run("report", "site/runs/2023-09-01T000000Z.json.gz", "-o", "again.html").code == 0
    assert Path("again.html").read_bytes() == Path("site/runs/2023-09-01T000000Z.html").read_bytes()


def test_a_site_in_the_dump_is_no_part_of_it() -> None:
    before = validate("--format", "json", "-o", "before.json").code
    validate("--report", "html=dump/site/")
    after = validate("--format", "json", "-o", "after.json", "--report", "html=dump/site/").code
    assert before == after == 1
    assert Path("before.json").read_bytes() == Path("after.json").read_bytes()


def test_the_history_of_layouts_is_a_page_or_a_run_of_a_site() -> None:
    plain = run("layouts", "dump")
    assert plain.code == 0
    assert run("layouts", "dump", "--report", "html=layouts.html", "--report", "html=site/") == plain
    (row,) = rows()
    assert row[1:4] == ["only layouts", "24", "24"]
    (stored,), (saved,) = Path("site/runs").glob("*.html"), Path("site/runs").glob("*.json.gz")
    assert stored.read_bytes() == Path("layouts.html").read_bytes()
    assert run("report", saved, "-o", "again.html").code == 0
    assert stored.read_bytes() == Path("again.html").read_bytes(), "no rule has run, and the page says so"


def test_a_history_of_layouts_among_checks_is_no_run_without_findings() -> None:
    validate("--report", "html=site/")
    assert run("layouts", "dump", "--report", "html=site/").code == 0
    validate("--report", "html=site/", now="2099-01-01")
    assert [row[1] for row in rows()] == ["5", "only layouts", "5"]
    assert "as many articles and findings" in Path("site/index.html").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--report", "json=x.json"], "wanted html=FILE, or html=FOLDER/", id="another format"),
        pytest.param(["--report", "html="], "wanted FORMAT=PATH", id="no name"),
        pytest.param(["--report", "html=dump"], "can't write dump: dump/rfi is there", id="the dump"),
        pytest.param(["--report", "html=a.py"], "can't write a.py: that is the name of source", id="source"),
        pytest.param(
            ["--report", "html=a.html", "--diff"], "--diff compares two files: give no --report with it", id="two files"
        ),
    ],
)
def test_a_page_that_layouts_can_not_write_is_one_line(words: list[str], message: str) -> None:
    code, out, err = run("layouts", "dump", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--report", "html=dump"], "can't write dump: dump/rfi is there", id="the dump"),
        pytest.param(["--report", "html=no/site/"], "can't write no/site: no such folder", id="no folder"),
        pytest.param(["--report", "html=report.txt/"], "can't write report.txt: a file", id="a file"),
        pytest.param(["--report", "html=./"], "can't write .: this run works in that folder", id="this folder"),
        pytest.param(["--report", "json=site/"], "can't write site: ", id="another format"),
        pytest.param(
            ["--report", "html=site/", "--report", "html=site//"],
            "can't write site: another output is written there",
            id="twice",
        ),
        pytest.param(
            ["--report", "html=out/", "--report", "json=out/report.json"],
            "can't write out: another output is written there",
            id="another output in it",
        ),
        pytest.param(["--report", "html=.git/"], "can't write .git: ", id="git's own"),
    ],
)
def test_what_can_not_be_a_site_is_one_line(words: list[str], message: str) -> None:
    Path("report.txt").write_text("mine")
    Path("out").mkdir()
    code, out, err = validate(*words)
    assert (code, out) == (2, "")
    assert err.startswith(f"newscheck: {message}")
    assert err.count("\n") == 1


@pytest.mark.slow
def test_a_page_that_the_disk_does_not_take_leaves_no_half_of_a_run() -> None:
    """A limit for the size of files stands for a full disk: the report fits, and its page doesn't."""
    words = ["validate", "dump", "--now", "2023-09-01", "--no-cache", "-q", "--report", "html=site/"]
    limited = ["sh", "-c", 'ulimit -f 1000; "$@"', "sh", sys.executable, "-m", "newscheck", *words]
    done = subprocess.run(limited, capture_output=True, text=True)
    message = "newscheck: can't write site/runs/2023-09-01T000000Z.html: File too large\n"
    assert (done.returncode, done.stderr) == (2, message)
    assert [*Path("site/runs").iterdir()] == []
    validate("--report", "html=site/", now="2023-09-02")
    assert [row[0] for row in rows()] == ["2023-09-02 00:00 UTC"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"anything", id="no report"),
        pytest.param(gzip.compress(b'{\n  "report_version": 1,\n  "tool": {}'), id="cut off"),
        pytest.param(gzip.compress(bytes(10_000_000)), id="much from little"),
    ],
)
def test_a_stored_report_that_is_none_is_left_out(data: bytes) -> None:
    validate("--report", "html=site/")
    Path("site/runs/2022-01-01T000000Z.json.gz").write_bytes(data)
    validate("--report", "html=site/", now="2023-09-02")
    assert len(rows()) == 2
    assert "1 file is left out: no report of newscheck is in it." in Path("site/index.html").read_text()
