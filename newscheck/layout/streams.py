"""Streams: the articles of each site of a dump in the order of time, with numbered features.

All features are in a stream that `MIN_EXCESS` articles have, since fewer can't be a change.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from newscheck.dump.numpy_loader import np
from newscheck.layout.in_memory_storage import IN_MEMORY
from newscheck.layout.statistics import Ints
from newscheck.layout.thresholds import MIN_EXCESS, MIN_REFERENCE, MIN_REFERENCE_HOURS, YOUNG_REFERENCE
from newscheck.model import Column, Storage, Typecode

#: The number of a feature that a stream has not.
_NO_NUMBER = (1 << 16) - 1
#: Articles processed together, and entries of a column that are put into another order together.
_PART, _AT_ONCE = 2_000, 1 << 16


class Stream(Struct, frozen=True):
    """The articles of one site in the order of their epochs (ties in the order in which they were read).

    `epochs` (ms), `rows` (positions in the dump), `kinds` and `skeletons` (positions in `labels`) have an entry per
    article; the features of article i are `names[f]` for f in `features[offsets[i]:offsets[i + 1]]`, ascending. The
    first `reference_size` articles stand for the counts of a reference: which articles of an hour had a feature is not
    recorded there. `left_out` counts the features that are not among the names because there are too many.
    What is made of all its articles has room in `storage`.
    A change needs `young_reference` articles before it, with fewer than `min_reference` a great shift, and in less than
    `min_hours` more than a shift.
    """

    site: str
    names: list[str]
    epochs: Column
    rows: Column
    offsets: Column
    features: Column
    labels: list[str] = []
    kinds: Column = array("I")
    skeletons: Column = array("I")
    reference_size: int = 0
    left_out: int = 0
    young_reference: int = YOUNG_REFERENCE
    min_reference: int = MIN_REFERENCE
    min_hours: int = MIN_REFERENCE_HOURS
    storage: Storage = IN_MEMORY


def part_of(stream: Stream, positions: Ints) -> Stream:
    """The articles of a stream at some positions, in the order of these."""
    offsets, features = _features_at(stream, positions)
    return replace(
        stream,
        epochs=_at(stream.epochs, "q", positions, stream.storage),
        rows=_at(stream.rows, "I", positions, stream.storage),
        offsets=offsets,
        features=features,
        kinds=_at(stream.kinds, "I", positions, stream.storage),
        skeletons=_at(stream.skeletons, "I", positions, stream.storage),
    )


def feature_totals(stream: Stream) -> Ints:
    """How many articles have each feature."""
    features, totals = np.asarray(stream.features), np.zeros(len(stream.names), dtype=np.int64)
    for low in range(0, len(features), _AT_ONCE):
        totals += np.bincount(features[low : low + _AT_ONCE], minlength=len(totals))
        stream.storage.release()
    return totals


def varying(stream: Stream) -> Stream:
    """The stream with only the features that may be a change of it or of a part of it: enough articles have and lack
    them.
    """
    totals = feature_totals(stream)
    varies = (totals >= MIN_EXCESS) & (totals <= len(stream.epochs) - MIN_EXCESS)
    return with_features(stream, [stream.names[feature] for feature in np.flatnonzero(varies)], totals)


def with_features(stream: Stream, names: Sequence[str], totals: Ints | None = None) -> Stream:
    """The stream with some of its features, numbered in their order; `totals` are those of `feature_totals`."""
    if [*names] == stream.names:
        return stream
    totals = feature_totals(stream) if totals is None else totals
    place = {name: at for at, name in enumerate(names)}
    numbers = np.array([place.get(name, _NO_NUMBER) for name in stream.names], dtype=np.uint16)
    starts, features, storage = np.asarray(stream.offsets), np.asarray(stream.features), stream.storage
    offsets, chosen = storage.column("q", len(starts)), storage.column("H", int(totals[numbers != _NO_NUMBER].sum()))
    ends, there = np.asarray(offsets), np.asarray(chosen)
    for low in range(0, len(starts) - 1, _PART):
        edges = starts[low : low + _PART + 1].astype(np.int64)
        part = numbers[features[edges[0] : edges[-1]]]
        is_kept = part != _NO_NUMBER
        ends[low + 1 : low + len(edges)] = ends[low] + np.append(0, np.cumsum(is_kept))[edges[1:] - edges[0]]
        there[ends[low] : ends[low + len(edges) - 1]] = part[is_kept]
        storage.release()
    return replace(stream, names=[*names], offsets=offsets, features=chosen)


def _at(column: Column, typecode: Typecode, positions: Ints, storage: Storage) -> Column:
    chosen = storage.column(typecode, len(positions))
    values, there = np.asarray(column), np.asarray(chosen)
    for low in range(0, len(positions), _AT_ONCE):
        there[low : low + _AT_ONCE] = values[positions[low : low + _AT_ONCE]]
        storage.release()
    return chosen


def _features_at(stream: Stream, positions: Ints) -> tuple[Column, Column]:
    """Offsets and features of the articles at some positions; some at a time, to limit memory."""
    starts, features, storage = np.asarray(stream.offsets), np.asarray(stream.features), stream.storage
    offsets = storage.column("q", len(positions) + 1)
    there = np.asarray(offsets)
    for low in range(0, len(positions), _AT_ONCE):
        chosen = positions[low : low + _AT_ONCE]
        sizes = (starts[chosen + 1] - starts[chosen]).astype(np.int64)
        there[low + 1 : low + len(chosen) + 1] = there[low] + np.cumsum(sizes)
        storage.release()
    ordered = storage.column("H", offsets[len(positions)])
    for low in range(0, len(positions), _PART):
        chosen = positions[low : low + _PART]
        ends = there[low : low + len(chosen) + 1]
        places = np.arange(ends[0], ends[-1]) + np.repeat(starts[chosen] - ends[:-1], np.diff(ends))
        np.asarray(ordered)[ends[0] : ends[-1]] = features[places]
        storage.release()
    return offsets, ordered
