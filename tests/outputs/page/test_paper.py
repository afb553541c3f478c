"""The page on paper: light whatever the window is, with the findings that the table shows, and no buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser, Opened
from page_reports import Write, rich_report

pytestmark = pytest.mark.slow
_PICTURES = "#charts .canvas > canvas.on-paper"


@pytest.fixture(scope="module")
def rich(write: Write) -> Path:
    return write(rich_report())


def print_view(opened: Opened) -> None:
    """What a browser does before it prints: the styles of paper, and the event."""
    opened.page.wait_for_selector("#charts .canvas canvas")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")


def ground(opened: Opened) -> object:
    return opened.page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize(("scheme", "is_inverted"), [("light", False), ("dark", True)])
def test_charts_are_pictures_on_a_light_ground(
    chromium: Browser, rich: Path, scheme: str, *, is_inverted: bool
) -> None:
    with chromium.opened(rich, scheme=scheme) as opened:
        print_view(opened)
        assert ground(opened) == "rgb(255, 255, 255)"
        assert opened.page.locator(f"{_PICTURES} >> visible=true").count() == 5
        assert opened.page.locator(".bk-Figure >> visible=true").count() == 0
        style = opened.page.evaluate("getComputedStyle(document.querySelector('#charts .canvas')).filter")
        assert ("invert" in style) is is_inverted
        opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert opened.page.locator(_PICTURES).count() == 0


def test_a_narrow_paper_has_all_of_a_chart(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        print_view(opened)
        opened.page.set_viewport_size({"width": 600, "height": 900})
        width = opened.page.locator(_PICTURES).first.bounding_box()["width"]
        assert width <= 600


def test_it_tells_which_files_and_which_lines_but_not_what_is_clicked(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich) as opened:
        print_view(opened)
        assert len(opened.page.locator("#finding-list .message >> visible=true").all()) == 50
        assert opened.page.locator("text=page 1 of 4").is_visible()
        for hidden in ("nav", "#finding-controls", "#time-controls", ".pages button", "text=: as a table"):
            assert not opened.page.locator(hidden).first.is_visible()
        shown = opened.page.locator(".toggle >> visible=true")
        assert {button.get_attribute("aria-pressed") for button in shown.all()} == {"true"}
