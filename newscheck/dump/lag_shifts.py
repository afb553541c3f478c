"""Articles whose date line is wrong by a constant, by the time from date line to crawl (the lag) that a site has else.

A site's own lag and its spread come first: a crawler that runs once a day has lags of up to a day, and moves all of
them if it runs at another hour. A wrong zone moves all quantiles of the lag alike, and the hours on the publisher's
clock instead of those of the crawls.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, pairwise
from typing import NamedTuple

from newscheck.dump.crawl_hours import in_batches, is_crawl_moved
from newscheck.dump.date_lines import DAY_MINUTES, DateLines
from newscheck.dump.rank_changes import stretches_of
from newscheck.dump.vectors import beginnings, computed, ordered, places, taken
from newscheck.model import HAS_CLOCK, Column
from newscheck.text.timestamps import FARTHEST_EAST, FARTHEST_WEST, HOUR, MINUTE

#: Lags beyond this (minutes) are old articles that were crawled again, or another fault.
_FAR = 3 * DAY_MINUTES
#: Minutes by which two clocks may differ.
SKEW = 6
#: The latest clock on earth, in minutes ahead of UTC.
_EAST = FARTHEST_EAST // MINUTE
#: Articles of a stretch, and of a fault.
_STRETCH, LEAST = 15, 5
#: The smallest constant (minutes) that is no matter of the crawler.
_SMALL = 110
#: The articles of one crawl (ms) have no order.
_PAUSE = 3 * MINUTE
_QUANTILES = (0.1, 0.25, 0.5, 0.75)
#: Offsets of clocks on earth that are no whole hours, in minutes.
_ODD_ZONES = (210, 270, 330, 345, 390, 570, 630)
ZONES = tuple(sorted((*range(0, _EAST + 1, 60), *_ODD_ZONES)))
#: Days around a change of clocks.
_NEAR_CHANGE = 8
#: Minutes by which the quantiles of the lag are known.
_NEAR = 20
#: Articles, and the spread of their lags (minutes), by which a lag is known that all articles have.
_MANY, _LONGEST_SPREAD = 50, 180
#: The fewest articles of a list, and the longest run (ms) that reads one.
_LISTED, _RUN = 2, 2 * HOUR
#: Articles of a run, on average, of a crawler that reads several at a time.
_IN_RUN = 1.5


class Shift(NamedTuple):
    """Date lines that are wrong by a constant.

    `places` are the articles in the columns, `ahead` the minutes by which their date lines are later than they should
    be (negative: earlier), 0 where only their sign is known. They are certainly wrong where the crawl was before them;
    `since` is the first place of a stretch that is wrong as a whole. `zone` is the clock of the other date lines in
    minutes ahead of UTC, None where it is not known.
    """

    places: Sequence[int]
    ahead: int
    is_certain: bool = False
    since: int | None = None
    zone: int | None = None
    is_summer: bool = False


def quantile(ordered: Sequence[int], share: float) -> int:
    """The value at a share of ordered values."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def shifts(lines: DateLines) -> list[Shift]:
    """The constants by which date lines of a site are wrong; `lines` have a clock each."""
    lags = lines.lags
    near = places(lambda lag: (lag >= -_FAR) & (lag <= _FAR), lags)
    if len(near) < LEAST:
        return []
    values = taken(lags, near)
    found = [*_moved_stretches(lines, near, values)] or [*_moved_articles(lines, near, values)]
    if not found:
        found = [*_all_along(lines, near, values)]
    return [shift for shift in _merged(found) if len(shift.places) >= LEAST]


def _merged(found: Iterable[Shift]) -> Iterable[Shift]:
    """Shifts by the same constant as one, such as those of the summers of some years."""
    merged: dict[tuple[int, bool], Shift] = {}
    for shift in found:
        key = (shift.ahead, shift.is_summer)
        if (other := merged.get(key)) is None:
            merged[key] = shift
        else:
            is_certain = other.is_certain or shift.is_certain
            merged[key] = other._replace(
                places=array("I", chain(other.places, shift.places)), is_certain=is_certain, since=None
            )
    return merged.values()


def late_sites(groups: Iterable[DateLines], limit: int) -> Iterator[str]:
    """The sites in which a lag over `limit` minutes is usual.

    It is that of a fifth of the articles, in every time zone, or the pause between the runs of a crawler that reads
    several articles at a time.
    """
    for lines in groups:
        near = array("q", (lag for lag in _least_lags(lines) if -_FAR <= lag <= _FAR))
        if _pause(lines.crawls) > limit * MINUTE or (
            len(near) >= LEAST and 5 * sum(lag > limit for lag in near) >= len(near)
        ):
            yield lines.site


def _pause(crawls: Sequence[int]) -> int:
    """The usual pause between the runs of a crawler that reads several articles at a time; 0 for any other one."""
    pauses = ordered(array("q", (later - crawl for crawl, later in pairwise(crawls) if later - crawl > HOUR)))
    return pauses[len(pauses) // 2] if pauses and len(crawls) >= _IN_RUN * (len(pauses) + 1) else 0


def listed_sites(groups: Sequence[DateLines], limit: int) -> Iterator[str]:
    """The sites whose articles were read from a list in one run: some of them new, or most of them days old.

    Their lags say how old the list is. Where the whole dump is of one run, all sites are one list.
    """
    sites: dict[str, list[DateLines]] = {}
    for lines in groups:
        sites.setdefault(lines.site, []).append(lines)
    if _is_list(groups, limit):
        yield from sites
    else:
        yield from (site for site, parts in sites.items() if _is_list(parts, limit))


def _is_list(groups: Sequence[DateLines], limit: int) -> bool:
    # In the order of the crawls.
    ends = [crawl for lines in groups if lines.crawls for crawl in (lines.crawls[0], lines.crawls[-1])]
    if sum(len(lines.crawls) for lines in groups) < _LISTED or max(ends) - min(ends) > _RUN:
        return False
    lags = sorted(lag for lines in groups for lag in _least_lags(lines))
    late = sum(lag > limit for lag in lags)
    return 5 * late >= len(lags) and (late < len(lags) or quantile(lags, 0.5) > DAY_MINUTES)


def _least_lags(lines: DateLines) -> Iterator[int]:
    """The lags, of a day alone from its end on, in the westernmost zone where none is known."""
    west = 0 if lines.has_zone else FARTHEST_WEST // MINUTE
    for lag, form in zip(lines.lags, lines.forms, strict=True):
        yield lag - west - (0 if form & HAS_CLOCK else DAY_MINUTES)


def earliest_lag(lines: DateLines) -> int:
    """The least lag that is possible: none where the zone is known, else that of the easternmost clock."""
    return -SKEW if lines.has_zone else -SKEW - _EAST


def zone_of(edge: int) -> int | None:
    """The clock, in minutes ahead of UTC, for which the shortest lags are so long after no or little time."""
    if edge > SKEW:
        return -60 * (edge // 60)
    return next((zone for zone in ZONES if zone >= -edge - SKEW), None)


def _moved_stretches(lines: DateLines, near: Column, values: Column) -> Iterator[Shift]:
    """Stretches of the timeline whose lags are those of the first sound one, moved by a constant."""
    crawls = taken(lines.crawls, near)
    starts = beginnings(computed("B", lambda later, crawl: later - crawl >= _PAUSE, crawls[1:], crawls[:-1]))
    stretches = [*stretches_of(values, starts, _STRETCH)]
    least = earliest_lag(lines)
    sound = next((part for part in stretches if quantile(ordered(values[slice(*part)]), 0.05) >= least), None)
    if sound is None or len(stretches) < 2:
        return
    usual = ordered(values[slice(*sound)])
    half = quantile(usual, 0.5)
    zone = _zone(lines, near[slice(*sound)], usual)
    for part in stretches:
        moved = ordered(values[slice(*part)])
        constant = moved_by(usual, moved, zone or 0)
        if part == sound or constant is None:
            continue
        wrong = _nearer(half + constant, half, near[slice(*part)], values[slice(*part)])
        is_summer = abs(constant) == 60 and _is_clock_change(lines.walls[wrong[0]] // DAY_MINUTES)
        is_summer = is_summer and not in_batches(lines, wrong)
        is_certain = quantile(moved, 0.05) < least
        if not (is_summer or is_certain or abs(constant) >= _SMALL):
            continue
        if is_certain or not is_crawl_moved(lines, near[slice(*sound)], wrong, constant):
            yield Shift(wrong, -constant, is_certain, wrong[0], zone, is_summer)


def _nearer(one: int, other: int, rows: Column, values: Column) -> Column:
    """The rows whose values are as near to one number as to another, or nearer."""
    return taken(rows, places(lambda value: abs(value - one) <= abs(value - other), values))


def _zone(lines: DateLines, places: Sequence[int], lags: Sequence[int]) -> int | None:
    if lines.has_zone:
        return quantile(ordered(taken(lines.offsets, places)), 0.5)
    return zone_of(quantile(lags, 0.02))


def moved_by(usual: Sequence[int], moved: Sequence[int], zone: int = 0) -> int | None:
    """The constant (minutes) by which all quantiles of the lag have moved; None where they moved apart, or hardly.

    It is the publisher's `zone` if that is near, else in whole hours, or in halves and quarters.
    """
    differences = [quantile(moved, share) - quantile(usual, share) for share in _QUANTILES]
    middle = sum(differences) / len(differences)
    spread = quantile(usual, 0.75) - quantile(usual, 0.25)
    tolerance = min(max(30, spread / 3), abs(middle) / 3)
    if max(differences) - min(differences) > tolerance:
        return None
    constant = zone if abs(abs(zone) - abs(middle)) <= max(_NEAR, spread / 5) else _rounded(abs(middle))
    constant = abs(constant) if middle > 0 else -abs(constant)
    return constant if abs(constant) >= 30 else None


def _rounded(minutes: float) -> int:
    """To whole hours; to halves and quarters, as some clocks have them, where that is much nearer."""
    for unit, tolerance in ((60, _NEAR), (30, 10)):
        constant = unit * round(minutes / unit)
        if abs(constant - minutes) <= tolerance:
            return constant
    return 15 * round(minutes / 15)


def _is_clock_change(day: int) -> bool:
    """Whether clocks are changed somewhere around a day (days since 1970): in March, April, September to November."""
    when = date(1970, 1, 1) + timedelta(days=day)
    around = [when + timedelta(days=days) for days in range(-_NEAR_CHANGE, _NEAR_CHANGE + 1)]
    return any(other.month in (3, 4, 9, 10, 11) and other.weekday() == 6 for other in around)


def _moved_articles(lines: DateLines, near: Column, values: Column) -> Iterator[Shift]:
    """Articles among others whose lags are a cluster of its own: those of one section, or of afternoons."""
    in_order = ordered(values)
    least = max(LEAST, len(in_order) // 20)
    between = in_order[least - 1 : len(in_order) - least + 1]
    gaps = computed("q", lambda later, lag: later - lag, between[1:], between[:-1])
    gap = max(gaps, default=0)
    if gap < _SMALL:
        return
    # The last of the widest gaps.
    at = least + places(lambda other: other == gap, gaps)[-1]
    low, high = in_order[:at], in_order[at:]
    constant = moved_by(low, high)
    if constant is None or constant < _SMALL or quantile(low, 0.75) - quantile(low, 0.25) > constant / 2:
        return
    if in_batches(lines, near):
        return
    is_certain = quantile(low, 0.2) < earliest_lag(lines)
    # Where the zone is known, the short lags are right; else those of most articles.
    is_low_wrong = is_certain or (not lines.has_zone and 4 * len(low) < 3 * len(high))
    edge = in_order[at]
    sides = [taken(near, places(test, values)) for test in (lambda lag: lag < edge, lambda lag: lag >= edge)]
    wrong, others = sides if is_low_wrong else reversed(sides)
    zone = _zone(lines, others, high if is_low_wrong else low)
    yield Shift(wrong, constant if is_low_wrong else -constant, is_certain, None, zone)


def _all_along(lines: DateLines, near: Column, values: Column) -> Iterator[Shift]:
    """Date lines that are later than their crawls; or as much earlier, all of them, as a clock is wrong."""
    least = earliest_lag(lines)
    early = taken(near, places(lambda lag: lag < least, values))
    if len(early) >= max(LEAST, len(near) // 20):
        if not lines.has_zone:
            yield Shift(early, 0, is_certain=True)
            return
        edge = quantile(ordered(taken(values, places(lambda lag: lag < least, values))), 0.02)
        ahead = next((zone for zone in ZONES if zone >= -edge - SKEW), 0)
        yield Shift(early, ahead, is_certain=True, zone=_zone(lines, near, values))
        return
    in_order = ordered(values)
    edge, spread = quantile(in_order, 0.02), quantile(in_order, 0.75) - quantile(in_order, 0.25)
    is_constant = edge >= _SMALL and spread <= _LONGEST_SPREAD and len(near) >= _MANY
    if lines.has_zone and is_constant and not in_batches(lines, near):
        yield Shift(near, -60 * (edge // 60), zone=_zone(lines, near, values))
