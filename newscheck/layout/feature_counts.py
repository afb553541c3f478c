"""How many articles of a site have each feature, counted without holding all that occur.

Where very many do, a hash table of fixed size, whose counts are never too low, says which may occur often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.statistics import Ints
from newscheck.layout.thresholds import MIN_EXCESS

#: Slots of the hash table (a power of two), the most that one counts, and how many features are counted together.
_SLOTS, _CAP, _COUNTED = 1 << 20, 255, 200_000
_SLOT = np.uint32(_SLOTS - 1)
#: Features of a stream at most: their numbers have 16 bits, also beside those of a reference.
_MOST_NAMED = 60_000

Hashes = NDArray[np.uint32]


class Part(NamedTuple):
    """Some articles: the features of all in one array, the number of features, the kind and the skeleton of each."""

    features: Hashes
    sizes: NDArray[np.int64]
    kinds: Hashes
    skeletons: Hashes


#: Reads all articles of a site.
Reading = Callable[[], Iterator[Part]]


class Counted(NamedTuple):
    """How many articles of a site have each feature that may be compared, how many others there are, and the hashes of
    the kinds and skeletons.
    """

    features: dict[int, int]
    left_out: int
    labels: set[int]


def counted(read: Reading) -> Counted:
    """One pass, in which all features are counted that occur; where these are very many, `_often` counts in parts."""
    hashes, counts, labels = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64), set[int]()
    is_whole = True
    for part in read():
        labels.update(np.unique(part.kinds).tolist(), np.unique(part.skeletons).tolist())
        if is_whole:
            hashes, counts = _added(hashes, counts, *np.unique(part.features, return_counts=True))
            is_whole = len(hashes) <= _COUNTED
    if not is_whole:
        return Counted(*_commonest(_often(read)), labels)
    often = counts >= MIN_EXCESS
    return Counted(*_commonest(dict(zip(hashes[often].tolist(), counts[often].tolist(), strict=True))), labels)


def _added(hashes: Hashes, counts: Ints, others: Hashes, numbers: Ints) -> tuple[Hashes, Ints]:
    """The counts by hash, both ascending, and others' added to them."""
    places = np.searchsorted(hashes, others)
    is_known = np.append(hashes, 0)[places] == others
    is_known[places == len(hashes)] = False
    counts[places[is_known]] += numbers[is_known]
    new = places[~is_known]
    return np.insert(hashes, new, others[~is_known]), np.insert(counts, new, numbers[~is_known])


def _often(read: Reading) -> dict[int, int]:
    """Two passes: the first finds, in a table of fixed size, what may occur often, the second counts it, or where the
    table is so full that this is very much, several more do.
    """
    table = np.zeros(_SLOTS, dtype=np.uint16)
    for part in read():
        features, counts = np.unique(part.features, return_counts=True)
        # Each feature counts as often as is needed: many that share a slot can't exceed it.
        np.add.at(table, features & _SLOT, np.minimum(counts, MIN_EXCESS).astype(np.uint16))
        np.minimum(table, _CAP, out=table)
    passes = 1 + int(table[table >= MIN_EXCESS].sum(dtype=np.int64)) // (MIN_EXCESS * _COUNTED)
    counted: dict[int, int] = {}
    for number in range(passes):
        counts_by_feature: dict[int, int] = {}
        for part in read():
            often = part.features[table[part.features & _SLOT] >= MIN_EXCESS]
            mine = often[often // _SLOTS % passes == number] if passes > 1 else often
            for feature, count in zip(*map(np.ndarray.tolist, np.unique(mine, return_counts=True)), strict=True):
                counts_by_feature[feature] = counts_by_feature.get(feature, 0) + count
        counted.update((feature, count) for feature, count in counts_by_feature.items() if count >= MIN_EXCESS)
    return counted


def _commonest(counts: dict[int, int]) -> tuple[dict[int, int], int]:
    """The counts of the most features that a stream has, and how many others there are."""
    if len(counts) <= _MOST_NAMED:
        return counts, 0
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_NAMED]
    return dict(most), len(counts) - len(most)
