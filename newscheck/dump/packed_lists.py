"""Lists in MessagePack, joined without unpacking them: their values stand one behind the other, after their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: The first byte of a list of at most 15 values has their number; behind that of a longer one, it has 2 or 4 bytes.
_SHORT, _FEW, _SIZES = 0x90, 0x0F, {0xDC: 2, 0xDD: 4}
_LONG, _LONG_SIZE = b"\xdd", 4


class _Values(NamedTuple):
    number: int
    packed: bytes


def joined(lists: Sequence[bytes], counts: Sequence[int]) -> bytes:
    """One list of the values of some, each of so many; a list of one value stands for that many.

    Where all are the same value, one stands for all. Raises ValueError where something is no list.
    """
    parts = [*map(_values, lists)]
    if lists.count(lists[0]) == len(lists) and parts[0].number == 1:
        return lists[0]
    rows = [part.packed * (count if part.number == 1 else 1) for part, count in zip(parts, counts, strict=True)]
    return b"".join([_LONG, sum(counts).to_bytes(_LONG_SIZE, "big"), *rows])


def _values(packed: bytes) -> _Values:
    first = packed[0] if packed else 0
    if first & ~_FEW == _SHORT:
        return _Values(first & _FEW, packed[1:])
    size = _SIZES.get(first)
    if size is None:
        raise ValueError("no list")
    return _Values(int.from_bytes(packed[1 : 1 + size], "big"), packed[1 + size :])
