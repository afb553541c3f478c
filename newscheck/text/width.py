"""Cells of a terminal: how wide a text stands there, where to cut it and where to break it.

Wide East Asian characters take two cells (UAX #11; those of ambiguous width one, as in most terminals), combining
marks none.
All functions take text that `wording.safe` has passed.
"""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

#: What may not be torn apart: blanks, a word, a Han character with the punctuation that closes it.
_PIECE = re.compile(r"\s+|[^\s\u2e80-\U0010ffff]+|[\u2e80-\U0010ffff][，。、；：？！）》〉」』】〕”’…]*")
_WIDE = ("W", "F")
_MARKS = ("Mn", "Me")


def cell_width(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def head(text: str, room: int) -> str:
    """As much of the beginning as fits into `room` cells."""
    if len(text) <= room and text.isascii():
        return text
    for i, char in enumerate(text):
        room -= _cells(char)
        if room < 0:
            return text[:i]
    return text


def tail(text: str, room: int) -> str:
    """As much of the end as fits into `room` cells."""
    return head(text[::-1], room)[::-1]


def shorten(text: str, room: int) -> str:
    """The beginning and an ellipsis where a text is wider than `room` cells."""
    start = head(text, room)
    return text if len(start) == len(text) else head(start, room - 1) + "…"


def wrap(text: str, room: int, most: int) -> list[str]:
    """Lines of `room` cells, at most `most`, the last one cut; Chinese breaks anywhere, a word only where it must."""
    text = text.strip()
    lines: list[str] = []
    line, left = "", room
    for found in _PIECE.finditer(text):
        piece, cells = found[0], cell_width(found[0])
        while cells > left:
            if len(lines) == most - 1:
                rest = line + text[found.end() - len(piece) :]
                return [*lines, head(rest, room - 1).rstrip() + "…"]
            if cells > room and left > room // 3:
                part = _breakable(head(piece, left))
                line += part
                piece = piece[len(part) :]
            lines.append(line.rstrip())
            line, left = "", room
            piece = piece.lstrip()
            cells = cell_width(piece)
        line += piece
        left -= cells
    return [*lines, line]


def _breakable(part: str) -> str:
    """The beginning of a long word up to the last place where an address may break, if that is not too early."""
    end = max(map(part.rfind, "/&?=")) + 1
    return part[:end] if end > len(part) // 2 else part


def _cells(char: str) -> int:
    if char < "\u0300":
        return 1
    if category(char) in _MARKS:
        return 0
    return 2 if east_asian_width(char) in _WIDE else 1
