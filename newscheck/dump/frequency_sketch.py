"""Which of very many keys occur often, in a table of fixed size."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from newscheck.dump import blocks, vectors
from newscheck.model import Column, Dump

#: From so many keys on, numpy counts them; fewer are counted before it has loaded.
_MANY = 1_000
#: Keys that are counted together; slots of a table at most.
_AT_ONCE, _MOST_SLOTS = 1 << 15, 1 << 23
#: The highest count: that of a byte, of which there are up to 64 for each article.
_MOST = 255


class FrequencySketch:
    """Counts of keys (unsigned integers of up to 64 bits) up to `least`: never too low, rarely too high."""

    def __init__(self, slots: int, least: int) -> None:
        self.least = min(least, _MOST)
        size = min(1 << slots.bit_length(), _MOST_SLOTS)
        self._table = bytearray(size)
        self._mask = size - 1

    def add(self, keys: Column) -> None:
        """Count each of the keys."""
        if len(keys) >= _MANY:
            self._add_many(keys)
            return
        table, mask, least = self._table, self._mask, self.least
        for key in keys:
            slot = key & mask
            if table[slot] < least:
                table[slot] += 1

    def _add_many(self, keys: Column) -> None:
        from newscheck.dump.numpy_loader import np

        table, all_keys = np.frombuffer(self._table, dtype=np.uint8), np.asarray(keys)
        for low in range(0, len(keys), _AT_ONCE):
            slots, counts = np.unique(all_keys[low : low + _AT_ONCE] & self._mask, return_counts=True)
            table[slots] = np.minimum(counts + table[slots], self.least)
            blocks.release()

    def places(self, keys: Column) -> Column:
        """The places of the keys that were counted `least` times, and of a few that share a slot with others."""
        table, mask, least = self._table, self._mask, self.least
        if len(keys) < _MANY:
            return array("I", [place for place, key in enumerate(keys) if table[key & mask] >= least])
        from newscheck.dump.numpy_loader import np

        counts, slots = np.frombuffer(table, dtype=np.uint8), np.asarray(keys)
        found = (np.flatnonzero(counts[slots[part] & mask] >= least) + part.start for part in blocks.parts(keys))
        return blocks.collected("I", len(keys), found)

    def frequent(self, keys: Column) -> list[int]:
        """The keys at these places."""
        return [keys[place] for place in self.places(keys)]


def frequent_hashes(dump: Dump, field: str, slots: int, least: int) -> Iterator[tuple[int, int]]:
    """The position of an article and a hash, for each hash in a field of packed ones (uint32) that `least` articles
    have, and a few others."""
    sketch = FrequencySketch(slots, least)
    for hashes, _ in packed_hashes(dump, field):
        sketch.add(hashes)
    first = 0
    for hashes, counts in packed_hashes(dump, field):
        if places := sketch.places(hashes):
            ends = [*accumulate(counts)]
            yield from ((first + bisect_right(ends, place), hashes[place]) for place in places)
        first += len(counts)


def packed_hashes(dump: Dump, field: str) -> Iterator[tuple[array[int], list[int]]]:
    """The hashes (uint32) in a field of packed ones, of many articles at a time, and the number of those of each."""
    hashes, counts = array("I"), list[int]()
    for (column,) in dump.parts(field):
        hashes.frombytes(b"".join(column))
        counts += [len(packed) // hashes.itemsize for packed in column]
        if len(hashes) >= _AT_ONCE:
            yield hashes, counts
            hashes, counts = array("I"), []
    yield hashes, counts


def positions_of_repeats(values: Sequence[int], least: int = 2) -> dict[int, array[int]]:
    """The positions of each value other than 0 that occurs at least `least` times, in order of the first position."""
    keys = vectors.unsigned(values)
    candidates = _candidates(keys, least)
    if len(candidates) > blocks.BLOCK:
        groups = {key: group for key, group in _equal(keys, candidates) if len(group) >= least}
        return dict(sorted(groups.items(), key=lambda item: item[1][0]))
    positions: dict[int, array[int]] = {}
    for position, key in zip(candidates, vectors.taken(keys, candidates), strict=True):
        positions.setdefault(key, array("I")).append(position)
    return {value: repeats for value, repeats in positions.items() if len(repeats) >= least}


def repeats(values: Sequence[int]) -> array[int]:
    """1 for each value other than 0 that is there before, too; 0 for any other."""
    keys = vectors.unsigned(values)
    positions = _by_value(keys, _candidates(keys, 2))
    ordered, found = vectors.taken(keys, positions), array("B", bytes(len(keys)))
    for place in vectors.places(lambda key, before: key == before, ordered[1:], ordered[:-1]):
        found[positions[place + 1]] = 1
    return found


def _candidates(keys: Column, least: int) -> Column:
    """The positions of keys other than 0 that occur so many times, and of a few others."""
    sketch = FrequencySketch(8 * len(keys), least)
    sketch.add(keys)
    found = sketch.places(keys)
    return vectors.taken(found, vectors.places(lambda key: key != 0, vectors.taken(keys, found)))


def _by_value(keys: Column, positions: Column) -> Column:
    """Some positions in the order of their keys; those of equal ones stay in their order."""
    return vectors.taken(positions, vectors.ascending(vectors.taken(keys, positions)))


def _equal(keys: Column, candidates: Column) -> Iterator[tuple[int, array[int]]]:
    """Each key at some positions, and those that have it."""
    in_order = _by_value(keys, candidates)
    ordered = vectors.taken(keys, in_order)
    later = vectors.places(lambda key, before: key != before, ordered[1:], ordered[:-1])
    start = 0
    for end in chain((place + 1 for place in later), (len(in_order),)):
        yield ordered[start], array("I", in_order[start:end])
        start = end
