"""The index of a site in a real browser: it needs no script, loads nothing, and leads to the pages of the runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser
import pytest
from browser import NARROW, WIDE, Browser

from newscheck.model import Totals
from newscheck.outputs.history import index
from newscheck.outputs.history.run_summary import RunSummary, name_of

pytestmark = pytest.mark.slow
DAY, NOW = 86_400_000, 1_693_526_400_000
RUNS = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.started() as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    runs = [
        RunSummary(name_of(time), time, RUNS, Totals(9_000, 8_999, number % 7, number, 0), number < 20)
        for number, time in enumerate(range(NOW, NOW - 80 * DAY, -DAY))
    ]
    (folder / "index.html").write_text("".join(index.pieces(runs, 12, 1)), "utf-8")
    (folder / "runs").mkdir()
    (folder / "runs" / f"{runs[0].name}.html").write_text("<title>The report</title>")
    return folder / "index.html"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_a_complaint_a_request_or_a_violation(
    chromium: Browser, site: Path, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with chromium.opened(site, width, scheme, ready="table") as opened:
        assert opened.requests == [site.as_uri()]
        assert opened.complaints == []
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert RUNS in opened.texts("tbody td")
        found = axe.Axe().run(opened.page)
        assert found.violations_count == 0, found.generate_report()


def test_the_latest_report_is_a_click_away(chromium: Browser, site: Path) -> None:
    with chromium.opened(site, ready="table") as opened:
        opened.page.get_by_text("The latest report").click()
        assert opened.page.title() == "The report"
