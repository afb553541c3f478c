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


def run(
    number: int = 0, *, has_page: bool = True, version: str = "1.2.3", layouts_only: bool = False, **totals: int
) -> RunSummary:
    time = NOW - number * DAY
    of_files = Totals(**{"files": 9, "articles": 8, **totals})
    return RunSummary(name_of(time), time, version, of_files, has_page, layouts_only)


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


def layouts(number: int = 0, **totals: int) -> RunSummary:
    return run(number, layouts_only=True, **totals)


def test_a_run_that_looked_at_layouts_says_so_and_has_no_false_zero() -> None:
    found = page(run(error=4), layouts(1), layouts(2, error=1), run(3, error=2))
    assert [row[1:-4] for row in rows(found)] == [
        ["4", "0", "0"],
        ["only layouts"],
        ["only layouts (1 error)"],
        ["2", "0", "0"],
    ]
    assert "Errors of the last 2 runs: 2 to 4, in the latest 4" in found.xpath("//svg/@aria-label")
    assert "Runs that only looked at layouts are left out here" in found.text_content()
    assert "the run before that checked for findings (2023-08-29 00:00 UTC): 2 errors more." in found.text_content()


@pytest.mark.parametrize(
    ("runs", "heading", "compared"),
    [
        pytest.param([layouts(), run(1, error=1)], "only layouts of 8 articles", "", id="none before it is such"),
        pytest.param(
            [layouts(articles=9), run(1), layouts(2)],
            "only layouts of 9 articles",
            "the run before that looked at layouts (2023-08-30 00:00 UTC): 1 article more.",
            id="one before it is such",
        ),
        pytest.param(
            [layouts(error=1), layouts(1)],
            "only layouts (1 error) of 8 articles",
            "Against the run before: as many articles.",
            id="all are such",
        ),
        pytest.param([run(), layouts(1)], "no findings in 8 articles", "", id="the latest is none"),
    ],
)
def test_like_is_compared_with_like(runs: list[RunSummary], heading: str, compared: str) -> None:
    found = page(*runs)
    assert found.findtext(".//h1") == f"2023-09-01 00:00 UTC: {heading}"
    assert compared in found.text_content()
    assert ("Against the run before" in found.text_content()) is bool(compared)


def test_runs_that_looked_at_layouts_have_a_trend_of_articles_alone() -> None:
    assert [one.kind for one in trend.trends([layouts(), layouts(1)])] == ["articles"]
    assert not trend.trends([run(), layouts(1), layouts(2)])


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


def head(report: Report, *, layouts_only: bool = False) -> bytes:
    style = RenderOptions(layouts_only=layouts_only)
    return "".join(outputs.render("json", report, style)).encode()[: 1 << 13]


@settings(deadline=None)
@given(report=any_report.reports(), layouts_only=st.booleans())
def test_a_report_is_summarised_by_its_beginning(report: Report, layouts_only: bool) -> None:
    found = summary("2023-09-01T000000Z", head(report, layouts_only=layouts_only), True)
    # A version with braces is none.
    if not re.search("[{}]", report.version):
        assert found is not None
        assert (found.totals, found.time, found.layouts_only) == (report.summary, NOW, layouts_only)


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
