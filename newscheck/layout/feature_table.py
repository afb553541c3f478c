"""The table that the scan reads: articles by fetch hour, and running counts of those with each feature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xxhash import xxh3_128_digest

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.layout.features import OWN_PREFIX, TIME_PREFIX
from newscheck.layout.statistics import Bools, Floats, Ints, g_statistic
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import (
    MIN_EXCESS,
    MIN_REFERENCE,
    MIN_REFERENCE_HOURS,
    WINDOW_SIZES,
    YOUNG_REFERENCE,
)
from newscheck.text.timestamps import HOUR

#: Hours and features processed together, to limit memory.
_ROWS, _PIECE = 256, 100_000


class FeatureTable(NamedTuple):
    """Hour i holds articles `starts[i]` to `starts[i + 1]`; of the articles before it, `sums[i, columns[f]]` have f.

    Many features f come and go together: those with the same sums share a column, the first of column c is `firsts[c]`.
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
        return np.bincount(span, minlength=len(self.names) + 1)[:-1].astype(np.int64)

    def weighed(self, start: int, end: int, features: Ints, weights: Floats) -> Floats:
        """The sum of the weights of the features that each article from position `start` to `end` has (not for a
        mirrored table).
        """
        by_feature = np.zeros(len(self.names) + 1)
        by_feature[features] = weights
        offsets = self.offsets[start : end + 1]
        owners = np.repeat(np.arange(end - start), np.diff(offsets))
        sums = np.bincount(owners, by_feature[self.features[offsets[0] : offsets[-1]]], end - start)
        return np.asarray(sums, dtype=np.float64)

    def column(self, feature: int) -> Bools:
        """Whether each article has the feature."""
        column = np.zeros(self.size, dtype=np.bool_)
        column[np.searchsorted(self.offsets, np.flatnonzero(self.features == feature), side="right") - 1] = True
        return column[::-1] if self.is_mirrored else column

    def mirrored(self) -> FeatureTable:
        """The same table with time running backwards: sums fall, so that only the size of their differences counts."""
        return self._replace(
            hours=-self.hours[::-1], starts=self.size - self.starts[::-1], sums=self.sums[::-1], is_mirrored=True
        )


def tabulate(stream: Stream) -> FeatureTable | None:
    """The table of a stream; None where it has too few articles, or no feature that some have and some lack."""
    n = len(stream.epochs)
    offsets, features = np.asarray(stream.offsets, dtype=np.int64), np.asarray(stream.features, dtype=np.uint16)
    totals = np.zeros(len(stream.names), dtype=np.int64)
    for low in range(0, len(features), _PIECE):
        totals += np.bincount(features[low : low + _PIECE], minlength=len(totals))
    varying = np.flatnonzero((totals >= MIN_EXCESS) & (totals <= n - MIN_EXCESS))
    # The numbering must not matter.
    names = sorted(stream.names[feature] for feature in varying)
    if n < stream.young_reference + (MIN_EXCESS if stream.reference_size else WINDOW_SIZES[0]) or not names:
        return None
    place = {name: at for at, name in enumerate(names)}
    numbers = np.array([place.get(name, len(names)) for name in stream.names], dtype=np.uint16)[features]
    clock = np.asarray(stream.epochs, dtype=np.int64) // HOUR
    starts = np.concatenate(([0], np.flatnonzero(np.diff(clock)) + 1, [n]))
    is_timing = np.array([name.startswith(TIME_PREFIX) for name in names])
    is_own = np.array([name.startswith(OWN_PREFIX) for name in names])
    columns, firsts = _distinct(_hourly(starts, offsets, numbers, len(names)), is_timing, is_own)
    sums = _sums(_hourly(starts, offsets, numbers, len(names)), firsts, len(starts))
    return FeatureTable(
        names,
        is_timing,
        is_own,
        clock[starts[:-1]],
        starts,
        columns,
        firsts,
        sums,
        offsets,
        numbers,
        stream.reference_size,
        young_reference=stream.young_reference,
        min_reference=stream.min_reference,
        min_hours=stream.min_hours,
    )


def _hourly(starts: Ints, offsets: Ints, numbers: NDArray[np.uint16], features: int) -> Iterator[Ints]:
    """Counts of the features by hour, some rows at a time; number `features` stands for all others."""
    hours, width = len(starts) - 1, features + 1
    for low in range(0, hours, _ROWS):
        high = min(low + _ROWS, hours)
        articles = np.diff(offsets[starts[low] : starts[high] + 1])
        rows = np.repeat(np.repeat(np.arange(high - low), np.diff(starts[low : high + 1])), articles)
        cells = rows * width + numbers[offsets[starts[low]] : offsets[starts[high]]]
        yield np.bincount(cells, minlength=(high - low) * width).reshape(-1, width)[:, :-1]


def _distinct(hourly: Iterator[Ints], *kinds: Bools) -> tuple[Ints, Ints]:
    """The column of each feature, and the first feature of each column: of a column are features of one kind that
    the same numbers of articles have in each hour.
    """
    digests = [b""] * len(kinds[0])
    for counts in hourly:
        digests = list(map(bytes.__add__, digests, map(xxh3_128_digest, np.ascontiguousarray(counts.T))))
    numbers: dict[tuple[bytes, ...], int] = {}
    keys = zip(digests, *map(np.ndarray.tolist, kinds), strict=True)
    columns = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    return columns, np.unique(columns, return_index=True)[1]


def _sums(hourly: Iterator[Ints], firsts: Ints, rows: int) -> NDArray[np.int32]:
    """Running counts of the first feature of each column."""
    sums, low = np.zeros((rows, len(firsts)), dtype=np.int32), 0
    for counts in hourly:
        high = low + len(counts)
        np.cumsum(counts[:, firsts], axis=0, out=sums[low + 1 : high + 1])
        sums[low + 1 : high + 1] += sums[low]
        low = high
    return sums


def best_split(column: Bools, low: int, high: int, first: int, last: int) -> int:
    """The position from `first` until `last` that splits articles `low` to `high` with the highest G."""
    sums = np.cumsum(column[low:high]).astype(np.int64)
    at = np.arange(max(first - low, 1), min(last, high) - low)
    before = sums[at - 1]
    return low + int(at[np.argmax(g_statistic(sums[-1] - before, len(sums) - at, before, at))])
