"""A site has no article for much longer than is usual for it.

The scraper stopped, the feed was empty, or files were overwritten; nobody notices, because no single file is wrong. The
usual gaps are learned from the articles before and after: nights, weekends, weekly issues and small samples are taken
into account.

What to do: compare with the publisher's archive page for those days, and fetch what is missing. A gap is reported if it
is `factor` times as long as the usual longest gap of a week and at least `hours` long. A site with fewer than `least`
articles is not checked.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, pairwise

from newscheck.dump import grouping, hits
from newscheck.dump.timeline import Timeline, timelines, weekend_overlap
from newscheck.dump.vectors import computed, places, taken
from newscheck.model import ArticleSummary, Column, Context, Dump, DumpHit
from newscheck.text.timestamps import DAY, HOUR, format_duration, format_minute

SEVERITY = "warning"
COMPARES_ARTICLES = True
OPTIONS = {"factor": 4, "hours": 24, "least": 50}
#: The usual rhythm is learned from this many gaps, and weeks with articles, on either side.
_GAPS, _WEEKS = 50, 6
#: Fewer publication times than this between two silences, or before the first, are strays.
_STRAYS = 10
#: Ids at most this far apart are neighbours: a run of the scraper writes fewer.
_NEAR = 1_000
_WEEK = 7 * DAY
#: The longest run of a crawler that reads many articles at a time, and how many a run has on average.
_RUN, _IN_RUN = HOUR, 3
#: A shorter dump doesn't show whether the site publishes on Saturdays and Sundays.
_NEW = 3 * _WEEK
_MONDAY = datetime(2023, 5, 1, 9)


def _days(days: Iterable[int], hours: Sequence[float] = (0,)) -> list[dict[str, datetime]]:
    """A dump with an article at each of these hours of each of these days."""
    return [{"when": _MONDAY + timedelta(days=day, hours=hour)} for day in days for hour in hours]


BAD = [
    # An article every two hours, then none for four days.
    [*[{}] * 40, *_days(range(115, 118), range(0, 24, 2))],
    # Twenty in a run each day, then none for a week.
    _days((*range(5), 12, 13), [minute / 60 for minute in range(20)]),
    # One on each weekday, then none for two weeks, a stray, and again none for two weeks.
    _days(day for day in (*range(70), 81, *range(94, 110)) if day % 7 < 5),
]
GOOD = [
    # Nights and weekends; a weekly that skips an issue; less than a day off.
    _days((day for day in range(14) if day % 7 < 5), range(9)),
    _days(week * 7 for week in range(-37, 19) if week != 3),
    [*_days(range(3), range(0, 24, 2)), *_days(range(3, 5), range(20, 44, 2))],
    # A crawler that reads all news of a week in some minutes.
    _days((0, 7, 14), [minute / 60 for minute in range(20)]),
    # A small sample of three years has no rhythm.
    _days(-day * day for day in range(33)),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each silence, at the first article after it."""
    least, shortest = ctx.options["least"], ctx.options["hours"] * HOUR
    silences: list[tuple[Timeline, int, int, int]] = []
    for line in timelines(dump, ctx.now):
        if len(line.times) >= least:
            silences += [(line, *silence) for silence in _silences(line.times, ctx.options["factor"], shortest)]
    ends = ([line.positions[after - 1], line.positions[after]] for line, _, after, _ in silences)
    for (line, before, after, usual), (last, first) in zip(silences, grouping.summaries_at(dump, ends), strict=True):
        start, end = line.times[before], line.times[after]
        strays = after - before - 1
        but = f" but {strays} article{'s' if strays > 1 else ''}" if strays else ""
        message = (
            f"nothing{but} for {format_duration(end - start)}, from {format_minute(start)} to {format_minute(end)}, "
            f"where the longest gap of a week is usually {format_duration(usual)}: {_cause(last, first)}"
        )
        related = hits.related([last], "the last article before" if not strays else "the last of those in between")
        yield hits.hit_at(first, message, f"{format_minute(start)} to {format_minute(end)}", related)


def _cause(last: ArticleSummary, first: ArticleSummary) -> str:
    """If the number of digits of the ids changes there, files were lost as `number-order` describes."""
    before, after = last.file_number, first.file_number
    if before is None or after is None or len(str(before)) == len(str(after)) or abs(before - after) > _NEAR:
        return "a silent feed"
    return f"between the ids {before} and {after}, where an id counter sorted as text overwrites its last files"


def _silences(times: Column, factor: float, shortest: int) -> Iterator[tuple[int, int, int]]:
    """The article before and the one after each silence, and the usual longest gap around it."""
    others = places(lambda time, before: time != before, times[1:], times[:-1])
    moments = array("I", chain((0,), (at + 1 for at in others)))
    least = _STRAYS
    if runs := _runs(times, moments):
        moments, least = runs, 1
    at_moments = taken(times, moments)
    gaps = computed("q", lambda later, time: later - time, at_moments[1:], at_moments[:-1])
    weeks = _longest_by_week(times, moments, gaps)
    names = sorted(weeks)
    silences: list[tuple[int, int, int]] = []
    for at in places(lambda gap: gap >= shortest, gaps):
        gap = gaps[at]
        if at + 1 < least:
            continue
        this_week = times[moments[at]] // _WEEK
        week = bisect_left(names, this_week)
        # The longest gap of each neighbouring week, without the one in question.
        neighbours = names[max(0, week - _WEEKS) : week + _WEEKS + 1]
        longest = sorted(
            filter(None, (weeks[name][name == this_week and weeks[name][0] == gap] for name in neighbours))
        )
        usual = max(_usual_gap(gaps, at), longest[(len(longest) - 1) // 2] if longest else 0)
        if times[-1] - times[0] < _NEW:
            gap -= weekend_overlap(times[moments[at]], times[moments[at + 1]])
        if gap >= max(factor * usual, shortest):
            if silences and at - silences[-1][1] < least:
                usual = max(usual, silences[-1][2])
                silences.append((silences.pop()[0], at, usual))
            else:
                silences.append((at, at, usual))
    yield from ((moments[first + 1] - 1, moments[last + 1], usual) for first, last, usual in silences)


def _runs(times: Sequence[int], moments: Sequence[int]) -> array[int] | None:
    """The first article of each run of a crawler that reads several at a time; None where articles come one by one."""
    runs = array("I", moments[:1])
    for before, at in pairwise(moments):
        if times[at] - times[before] > _RUN:
            runs.append(at)
        elif times[at] - times[runs[-1]] > _RUN:
            return None
    return runs if len(runs) * _IN_RUN <= len(moments) else None


def _longest_by_week(
    times: Sequence[int], moments: Sequence[int], gaps: Sequence[int]
) -> Mapping[int, tuple[int, int]]:
    """The longest and second longest gap that begins in each week with articles."""
    weeks: dict[int, tuple[int, int]] = {}
    for moment, gap in zip(moments, gaps, strict=False):
        week = times[moment] // _WEEK
        longest, second = weeks.get(week, (0, 0))
        if gap > second:
            weeks[week] = (gap, longest) if gap > longest else (longest, gap)
    return weeks


def _usual_gap(gaps: Sequence[int], at: int) -> int:
    """The length that 19 of 20 neighbouring gaps stay below."""
    near = sorted((*gaps[max(0, at - _GAPS) : at], *gaps[at + 1 : at + 1 + _GAPS]))
    return near[len(near) * 19 // 20] if near else gaps[at]
