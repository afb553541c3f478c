"""The width of text in terminal cells: measure, cut and wrap.

Wide East Asian characters take two cells (UAX #11; those of ambiguous width one, as in most terminals), combining
marks, joiners and the vowels of decomposed Hangul none. All functions take text that `display.sanitize` has returned.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

from newscheck.text.regex import lazy_regex

#: Units that are not broken: blanks, a word, a Han character with its closing punctuation.
_PIECE = lazy_regex(r"\s+|[^\s\u2e80-\U0010ffff]+|[\u2e80-\U0010ffff][，。、；：？！）》〉」』】〕”’…]*")
_WIDE = ("W", "F")
_MARKS = ("Mn", "Me")
_JOINERS = "\u200c\u200d"
#: Letters that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others, and their old forms.
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def cell_width(text: str) -> int:
    """The width of a text in cells."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def head(text: str, width: int) -> str:
    """The longest beginning that fits into `width` cells."""
    if len(text) <= width and text.isascii():
        return text
    for i, char in enumerate(text):
        width -= _cells(char)
        if width < 0:
            return text[:i]
    return text


def tail(text: str, width: int) -> str:
    """The longest end that fits into `width` cells; it begins with no mark whose letter is cut off."""
    end = head(text[::-1], width)[::-1]
    if len(end) == len(text):
        return end
    return end[next((i for i, char in enumerate(end) if _cells(char)), len(end)) :]


def is_right_to_left(text: str) -> bool:
    """Whether some of a text is written from right to left: terminals and browsers differ in where they show it."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def shorten(text: str, width: int) -> str:
    """Cut a text that is wider than `width` cells, with an ellipsis."""
    start = head(text, width)
    return text if len(start) == len(text) else head(start, width - 1) + "…"


def wrap(text: str, width: int, max_lines: int) -> list[str]:
    """Wrap into at most `max_lines` lines, the last one cut; only Chinese and too long words are broken."""
    text = text.strip()
    lines: list[str] = []
    line, left = "", width
    for match in _PIECE.finditer(text):
        piece, cells = match[0], cell_width(match[0])
        while cells > left:
            if len(lines) == max_lines - 1:
                rest = line + text[match.end() - len(piece) :]
                return [*lines, head(rest, width - 1).rstrip() + "…"]
            if cells > width and left > width // 3:
                part = _breakable(head(piece, left))
                line += part
                piece = piece[len(part) :]
            lines.append(line.rstrip())
            line, left = "", width
            piece = piece.lstrip()
            cells = cell_width(piece)
        line += piece
        left -= cells
    return [*lines, line]


def _breakable(part: str) -> str:
    """Cut the beginning of a long word at the last break of an address in its second half."""
    end = max(map(part.rfind, "/&?=")) + 1
    return part[:end] if end > len(part) // 2 else part


def _cells(char: str) -> int:
    if char < "\u0300":
        return 1
    if category(char) in _MARKS or char in _JOINERS or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in _WIDE else 1
