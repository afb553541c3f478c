"""Borders of the values in JSON of UTF-8, as msgspec finds them without reading the values."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from msgspec import Raw
from msgspec.json import Decoder

_entries_of = Decoder(list[Raw]).decode
members_of = Decoder(dict[str, Raw]).decode
#: As `members_of`, with the entries of lists, so that they are passed over only once.
members_and_entries_of = Decoder(dict[str, list[Raw] | dict[str, Raw] | str | int | float | bool | None]).decode
#: What stands before an entry, and before the value of a member, in JSON without a fault.
COMMA = re.compile(rb"[ \t\r\n]*+,?[ \t\r\n]*+")
NAME = re.compile(rb'[ \t\r\n]*+,?[ \t\r\n]*+("(?:[^"\\]++|\\.)*+")[ \t\r\n]*+:[ \t\r\n]*+')
BLANKS = re.compile(rb"[ \t\r\n]*+")
BETWEEN = re.compile(rb"[ \t\r\n]*+,[ \t\r\n]*+")
CLOSE = re.compile(rb"[ \t\r\n]*+]")
END = re.compile(rb"[ \t\r\n]*+}")
#: A string, a number, a word, and a list of such.
SIMPLE = re.compile(rb'"(?:[^"\\]++|\\.)*+"|\[(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+\]|[^\s,\[\]{}":]++')
OBJECT, ARRAY = b"{["
#: Data from this length on, in which there is a comma in so few bytes on average, and so many entries that have fewer
#: bytes on average: the borders of all entries would take many times their memory.
_LONG, _FEW, _MANY, _SHORT = 1 << 25, 16, 10_000, 64


def borders(data: bytes, start: int, end: int) -> Iterator[tuple[int, memoryview]]:
    """The beginning and the bytes of each entry of an array."""
    refuse_commas(data, start, end)
    found = _entries_of(memoryview(data)[start:end])
    return placed(data, start, found, end - start)


def placed(data: bytes, start: int, found: list[Raw], length: int) -> Iterator[tuple[int, memoryview]]:
    """As `borders`, for entries that were found in an array at an offset."""
    if len(found) > max(_MANY, length // _SHORT):
        raise ValueError("very many short entries")
    at = start + 1
    for raw in found:
        view = memoryview(raw)
        begin = COMMA.match(data, at).end()  # type: ignore[union-attr]
        at = begin + view.nbytes
        yield begin, view


def refuse_commas(data: bytes, start: int, end: int) -> None:
    """Raise ValueError where the borders of what is in long data would take much memory."""
    if end - start > _LONG and data.count(b",", start, end) * _FEW > end - start:
        raise ValueError("hardly more than commas")


def pairs(spans: array[int]) -> Iterable[tuple[int, int]]:
    """Each span of those that stand one after another."""
    return zip(spans[::2], spans[1::2], strict=True)
