"""The page on paper: light whatever the window is, with the findings that the table shows, and no buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser, Opened
from page_reports import Write, rich_report

pytestmark = pytest.mark.slow
_PICTURES = "#charts .canvas > svg.on-paper"
#: Pixels of CSS between the margins of A4, and those of a text of 8 points.
_A4, _LEGIBLE = 688, 8 / 0.75
#: The sizes that the texts of all charts have on paper, in pixels of CSS.
_SIZES = """[...document.querySelectorAll('#charts svg.on-paper')].flatMap((drawing) => {
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  return [...drawing.querySelectorAll('text')].map((text) => scale * parseFloat(text.getAttribute('font-size')));
})"""


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


@pytest.mark.parametrize("width", [390, 1280, 2560])
def test_the_text_of_charts_is_legible_on_a4(chromium: Browser, rich: Path, width: int) -> None:
    with chromium.opened(rich, width=width) as opened:
        print_view(opened)
        opened.page.set_viewport_size({"width": _A4, "height": 900})
        sizes = opened.page.evaluate(_SIZES)
        assert len(sizes) > 50
        assert min(sizes) >= _LEGIBLE
        assert not opened.complaints


def test_labels_have_the_room_of_the_paper_and_then_that_of_the_window_again(chromium: Browser, rich: Path) -> None:
    with chromium.opened(rich, width=390) as opened:
        opened.page.wait_for_selector("#charts .canvas canvas")
        size = "[...document.querySelectorAll('#charts .bk-Figure')].map((figure) => figure.clientWidth)"
        before = opened.page.evaluate(size)
        print_view(opened)
        drawn = opened.page.evaluate(
            "[...document.querySelectorAll('.on-paper')].map((one) => one.textContent).join(' ')"
        )
        assert "2021-10-11 lost: image" in drawn
        opened.page.emulate_media(media="screen")
        opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert opened.page.evaluate(size) == before
        assert not opened.complaints


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
        assert [place.is_visible() for place in opened.page.locator("text=page 1 of 4").all()] == [False, True]
        for hidden in ("nav", "#finding-controls", "#time-controls", ".pages button", "text=: as a table"):
            assert not opened.page.locator(hidden).first.is_visible()
        shown = opened.page.locator(".toggle >> visible=true")
        assert {button.get_attribute("aria-pressed") for button in shown.all()} == {"true"}
