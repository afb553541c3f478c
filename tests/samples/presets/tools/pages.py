"""The pages that every tool reads: path, address, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "pages"


class Page(NamedTuple):
    """A saved page."""

    path: Path
    url: str
    html: str


def pages() -> Iterator[Page]:
    """All pages, by name."""
    for path in sorted(FOLDER.glob("*.html")):
        html = path.read_text(encoding="utf-8")
        address = re.search(r'rel="canonical" href="([^"]+)"', html)
        assert address
        yield Page(path, address[1], html)
