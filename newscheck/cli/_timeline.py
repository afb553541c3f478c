"""The layouts of each site one below the other, with what changed between them, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscheck.text.display import quantity, sanitize
from newscheck.text.timestamps import format_day, format_minute

if TYPE_CHECKING:
    from newscheck.model import LayoutChange, LayoutHistory, LayoutSpan, Report

#: Cells of the bar of the layout with the most articles, and features of a change that are listed.
_BAR, _FEATURES = 30, 8


def lines(history: Report | LayoutHistory) -> Iterator[str]:
    """Each layout with a bar for its articles, and each change between them."""
    most = max((span.articles for span in history.layouts), default=1)
    changes = {(change.site, change.since): change for change in history.changes}
    site = ""
    for span in history.layouts:
        if span.site != site:
            site = span.site
            yield f"{sanitize(site)}"
        if change := changes.get((span.site, span.first)):
            yield from _change(change)
        yield from _span(span, max(1, round(span.articles / most * _BAR)))


def _change(change: LayoutChange) -> Iterator[str]:
    from newscheck.layout.features import in_words  # not for --help

    lost = f"  lost: {sanitize(', '.join(change.harm))}" if change.harm else ""
    last = format_minute(change.last_before).removesuffix(" UTC")
    steps = f", in steps until {format_minute(change.completed)}" if change.completed else ""
    doubt = "" if change.is_agreed else "  less certain"
    yield f"  ├─ {last} .. {format_minute(change.since)}{steps}{lost}{doubt}"
    for name, before, after in change.features[:_FEATURES]:
        yield f"  │    {before:4.0%} -> {after:4.0%}  {sanitize(in_words(name))}"
    if len(change.features) > _FEATURES:
        yield f"  │    and {quantity(len(change.features) - _FEATURES, 'more feature')}"
    for example in change.examples_after[:1]:
        yield f"  │    see {sanitize(example.path)}" + (f":{example.line}" if example.line > 1 else "")


def _span(span: LayoutSpan, cells: int) -> Iterator[str]:
    yield f"  │ {format_day(span.first)} .. {format_day(span.last)}  {'█' * cells} {quantity(span.articles, 'article')}"
    yield f"  │ {sanitize(span.skeleton)}  ({span.share:.0%}, such as {sanitize(span.example)})"
