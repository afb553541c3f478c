"""The index of runs: numbers as the reports have them, whatever the files beside them hold."""

from __future__ import annotations

import json
import re

import any_report
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from newscheck import outputs
from newscheck.model import RenderOptions, Report, Totals
from newscheck.outputs.history import index, trend
from newscheck.outputs.history.run_summary import RunSummary, name_of, summary
from newscheck.text import report_beginnings

DAY = 86_400_000
NOW = 1_693_526_400_000


def run(number: int = 0, *, has_page: bool = True, version: str = "1.2.3", **totals: int) -> RunSummary:
    time = NOW - number * DAY
    return RunSummary(name_of(time), time, version, Totals(**{"files": 9, "articles": 8, **totals}), has_page)


def page(*runs: RunSummary, earlier: int = 0, damaged: int = 0) -> html.HtmlElement:
    return html.document_fromstring("".join(index.pieces(runs, earlier, damaged)))


def rows(of: html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in of.xpath("//tbody/tr")]


def test_a_run_is_a_row_with_its_numbers() -> None:
    found = page(run(error=1_234, warning=2), run(1, has_page=False))
    assert rows(found) == [
        ["2023-09-01 00:00 UTC", "1,234", "2", "0", "8", "9", "1.2.3", "JSON"],
        ["2023-08-31 00:00 UTC", "0", "0", "0", "8", "9", "1.2.3", "JSON"],
    ]
    assert found.xpath("//a/@href") == [
        "#main",
        *("runs/2023-09-01T000000Z.html", "runs/2023-09-01T000000Z.html", "runs/2023-09-01T000000Z.json.gz"),
        "runs/2023-08-31T000000Z.json.gz",
    ]


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        pytest.param({}, "2023-09-01 00:00 UTC: no findings in 8 articles", id="nothing"),
        pytest.param({"error": 1, "note": 2}, "2023-09-01 00:00 UTC: 1 error, 2 notes in 8 articles", id="findings"),
        pytest.param({"articles": 1}, "2023-09-01 00:00 UTC: no findings in 1 article", id="one article"),
    ],
)
def test_the_latest_run_is_the_heading(totals: dict[str, int], words: str) -> None:
    assert page(run(**totals), run(1, error=7)).findtext(".//h1") == words


@pytest.mark.parametrize(
    ("latest", "earlier", "words"),
    [
        pytest.param({}, {}, "as many articles and findings", id="the same"),
        pytest.param({"error": 3}, {"error": 1, "note": 1}, "2 errors more, 1 note fewer", id="findings"),
        pytest.param({"articles": 1_008}, {"warning": 1}, "1 warning fewer, 1,000 articles more", id="articles"),
    ],
)
def test_it_is_compared_with_the_one_before(latest: dict[str, int], earlier: dict[str, int], words: str) -> None:
    assert f"Against the run before: {words}." in page(run(**latest), run(1, **earlier), run(2, error=9)).text_content()


def test_one_run_has_no_trend_and_nothing_to_compare() -> None:
    text = page(run()).text_content()
    assert "Over the runs" not in text
    assert "the run before" not in text
    assert rows(page(run()))


@pytest.mark.parametrize(("has_page", "is_told"), [(True, False), (False, True)])
def test_how_a_page_is_made_is_told_where_one_has_none(*, has_page: bool, is_told: bool) -> None:
    assert ("newscheck report TIME" in page(run(), run(1, has_page=has_page)).text_content()) is is_told


def test_a_site_without_a_run_says_so() -> None:
    found = page()
    assert found.findtext(".//h1") == "No report yet"
    assert not found.xpath("//table")


def test_what_is_left_out_is_counted() -> None:
    text = page(run(), earlier=1_200, damaged=1).text_content()
    assert "1,200 earlier runs are not listed" in text
    assert "1 file is left out: no report of newscheck is in it." in text


def test_a_trend_has_a_bar_for_each_run_and_the_same_in_words() -> None:
    shown = {one.kind: one for one in trend.trends([run(0, error=4), run(1, error=0), run(2, error=8)])}
    assert shown["error"].path == "M228 36v-36h3V36zM236 36v-18h3V36z"
    assert shown["error"].words == "Errors of the last 3 runs: 0 to 8, in the latest 4"
    assert (shown["note"].path, shown["articles"].latest) == ("", 8)


def test_a_trend_is_about_the_latest_runs() -> None:
    many = [run(number, error=number + 1) for number in range(trend.BARS + 5)]
    shown = {one.kind: one for one in trend.trends(many)}
    assert shown["error"].words == f"Errors of the last {trend.BARS} runs: 1 to {trend.BARS}, in the latest 1"
    assert shown["error"].path.count("M") == trend.BARS


def test_the_mark_is_near_the_beginning() -> None:
    assert report_beginnings.INDEX_MARK in "".join(index.pieces([run()]))[: 1 << 11]


def test_nothing_can_be_loaded_or_run() -> None:
    found = page(run(version='"><script>alert(1)</script>'))
    assert not found.xpath("//script | //*[@src] | //link | //@*[starts-with(name(), 'on')] | //@style")
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert rows(found)[0][6] == '"><script>alert(1)</script>'


# --- the beginning of a report


def head(report: Report) -> bytes:
    return "".join(outputs.render("json", report, RenderOptions())).encode()[: 1 << 13]


@settings(deadline=None)
@given(report=any_report.reports())
def test_a_report_is_summarised_by_its_beginning(report: Report) -> None:
    found = summary("2023-09-01T000000Z", head(report), True)
    # A version with braces is none.
    if not re.search("[{}]", report.version):
        assert found is not None
        assert (found.totals, found.time) == (report.summary, NOW)


GOOD = head(Report("1.2.3", Totals(9, 8, 7, 6, 5), [], {}))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(GOOD[:90], id="cut off"),
        pytest.param(b"[]", id="other JSON"),
        pytest.param(b"<html>" + GOOD, id="something before it"),
        pytest.param(GOOD.replace(b'"files": 9', b'"files": -9'), id="fewer than no files"),
        pytest.param(GOOD.replace(b'"files": 9', b'"files": ' + b"9" * 4_000), id="too many"),
        pytest.param(GOOD.replace(b'"files": 9', b'"files": "9"'), id="a number as text"),
        pytest.param(GOOD.replace(b'"name": "newscheck"', b'"name": "other"'), id="another tool's"),
        pytest.param(GOOD.replace(b"1.2.3", b"\xff"), id="not UTF-8"),
    ],
)
def test_what_is_no_report_has_no_summary(data: bytes) -> None:
    assert summary("2023-09-01T000000Z", GOOD, True) is not None
    assert summary("2023-09-01T000000Z", data, True) is None


@pytest.mark.parametrize("name", ["2023-02-30T000000Z", "2023-09-01T250000Z", "0000-09-01T000000Z", "x"])
def test_a_time_that_no_calendar_has_is_none_of_a_run(name: str) -> None:
    assert summary(name, GOOD, True) is None


@given(data=st.binary(max_size=200))
def test_whatever_the_beginning_is_it_is_read_or_not(data: bytes) -> None:
    for text in (data, GOOD.replace(b"1.2.3", data), GOOD[:60] + data + GOOD[60:]):
        found = summary("2023-09-01T000000Z", text, True)
        assert found is None or json.dumps(found.version)


@given(time=st.integers(100_000_000_000, 253_370_764_799_999))
def test_the_name_of_a_run_is_its_time(time: int) -> None:
    found = summary(name_of(time), GOOD, True)
    assert found is not None
    assert found.time == time // 1000 * 1000
