"""The page in a real browser: opened from a file, it shows all, loads nothing, and nothing from a dump runs in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from browser import NARROW, WIDE, Browser, Opened
from page_reports import DAY, START, Write, change, finding, report, rich_report, series, span

from newscheck.model import (
    Crash,
    ExampleArticle,
    Excerpt,
    FieldSeries,
    HiddenFindings,
    RelatedLocation,
    Report,
)

pytestmark = pytest.mark.slow

RUNS = "<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)></svg>"
HOSTILE = [
    pytest.param(RUNS, id="elements"),
    pytest.param('"><script>alert(1)</script>', id="end of an attribute"),
    pytest.param("</script><script>alert(1)</script><!--", id="end of the data"),
    pytest.param("</style></title></textarea></pre>" + RUNS, id="end of other elements"),
    pytest.param("javascript:alert(1)", id="javascript"),
    pytest.param("data:text/html,<script>alert(1)</script>", id="data"),
    pytest.param("https://a.example/?a=1&b=2", id="a URL"),
    pytest.param("{{ 7 * 7 }}{% raw %}${7*7}@label@{label}{safe}$x$$a$$", id="placeholders"),
    pytest.param("__proto__", id="the name of a prototype"),
]


@pytest.fixture(scope="module")
def rich(write: Write) -> Path:
    return write(rich_report())


def rows(opened: Opened) -> list[str]:
    """The messages in the table of findings."""
    return opened.texts("#finding-list .message")


def count(opened: Opened) -> str:
    return opened.texts("#finding-count")[0]


def open_table(opened: Opened, title: str) -> None:
    """Open the table below a chart, which is made when it is opened."""
    opened.page.click(f"text={title}: as a table")
    opened.page.wait_for_selector(f"#charts figure:has-text('{title}') .as-table")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_a_complaint_or_a_request(chromium: Browser, rich: Path, width: int, scheme: str) -> None:
    with chromium.opened(rich, width, scheme) as opened:
        opened.page.wait_for_selector("#charts .canvas canvas")
        assert opened.requests == [rich.as_uri()]
        assert opened.complaints == []
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(opened.texts("#charts figure")) == 5


def test_its_numbers_are_those_of_the_report(chromium: Browser, rich: Path) -> None:
    of = rich_report()
    with chromium.opened(rich) as opened:
        assert count(opened) == f"{len(of.findings)} findings"
        named = dict(zip(opened.texts(".totals dt"), opened.texts(".totals dd"), strict=True))
        assert (named["files"], named["errors"], named["warnings"], named["notes"]) == ("3,000", "51", "50", "50")
        open_table(opened, "Articles per day")
        assert opened.texts("#charts .as-table tbody tr")[0].split() == ["2021-10-01", "40", "–"]
        open_table(opened, "Articles with a field, in percent")
        assert opened.texts("#charts .as-table tbody tr")[30 + 12].split() == ["2021-10-13", "0", "%", "100", "%"]


def test_findings_are_filtered_sorted_and_paged(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        page = opened.page
        assert len(rows(opened)) == 50
        page.fill("#finding-controls input[type=search]", "RFI/0014.md 标题")
        assert rows(opened) == ["number 14 标题"]
        page.click("text=Show all")
        page.select_option("#finding-controls select >> nth=0", "warning")
        assert count(opened) == "50 of 151 findings"
        page.fill("#finding-controls input[type=date] >> nth=0", "2021-10-02")
        page.fill("#finding-controls input[type=date] >> nth=1", "2021-10-02")
        assert rows(opened) == [f"number {number} 标题" for number in (1, 31, 61, 91, 121)]
        page.click("#finding-list th >> text=What was found")
        assert rows(opened) == sorted(f"number {number} 标题" for number in (1, 31, 61, 91, 121))
        page.click("#finding-list th >> text=What was found")
        assert page.get_attribute("th[data-column=message]", "aria-sort") == "descending"
        page.click("text=Show all")
        page.click("text=Next")
        assert "page 2 of 4" in opened.texts(".pages")[0]


def focused(opened: Opened) -> str:
    text: str = opened.page.evaluate("document.activeElement.textContent")
    return text


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_pages_of_findings_are_turned_by_keys_alone(chromium: Browser, rich: Path, width: int) -> None:
    with chromium.opened(rich, width) as opened:
        opened.page.focus("#finding-list .pages >> nth=1 >> text=Next")
        for number in (2, 3):
            opened.page.keyboard.press("Enter")
            assert f"page {number} of 4" in opened.texts(".pages")[0]
            assert focused(opened) == "Next"
        opened.page.keyboard.press("Enter")
        assert focused(opened) == "First", "there is no next page any more"
        while not focused(opened).startswith("number"):
            opened.page.keyboard.press("Tab")
        opened.page.keyboard.press("Enter")
        assert opened.page.locator(".detail").count() == 1


def test_keys_stop_at_nothing_that_they_can_not_use(chromium: Browser, rich: Path) -> None:
    """A chart has no keys of its own: buttons move it, and the table below it has its numbers."""
    with chromium.opened(rich) as opened:
        opened.page.wait_for_selector("#charts .canvas canvas")
        opened.page.focus("#time-controls button >> text=Later")
        stops = []
        for _ in range(5):
            opened.page.keyboard.press("Tab")
            stops.append(opened.page.evaluate("document.activeElement.tagName"))
        assert stops == ["SUMMARY"] * 3 + ["BUTTON"] * 2


def test_the_part_of_the_time_that_is_shown_is_told(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        shown = opened.page.locator("#time-controls [aria-live]")
        assert shown.inner_text() == "2021-10-01 to 2021-10-30"
        opened.page.click("#time-controls >> text=30 days")
        opened.page.click("#time-controls >> text=Earlier")
        assert shown.inner_text().startswith("2021-10-01 to 2021-10-")


def test_a_view_can_be_shared_by_its_address(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        assert "#" not in opened.page.url
        opened.page.click("#rule-table .pick >> text=title-spacing")
        assert count(opened) == "50 of 151 findings"
        address = opened.page.url
        assert address.endswith("#filter:rule=title-spacing&severity=warning")
        opened.page.goto("about:blank")
        opened.page.goto(address)
        opened.page.wait_for_selector("html[data-ready]", state="attached")
        assert count(opened) == "50 of 151 findings"


def test_a_finding_opens_by_keyboard(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        opened.page.fill("#finding-controls input[type=search]", "rfi/0014.md")
        opened.page.focus("#finding-list .open")
        opened.page.keyboard.press("Enter")
        (detail,) = opened.texts(".detail")
        for text in (
            "a detail",
            "articles[3].headline",
            "rfi/other.md:3",
            "another",
            "About image-shared",
            "What to do",
        ):
            assert text in detail
        assert opened.texts(".detail mark") == ["&amp;"]
        assert opened.page.get_attribute(".detail pre", "lang") == "zh"


def test_the_charts_answer_to_the_pointer_and_to_buttons(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        page = opened.page
        page.locator("#charts .canvas").first.scroll_into_view_if_needed()
        box = page.locator("#charts .canvas").first.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2 + 4, box["y"] + box["height"] / 2 + 2)
        page.wait_for_selector("text=/^articles:?$/ >> visible=true")
        shown = "(() => Bokeh.index.roots[0].model.x_range.end - Bokeh.index.roots[0].model.x_range.start)()"
        before = page.evaluate(shown)
        page.focus("text=90 days")
        page.click("text=30 days")
        assert page.evaluate(shown) <= min(before, 30 * DAY)
        page.click("#time-controls >> text=All")
        assert page.evaluate(shown) == before
        page.keyboard.down("Control")
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(300)
        page.keyboard.up("Control")
        assert page.evaluate(shown) < before


def test_the_other_site_and_other_fields_are_shown(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        opened.page.select_option("#time-controls select", label="cna")
        open_table(opened, "Articles per day")
        assert opened.texts("#charts .as-table tbody tr")[1].split() == ["2021-10-02", "7", "7"]
        opened.page.click(".toggle >> text=lead")
        assert opened.page.get_attribute(".toggle >> nth=1", "aria-pressed") == "false"
        assert opened.complaints == []


def test_charts_are_drawn_again_in_another_scheme(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        opened.page.wait_for_selector("#charts .canvas canvas")
        light = label_colour(opened)
        opened.page.emulate_media(color_scheme="dark")
        opened.page.wait_for_timeout(1_000)
        opened.page.wait_for_selector("#charts .canvas canvas")
        assert label_colour(opened) != light
        assert len(opened.texts("#charts figure")) == 5
        assert opened.complaints == []


def label_colour(opened: Opened) -> object:
    """The colour of the words on an axis, which is on a canvas."""
    plot = "[...Bokeh.index.roots].findLast((view) => view.model.below).model"
    return opened.page.evaluate(f"JSON.stringify({plot}.below[0].major_label_text_color)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everybody_can_use_it(chromium: Browser, rich: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    with chromium.opened(rich, width, scheme) as opened:
        opened.page.wait_for_selector("#charts .canvas canvas")
        opened.page.fill("#finding-controls input[type=search]", "rfi/0014.md")
        opened.page.click("#finding-list .open")
        opened.page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        results = axe.run(opened.page, options={"resultTypes": ["violations"]})
        violations = results.response["violations"]
        assert [(found["id"], [node["html"][:200] for node in found["nodes"][:3]]) for found in violations] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(chromium: Browser, write: Write, text: str) -> None:
    item = finding(
        "a",
        path=f"rfi/{text}.md",
        site=text,
        message=text,
        evidence=text,
        pointer=text,
        item=text,
        details=(text,),
        related=(RelatedLocation(text, text),),
        excerpt=Excerpt(f"before{text}", 6, 6 + len(text)),
        epoch=START,
    )
    of = report(
        [item],
        series=[series(text, fields=[FieldSeries(text, [40] * 30)])],
        changes=[change(text, what=text, harm=[text], features=[(text, 1.0, 0.0)], skeleton_before=text, within=text)],
        layouts=[span(text)],
        examples=[
            ExampleArticle("rfi/1.md", 1, {text: text}, text),
            ExampleArticle("rfi/2.md", 1, {"title": text}, text),
        ],
        hidden=[HiddenFindings(text, 1, text, {text: 1})],
        crashes=[Crash(text, "a", text)],
    )
    path = write(of)
    with chromium.opened(path) as opened:
        opened.page.click("#finding-list .open")
        opened.page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        box = opened.page.locator("#charts .canvas").nth(3).bounding_box()
        opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        opened.page.wait_for_timeout(300)
        assert rows(opened) == [text]
        assert text in opened.texts(".detail")[0]
        assert text in opened.texts("pre")[0]
        assert (opened.requests, opened.complaints) == ([path.as_uri()], [])
        assert addresses(opened) <= {"#main", "#time", "#changes", "#rules", "#findings", "#hidden", "#explained"}
        assert opened.page.locator("img, iframe, object, embed, form, link, base, [onerror], [onload]").count() == 0


def addresses(opened: Opened) -> set[str]:
    """All that something in the page would lead to or load."""
    found: Sequence[str] = opened.page.evaluate(
        "[...document.querySelectorAll('[href],[src],[action],[srcset]')].map((element) => "
        "element.getAttribute('href') ?? element.outerHTML)"
    )
    return set(found)


def test_a_hundred_thousand_findings_are_filtered(chromium: Browser, write: Write) -> None:
    """How long it takes is in the page (`data-milliseconds`); what is asserted is the result."""
    of = report(
        [
            finding(
                f"rule-{number % 40}",
                path=f"rfi/{number:06}.md",
                site="rfi",
                epoch=START + number % 900 * DAY,
                message=f"number {number} of many",
            )
            for number in range(100_000)
        ]
    )
    with chromium.opened(write(of)) as opened:
        opened.page.wait_for_timeout(1_500)
        for words, number in (("99999", "1"), ("rule-7", "2,500"), ("number of", "100,000")):
            opened.page.fill("#finding-controls input[type=search]", words)
            assert re.match(number, count(opened))
            assert float(opened.page.get_attribute("#finding-list", "data-milliseconds")) >= 0


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(report(), id="no findings"),
        pytest.param(report([finding()]), id="one finding, no series"),
        pytest.param(report([finding(path="caf\udce9/\ud800.md")]), id="no UTF-8"),
        pytest.param(report([finding(epoch=10**20)], series=[series(days=0, undated=40)]), id="articles without dates"),
        pytest.param(report([finding()], series=[series(f"site-{n}", days=3) for n in range(100)]), id="many sites"),
        pytest.param(report(series=[series(days=1)]), id="one day"),
    ],
)
def test_a_report_with_little_in_it_is_a_page(chromium: Browser, write: Write, of: Report) -> None:
    path = write(of)
    with chromium.opened(path) as opened:
        assert opened.complaints == []
        assert opened.requests == [path.as_uri()]
        assert opened.texts("h1")[0]
        if of.findings:
            assert count(opened) == "1 finding"
