"""When the layout of a site changed: a scan of its stream of articles, with no calendar and no rule for any site.

Windows of the latest articles are compared with all articles since the last change, one feature at a time, by the
two-sample Bernoulli log-likelihood ratio G. Editors on a rota, week-ends and print batches make a feature swing, so G
is divided by how far the feature has swung so far (`_Lane`), as in quasi-likelihood. Windows end with fetch hours,
because the articles of one hour are fetched by one program from one layout: they are not independent witnesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newscheck.profile import Scanned, Shift, Stream

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_HOUR = 3_600_000
#: Articles of a window, and of the reference at least and at most.
_WINDOWS = (8, 16, 32, 64, 128, 256, 512)
_YOUNGEST, _LONGEST = 150, 5_000
#: Below this age (hours) a reference has not seen a whole week: only what it never or always had may alarm.
_WEEK = 168
#: Hours that a window must span before times of day are compared.
_DAYS = 72
#: A share counts as never below it, and as always above 1 - it.
_NEVER = 0.01
#: What an alarm needs beside its score: nats, articles of excess, hours with such articles; and less surprise is enough
#: from more articles where at least so many of the reference (almost) never or always had the feature.
_NATS, _EXCESS, _SPREAD = 0.15, 4, 4
_RARE_NATS, _RARE_EXCESS, _RARE_SPREAD, _RARE_REFERENCE = 0.06, 10, 8, 300
#: One window counts for so much at most when a feature's swing is learned: a change must not teach that it is usual.
_SUM_CAP, _TOP_CAP = 200.0, 400.0
#: Articles compared on either side of a change at most, and in a chunk when their swing is measured.
_SIDE, _CHUNK = 500, 50
#: Edges closer than that are one change found twice; an edge is dated again within that many articles.
_SAME, _REDATE = 30, 64
#: An example is typical in so many of the loudest features; so far from the edge, out of so many articles.
_LOUD, _MARGIN, _NEAR = 8, 3, 60
_BLOCK = 128  # hours scored at a time

_XLOGX: Floats = np.arange(_LONGEST + 2 * _WINDOWS[-1] + 9, dtype=np.float64)
_XLOGX[1:] *= np.log(_XLOGX[1:])


class _Table(NamedTuple):
    """Articles in fetch hours: hour i holds articles `starts[i]` to `starts[i + 1]`; of those before it, `sums[i, f]`
    have feature f."""

    names: list[str]
    is_timing: Bools
    hours: Ints
    starts: Ints
    sums: NDArray[np.int32]
    offsets: Ints
    features: Ints
    is_mirrored: bool = False

    @property
    def size(self) -> int:
        return int(self.starts[-1])

    def counts(self, start: int, end: int) -> Ints:
        """How many of the articles from position `start` to `end` have each feature (never of a mirrored table)."""
        span = self.features[self.offsets[start] : self.offsets[end]]
        return np.bincount(span, minlength=len(self.names) + 1)[:-1].astype(np.int64)

    def column(self, feature: int) -> Bools:
        """Whether each article has the feature."""
        has = np.zeros(self.size, dtype=np.bool_)
        has[np.searchsorted(self.offsets, np.flatnonzero(self.features == feature), side="right") - 1] = True
        return has[::-1] if self.is_mirrored else has

    def mirrored(self) -> _Table:
        """The same table with time running backwards: sums fall, so that only their differences' sizes count."""
        return self._replace(
            hours=-self.hours[::-1], starts=self.size - self.starts[::-1], sums=self.sums[::-1], is_mirrored=True
        )


class _Gates(NamedTuple):
    threshold: float
    min_share: float


class _Edge(NamedTuple):
    """A change dated before article `split`; the features that told of it."""

    split: int
    score: float
    features: Ints


class _Alarm(NamedTuple):
    """The feature that alarms most at the end of hour `end`, in the window from `start`, against hours from `since`."""

    score: float
    feature: int
    since: int
    start: int
    end: int
    features: Ints


def scan(stream: Stream, threshold: float = 40.0, min_share: float | None = None) -> list[Scanned]:
    """All changes of a stream in order of time.

    `threshold` is the score of an alarm: the higher, the fewer. `min_share` (0 to 1) leaves out smaller shifts.
    """
    table = _table(stream)
    if table is None:
        return []
    gates = _Gates(threshold, min_share or 0.0)
    edges = list(_edges(table, gates))
    edges += (edge._replace(split=table.size - edge.split) for edge in _edges(table.mirrored(), gates))
    return _changes(table, stream.site, _confirmed(table, edges, gates), gates)


def _table(stream: Stream) -> _Table | None:
    """None where nothing can be told: too few articles, or no feature that some have and some have not."""
    n = len(stream.epochs)
    offsets, features = np.asarray(stream.offsets, dtype=np.int64), np.asarray(stream.features, dtype=np.int64)
    totals = np.bincount(features, minlength=len(stream.names))
    told = np.flatnonzero((totals >= _EXCESS) & (totals <= n - _EXCESS))
    if n < _YOUNGEST + _WINDOWS[0] or not len(told):
        return None
    names = sorted(stream.names[feature] for feature in told)  # so that nothing hangs on how features are numbered
    place = {name: column for column, name in enumerate(names)}
    columns = np.array([place.get(name, len(names)) for name in stream.names], dtype=np.int64)[features]
    clock = np.asarray(stream.epochs, dtype=np.int64) // _HOUR
    starts = np.concatenate(([0], np.flatnonzero(np.diff(clock)) + 1, [n]))
    hours = clock[starts[:-1]]
    sums = np.zeros((len(hours) + 1, len(names)), dtype=np.int32)
    width = len(names) + 1
    for low in range(0, len(hours), 1024):
        high = min(low + 1024, len(hours))
        articles = np.diff(offsets[starts[low] : starts[high] + 1])
        rows = np.repeat(np.repeat(np.arange(high - low), np.diff(starts[low : high + 1])), articles)
        cells = rows * width + columns[offsets[starts[low]] : offsets[starts[high]]]
        counts = np.bincount(cells, minlength=(high - low) * width).reshape(-1, width)[:, :-1]
        np.cumsum(counts, axis=0, out=sums[low + 1 : high + 1])
        sums[low + 1 : high + 1] += sums[low]
    is_timing = np.array([name.startswith("time ") for name in names])
    return _Table(names, is_timing, hours, starts, sums, offsets, columns)


def _xlogx(counts: Ints) -> Floats:
    return np.asarray(counts * np.log(np.maximum(counts, 1)), dtype=np.float64)


def _g(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """Twice the log of how much likelier two shares, a of n1 and b of n0, are than one."""
    apart = _xlogx(a) + _xlogx(n1 - a) + _xlogx(b) + _xlogx(n0 - b)
    sizes = _xlogx(np.asarray(n1)) + _xlogx(np.asarray(n0)) - _xlogx(np.asarray(n1 + n0))
    return np.maximum(2 * (apart - _xlogx(a + b) - _xlogx(n1 + n0 - a - b) - sizes), 0.0)


def _nats(a: Ints, n1: Ints | int, b: Ints, n0: Ints | int) -> Floats:
    """Divergence of the share a of n1 from the share b of n0, half an article added to all."""
    p, q = (a + 0.5) / (n1 + 1), (b + 0.5) / (n0 + 1)
    return np.asarray(p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q)))


class _Past(NamedTuple):
    """Windows seen, and the sum and the greatest G of each feature in them."""

    windows: int
    swing: Floats


class _Lane:
    """All windows of one length since a change, in order of time, and the swing of each feature that they have shown.

    The swing of a feature is max(1, (2 + sum of G) / (2 + windows), greatest G / 3) over the windows that ended before
    the present one began: those that overlap it have a foot in the change already, and would hide it.
    """

    def __init__(self, table: _Table, origin: int, length: int, past: _Past | None = None) -> None:
        self.table, self.length, self.done = table, length, 0
        starts = table.starts
        stride = max(1, length // 8)
        ends = np.flatnonzero(np.diff(starts // stride) > 0) + 1  # a long window is looked at now and then
        begins = np.searchsorted(starts, starts[ends] - length, side="right") - 1
        since = np.maximum(origin, np.searchsorted(starts, starts[np.maximum(begins, 0)] - _LONGEST))
        size, reference = starts[ends] - starts[begins], starts[begins] - starts[since]
        fits = (begins >= origin) & (size <= 2 * length + 8) & (reference >= max(_YOUNGEST, length))
        self.ends, self.begins, self.since = ends[fits], begins[fits], since[fits]
        self.size, self.reference = size[fits], reference[fits]
        self.is_young = table.hours[self.begins - 1] - table.hours[origin] < _WEEK
        self.is_short = table.hours[self.ends - 1] - table.hours[self.begins] < _DAYS - 1
        self.earlier = np.searchsorted(self.ends, self.begins, side="right").astype(np.int64)
        self.windows, swing = past or _Past(0, np.zeros((2, len(table.names))))
        self.swings, self.base = swing[:, None], 0  # sum and greatest G of the first `base`, base + 1 … windows

    def after(self, split: int) -> _Lane:
        """The windows after a change: the reference begins anew there, but how far features swing is not forgotten."""
        origin = int(np.searchsorted(self.table.starts, split))
        ended = max(int(np.searchsorted(self.ends[: self.done], origin)), self.base)
        past = _Past(self.windows + ended, self.swings[:, ended - self.base])
        return _Lane(self.table, origin, self.length, past)

    def alarms(self, until: int, gates: _Gates) -> list[_Alarm]:
        """The first window that ends with hour `until` or before and alarms."""
        here = slice(self.done, int(np.searchsorted(self.ends, until, side="right")))
        if here.start == here.stop:
            return []
        self.done = here.stop
        sums = self.table.sums
        middle = sums[self.begins[here]]
        a, b = np.abs(sums[self.ends[here]] - middle), np.abs(middle - sums[self.since[here]])
        g = self._scores(a, self.size[here, None], b, self.reference[here, None])
        rows, columns = np.nonzero(g >= gates.threshold)
        self._learn(g)
        if not len(rows):
            return []
        places = rows + here.start
        scores = g[rows, columns] / self._swing(places, columns)
        loud = scores >= gates.threshold
        rows, columns, places, scores = rows[loud], columns[loud], places[loud], scores[loud]
        passed = self._passes(
            places, columns, a[rows, columns].astype(np.int64), b[rows, columns].astype(np.int64), gates
        )
        return self._first(places[passed], columns[passed], scores[passed])

    @staticmethod
    def _scores(a: NDArray[np.int32], n1: Ints, b: NDArray[np.int32], n0: Ints) -> Floats:
        """`_g` of whole blocks, by look-up."""
        m1, m0 = n1.astype(np.int32), n0.astype(np.int32)
        g = _XLOGX[a]
        g += _XLOGX[m1 - a]
        g += _XLOGX[b]
        g += _XLOGX[m0 - b]
        a = a + b
        g -= _XLOGX[a]
        g -= _XLOGX[m1 + m0 - a]
        g += _XLOGX[n1 + n0] - _XLOGX[n1] - _XLOGX[n0]
        g *= 2
        return g

    def _learn(self, g: Floats) -> None:
        keep = self.earlier[self.done - len(g)]  # none later looks further back
        sums, tops = self.swings[:, -1]
        grown = np.empty((2, len(g), g.shape[1]))
        np.cumsum(np.minimum(g, _SUM_CAP), axis=0, out=grown[0])
        grown[0] += sums
        np.maximum.accumulate(np.minimum(g, _TOP_CAP), axis=0, out=grown[1])
        np.maximum(grown[1], tops, out=grown[1])
        self.swings = np.concatenate((self.swings[:, keep - self.base :], grown), axis=1)
        self.base = int(keep)

    def _swing(self, places: Ints, columns: Ints) -> Floats:
        known = self.earlier[places]
        sums, tops = self.swings[:, known - self.base, columns]
        usual = (2 + sums) / (2 + self.windows + known)
        return np.asarray(np.maximum(np.maximum(usual, tops / 3), 1.0), dtype=np.float64)

    def _passes(self, places: Ints, columns: Ints, a: Ints, b: Ints, gates: _Gates) -> Bools:
        n1, n0 = self.size[places], self.reference[places]
        share = b / n0
        never = (share <= _NEVER) | (share >= 1 - _NEVER)
        nats, excess = _nats(a, n1, b, n0), np.abs(a - n1 * share)
        plain = (nats >= _NATS) & (excess >= _EXCESS)
        rare = never & (n0 >= _RARE_REFERENCE) & (nats >= _RARE_NATS) & (excess >= _RARE_EXCESS)
        passed = (plain | rare) & (never | ~self.is_young[places]) & (excess / n1 >= gates.min_share)
        passed &= ~(self.table.is_timing[columns] & self.is_short[places])
        for i in np.flatnonzero(passed):
            spread = self._spread(int(places[i]), int(columns[i]), bool(a[i] > n1[i] * share[i]))
            passed[i] = (plain[i] and spread >= _SPREAD) or (rare[i] and spread >= _RARE_SPREAD)
        return np.asarray(passed)

    def _spread(self, place: int, column: int, has: bool) -> int:
        """In how many hours of the window there is an article that has the feature, or has it not."""
        span = slice(self.begins[place], self.ends[place] + 1)
        having = np.abs(np.diff(self.table.sums[span, column]))
        return int(np.count_nonzero(having if has else np.diff(self.table.starts[span]) - having))

    def _first(self, places: Ints, columns: Ints, scores: Floats) -> list[_Alarm]:
        if not len(places):
            return []
        here = places == places[0]
        columns, scores, place = columns[here], scores[here], places[0]
        best = int(np.argmax(scores))
        hours = int(self.since[place]), int(self.begins[place]), int(self.ends[place])
        return [_Alarm(float(scores[best]), int(columns[best]), *hours, columns)]


def _edges(table: _Table, gates: _Gates) -> Iterator[_Edge]:
    """Changes in the direction in which the table runs; each begins a new reference."""
    lanes = [_Lane(table, 0, length) for length in _WINDOWS]
    origin = 0
    while (alarm := _alarm(lanes, origin, len(table.hours), gates)) is not None:
        split = _split(table, alarm)
        yield _Edge(split, alarm.score, alarm.features)
        lanes = [lane.after(split) for lane in lanes]
        origin = int(np.searchsorted(table.starts, split))


def _alarm(lanes: list[_Lane], origin: int, hours: int, gates: _Gates) -> _Alarm | None:
    """The first alarm against the hours from `origin`: of several windows that end with one hour, the loudest."""
    for low in range(origin, hours, _BLOCK):
        alarms = [alarm for lane in lanes for alarm in lane.alarms(low + _BLOCK, gates)]
        if alarms:
            end = min(alarm.end for alarm in alarms)
            alarms = [alarm for alarm in alarms if alarm.end == end]
            features = np.unique(np.concatenate([alarm.features for alarm in alarms]))
            return max(alarms, key=lambda alarm: (alarm.score, -alarm.start))._replace(features=features)
    return None


def _split(table: _Table, alarm: _Alarm) -> int:
    """The position, from shortly before the window to its end, that best parts articles by the loudest feature."""
    low, start, end = (int(table.starts[hour]) for hour in (alarm.since, alarm.start, alarm.end))
    return _best_split(table.column(alarm.feature), low, end, 2 * start - end, end)


def _best_split(has: Bools, low: int, high: int, first: int, last: int) -> int:
    """Of the positions from `first` until `last`, the one that best parts articles `low` to `high`."""
    sums = np.cumsum(has[low:high]).astype(np.int64)
    at = np.arange(max(first - low, 1), min(last, high) - low)
    before = sums[at - 1]
    return low + int(at[np.argmax(_g(sums[-1] - before, len(sums) - at, before, at))])


class _Sides(NamedTuple):
    """Articles `low` to `split` beside articles `split` to `high`: features that tell them apart, loudest first."""

    low: int
    split: int
    high: int
    before: Floats
    after: Floats
    scores: Floats
    features: Ints


def _sides(table: _Table, before: tuple[int, int], after: tuple[int, int], gates: _Gates) -> _Sides:
    n0, n1 = before[1] - before[0], after[1] - after[0]
    b, a = table.counts(*before), table.counts(*after)
    chunks = _chunk_scores(table, before, b) + _chunk_scores(table, after, a)
    swing = np.maximum((2 + sum(chunks, np.zeros(len(a)))) / (2 + len(chunks)), 1.0)
    scores = _g(a, n1, b, n0) / swing
    p0, p1 = b / n0, a / n1
    never = ((p0 <= _NEVER) | (p0 >= 1 - _NEVER)) & (n0 >= _RARE_REFERENCE)
    never |= ((p1 <= _NEVER) | (p1 >= 1 - _NEVER)) & (n1 >= _RARE_REFERENCE)
    nats = np.maximum(_nats(a, n1, b, n0), _nats(b, n0, a, n1))
    excess = np.abs(p1 - p0) * min(n0, n1)
    passed = ((nats >= _NATS) & (excess >= _EXCESS)) | (never & (nats >= _RARE_NATS) & (excess >= _RARE_EXCESS))
    passed &= (scores >= gates.threshold) & (np.abs(p1 - p0) >= gates.min_share)
    features = np.flatnonzero(passed)
    order = np.argsort(-scores[features], kind="stable")
    return _Sides(before[0], after[0], after[1], p0, p1, scores, features[order])


def _chunk_scores(table: _Table, span: tuple[int, int], total: Ints) -> list[Floats]:
    """How far each chunk of a side is from the rest of that side."""
    size = span[1] - span[0]
    if size < 2 * _CHUNK:
        return []
    bounds = range(span[0], span[1] - _CHUNK + 1, _CHUNK)
    chunks = [table.counts(low, low + _CHUNK) for low in bounds]
    return [np.minimum(_g(chunk, _CHUNK, total - chunk, size - _CHUNK), _SUM_CAP) for chunk in chunks]


def _around(table: _Table, splits: list[int], place: int, gates: _Gates) -> _Sides:
    """Both sides of a split, as far as its neighbours and no further than `_SIDE`."""
    bounds = [0, *splits, table.size]
    low, split, high = bounds[place : place + 3]
    return _sides(table, (max(low, split - _SIDE), split), (split, min(high, split + _SIDE)), gates)


def _confirmed(table: _Table, edges: list[_Edge], gates: _Gates) -> list[_Edge]:
    """Edges of both directions, each change once and dated anew, without those whose sides do not differ."""
    kept: list[_Edge] = []
    for edge in sorted(edges, key=lambda edge: (edge.split, -edge.score)):
        if kept and edge.split - kept[-1].split < _SAME and not _is_outage(table, kept[-1], edge, gates):
            kept[-1] = max(kept[-1], edge, key=lambda edge: edge.score)
        else:
            kept.append(edge)
    while True:
        sides = [_around(table, [edge.split for edge in kept], place, gates) for place in range(len(kept))]
        silent = [(edge.score, place) for place, edge in enumerate(kept) if not len(sides[place].features)]
        if not silent:
            break
        del kept[min(silent)[1]]
    return [_redated(table, edge, side) for edge, side in zip(kept, sides, strict=True)]


def _is_outage(table: _Table, first: _Edge, second: _Edge, gates: _Gates) -> bool:
    """Whether what came with the first edge went again with the second."""
    low, high = max(0, first.split - _SIDE), min(table.size, second.split + _SIDE)
    if second.split - first.split < _WINDOWS[0]:
        return False
    middle = first.split, second.split
    come = _sides(table, (low, first.split), middle, gates)
    gone = _sides(table, middle, (second.split, high), gates)
    both = np.intersect1d(come.features, gone.features)
    rise, fall = come.after[both] - come.before[both], gone.after[both] - gone.before[both]
    return bool(np.any(rise * fall < 0))


def _redated(table: _Table, edge: _Edge, sides: _Sides) -> _Edge:
    low, split, high = sides.low, edge.split, sides.high
    return edge._replace(
        split=_best_split(table.column(int(sides.features[0])), low, high, split - _REDATE, split + _REDATE)
    )


def _changes(table: _Table, site: str, edges: list[_Edge], gates: _Gates) -> list[Scanned]:
    splits = [edge.split for edge in edges]
    sides = [_around(table, splits, place, gates) for place in range(len(edges))]
    until: dict[int, int] = {}
    for later in range(1, len(sides)):
        for earlier in reversed(range(later)):
            if _is_back(table, sides[earlier], sides[later], gates):
                until.setdefault(earlier, splits[later])
                break
    returns = set(until.values())
    return [
        Scanned(
            site,
            split - 1,
            split,
            [_shift(table, side, int(feature)) for feature in side.features],
            split - side.low,
            side.high - split,
            edge.score,
            _label(table, side, split in returns),
            until.get(place),
            _examples(table, side, range(split - 1, side.low - 1, -1), side.before),
            _examples(table, side, range(split, side.high), side.after),
        )
        for place, (edge, split, side) in enumerate(zip(edges, splits, sides, strict=True))
    ]


def _is_back(table: _Table, earlier: _Sides, later: _Sides, gates: _Gates) -> bool:
    """Whether, in all that changed with either, the articles after the later change are as those before the earlier."""
    apart = _sides(table, (earlier.low, earlier.split), (later.split, later.high), gates)
    changed = np.union1d(earlier.features, later.features)
    return not len(np.intersect1d(apart.features, changed))


def _shift(table: _Table, side: _Sides, feature: int) -> Shift:
    before, after = float(side.before[feature]), float(side.after[feature])
    kind = "appeared" if before <= _NEVER else "vanished" if before >= 1 - _NEVER else "shifted"
    return Shift(table.names[feature], before, after, kind, float(side.scores[feature]))


def _label(table: _Table, side: _Sides, is_return: bool) -> str:
    if table.is_timing[side.features].all():
        return "timing"
    return "returned" if is_return else "layout"


def _examples(table: _Table, side: _Sides, articles: range, shares: Floats) -> list[int]:
    """Two articles, not at the very edge, in which most of the loudest features are as in most of their side."""
    loud = side.features[:_LOUD]
    usual = shares[loud] >= 0.5
    near = articles[_MARGIN : _MARGIN + _NEAR] or articles[-1:]
    spans = [table.features[table.offsets[article] : table.offsets[article + 1]] for article in near]
    typical = [int(np.count_nonzero(np.isin(loud, span) == usual)) for span in spans]
    return sorted(near[i] for i in np.argsort(-np.array(typical), kind="stable")[:2])
