"""The signs of which a picture is made, and how much of it there is room for."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.text.width import cell_width, head


class Signs(NamedTuple):
    """Characters of one cell each: `levels` from few articles to many, `empty` where there are none; `fills` of bands
    beside each other, within `left` and `right`; the `mark` of a layout change; what stands for a text that is `cut`.
    """

    levels: str
    empty: str
    fills: str
    left: str
    right: str
    mark: str
    cut: str


UNICODE = Signs("▁▂▃▄▅▆▇█", "·", "█░▓▒", "▕", "▏", "▲", "…")
#: For terminals without block elements: more ink for more articles.
ASCII = Signs(":-=+*#%@", ".", "#.=:", "|", "|", "^", ">")

#: The most characters in a cell.
_CHARACTERS = 4


class PictureStyle(NamedTuple):
    """The cells of a line, the signs, whether it is coloured; the most `sites`, and `rows` of marks below one."""

    width: int = 80
    signs: Signs = UNICODE
    color: bool = False
    sites: int = 12
    rows: int = 4

    def shortened(self, text: str, width: int) -> str:
        """The text in at most so many cells, and not many more characters: combining marks take no cells."""
        whole = text[: _CHARACTERS * width]
        return text if whole == text and cell_width(text) <= width else head(whole, width - 1) + self.signs.cut
