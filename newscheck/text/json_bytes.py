"""Read JSON from bytes at the speed of orjson and msgspec, with the spans of what is in it, as `json_walk` does.

Values are those that the standard library reads. What may have a fault is refused as a whole: it is for `json_walk`,
which finds the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newscheck.text.json_borders import BETWEEN, BLANKS, borders
from newscheck.text.json_ends import ObjectReader
from newscheck.text.json_forward import Forward
from newscheck.text.json_values import load
from newscheck.text.json_walk import Enters, Walked
from newscheck.text.json_walker import IsItem, Walker

_CLOSING = re.compile(rb"[ \t\r\n]*+]\Z")
#: Bytes at the beginning of a value in which escapes are counted; there are mostly escapes with one in so many bytes.
_HEAD, _ESCAPE = 1 << 13, 12


def is_escaped(data: bytes, start: int, end: int) -> bool:
    """Whether a value seems to be mostly escapes, which orjson reads faster than msgspec looks for borders in them."""
    end = min(end, start + _HEAD)
    return data.count(b"\\u", start, end) * _ESCAPE > end - start


def entries(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, Any]]:
    """The spans and values of the entries of the array `data[start:end]`. Raises ValueError and RecursionError."""
    if not data.startswith(b"[", start):
        raise ValueError("no array")
    at = BLANKS.match(data, start + 1).end()  # type: ignore[union-attr]
    for begin, behind, value in _objects(data, at, end):
        yield begin, behind, value
        at = behind
    if _CLOSING.match(data, at, end):
        return
    # It has entries that are no objects, or such of which it is hard to say where they end.
    for begin, view in borders(data, start, end):
        if begin >= at:
            yield begin, begin + view.nbytes, load(view)


def _objects(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, Any]]:
    """The spans and values of objects with commas between them, as far as their ends are found."""
    reader = ObjectReader(data)
    while data.startswith(b"{", at, end):
        try:
            behind, value = reader.read(at, end)
        except ValueError:
            return
        yield at, behind, value
        comma = BETWEEN.match(data, behind, end)
        if comma is None:
            return
        at = comma.end()
        reader.learn(behind, at)


def walk(data: bytes, start: int, end: int, enters: Enters, *, is_item: IsItem | None = None) -> Walked:
    """Read the object or array `data[start:end]`, as `json_walk.walk` does.

    With `is_item`, which tells items by their names, long lists of objects are a `Sample`, and long objects that hold
    items an `Index`. Raises ValueError and RecursionError where it may have a fault, or has a name twice.
    """
    walker = (Forward if is_item and is_escaped(data, start, end) else Walker)(data, end, enters, is_item)
    return Walked(walker.entered(start, end, ()), start, end, walker.members, walker.entries)
