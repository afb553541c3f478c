"""Makes the pictures of `docs/report.md` from the example dump: `python docs/screenshots.py`. It needs Chromium."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
COMMAND = "validate examples/dump --now 2023-09-01 --no-cache -q --report"


class Picture(NamedTuple):
    """A picture of the top of the page: the size of the window, and its colours."""

    name: str
    width: int
    height: int
    scheme: str


PICTURES = (Picture("report-wide.png", 1280, 1100, "light"), Picture("report-narrow.png", 390, 1100, "dark"))


def main() -> None:
    """Write the page into a temporary folder, and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        command = [sys.executable, "-m", "newscheck", *COMMAND.split(), f"html={page}"]
        status = subprocess.run(command, cwd=ROOT).returncode  # noqa: S603 - our own command
        assert status == 1, "the example dump has faults"
        take(page)


def take(page: Path) -> None:
    """Take all pictures of a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for picture in PICTURES:
            size = {"width": picture.width, "height": picture.height}
            tab = browser.new_page(viewport=size, color_scheme=picture.scheme, reduced_motion="reduce")
            tab.goto(page.as_uri())
            tab.wait_for_timeout(1_000)  # for the plots
            tab.screenshot(path=IMAGES / picture.name)
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
