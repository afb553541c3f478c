"""Which of very many keys occur often, in a table of fixed size."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from newscheck.model import Dump

#: From so many keys on, numpy counts them; fewer are counted before it has loaded.
_MANY = 1_000
#: Keys that are counted together.
_AT_ONCE = 1 << 15
#: The highest count: that of a byte, of which there are up to 64 for each article.
_MOST = 255


class FrequencySketch:
    """Counts of keys (unsigned integers of up to 64 bits) up to `least`: never too low, rarely too high."""

    def __init__(self, slots: int, least: int) -> None:
        self.least = min(least, _MOST)
        size = 1 << slots.bit_length()
        self._table = bytearray(size)
        self._mask = size - 1

    def add(self, keys: array[int]) -> None:
        """Count each of the keys."""
        if len(keys) >= _MANY:
            self._add_many(keys)
            return
        table, mask, least = self._table, self._mask, self.least
        for key in keys:
            slot = key & mask
            if table[slot] < least:
                table[slot] += 1

    def _add_many(self, keys: array[int]) -> None:
        from newscheck.dump.numpy_loader import np

        table, all_keys = np.frombuffer(self._table, dtype=np.uint8), np.asarray(keys)
        for low in range(0, len(keys), _AT_ONCE):
            slots, counts = np.unique(all_keys[low : low + _AT_ONCE] & self._mask, return_counts=True)
            table[slots] = np.minimum(counts + table[slots], self.least)

    def places(self, keys: array[int]) -> list[int]:
        """The places of the keys that were counted `least` times, and of a few that share a slot with others."""
        table, mask, least = self._table, self._mask, self.least
        if len(keys) < _MANY:
            return [place for place, key in enumerate(keys) if table[key & mask] >= least]
        from newscheck.dump.numpy_loader import np

        return np.flatnonzero(np.frombuffer(table, dtype=np.uint8)[np.asarray(keys) & mask] >= least).tolist()

    def frequent(self, keys: array[int]) -> list[int]:
        """The keys at these places."""
        return [keys[place] for place in self.places(keys)]


def frequent_hashes(dump: Dump, field: str, slots: int, least: int) -> Iterator[tuple[int, int]]:
    """The position of an article and a hash, for each hash in a field of packed ones (uint32) that `least` articles
    have, and a few others."""
    sketch = FrequencySketch(slots, least)
    for (column,) in dump.parts(field):
        sketch.add(array("I", b"".join(column)))
    first = 0
    for (column,) in dump.parts(field):
        hashes = array("I", b"".join(column))
        if places := sketch.places(hashes):
            ends = [*accumulate(len(packed) // hashes.itemsize for packed in column)]
            yield from ((first + bisect_right(ends, place), hashes[place]) for place in places)
        first += len(column)


def positions_of_repeats(values: Sequence[int], least: int = 2) -> dict[int, array[int]]:
    """The positions of each value other than 0 that occurs at least `least` times, in order of the first position."""
    keys = values if isinstance(values, array) else array("Q", values)
    sketch = FrequencySketch(8 * len(keys), least)
    sketch.add(keys)
    positions: dict[int, array[int]] = {}
    for position in sketch.places(keys):
        if keys[position]:
            positions.setdefault(keys[position], array("I")).append(position)
    return {value: repeats for value, repeats in positions.items() if len(repeats) >= least}
