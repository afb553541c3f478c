"""A report of newscheck is told from all that may hold an article, however alike it begins."""

from __future__ import annotations

import json
from typing import Any

import any_report
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck import outputs
from newscheck.model import Finding, RelatedLocation, RenderOptions, Report, RuleDescription, Totals
from newscheck.outputs.shards import folder, parquet
from newscheck.readers import arrow
from newscheck.text import own_reports, report_beginnings

ARTICLE = {"title": "海上救援协定", "url": "https://news.example.org/1.html", "body": "……"}
FINDING = Finding(
    *("title-empty", "error", "a.md", 2, 3, "/title", "empty", "[]", "0" * 16),
    related=(RelatedLocation("b.md", "the same", 1),),
)
REPORT = Report("1.2.3", Totals(9, 8, 1, 0, 0), [FINDING], {"title-empty": RuleDescription("error", "s", "h")})


def written(form: str, report: Report = REPORT, style: RenderOptions | None = None) -> bytes:
    return "".join(outputs.render(form, report, style or RenderOptions())).encode()


VALUE = json.loads(written("json"))


@settings(deadline=None)
@given(report=any_report.reports(), layouts_only=st.booleans())
def test_each_report_is_one(report: Report, layouts_only: bool) -> None:
    assert own_reports.is_one(written("json", report, RenderOptions(layouts_only=layouts_only)))
    lines = written("jsonl", report)
    assert own_reports.is_one(lines) is bool(lines)
    assert own_reports.is_one(dict(folder.files("jsonl", report))[folder.REPORT])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written("json").decode().encode("utf-16"), id="from PowerShell"),
        pytest.param(written("json").replace(b"\n", b"\r\n"), id="line ends of Windows"),
        pytest.param(json.dumps(VALUE).encode(), id="written again by another program"),
        pytest.param(written("jsonl").decode().encode("utf-16"), id="lines from PowerShell"),
    ],
)
def test_it_is_one_in_another_form(data: bytes) -> None:
    assert own_reports.is_one(data)


def _with(**members: Any) -> bytes:
    return json.dumps(VALUE | members).encode()


def _with_finding(**members: Any) -> bytes:
    return _with(findings=[VALUE["findings"][0] | members])


LINE = written("jsonl")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_with(articles=[ARTICLE]), id="a list of articles beside the findings"),
        pytest.param(_with(**ARTICLE), id="an article around them"),
        pytest.param(_with(findings=[ARTICLE]), id="articles as findings"),
        pytest.param(_with_finding(**ARTICLE), id="an article in a finding"),
        pytest.param(_with(changes=[ARTICLE]), id="articles as changes"),
        pytest.param(_with(layouts=[ARTICLE]), id="articles as layouts"),
        pytest.param(_with(examples=[ARTICLE]), id="articles as examples"),
        pytest.param(_with(hidden=[{"label": "a", "findings": 1, "reason": ARTICLE}]), id="an article as a reason"),
        pytest.param(_with(parts=[ARTICLE]), id="articles as parts"),
        pytest.param(_with(series=[ARTICLE]), id="articles as series"),
        pytest.param(_with(rules={"a": ARTICLE}), id="articles as rules"),
        pytest.param(_with(tool={"name": "newscheck", "version": "1", "body": "…"}), id="an article as the program"),
        pytest.param(_with(tool={"name": "other", "version": "1"}), id="another program"),
        pytest.param(_with()[:-1] + b', "findings": [{"title": "a"}]}', id="a member that is there twice"),
        pytest.param(written("json") + json.dumps(ARTICLE).encode(), id="an article behind it"),
        pytest.param(written("json")[:-3], id="cut off"),
        pytest.param(b'{"report_version": 1}', id="nothing but the beginning"),
        pytest.param(LINE + json.dumps(ARTICLE).encode(), id="an article on a line behind the findings"),
        pytest.param(json.dumps(VALUE["findings"][0] | ARTICLE).encode(), id="a line with more than a finding"),
        pytest.param(b'{"rule":"a"}', id="a line with less"),
        pytest.param(b'{"report_version": ' + b"[" * 100_000, id="deep"),
        pytest.param(json.dumps(ARTICLE).encode(), id="an article"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_may_hold_an_article_is_none(data: bytes) -> None:
    assert not own_reports.is_one(data)


@pytest.mark.parametrize(("more", "is_one"), [({}, True), ({"title": "a"}, False), ({"line": "a"}, False)])
def test_rows_of_a_table_are_findings(more: dict[str, str], is_one: bool) -> None:
    row = {"item": None, **VALUE["findings"][0], **more}
    assert own_reports.are_findings([row, row]) is is_one


def test_a_table_of_findings_is_told_by_its_columns() -> None:
    pytest.importorskip("pyarrow")
    rows = [json.loads(row) for row in parquet.rows(parquet.content([FINDING]))]
    assert own_reports.are_findings(rows)
    assert rows[0].keys() >= arrow.FINDING


def test_what_a_report_begins_with_is_told_in_any_encoding() -> None:
    text = written("json").decode()
    assert all(report_beginnings.begins_json(text.encode(name)) for name in ("utf-8-sig", "utf-16", "utf-32-be"))
    assert not report_beginnings.begins_json(LINE)
    assert report_beginnings.begins_findings(LINE)
