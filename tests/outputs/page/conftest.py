"""A browser, and pages in files, for the tests that look at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser
import pytest
from browser import Browser
from page_reports import Write

from newscheck import outputs
from newscheck.model import RenderOptions, Report


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.started() as running:
        yield running


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    def written(of: Report) -> Path:
        path = tmp_path_factory.mktemp("page") / "report.html"
        path.write_text("".join(outputs.render("html", of, RenderOptions())), "utf-8")
        return path

    return written
