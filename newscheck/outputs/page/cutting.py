"""How much a page shows of texts and rows, which a dump or a report from elsewhere has as long and many as it likes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from newscheck.text.display import escape_surrogates, sanitize

_Row = TypeVar("_Row")
#: Bytes of markup around a value, roughly.
_MARKUP = 40


def fitting(rows: Iterable[_Row], room: int) -> Iterator[_Row]:
    """The first rows that take no more than so many bytes together."""
    for row in rows:
        room -= size(row)
        if room < 0:
            return
        yield row


def size(value: Any) -> int:
    """The bytes that a row takes in a page, roughly: its texts, and the markup around them."""
    if isinstance(value, str):
        # The page escapes what is markup with up to five bytes.
        return _MARKUP + len(value.encode("utf-8", "replace")) + 4 * sum(map(value.count, "<>&\"'"))
    return _MARKUP + (sum(map(size, value)) if isinstance(value, list | tuple) else 0)


def cut(text: str, most: int) -> str:
    """A text that is safe to show, its end left out where it is too long.

    Lone surrogates are spelled out first, as in the JSON report: the page that is made of it is cut at the same place.
    """
    text = escape_surrogates(text)
    return sanitize(text if len(text) <= most else text[: most - 1] + "…")
