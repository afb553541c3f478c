"""The layouts of a site as bands, to scale in time, with the changes between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscheck.model import LayoutChange, LayoutSpan
from newscheck.outputs.picture import marks
from newscheck.outputs.picture.marks import Mark
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.timestamps import format_day

_INDENT = 2


def lines(spans: Sequence[LayoutSpan], changes: Sequence[LayoutChange], style: PictureStyle) -> Iterator[str]:
    """The bands between the first and the last day, and marks below them; none of a site that had one layout."""
    if len(spans) < 2:
        return
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    start = f"{' ' * _INDENT}{format_day(first)} {style.signs.left}"
    end = f"{style.signs.right} {format_day(last)}"
    cells = style.width - len(start) - len(end)

    def cell(time: int) -> int:
        return min(cells - 1, max(0, (time - first) * cells // (last + 1 - first)))

    bands = [" "] * cells
    # The shortest ones last: they are at least a cell each.
    for at, span in sorted(enumerate(spans), key=lambda item: item[1].first - item[1].last):
        low, high = cell(span.first), cell(span.last) + 1
        bands[low:high] = style.signs.fills[at % len(style.signs.fills)] * (high - low)
    yield start + "".join(bands) + end
    yield from marks.rows((Mark(len(start) + cell(change.since), change) for change in changes), style)
