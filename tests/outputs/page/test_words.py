"""What the page says in words: code in messages, numbers of findings, the site that comes first."""

from __future__ import annotations

from typing import Any

import pytest
from browser import NARROW, WIDE, Browser
from msgspec.structs import replace
from page_reports import START, Write, change, finding, report, series, span

from newscheck.model import CountedFindings, FieldSeries, Finding, RelatedLocation, Report

pytestmark = pytest.mark.slow
#: The number of a layout, its first and its last day after the start.
SPANS = ((1, 0, 4), (2, 5, 29))


def many(number: int, **more: Any) -> Finding:
    """A finding that represents some."""
    return finding(aggregated=(CountedFindings("0" * 16, number, 2, "rfi", None),), **more)


@pytest.mark.parametrize(
    ("message", "shown", "code"),
    [
        pytest.param("`img` and `src` are fused", "img and src are fused", ["img", "src"], id="words"),
        pytest.param("`<img src=x onerror=alert(1)>`", "<img src=x onerror=alert(1)>", None, id="an element"),
        pytest.param("First after `沈", "First after `沈", [], id="a backtick alone"),
        pytest.param("Nothing between ``", "Nothing between ``", [], id="nothing"),
    ],
)
def test_backticks_are_code(chromium: Browser, write: Write, message: str, shown: str, code: list[str] | None) -> None:
    code = [shown] if code is None else code
    item = finding("coverage-fall", message=message, details=(message,), related=(RelatedLocation("2.md", message),))
    with chromium.opened(write(report([item], changes=[change(harm=[], what=message)]))) as opened:
        opened.page.click("#finding-list .open")
        for place in (".message", ".detail div[dir]", "#verdict", ".change > p"):
            assert opened.texts(place)[0].rstrip(".") == shown
            assert opened.texts(f"{place} code") == code
        assert opened.texts(".detail .hint code") == code
        opened.page.fill("#finding-controls input[type=search]", shown)
        assert opened.texts("#finding-count") == ["1 finding"]
        assert opened.page.locator("img").count() == 0
        assert opened.complaints == []


@pytest.mark.parametrize(
    ("of", "search", "told"),
    [
        pytest.param([finding(), finding("b")], "", "2 findings", id="one in each row"),
        pytest.param([many(36), finding("b")], "", "37 findings in 2 rows", id="several in a row"),
        pytest.param([many(36), finding("b")], "empty title-empty", "36 of 37 findings in 1 row", id="found"),
        pytest.param([many(36), finding("b")], "nowhere", "0 of 37 findings", id="none"),
    ],
)
def test_the_number_is_that_of_the_totals(
    chromium: Browser, write: Write, of: list[Finding], search: str, told: str
) -> None:
    with chromium.opened(write(report(of))) as opened:
        opened.page.fill("#finding-controls input[type=search]", search)
        assert opened.texts("#finding-count") == [told]


def test_what_no_chart_has_is_said(chromium: Browser, write: Write) -> None:
    of = report([finding(site="rfi", epoch=START), many(2, site="rfi")], series=[series(undated=1)])
    with chromium.opened(write(of)) as opened:
        captions = opened.texts("#charts figcaption")
        assert "1 article without a time is not in the chart" in captions[0]
        assert "2 findings without a time are not in the chart" in captions[1]


def test_charts_say_how_many_layouts_changes_and_fields_they_leave_out(chromium: Browser, write: Write) -> None:
    of = report(
        series=[series(fields=[FieldSeries(f"field-{n:02}", [40] * 30) for n in range(61)])],
        layouts=[span(first=n % 20, last=n % 20 + 1) for n in range(207)],
        changes=[change(since=n % 20, harm=[]) for n in range(203)],
    )
    with chromium.opened(write(of)) as opened:
        captions = opened.texts("#charts figcaption")
        assert "7 more earlier layouts are left out here. 3 more earlier changes are left out here." in captions[1]
        assert "1 more field is left out here." in captions[2]


def test_a_finding_tells_what_it_leaves_out(chromium: Browser, write: Write) -> None:
    of = report([finding(details=tuple(map(str, range(18))), related=(RelatedLocation("2.md", ""),) * 10)])
    with chromium.opened(write(of)) as opened:
        opened.page.click("#finding-list .open")
        assert opened.texts(".detail .hint") == ["and 2 more", "and 2 more"]


def test_a_brief_finding_says_that_it_is_brief(chromium: Browser, write: Write) -> None:
    page = write(report([finding()]))
    text = page.read_text()
    row = '[0,2,0,null,"rfi/1.md",2,3,"the title is empty",1'
    assert row in text
    head, _, rest = text.partition(row)
    page.write_text(f"{head}{row},0]{rest.partition(']')[2]}")
    with chromium.opened(page) as opened:
        opened.page.click("#finding-list .open")
        assert "for which this page has no room" in opened.texts(".detail")[0]
        assert "Field" not in opened.texts(".detail dt")


def test_the_table_of_layouts_has_their_names(chromium: Browser, write: Write) -> None:
    spans = [replace(span(first=first, last=last), layout=f"harbour.example-{n}") for n, first, last in SPANS]
    with chromium.opened(write(report(series=[series()], changes=[change()], layouts=spans)), NARROW) as opened:
        opened.page.click("text=Layouts and their changes: as a table")
        opened.page.wait_for_selector(".as-table table >> nth=1")
        assert opened.texts(".as-table tbody th") == ["harbour.example-1", "harbour.example-2", "2021-10-11 00:00 UTC"]


def test_where_findings_about_many_articles_are_drawn_is_said(chromium: Browser, write: Write) -> None:
    of = report([many(36, site="rfi", epoch=START), finding(site="rfi", epoch=START)], series=[series()])
    with chromium.opened(write(of)) as opened:
        assert "36 findings about many articles each are drawn at one of them" in opened.texts("#charts figcaption")[1]


@pytest.mark.parametrize(
    ("width", "bands", "labels"),
    [
        pytest.param(WIDE, ["harbour.example-1", "harbour.example-2"], ["2021-10-11 lost: image"], id="wide"),
        pytest.param(NARROW, ["1", "2"], ["2021-10-11 lost: image"], id="narrow"),
    ],
)
def test_names_of_layouts_have_room(
    chromium: Browser, write: Write, width: int, bands: list[str], labels: list[str]
) -> None:
    spans = [replace(span(first=first, last=last), layout=f"harbour.example-{n}") for n, first, last in SPANS]
    with chromium.opened(write(report(series=[series()], changes=[change()], layouts=spans)), width) as opened:
        names = "({glyph, data_source: {data}}) => data[glyph.text.field]"
        assert opened.page.evaluate(f"{drawn('Text')}.flat().map({names})") == [bands, labels]


def test_one_day_is_a_point_in_each_chart(chromium: Browser, write: Write) -> None:
    with chromium.opened(write(report(series=[series(days=1)]))) as opened:
        assert opened.texts(".totals dd")[-1] == "2021-10-01"
        assert opened.page.evaluate(f"{drawn('Scatter')}.map((found) => found.length)") == [0, 2, 1]


def drawn(kind: str) -> str:
    """What is drawn in each chart with glyphs of a kind, and can be seen."""
    plots = "[...Bokeh.index.roots].filter(({model}) => model.renderers)"
    wanted = f"({{glyph, visible}}) => visible && glyph.type === '{kind}'"
    return f"{plots}.map(({{model}}) => model.renderers.filter({wanted}))"


def test_a_legend_has_what_is_drawn(chromium: Browser, write: Write) -> None:
    of = report([finding("a", "warning", site="rfi", epoch=START)], series=[series(days=1)])
    with chromium.opened(write(of)) as opened:
        assert opened.texts("#charts .key")[:2] == ["articles", "warnings"]


@pytest.mark.parametrize(
    ("of", "first"),
    [
        pytest.param(report(series=[series("a"), series("b", number=50)]), "b", id="articles"),
        pytest.param(
            report([finding(site="a", epoch=START)], series=[series("a"), series("b", number=50)]), "a", id="errors"
        ),
        pytest.param(
            report([finding(site="a", epoch=START)], series=[series("a"), series("b")], changes=[change("b")]),
            "b",
            id="a loss",
        ),
        pytest.param(report(series=[series("a"), series("b")]), "a", id="neither"),
    ],
)
def test_the_site_that_comes_first(chromium: Browser, write: Write, of: Report, first: str) -> None:
    with chromium.opened(write(of)) as opened:
        assert opened.page.evaluate("document.querySelector('#time-controls select').selectedOptions[0].text") == first
