"""What the page says in words: code in messages, numbers of findings, the site that comes first."""

from __future__ import annotations

from typing import Any

import pytest
from browser import Browser
from page_reports import START, Write, change, finding, report, series

from newscheck.model import CountedFindings, Finding, RelatedLocation, Report

pytestmark = pytest.mark.slow


def many(number: int, **more: Any) -> Finding:
    """A finding that represents some."""
    return finding(aggregated=(CountedFindings("0" * 16, number, 2, "rfi", None),), **more)


@pytest.mark.parametrize(
    ("message", "shown", "code"),
    [
        pytest.param("`img` and `src` are fused", "img and src are fused", ["img", "src"], id="words"),
        pytest.param("`<img src=x onerror=alert(1)>`", "<img src=x onerror=alert(1)>", None, id="an element"),
        pytest.param("first after `沈", "first after `沈", [], id="a backtick alone"),
        pytest.param("nothing between ``", "nothing between ``", [], id="nothing"),
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
