"""The hours of the day of crawls and date lines: whether a crawler runs a few times a day, and has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newscheck.dump import blocks
from newscheck.dump.date_lines import DateLines
from newscheck.dump.vectors import computed, taken
from newscheck.model import Column
from newscheck.text.timestamps import DAY, HOUR

#: Days of crawls from which on the hours of the date lines are known.
_FEW_DAYS = 4
#: By how much two histograms of hours have to differ (0 to 4) for the date lines to have moved.
_MOVED = 0.5
#: The hours of a day that have nearly all crawls of a crawler that runs a few times a day, and their share.
_FEW_HOURS, _NEARLY_ALL = 4, 0.9


def is_crawl_moved(lines: DateLines, before: Sequence[int], after: Sequence[int], constant: int) -> bool:
    """Whether the crawls may have moved to other hours, and not the date lines.

    Only those of a crawler that runs a few times a day, unless the hours of its date lines have turned in some days.
    """
    if not (in_batches(lines, before) or in_batches(lines, after)):
        return False
    if min(len({lines.crawls[place] // DAY for place in part}) for part in (before, after)) < _FEW_DAYS:
        return True
    turn = round(constant / 60) % 24
    crawls = [_hours(lines.crawls, HOUR, part) for part in (before, after)]
    walls = [_hours(lines.walls, 60, part) for part in (before, after)]
    moved = _distance(*walls) + _distance(_turned(crawls[0], turn), crawls[1])
    wrong = _distance(*crawls) + _distance(_turned(walls[0], -turn), walls[1])
    return moved < wrong + _MOVED


def _hours(times: Column, unit: int, places: Sequence[int]) -> list[float]:
    """The shares of the hours of the day among the times at some places; an hour has so many units."""
    hours = computed("B", lambda time: time // unit % 24, taken(times, places))
    counts = Counter(blocks.values(hours))
    return [counts[hour] / counts.total() for hour in range(24)]


def _turned(shares: Sequence[float], by: int) -> list[float]:
    return [shares[(hour - by) % 24] for hour in range(24)]


def _distance(shares: Sequence[float], others: Sequence[float]) -> float:
    return sum(abs(share - other) for share, other in zip(shares, others, strict=True))


def in_batches(lines: DateLines, places: Sequence[int]) -> bool:
    """Whether nearly all crawls are in a few hours of the day."""
    shares = sorted(_hours(lines.crawls, HOUR, places))
    return sum(shares[-_FEW_HOURS:]) >= _NEARLY_ALL
