"""For people: a page that opens offline: verdict, charts over time, layout changes, 100,000 findings to search.

One file of HTML with its styles, scripts and data, and nothing to load: it can be attached to a CI run, or published.
Whatever it quotes is text: a Content-Security-Policy names the scripts by their hashes, and nothing in the page is a
link. Charts are drawn by BokehJS from the installed package `bokeh`. Findings beyond 100,000 are counted, and which
ones are shown is chosen evenly, over the rules and over the findings of each.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import RenderOptions, Report
from newscheck.outputs.page import document, whole_seconds

SUFFIX = ".html"
SHOWS_SERIES = True
#: What it needs beyond newscheck itself (`newscheck[report]`).
LIBRARIES = ("bokeh", "jinja2")


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """The page in its order, one finding at a time."""
    yield from document.pieces(whole_seconds.of_report(report), layouts_only=style.layouts_only)
