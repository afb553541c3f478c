"""The date line is a time that does not exist.

A thirteenth month means that day and month are swapped. A template that assembles dates from parts writes 31 February.
An hour that daylight saving time skips, in the night of the last Sunday of March, belongs to another time zone.
0001-01-01, 1970-01-01 and 2099-12-31 are what programs write where they have no date.

What to do: look at the page. If it shows the same time, use the time in its metadata (`article:published_time`);
otherwise repair the scraper. If the site writes the month first, set `day_first = false` in its site file.
"""

from collections.abc import Iterator
from datetime import datetime

from newscheck.article import times
from newscheck.article.dates import quoted, stated
from newscheck.html import dateline
from newscheck.model import Article, Context, Hit
from newscheck.text import calendars, written_date

SEVERITY = "error"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "epoch_ms": 1692215820000,
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
BAD = [
    {"dateline": "31/02/2023 - 21:04"},
    {"dateline": "08/16/2023 - 21:04"},
    {"dateline": "16/08/2023 - 25:04"},
    {"dateline": "2023-08-16 21:60"},
    {"dateline": "00/00/0000 - 00:00"},
    {"when": datetime(2023, 3, 26, 2, 30)},
    *(
        {"json": {**_ITEM, "dateline": text}}
        for text in (
            "2023-02-30 21:04",
            "Mon, 1 Jan 0001 00:00:00 +0000",
            "1970-01-01 08:00",
            "0000-00-00 00:00:00",
            "2099-12-31",
            "2080-04-15",
        )
    ),
    *(
        {"url": _ITEM["url"], "dateline": line}
        for line in ("1970-01-01 00:00", "1970-01-01 08:00", "1970-01-01 05:45", "1969-12-31 19:00", "01/01/1970")
    ),
]
GOOD = [
    {},
    {"dateline": "16/8/2023 - 21:04 "},
    {"when": datetime(2020, 2, 29, 23, 59)},
    {"when": datetime(2022, 10, 30, 2, 30)},
    {"when": datetime(2023, 3, 26, 3, 0)},
    {"json": {**_ITEM, "dateline": "8/16/2023 9:04 PM"}},
]
#: Clocks are put forward at night; no time zone skips an hour after this one.
_MORNING = "05"


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report text that looks like a date but is none, and a local time that daylight saving skips."""
    shown = article.content.dateline
    if "dateline" in article.document.record_fields and (fault := _fault(article, ctx)):
        yield Hit(f"the date line {quoted(article.document.record_fields['dateline'].value)} {fault}", "/dateline")
    elif shown is not None and shown.iso is None and shown.is_complete:
        if article.dateline is None:
            yield Hit(f"the date line {shown.text} is no time{_hint(shown.text, article)}", "/dateline")
    elif times.is_default(article):
        yield Hit(
            f"the date line {times.format_dateline(article)} is what a program prints for a missing date", "/dateline"
        )
    elif article.published_ms is not None:
        line = str(article.dateline)
        if line[11:13] < _MORNING and times.fold_shift(line, article) < 0:
            yield Hit(f"daylight saving left out {times.format_dateline(article)}", "/dateline")


def _fault(article: Article, ctx: Context) -> str:
    """Why the date that an item states is no time of news; empty where it may be one."""
    if article.dateline is not None:
        if not times.is_far_future(article, ctx):
            return ""
        other = calendars.far_year(article.dateline)
        return f"is in the far future: {other}a program's stand-in for a missing date"
    date = stated(article.document, article.site, article.epoch_ms)
    if date is not None and date.kind == written_date.DEFAULT:
        return "is what a program prints for a missing date"
    if date is None or date.kind != written_date.IMPOSSIBLE:
        return ""
    return "is no time; likely day and month in the wrong order" if date.wall else "is no time"


def _hint(shown: str, article: Article) -> str:
    swapped = dateline.parse(shown, day_first=article.site.day_first is False)
    return "; likely day and month in the wrong order" if swapped is not None and swapped.iso else ""
