"""Date lines of a site are wrong by a constant: some hours, or a year.

Local time that is read as UTC is shown hours later, UTC that is stored as local time hours earlier; a clock of 12 hours
without am and pm puts the afternoon into the night; a date without a year that is read in January gets the new year.
Each article by itself may be an old one or one that was crawled early. The site's own lag comes first: the time from
date line to crawl, and its spread. So a crawler that runs once a day, or at another hour than before, gives no finding.
A clock that changes by one hour in spring and autumn is summer time.

What to do: compare an article with its page. Correct the zone or the format with which the scraper reads the time, and
the articles since then. Where the finding names a `timezone`, the date lines are right and the site file is not. It is
an error where articles are later than their crawl, else a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from newscheck.dump import date_faults, date_stand_ins, grouping, hits
from newscheck.dump.date_lines import DateLines, date_lines, with_clock
from newscheck.dump.lag_shifts import LEAST, Shift, earliest_lag, shifts
from newscheck.model import HAS_OFFSET, ArticleSummary, Context, Dump, DumpHit
from newscheck.text.display import quantity
from newscheck.text.timestamps import MINUTE, format_minute, format_span

SEVERITY = "warning"
COMPARES_ARTICLES = True
#: The rules about single articles that report the same.
STANDS_FOR = ("epoch-before-dateline", "epoch-after-dateline", "dateline-url-date")
#: Zones without summer time by their minutes ahead of UTC, for a settings line.
_NAMES = {0: "UTC", 180: "Europe/Moscow", 240: "Asia/Dubai", 330: "Asia/Kolkata", 345: "Asia/Kathmandu"}
_NAMES |= {420: "Asia/Bangkok", 480: "Asia/Shanghai", 540: "Asia/Tokyo"}
#: A zone with summer time by its minutes ahead of UTC in winter.
_WITH_SUMMER = {0: "Europe/London", 60: "Europe/Paris", 120: "Europe/Athens", 600: "Australia/Sydney"}
_WITH_SUMMER |= {-300: "America/New_York", -360: "America/Chicago", -480: "America/Los_Angeles"}
_TEXT = "第{:03}号渔船返回港口，渔民合作社当天表示欢迎。海事法院星期五下午在港口公布了第{:04}号救援协定的全文。"
_BEGIN = datetime(2023, 3, 1, 1, 20)


def _items(*walls: float) -> list[dict[str, object]]:
    """Articles of a publisher in UTC+8 that are crawled each hour, some 20 minutes after the hour of the date line.

    Each number is by how many hours the date line is wrong.
    """
    return [
        {
            "json": {
                "title": f"第{at:03}号渔船返回港口",
                "url": f"https://news.example.com/{at:03}",
                "epoch_ms": int((_BEGIN + timedelta(hours=at, minutes=at * 7 % 23)).timestamp() * 1000),
                "dateline": f"{_BEGIN + timedelta(hours=at + 8 + wrong, minutes=-at * 11 % 17 - 20):%Y-%m-%d %H:%M}",
                "body": _TEXT.format(at, 7 * at),
            }
        }
        for at, wrong in enumerate(walls)
    ]


BAD = [
    _items(*[0] * 40, *[5] * 30),
    _items(*[0] * 40, *[-8] * 30),
    _items(*[0] * 40, *[5.5] * 30),
    _items(*[0] * 40, *[-12 if (at + 49) % 24 >= 12 else 0 for at in range(48)]),
]
GOOD = [
    _items(*[0] * 70),
    _items(*[-3 * (at % 5) for at in range(70)]),
]


class _Fault(NamedTuple):
    """Articles of a site that are wrong in one way, in words, and what would be right."""

    lines: DateLines
    places: Sequence[int]
    message: str
    severity: str
    kind: str


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site and kind once, at the first article."""
    faults = [fault for lines in date_lines(dump, ctx.now, by_zone=True) for fault in _faults(lines)]
    groups = ([fault.lines.positions[place] for place in fault.places[: grouping.MAX_SAMPLED]] for fault in faults)
    for fault, summaries in zip(faults, grouping.summaries_at(dump, groups), strict=True):
        yield _hit(fault, summaries)


def _hit(fault: _Fault, summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    members = [fault.lines.positions[place] for place in fault.places]
    evidence = f"{fault.lines.site} {fault.kind}".strip()
    related = hits.related(others[:1])
    return hits.hit_at(first, fault.message, evidence, related, "/dateline", members, fault.severity)


def _faults(lines: DateLines) -> Iterator[_Fault]:
    late = date_faults.of_next_year(lines)
    if len(late) >= LEAST:
        message = (
            f"date lines are a year after the crawl in {_share(late, lines)}: a date without a year, read in January?"
        )
        yield _Fault(lines, late, message, "error", "year")
    clocks = with_clock(lines)
    halves = date_faults.twelve_hours(clocks)
    if halves:
        lags, least = clocks.lags, earliest_lag(clocks)
        too_late = any(lags[place] < least for place in halves)
        yield _Fault(clocks, halves, _of_twelve(clocks, halves), "error" if too_late else "", "12 hours")
        return
    stand_ins = {*date_stand_ins.of_crawl(clocks)}  # dateline-stand-in
    found = shifts(clocks)
    for shift in found:
        if 2 * len(stand_ins.intersection(shift.places)) > len(shift.places):
            continue
        yield _Fault(clocks, shift.places, _words(clocks, shift), _severity(shift, clocks), _kind(shift))
    places, behind = ([], 0) if found or stand_ins else date_faults.against_url(clocks)
    if places:
        yield _Fault(clocks, places, _of_url(clocks, places, behind), "", "url")


def _of_twelve(lines: DateLines, places: Sequence[int]) -> str:
    hours = sorted({lines.walls[place] // 60 % 24 for place in places})
    return (
        f"date lines have hours from {hours[0]} to {hours[-1]} only in {quantity(len(places), 'article')} in a row,"
        f"{_since(lines, places[0])}: a clock of 12 hours without am and pm?"
    )


def _severity(shift: Shift, lines: DateLines) -> str:
    if shift.is_certain:
        return "error"
    return "note" if shift.is_summer and not lines.has_zone else ""


def _kind(shift: Shift) -> str:
    if shift.is_summer:
        return "summer time"
    return "ahead" if shift.ahead > 0 or shift.is_certain else "behind"


def _words(lines: DateLines, shift: Shift) -> str:
    """What is wrong, in how many articles, since when, and why."""
    by, count = format_span(shift.ahead * MINUTE), _share(shift.places, lines)
    since = _since(lines, shift.places[0]) if shift.since is not None else ""
    if not shift.ahead:
        return f"date lines are later than the crawl in {count}, in any time zone: local time read as UTC?"
    if shift.is_summer:
        way = "later" if shift.ahead > 0 else "earlier"
        return f"date lines are {by} {way} in {count}{since and ','}{since}: summer time, {_summer(lines, shift)}"
    way = "ahead of" if shift.ahead > 0 else "behind"
    return f"date lines are {by} {way} the crawl in {count}{since and ','}{since}: {_cause(lines, shift)}"


def _summer(lines: DateLines, shift: Shift) -> str:
    """What to do about summer time."""
    if lines.has_zone:
        is_written = lines.forms[shift.places[0]] & HAS_OFFSET
        return f"which the {'written offset' if is_written else '`timezone` of the site'} doesn't have"
    name = _WITH_SUMMER.get((shift.zone or 0) - (60 if shift.ahead < 0 else 0))
    right = f'`timezone = "{name}"`, or another with that clock,' if name else "the `timezone`"
    return f"set {right} in a site file"


def _cause(lines: DateLines, shift: Shift) -> str:
    """The mistake that makes such a difference, and the settings line where it is one of the settings."""
    has_offset = bool(lines.forms[shift.places[0]] & HAS_OFFSET)
    if abs(shift.ahead) == 720:
        return "a clock of 12 hours?"
    if _is_of_all(lines, shift) and lines.has_zone and not has_offset:
        cause = "local time read as UTC?" if shift.ahead > 0 else "UTC stored as local time?"
        name = _NAMES.get((shift.zone or 0) + shift.ahead)
        return f'{cause} If they are right, set `timezone = "{name}"` in the site file' if name else cause
    if has_offset:
        return "local time written with the offset of another zone?" if shift.zone else "local time written as UTC?"
    if shift.zone and abs(shift.ahead) == abs(shift.zone):
        is_read = (shift.ahead > 0) == (shift.zone > 0)
        return "local time read as UTC?" if is_read else "UTC stored as local time?"
    if shift.zone is None:
        return "local time read as UTC?" if shift.ahead > 0 else "UTC stored as local time?"
    return "the time of another zone?"


def _is_of_all(lines: DateLines, shift: Shift) -> bool:
    return shift.since is None and 10 * len(shift.places) >= 9 * len(lines.walls)


def _of_url(lines: DateLines, places: Sequence[int], behind: int) -> str:
    way, cause = ("before", "UTC stored as local time?") if behind > 0 else ("after", "local time read as UTC?")
    hours = f"{24 - behind}:00 on" if behind > 0 else f"0:00 to {-behind}:00"
    return (
        f"date lines are a day {way} the date in the URL in {_share(places, lines)}, those from {hours}: "
        f"by about {abs(behind)} h, {cause}"
    )


def _share(places: Sequence[int], lines: DateLines) -> str:
    site = f" of {lines.site}" if lines.site else ""
    return f"{len(places):,} of {quantity(len(lines.walls), 'article')}{site}"


def _since(lines: DateLines, place: int) -> str:
    return f" from {format_minute(lines.crawls[place])} on"
