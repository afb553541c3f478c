"""Reports that newscheck wrote into the dump are no articles of the next run; nothing else passes for one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run

EXAMPLE = Path(__file__).parents[2] / "examples" / "dump"
RULE = "file-own-report"
WRITTEN = (
    *("--report", "json=dump/report.json", "--report", "jsonl=dump/findings.jsonl", "--report", "html=dump/site/"),
    *("--findings", "jsonl=dump/parts"),
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "dump")
    monkeypatch.chdir(tmp_path)


def validate(*words: str, dump: str = "dump") -> Done:
    return run("validate", dump, "--now", "2023-09-01", "--no-cache", "-q", *words)


def report(name: str, *words: str, dump: str = "dump") -> dict[str, Any]:
    validate("--format", "json", "-o", f"{name}.json", *words, dump=dump)
    found: dict[str, Any] = json.loads(Path(f"{name}.json").read_text())
    return found


def others(of: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in of["findings"] if finding["rule"] != RULE]


def own(of: dict[str, Any]) -> list[str]:
    return [finding["path"] for finding in of["findings"] if finding["rule"] == RULE]


def test_reports_of_earlier_runs_are_left_out_and_named() -> None:
    before = report("before")
    validate(*WRITTEN)
    after = report("after")
    assert own(after) == [
        *("dump/findings.jsonl", "dump/parts/_report.json", "dump/parts/part-00000.jsonl.gz", "dump/report.json"),
        "dump/site/runs/2023-09-01T000000Z.json.gz",
    ]
    assert others(after) == before["findings"]
    assert after["summary"]["articles"] == before["summary"]["articles"]
    assert {key: after["summary"][key] for key in ("error", "warning")} == {"error": 5, "warning": 3}


def test_a_table_of_findings_is_left_out() -> None:
    pytest.importorskip("pyarrow")
    validate("--findings", "parquet=dump/tables")
    assert own(report("after")) == ["dump/tables/_report.json", "dump/tables/part-00000.parquet"]


def test_a_report_from_powershell_is_left_out() -> None:
    validate("--report", "json=report.json")
    Path("dump/report.json").write_bytes(Path("report.json").read_text().encode("utf-16"))
    assert own(report("after")) == ["dump/report.json"]


def test_the_report_of_another_command_is_left_out() -> None:
    assert run("layouts", "dump", "--report", "html=dump/layouts/").code == 0
    assert len(own(report("after"))) == 1


def test_other_commands_see_no_article_in_it() -> None:
    before = run("layouts", "dump", "--format", "json")
    validate(*WRITTEN)
    assert run("layouts", "dump", "--format", "json").out == before.out


def test_a_dump_of_nothing_but_reports_does_not_pass() -> None:
    validate(*WRITTEN)
    shutil.rmtree("dump/rfi")
    message = "newscheck: no article files in dump: only reports of newscheck\n"
    assert validate() == (2, "", message)


def test_a_file_that_is_named_in_a_commit_may_be_one() -> None:
    validate("--report", "json=dump/report.json")
    assert run("validate", "--each", "dump/report.json", "--no-cache", "-q").code == 0


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"articles": [{"title": "", "url": "https://h.example/1", "body": "一"}]}, id="articles"),
        pytest.param({"title": "", "url": "https://h.example/1", "body": "一"}, id="an article"),
    ],
)
def test_an_article_that_begins_like_a_report_is_checked(more: dict[str, Any]) -> None:
    """A red run must not become green by what a publisher puts around an article."""
    validate("--report", "json=report.json")
    hidden = json.loads(Path("report.json").read_text()) | {"findings": [], "examples": []} | more
    Path("hidden").mkdir()
    Path("hidden/a.json").write_text(json.dumps(hidden, indent=2))
    assert validate(dump="hidden").code == 1
    assert RULE not in report("after", dump="hidden")["rules"]


def test_a_page_is_an_error_where_pages_are_articles() -> None:
    """What else is in a page can't be told, and a publisher may copy its beginning."""
    validate("--report", "html=dump/page.html")
    Path("newscheck.toml").write_text('extractor = "newscheck:main-content"\n')
    (finding,) = [finding for finding in report("after")["findings"] if finding["path"] == "dump/page.html"]
    message = "a report of newscheck: leave it out with --exclude"
    assert (finding["rule"], finding["severity"], finding["message"]) == ("file-other-kind", "error", message)


def test_what_is_too_large_to_be_told_is_an_error() -> None:
    validate("--report", "json=dump/report.json")
    Path("newscheck.toml").write_text("max-file-size = 10_000\n")
    after = report("after")
    found = [finding for finding in after["findings"] if finding["path"] == "dump/report.json"]
    assert [finding["rule"] for finding in found] == ["file-unreadable"]
    assert "a report of newscheck, or what begins like one" in found[0]["message"]
