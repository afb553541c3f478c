"""The articles of each site in the order of time, and runs of equal values there."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import le
from typing import Any, NamedTuple, TypeAlias

from newscheck.dump import blocks, vectors
from newscheck.dump.dump_columns import integers, positions_by_site
from newscheck.dump.per_dump import per_dump
from newscheck.model import ABSENT, ArticleSummary, Column, Dump
from newscheck.text.timestamps import DAY, EARLIEST_CRAWL, WEEK

#: A run ends where its score has fallen so far from its best.
_END_OF_RUN = 10.0


class Timeline(NamedTuple):
    """The articles of one site in the order of time: columns of equal length.

    `times` are milliseconds UTC, `positions` those in the dump, `values` a value of each article.
    """

    site: str
    times: Column
    positions: Column
    values: Column


#: The times and the positions in the dump of the articles of each site, in the order of time.
_Orders: TypeAlias = "dict[str, tuple[Column, Column]]"


class SuddenRun(NamedTuple):
    """Articles with an equal value that is suddenly frequent: `positions` in the dump, of `length` articles in a row.

    `start` and `end` are the times (ms UTC) of the first and the last of them.
    """

    length: int
    start: int
    end: int
    positions: array[int]


def time_of(summary: ArticleSummary, now: int) -> int | None:
    """When an article was saved; failing that, published. None where that is unknown, in the future or absurd."""
    for time in (summary.epoch, summary.published):
        if time is not None and EARLIEST_CRAWL <= time <= now + DAY:
            return time
    return None


def timelines(dump: Dump, now: int, values: Sequence[int] | None = None) -> Iterator[Timeline]:
    """The articles of each site; those without a time are left out, equal times stay in the dump's order.

    `values` has that of each article (64 bits, unsigned); without it, all are 0.
    """
    column = vectors.unsigned(values) if values is not None else None
    for site, (times, positions) in _orders(dump, now).items():
        chosen = vectors.taken(column, positions) if column is not None else blocks.column("Q", len(positions))
        yield Timeline(site, times, positions, chosen)


@per_dump
def times_of(dump: Dump, now: int) -> Column:
    """When each article of a dump was saved or published, as `time_of`; `ABSENT` where that is unknown."""
    first, latest = EARLIEST_CRAWL, now + DAY

    def known(time: Any, otherwise: Any) -> Any:
        return vectors.choice((first <= time) & (time <= latest), time, otherwise)

    columns = integers(dump, "epoch"), integers(dump, "published")
    return vectors.computed("q", lambda epoch, published: known(epoch, known(published, ABSENT)), *columns)


@per_dump
def _orders(dump: Dump, now: int) -> _Orders:
    times, sites = times_of(dump, now), positions_by_site(dump)
    # Those of all sites are one column: each may be short, and they may be many.
    rows = blocks.Rows("q", len(dump)), blocks.Rows("I", len(dump))
    orders: _Orders = {}
    for site, positions in sorted(sites.items()):
        own = vectors.taken(times, positions)
        known = vectors.places(lambda time: time != ABSENT, own)
        if known:
            order = vectors.taken(known, vectors.ascending(vectors.taken(own, known)))
            orders[site] = rows[0].add(vectors.taken(own, order)), rows[1].add(vectors.taken(positions, order))
    return orders


def sudden_runs(timeline: Timeline, places: Sequence[int], share: float, least: int) -> Iterator[SuddenRun]:
    """The dense runs of `places`, those of one value in a timeline, that are sudden."""
    for first, last in dense_runs(places, share, least):
        if is_sudden(places, first, last, len(timeline.times), share):
            run = places[first:last]
            positions = array("I", (timeline.positions[place] for place in run))
            yield SuddenRun(run[-1] + 1 - run[0], timeline.times[run[0]], timeline.times[run[-1]], positions)


def dense_runs(places: Sequence[int], share: float, least: int) -> Iterator[tuple[int, int]]:
    """Runs `places[first:last]` of at least `least` places that are more than `share` of the articles they span.

    Each place adds `1 - share` to a score, each article between takes `share` away: the maximal scoring subsequences of
    Ruzzo and Tompa (1999), simplified: a run ends for good where the score has fallen by ten.
    """
    score = best = 0.0
    first = start = last = 0
    previous = -1
    for at, place in enumerate(places):
        score -= share * (place - previous - 1)
        if score <= 0 or score < best - _END_OF_RUN:
            if last - first >= least:
                yield first, last
            score, best, start = 0.0, 0.0, at
            first = last = at
        score += 1 - share
        if score > best:
            best, first, last = score, start, at + 1
        previous = place
    if last - first >= least:
        yield first, last


def is_sudden(places: Sequence[int], first: int, last: int, length: int, share: float) -> bool:
    """Whether `places[first:last]`, in a timeline of that length, are far denser than the places before or after them.

    In as many articles before or after (60 or more, of which there must be 20), places are five times rarer than
    `share`.
    """
    low, high = places[first], places[last - 1] + 1
    span = max(high - low, 60)
    for start, end in ((max(0, low - span), low), (high, min(length, high + span))):
        around = bisect_left(places, end) - bisect_left(places, start)
        if end - start >= 20 and around * 5 <= share * (end - start):
            return True
    return False


def longest_nondecreasing(values: Sequence[int]) -> bytearray:
    """Mark (1) the members of a longest non-decreasing subsequence, in n log n (Fredman 1975)."""
    if all(map(le, values, values[1:])):
        return bytearray(b"\1") * len(values)
    tails, ends, before = array("q"), array("q"), array("q")
    for place, value in enumerate(values):
        pile = bisect_right(tails, value)
        if pile == len(tails):
            tails.append(value)
            ends.append(place)
        else:
            tails[pile] = value
            ends[pile] = place
        before.append(ends[pile - 1] if pile else -1)
    marks = bytearray(len(values))
    place = ends[-1] if ends else -1
    while place >= 0:
        marks[place] = 1
        place = before[place]
    return marks


def weekend_overlap(start: int, end: int) -> int:
    """How much of a span of time (ms) was Saturday or Sunday (UTC)."""
    return _weekends(end) - _weekends(start)


def _weekends(time: int) -> int:
    # The epoch was a Thursday.
    weeks, rest = divmod(time, WEEK)
    return 2 * DAY * weeks + min(max(rest - 2 * DAY, 0), 2 * DAY)
