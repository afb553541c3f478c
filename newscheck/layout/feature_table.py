"""The table that the scan reads: articles by fetch hour, and running counts of those with each feature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xxhash import xxh3_128

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.feature_choice import chosen
from newscheck.layout.features import OWN_PREFIX, TIME_PREFIX
from newscheck.layout.in_memory_storage import IN_MEMORY
from newscheck.layout.statistics import Bools, Floats, Ints, g_statistic
from newscheck.layout.streams import Stream, varying, with_features
from newscheck.layout.thresholds import (
    DEFAULT_THRESHOLD,
    MIN_EXCESS,
    MIN_REFERENCE,
    MIN_REFERENCE_HOURS,
    WINDOW_SIZES,
    YOUNG_REFERENCE,
)
from newscheck.model import Storage
from newscheck.text.timestamps import HOUR

#: Hours (more where there are few features: so many times features), articles, and features of articles that are
#: processed together, to limit memory.
_ROWS, _CELLS, _PART, _PIECE = 128, 1 << 15, 2_000, 100_000


class FeatureTable(NamedTuple):
    """Hour i holds articles `starts[i]` to `starts[i + 1]`; of the articles before it, `sums[i, columns[f]]` have f.

    Many features f come and go together: those with the same sums share a column, the first of column c is `firsts[c]`.
    The features of article i are `names[f]` for f in `features[offsets[i]:offsets[i + 1]]`.
    `left_out` features of the stream are not in the table because there are too many.
    The first `reference_size` articles are those of a reference: only their sums are meaningful. What `is_timing`
    changes with the hour and the day of the week, what `is_own` (fields of items' own) may do so.
    """

    names: list[str]
    is_timing: Bools
    is_own: Bools
    hours: Ints
    starts: Ints
    columns: Ints
    firsts: Ints
    sums: NDArray[np.int32]
    offsets: Ints
    features: NDArray[np.uint16]
    storage: Storage = IN_MEMORY
    left_out: int = 0
    reference_size: int = 0
    is_mirrored: bool = False
    young_reference: int = YOUNG_REFERENCE
    min_reference: int = MIN_REFERENCE
    min_hours: int = MIN_REFERENCE_HOURS

    @property
    def size(self) -> int:
        """The number of articles."""
        return int(self.starts[-1])

    @property
    def reference_end(self) -> int:
        """The first hour after those of a reference."""
        return int(np.searchsorted(self.starts, self.reference_size))

    def counts(self, start: int, end: int) -> Ints:
        """How many of the articles from position `start` to `end` have each feature (not for a mirrored table)."""
        span = self.features[self.offsets[start] : self.offsets[end]]
        return np.bincount(span, minlength=len(self.names))

    def weighed(self, start: int, end: int, features: Ints, weights: Floats) -> Floats:
        """The sum of the weights of the features that each article from position `start` to `end` has (not for a
        mirrored table).
        """
        by_feature = np.zeros(len(self.names))
        by_feature[features] = weights
        offsets = self.offsets[start : end + 1]
        owners = np.repeat(np.arange(end - start), np.diff(offsets))
        span = self.features[offsets[0] : offsets[-1]]
        sums = np.bincount(owners, by_feature[span], end - start)
        return np.asarray(sums, dtype=np.float64)

    def column(self, feature: int, low: int = 0, high: int | None = None) -> Bools:
        """Whether each article from position `low` to `high` has the feature."""
        high = self.size if high is None else high
        start, end = (self.size - high, self.size - low) if self.is_mirrored else (low, high)
        offsets = self.offsets[start : end + 1]
        column = np.zeros(end - start, dtype=np.bool_)
        for first in range(int(offsets[0]), int(offsets[-1]), _PIECE):
            cells = first + np.flatnonzero(self.features[first : min(first + _PIECE, int(offsets[-1]))] == feature)
            column[np.searchsorted(offsets, cells, side="right") - 1] = True
        return column[::-1] if self.is_mirrored else column

    def mirrored(self) -> FeatureTable:
        """The same table with time running backwards: sums fall, so that only the size of their differences counts."""
        return self._replace(
            hours=-self.hours[::-1], starts=self.size - self.starts[::-1], sums=self.sums[::-1], is_mirrored=True
        )


def tabulate(stream: Stream, threshold: float = DEFAULT_THRESHOLD) -> FeatureTable | None:
    """The table of a stream; None where it has too few articles, or no feature that some have and some lack.

    `threshold` is the score of an alarm: of very many features, those are in the table that can be one
    (`feature_choice`).
    """
    n = len(stream.epochs)
    stream = varying(stream)
    # The numbering must not matter.
    names, left_out = chosen(stream, threshold)
    if n < stream.young_reference + (MIN_EXCESS if stream.reference_size else WINDOW_SIZES[0]) or not names:
        return None
    stream = with_features(stream, names)
    offsets, features = np.asarray(stream.offsets, dtype=np.int64), np.asarray(stream.features, dtype=np.uint16)
    starts = _hour_starts(stream)
    is_timing = np.array([name.startswith(TIME_PREFIX) for name in names])
    is_own = np.array([name.startswith(OWN_PREFIX) for name in names])
    hourly = _Hourly(starts, offsets, features, len(names), stream.storage)
    columns, firsts = _distinct(hourly, is_timing, is_own)
    return FeatureTable(
        names,
        is_timing,
        is_own,
        np.asarray(stream.epochs, dtype=np.int64)[starts[:-1]] // HOUR,
        starts,
        columns,
        firsts,
        _sums(hourly, firsts, len(starts), stream.storage),
        offsets,
        features,
        stream.storage,
        left_out,
        stream.reference_size,
        young_reference=stream.young_reference,
        min_reference=stream.min_reference,
        min_hours=stream.min_hours,
    )


def _hour_starts(stream: Stream) -> Ints:
    """The first article of each fetch hour, and the number of all."""
    epochs, starts = np.asarray(stream.epochs, dtype=np.int64), [np.zeros(1, dtype=np.int64)]
    for low in range(0, len(epochs), _PIECE):
        clock = epochs[low : low + _PIECE + 1] // HOUR
        starts.append(np.flatnonzero(np.diff(clock)) + low + 1)
        stream.storage.release()
    return np.concatenate([*starts, [len(epochs)]])


class _Hourly(NamedTuple):
    """Counts of the features by hour, some rows at a time; all else is as in `FeatureTable`."""

    starts: Ints
    offsets: Ints
    features: NDArray[np.uint16]
    width: int
    storage: Storage

    def counts(self) -> Iterator[Ints]:
        """An array of hours and features for each part of the table."""
        hours, together = len(self.starts) - 1, max(_ROWS, _CELLS // self.width)
        for low in range(0, hours, together):
            rows = self.starts[low : min(low + together, hours) + 1]
            counts = np.zeros((len(rows) - 1) * self.width, dtype=np.int64)
            for start in range(int(rows[0]), int(rows[-1]), _PART):
                cells = self._cells(rows, start, min(start + _PART, int(rows[-1])))
                counts += np.bincount(cells, minlength=len(counts))
            yield counts.reshape(len(rows) - 1, -1)
            self.storage.release()

    def _cells(self, rows: Ints, start: int, end: int) -> Ints:
        """The place in the table of each feature of articles `start` to `end`."""
        row = np.searchsorted(rows, np.arange(start, end), side="right") - 1
        offsets = self.offsets[start : end + 1]
        return np.repeat(row * self.width, np.diff(offsets)) + self.features[offsets[0] : offsets[-1]]


def _distinct(hourly: _Hourly, *kinds: Bools) -> tuple[Ints, Ints]:
    """The column of each feature, and the first feature of each column: of a column are features of one kind that
    the same numbers of articles have in each hour.
    """
    hashes = [xxh3_128() for _ in kinds[0]]
    for counts in hourly.counts():
        for hashed, column in zip(hashes, np.ascontiguousarray(counts.T), strict=True):
            hashed.update(column)
    numbers: dict[tuple[bytes, ...], int] = {}
    keys = zip((hashed.digest() for hashed in hashes), *map(np.ndarray.tolist, kinds), strict=True)
    columns = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    return columns, np.unique(columns, return_index=True)[1]


def _sums(hourly: _Hourly, firsts: Ints, rows: int, storage: Storage) -> NDArray[np.int32]:
    """Running counts of the first feature of each column."""
    sums, low = np.asarray(storage.column("i", rows * len(firsts))).reshape(rows, -1), 0
    for counts in hourly.counts():
        high = low + len(counts)
        np.cumsum(counts[:, firsts], axis=0, out=sums[low + 1 : high + 1])
        sums[low + 1 : high + 1] += sums[low]
        low = high
    return sums


def best_split(column: Bools, first: int, last: int) -> int:
    """The position from `first` until `last` that splits some articles with the highest G."""
    sums = np.cumsum(column).astype(np.int64)
    at = np.arange(max(first, 1), min(last, len(column)))
    before = sums[at - 1]
    return int(at[np.argmax(g_statistic(sums[-1] - before, len(sums) - at, before, at))])
