"""Article summaries as packed columns: a rule that compares one field of all articles reads no other.

Integers are packed as they are in memory, everything else as a list. A column with the same value in each row has it
once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import starmap
from typing import Any

import msgspec
from msgspec.structs import astuple

from newscheck.dump import packed_lists
from newscheck.model import ABSENT, ArticleSummary, Typecode

#: Rows that are packed together.
BLOCK = 2_000
#: Type codes of `array` for columns of integers; `measure` has several integers a row.
_CODES: dict[str, Typecode] = {
    "line": "q",
    "epoch": "q",
    "published": "q",
    "file_number": "q",
    "url": "Q",
    "title": "Q",
    "body": "Q",
    "image": "Q",
    "han_count": "q",
    "present_fields": "B",
    "size": "q",
    "wall": "q",
    "dateline_form": "B",
    "url_day": "q",
    "signs": "q",
    "measure": "q",
    "shown_fields": "B",
    "is_open": "B",
}
_OPTIONAL = frozenset(("epoch", "published", "file_number", "wall"))
#: Integers of `measure`.
MEASURES = 5
_DECODERS: dict[str, Callable[[bytes], list[Any]]] = {
    field.name: msgspec.msgpack.Decoder(list[field.type]).decode  # type: ignore[name-defined]
    for field in msgspec.structs.fields(ArticleSummary)
    if field.name not in _CODES
}
FIELDS = ArticleSummary.__struct_fields__
#: Field -> its place among the columns of a block.
PLACES = {name: place for place, name in enumerate(FIELDS)}
_pack_list = msgspec.msgpack.Encoder().encode

#: Packed columns of some articles, one for each field of a summary.
Block = list[bytes]


def pack(summaries: Sequence[ArticleSummary]) -> Iterator[Block]:
    """The blocks of some summaries."""
    for low in range(0, len(summaries), BLOCK):
        rows = zip(*map(astuple, summaries[low : low + BLOCK]), strict=True)
        yield list(map(_packed, FIELDS, rows))


def sizes(articles: int) -> list[int]:
    """The rows of each block of so many articles."""
    return [min(BLOCK, articles - low) for low in range(0, articles, BLOCK)]


def _packed(name: str, values: tuple[Any, ...]) -> bytes:
    if values.count(values[0]) == len(values):
        values = values[:1]
    code = _CODES.get(name)
    if code is None:
        return _pack_list(values)
    return array(code, _integers(name, values)).tobytes()


def _integers(name: str, values: tuple[Any, ...]) -> Sequence[int]:
    if name in _OPTIONAL:
        return [ABSENT if value is None else value for value in values]
    return [number for value in values for number in value] if name == "measure" else values


def joined(blocks: Sequence[tuple[int, Block]]) -> Block:
    """One block of all rows of some blocks, each with the number of its rows; nothing is unpacked."""
    if len(blocks) == 1:
        return blocks[0][1]
    counts, columns = [count for count, _ in blocks], zip(*(block for _, block in blocks), strict=True)
    return [_joined(name, counts, own) for name, own in zip(FIELDS, columns, strict=True)]


def _joined(name: str, counts: Sequence[int], columns: Sequence[bytes]) -> bytes:
    code = _CODES.get(name)
    if code is None:
        return packed_lists.joined(columns, counts)
    row = array(code).itemsize * width(name)
    if columns.count(columns[0]) == len(columns) and len(columns[0]) == row:
        return columns[0]
    return b"".join(
        [packed * count if len(packed) == row else packed for packed, count in zip(columns, counts, strict=True)]
    )


def column(name: str, packed: bytes, count: int) -> Sequence[Any]:
    """A column of `count` rows: integers as an array (`MEASURES` of them a row in `measure`), all else as a list."""
    code = _CODES.get(name)
    if code is None:
        values = _DECODERS[name](packed)
        return values if len(values) == count else values * count
    numbers = array(code, packed)
    return numbers if len(numbers) == count * (MEASURES if name == "measure" else 1) else numbers * count


def code_of(name: str) -> Typecode | None:
    """The type code of a column of integers; None for any other."""
    return _CODES.get(name)


def width(name: str) -> int:
    """The integers of a row."""
    return MEASURES if name == "measure" else 1


def of_summaries(name: str, summaries: Sequence[ArticleSummary]) -> Sequence[Any]:
    """The column of some summaries as `column` gives it."""
    values = tuple(getattr(summary, name) for summary in summaries)
    return array(_CODES[name], _integers(name, values)) if name in _CODES else list(values)


def rows(block: Block, count: int) -> list[ArticleSummary]:
    """The summaries in a block of so many rows."""
    return list(starmap(ArticleSummary, zip(*map(_values, FIELDS, block, [count] * len(FIELDS)), strict=True)))


def rows_at(block: Block, count: int, places: Sequence[int]) -> Iterator[ArticleSummary]:
    """Some of the summaries in a block of so many rows."""
    columns = (_values_at(name, packed, count, places) for name, packed in zip(FIELDS, block, strict=True))
    return starmap(ArticleSummary, zip(*columns, strict=True))


def _values(name: str, packed: bytes, count: int) -> Sequence[Any]:
    """The values of a column as they stand in summaries."""
    return _of_summaries(name, column(name, packed, count))


def _values_at(name: str, packed: bytes, count: int, places: Sequence[int]) -> Sequence[Any]:
    """Some values of a column, as `_values` gives them."""
    values = column(name, packed, count)
    if name == "measure":
        places = [MEASURES * place + at for place in places for at in range(MEASURES)]
    return _of_summaries(name, [values[place] for place in places])


def _of_summaries(name: str, values: Sequence[Any]) -> Sequence[Any]:
    if name in _OPTIONAL:
        return [None if value == ABSENT else value for value in values]
    if name == "is_open":
        return [*map(bool, values)]
    return [*zip(*[iter(values)] * MEASURES, strict=True)] if name == "measure" else values
