"""Marks of layout changes below a line: each with its day and what was lost, where there is room for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscheck.model import LayoutChange
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import SEVERITY_CODES, paint, quantity, sanitize
from newscheck.text.timestamps import format_day
from newscheck.text.width import cell_width

#: Cells between two labels, and the most of one.
_GAP, _LONGEST = 2, 48


class Mark(NamedTuple):
    """A change, and the column below which it is marked (from 0)."""

    column: int
    change: LayoutChange


class _Label(NamedTuple):
    start: int
    text: str
    code: str

    @property
    def end(self) -> int:
        return self.start + cell_width(self.text)


def rows(marks: Iterable[Mark], style: PictureStyle) -> Iterator[str]:
    """The rows: a label goes into the first one with room for it, and those without any are counted."""
    filled: list[list[_Label]] = []
    omitted = 0
    for mark in marks:
        label = _label(mark, style)
        row = next((row for row in filled if all(_is_apart(label, other) for other in row)), None)
        if row is None and len(filled) == style.rows:
            omitted += 1
        elif row is None:
            filled.append([label])
        else:
            row.append(label)
    yield from (_row(sorted(row), style.color) for row in filled)
    if omitted:
        yield style.shortened(f"and {quantity(omitted, 'more layout change')}", style.width)


def _label(mark: Mark, style: PictureStyle) -> _Label:
    """The label to the right of its mark or, where the line ends, to the left of it."""
    change, sign = mark.change, style.signs.mark
    lost = f" lost: {', '.join(change.harm)}" if change.harm else ""
    words = sanitize(f"{format_day(change.since)}{lost}{' (less certain)' * change.is_less_certain}")
    code = SEVERITY_CODES["error"] if change.harm else ""
    to_right, to_left = style.width - mark.column - 2, mark.column - 1
    room = min(_LONGEST, max(to_right, to_left))
    words = style.shortened(words, room)
    if cell_width(words) <= to_right:
        return _Label(mark.column, f"{sign} {words}", code)
    return _Label(mark.column - 1 - cell_width(words), f"{words} {sign}", code)


def _is_apart(one: _Label, other: _Label) -> bool:
    return one.end + _GAP <= other.start or other.end + _GAP <= one.start


def _row(labels: Iterable[_Label], color: bool) -> str:
    line, column = "", 0
    for label in labels:
        line += " " * (label.start - column) + (paint(label.text, label.code, color) if label.code else label.text)
        column = label.end
    return line
