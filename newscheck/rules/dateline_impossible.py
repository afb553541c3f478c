"""The date line is a time that does not exist.

A thirteenth month means that day and month are swapped. A template that assembles dates from parts writes 31 February.
An hour that daylight saving time skips, in the night of the last Sunday of March, belongs to another time zone.

What to do: look at the page. If it shows the same time, use the time in its metadata (`article:published_time`);
otherwise repair the scraper. If the site writes the month first, set `day_first = false` in its site file.
"""

from collections.abc import Iterator
from datetime import datetime

from newscheck.article import times
from newscheck.html import dateline
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
BAD = [
    {"dateline": "31/02/2023 - 21:04"},
    {"dateline": "08/16/2023 - 21:04"},
    {"dateline": "16/08/2023 - 25:04"},
    {"dateline": "2023-08-16 21:60"},
    {"dateline": "00/00/0000 - 00:00"},
    {"when": datetime(2023, 3, 26, 2, 30)},
]
GOOD = [
    {},
    {"dateline": "16/8/2023 - 21:04 "},
    {"when": datetime(2020, 2, 29, 23, 59)},
    {"when": datetime(2022, 10, 30, 2, 30)},
    {"when": datetime(2023, 3, 26, 3, 0)},
]
#: Clocks are put forward at night; no time zone skips an hour after this one.
_MORNING = "05"
_ISO = lazy_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?(?![\s\S])")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report text that looks like a date but is none, and a local time that daylight saving skips."""
    shown = article.content.dateline
    if shown is not None and shown.iso is None and shown.is_complete:
        if article.dateline is None:
            yield Hit(f"the date line {shown.text} is no time{_hint(shown.text, article)}", "/dateline")
    elif article.published_ms is not None:
        line = str(article.dateline)
        if line[11:13] < _MORNING and times.fold_shift(line, article) < 0:
            yield Hit(f"daylight saving left out {times.format_dateline(article)}", "/dateline")
    elif (
        "dateline" in article.document.record_fields
        and _ISO.match(str(article.dateline))
        and not _is_time(article.dateline)
    ):
        yield Hit(f"the date line {article.dateline} is no time", "/dateline")


def _hint(shown: str, article: Article) -> str:
    swapped = dateline.parse(shown, day_first=not article.site.day_first)
    return "; likely day and month in the wrong order" if swapped is not None and swapped.iso else ""


def _is_time(line: str | None) -> bool:
    try:
        datetime.fromisoformat(line or "")
    except ValueError:
        return False
    return True
