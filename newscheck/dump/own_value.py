"""The form in which summaries keep the fields of an item's own (`newscheck.dump.own_values`): packed.

All rules of the dump read all summaries, and two of them need these fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import msgpack

from newscheck.dump.dump_columns import values_of
from newscheck.model import ArticleSummary, Dump

#: What a summary keeps of a value.
OwnValue = str | int | float | bool | list[str]
#: What the hash of a longer text begins with, and what stands for an object.
HASH, OBJECT = "#", "{}"
_encode = msgpack.Encoder().encode
#: Many articles of a feed have the same author and the same tags.
unpacked = lru_cache(maxsize=256)(msgpack.Decoder(dict[str, OwnValue]).decode)
_NONE: Mapping[str, OwnValue] = {}


def packed(values: Mapping[str, OwnValue]) -> bytes:
    """Pack the values of an item's own fields; empty where there are none."""
    return _encode(values) if values else b""


def packed_fields(dump: Dump) -> Iterator[tuple[int, bytes]]:
    """The position in the dump and the packed own fields of each article that has some."""
    return ((position, own) for position, own in enumerate(values_of(dump, "own")) if own)


def own_fields(dump: Dump) -> Iterator[tuple[int, Mapping[str, OwnValue]]]:
    """The position in the dump and the own fields of each article that has some."""
    return ((position, unpacked(own)) for position, own in packed_fields(dump))


def own_of(summary: ArticleSummary) -> Mapping[str, OwnValue]:
    """The own fields of an article that have a value, by their names; articles may share the mapping."""
    return unpacked(summary.own) if summary.own else _NONE
