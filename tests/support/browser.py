"""A page in headless Chromium: what it logs and asks for, and what is in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: The widths of a window: of a desk, and of a phone.
WIDE, NARROW = 1280, 390
_PATIENCE = 60_000


class Opened:
    """A page that was opened from a file: the browser's page, what it complained about, and what it asked for."""

    def __init__(self, page: Any, file: Path, ready: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.set_default_timeout(_PATIENCE)
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        page.wait_for_selector(ready, state="attached")

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that a selector finds."""
        found: list[str] = self.page.locator(selector).all_inner_texts()
        return found


class Browser:
    """A browser that is running."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    @contextmanager
    def opened(
        self, file: Path, width: int = WIDE, scheme: str = "light", *, ready: str = "html[data-ready]"
    ) -> Iterator[Opened]:
        """A page in a window of its own, in the colour scheme light or dark; it is `ready` with such an element."""
        context = self._browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        try:
            yield Opened(context.new_page(), file, ready)
        finally:
            context.close()


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium; the test is skipped where it, or what drives it, is not installed."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright, which drives the browser, is not installed")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield Browser(browser)
        finally:
            browser.close()
