"""Date lines of a site are a stand-in: one day for many articles, or the time of the crawl.

Programs that don't understand a date write another one. htmldate, which trafilatura uses, reads 2023年8月16日 as
1 January 2023, so that all articles of a year are of one day. Others write the current time: the date lines are then
the minutes in which the articles were crawled, and an old article seems to be new. `3 hours ago` is relative to the
crawl, and often the time of a comment; 1970 is what a program counts from.

What to do: open one of the pages, and read its time from the metadata (`article:published_time`) or in the form in
which the page shows it. Leave the date line empty where there is none. A site is reported if one day is on half of its
articles in a row that were crawled on other days (without a time of the crawl: that have other days in their URLs), if
half of at least a hundred articles without either have the day of a 1 January, or if 30% of 50 date lines are the
minute of the crawl.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from newscheck.dump import date_stand_ins, grouping, hits
from newscheck.dump.date_lines import DateLines, date_lines, with_clock
from newscheck.dump.dump_columns import positions_by_site, sites_of, values_of
from newscheck.dump.lag_shifts import LEAST
from newscheck.model import IS_DEFAULT, IS_RELATIVE, ArticleSummary, Context, Dump, DumpHit
from newscheck.text.display import quantity
from newscheck.text.timestamps import DAY, MINUTE, format_day

SEVERITY = "error"
COMPARES_ARTICLES = True
#: The rules about single articles that report the same.
STANDS_FOR = (
    "article-rerun",
    "dateline-impossible",
    "dateline-missing",
    "dateline-url-date",
    "epoch-after-dateline",
    "epoch-before-dateline",
)
#: What a date line is that is no date: in a word, in a sentence, and what to do.
_NO_DATES = {
    IS_RELATIVE: (
        "relative",
        "relative to the crawl (`3 hours ago`)",
        "take the absolute time of the page, which is no comment's",
    ),
    IS_DEFAULT: ("default", "1970 or another default of programs", "a missing date, or one that was not understood?"),
}
_STAND_IN = "a program's stand-in for a date that it does not understand?"
_TEXT = "第{:03}号渔船返回港口，渔民合作社当天表示欢迎。海事法院星期五下午在港口公布了第{:04}号救援协定的全文。"
_BEGIN = datetime(2023, 3, 1, 1, 20)


def _items(*lines: str) -> list[dict[str, Any]]:
    """Articles crawled every three hours, of a publisher in UTC+8; an empty date line is one of the publisher."""
    crawls = [_BEGIN + timedelta(hours=3 * at, seconds=37 * at % 59, milliseconds=7) for at in range(len(lines))]
    return [
        {
            "json": {
                "title": f"第{at:03}号渔船返回港口",
                "url": f"https://news.example.com/{at:03}",
                "epoch_ms": int(crawl.timestamp() * 1000),
                "dateline": line or f"{crawl + timedelta(hours=8, minutes=-at * 11 % 97 - 120):%Y-%m-%d %H:%M}",
                "body": _TEXT.format(at, 7 * at),
            }
        }
        for at, (crawl, line) in enumerate(zip(crawls, lines, strict=True))
    ]


def _now(count: int) -> list[str]:
    return [f"{_BEGIN + timedelta(hours=3 * at + 8):%Y-%m-%d %H:%M}" for at in range(count)]


BAD = [
    _items(*_now(60)),
    _items(*[line if at % 2 else "" for at, line in enumerate(_now(90))]),
]
GOOD = [
    _items(*[""] * 60),
    # One day of publication, all crawled on that day.
    _items(*["2023-03-01"] * 7),
]


class _Fault(NamedTuple):
    """Articles of a site with a stand-in: positions in the dump, what is wrong, and the kind in a word."""

    positions: Sequence[int]
    message: str
    severity: str
    site: str
    kind: str


def check(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    """Report each site once for each stand-in, at the first article."""
    faults = [fault for lines in date_lines(dump, ctx.now) for fault in _faults(lines)]
    faults += _no_dates(dump)
    groups = (fault.positions[: grouping.MAX_SAMPLED] for fault in faults)
    for fault, summaries in zip(faults, grouping.summaries_at(dump, groups), strict=True):
        yield _hit(fault, summaries)


def _hit(fault: _Fault, summaries: list[ArticleSummary]) -> DumpHit:
    first, *others = summaries
    evidence = f"{fault.site} {fault.kind}".strip()
    related = hits.related(others[:1])
    return hits.hit_at(first, fault.message, evidence, related, "/dateline", fault.positions, fault.severity)


def _faults(lines: DateLines) -> Iterator[_Fault]:
    yield from _stuck(lines, "crawled")
    yield from _stuck(date_stand_ins.at_url_days(lines), "with URLs")
    if places := date_stand_ins.on_new_year(lines):
        years = sorted({format_day(lines.walls[place] * MINUTE)[:4] for place in places})
        message = f"{_share(places, lines)} have the date line 1 January ({', '.join(years[:3])}): {_STAND_IN}"
        yield _Fault(_positions(lines, places), message, "warning", lines.site, "01-01")
    clocks = with_clock(lines)
    places = date_stand_ins.of_crawl(clocks)
    if places:
        message = (
            f"date lines are the minute of the crawl in {_share(places, clocks)}: "
            "the current time in the place of a date that was not understood?"
        )
        is_most = 2 * len(places) > places[-1] + 1 - places[0]
        yield _Fault(_positions(clocks, places), message, "" if is_most else "warning", lines.site, "crawl")


def _stuck(lines: DateLines, how: str) -> Iterator[_Fault]:
    """The days that many articles have which are of other days: crawled, or with URLs, from one to another."""
    for found in date_stand_ins.stuck(lines):
        day = date(1970, 1, 1) + timedelta(days=found.day)
        first, last = (format_day(lines.crawls[found.places[at]] // DAY * DAY) for at in (0, -1))
        message = f"{_share(found.places, lines)} have the date line {day}, {how} from {first} to {last}: {_STAND_IN}"
        severity = "" if found.is_certain else "warning"
        yield _Fault(_positions(lines, found.places), message, severity, lines.site, str(day))


def _no_dates(dump: Dump) -> Iterator[_Fault]:
    """The sites of which many date lines are relative to the crawl, or the default of a program."""
    found: dict[tuple[str, int], array[int]] = {}
    least, sites = min(_NO_DATES), sites_of(dump)
    for position, form in enumerate(values_of(dump, "dateline_form")):
        for bit in _NO_DATES if form >= least else ():
            if form & bit:
                found.setdefault((sites.site(position), bit), array("I")).append(position)
    for (site, bit), positions in sorted(found.items()):
        if len(positions) >= LEAST:
            kind, words, advice = _NO_DATES[bit]
            message = (
                f"date lines are {words} in {_part(len(positions), len(positions_by_site(dump)[site]), site)}: {advice}"
            )
            yield _Fault(positions, message, "", site, kind)


def _positions(lines: DateLines, places: Sequence[int]) -> list[int]:
    return [lines.positions[place] for place in places]


def _share(places: Sequence[int], lines: DateLines) -> str:
    return _part(len(places), len(lines.walls), lines.site)


def _part(number: int, articles: int, site: str) -> str:
    return f"{number:,} of {quantity(articles, 'article')}{f' of {site}' if site else ''}"
