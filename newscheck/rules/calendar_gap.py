"""No article of a site for much longer than its own rhythm explains.

A silent feed: the scraper stopped, the feed was empty, or files were overwritten, and nobody noticed since no file is
wrong. How long silence may be is learned from the articles around: nights, week-ends, weekly issues and thin samples
are part of the rhythm.

What to do: compare with the publisher's archive page for those days, and fetch what is missing. `factor` is how many
times longer than the usual longest silence of a week it must be, `hours` the least that is told, `least` the number of
articles a site must have.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from newscheck.dump import grouping, hits
from newscheck.dump.timeline import Timeline, timelines, weekend_overlap
from newscheck.model import ArticleSummary, Context, Dump, DumpHit
from newscheck.text.timestamps import DAY, HOUR, format_duration, format_minute

SEVERITY = "warning"
OPTIONS = {"factor": 4, "hours": 24, "least": 50}
#: The rhythm around a silence: so many gaps, and so many weeks with articles, on either side.
_GAPS, _WEEKS = 50, 6
#: Fewer moments than this between two silences, or before the first, are strays.
_STRAYS = 10
#: Ids that are neighbours, give or take what a run of the scraper writes.
_NEAR = 1_000
_WEEK = 7 * DAY
#: In a dump younger than that it isn't known yet whether anything is published on Saturdays and Sundays.
_NEW = 3 * _WEEK
_MONDAY = datetime(2023, 5, 1, 9)


def _days(days: Iterable[int], hours: Iterable[int] = (0,)) -> list[dict[str, datetime]]:
    """A dump with articles on these days, at these hours of theirs."""
    return [{"when": _MONDAY + timedelta(days=day, hours=hour)} for day in days for hour in hours]


BAD = [
    # An article every two hours, then four days of nothing.
    [*[{}] * 40, *_days(range(115, 118), range(0, 24, 2))],
    # One on each weekday, then two weeks of nothing, a stray, and two weeks of nothing.
    _days(day for day in (*range(70), 81, *range(94, 110)) if day % 7 < 5),
]
GOOD = [
    # Nights and week-ends; a weekly that leaves an issue out; less than a day off.
    _days((day for day in range(14) if day % 7 < 5), range(9)),
    _days(week * 7 for week in range(-37, 19) if week != 3),
    [*_days(range(3), range(0, 24, 2)), *_days(range(3, 5), range(20, 44, 2))],
    # A sample of three years has no rhythm to speak of.
    _days(-day * day for day in range(33)),
]


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """One hit for each silence, at the first article after it."""
    least, shortest = ctx.options["least"], ctx.options["hours"] * HOUR
    found: list[tuple[Timeline, int, int, int]] = []
    for line in timelines(dump, ctx.now):
        if len(line.times) >= least:
            found += [(line, *silence) for silence in _silences(line.times, ctx.options["factor"], shortest)]
    ends = ([line.positions[after - 1], line.positions[after]] for line, _, after, _ in found)
    for (line, before, after, usual), (last, first) in zip(found, grouping.summaries_at(dump, ends), strict=True):
        start, end = line.times[before], line.times[after]
        strays = after - before - 1
        but = f" but {strays} article{'s' if strays > 1 else ''}" if strays else ""
        message = (
            f"nothing{but} for {format_duration(end - start)}, from {format_minute(start)} to {format_minute(end)}, "
            f"where the longest silence of a week is {format_duration(usual)}: {_cause(last, first)}"
        )
        related = hits.related([last], "the last article before" if not strays else "the last of those in between")
        yield hits.hit_at(first, message, f"{format_minute(start)} to {format_minute(end)}", related)


def _cause(last: ArticleSummary, first: ArticleSummary) -> str:
    """Where ids of another number of digits begin, files were lost by the roll-over that `number-order` tells of."""
    one, other = last.file_number, first.file_number
    if one is None or other is None or len(str(one)) == len(str(other)) or abs(one - other) > _NEAR:
        return "a silent feed"
    return f"between the ids {one} and {other}, where an id counter sorted as text writes over its last files"


def _silences(times: Sequence[int], factor: float, shortest: int) -> Iterator[tuple[int, int, int]]:
    """The article before and the one after each silence, and what was usual around it."""
    moments = array("I", (at for at in range(len(times)) if not at or times[at] != times[at - 1]))
    gaps = array("q", (times[after] - times[before] for before, after in pairwise(moments)))
    weeks = _longest_by_week(times, moments, gaps)
    names = sorted(weeks)
    found: list[tuple[int, int, int]] = []
    for at, gap in enumerate(gaps):
        if gap < shortest or at + 1 < _STRAYS:
            continue
        own = times[moments[at]] // _WEEK
        week = bisect_left(names, own)
        # The longest silence of each week around, but for the one in question.
        around = names[max(0, week - _WEEKS) : week + _WEEKS + 1]
        longest = sorted(filter(None, (weeks[name][name == own and weeks[name][0] == gap] for name in around)))
        usual = max(_usual_gap(gaps, at), longest[(len(longest) - 1) // 2] if longest else 0)
        if times[-1] - times[0] < _NEW:
            gap -= weekend_overlap(times[moments[at]], times[moments[at + 1]])
        if gap >= max(factor * usual, shortest):
            if found and at - found[-1][1] < _STRAYS:
                usual = max(usual, found[-1][2])
                found.append((found.pop()[0], at, usual))
            else:
                found.append((at, at, usual))
    yield from ((moments[first + 1] - 1, moments[last + 1], usual) for first, last, usual in found)


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
    """What 19 of 20 gaps around one are shorter than."""
    near = sorted((*gaps[max(0, at - _GAPS) : at], *gaps[at + 1 : at + 1 + _GAPS]))
    return near[len(near) * 19 // 20] if near else gaps[at]
