"""The times of an article: epoch, date line and URL, and the mistake behind a gap between two of them.

Times are milliseconds since 1970 UTC, gaps are milliseconds, date lines ISO wall time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from newscheck.article.extraction import dateline_to_ms
from newscheck.model import Article, Context
from newscheck.text.timestamps import (
    DAY,
    FARTHEST_EAST,
    FARTHEST_WEST,
    MINUTE,
    YEAR_1,
    YEAR_10000,
    from_ms,
    time_zone,
    to_ms,
)

#: No news site is older (1 January 1995), where a site's own beginning isn't known.
EARLIEST_SITE_START = 788_918_400_000
#: How far the clocks of two machines may differ.
CLOCK_SKEW = 10 * MINUTE
#: Median of the time from publication to crawl, and its usual most, in real files (10,754 of RFI).
_LAG, _MOST_LAG = 53 * MINUTE, 240 * MINUTE
_UNITS = (("seconds", 1000, 1), ("microseconds", 1, 1000), ("nanoseconds", 1, 1_000_000))


def site_start(ctx: Context) -> int:
    """The earliest time at which the site can have been crawled."""
    return EARLIEST_SITE_START if ctx.site.since is None else ctx.site.since


def mistaken_unit(epoch: int, ctx: Context) -> tuple[str, int] | None:
    """The unit in which an epoch makes sense where it does not in milliseconds, and the milliseconds it is then."""
    low, high = site_start(ctx), ctx.now + 366 * DAY
    if low <= epoch <= high:
        return None
    for unit, factor, divisor in _UNITS:
        if low <= (ms := epoch * factor // divisor) <= high:
            return unit, ms
    return None


def plausible_epoch(article: Article, ctx: Context) -> int | None:
    """The epoch, where it can be one: the site was there, and the moment has come."""
    epoch = article.epoch_ms
    return epoch if epoch is not None and site_start(ctx) <= epoch <= ctx.now + CLOCK_SKEW else None


def publication_range(article: Article) -> tuple[int, int] | None:
    """The earliest and the latest time that the date line can mean.

    They differ in the hour that a change of the clocks repeats or leaves out, for a bare date, and by all zones on
    earth where the site's isn't known. None where there is no date line, or none that is a time.
    """
    line = article.dateline
    if line is None:
        return None
    early = article.published_ms
    if early is not None:
        other = early + fold_shift(line, article)
        return min(early, other), max(early, other)
    bare = len(line) < 16
    if bare and article.site.timezone is not None:
        early, late = (dateline_to_ms(f"{line}T{clock}", article.site, None) for clock in ("00:00", "23:59"))
        return (early, late) if early is not None and late is not None else None
    try:
        wall = datetime.fromisoformat(line)
    except ValueError:
        return None
    ms = to_ms(wall)
    return (ms, ms) if wall.tzinfo else (ms - FARTHEST_EAST, ms + FARTHEST_WEST + (DAY if bare else 0))


def fold_shift(line: str, article: Article) -> int:
    """How much later a wall time is in its second reading, in the night that clocks are changed.

    Positive where it comes twice, negative where it is left out, else 0 (PEP 495).
    """
    shown = article.content.dateline
    wall = datetime.fromisoformat(line)
    if article.site.timezone is None or wall.tzinfo is not None or (shown is not None and shown.offset is not None):
        return 0
    wall = wall.replace(tzinfo=time_zone(article.site.timezone))
    one, other = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    return (one - other) // timedelta(milliseconds=1) if one is not None and other is not None else 0


def format_dateline(article: Article) -> str:
    """The date line as a message has it: `2023-08-16 21:04 (Europe/Paris)`."""
    line = str(article.dateline).replace("T", " ")
    shown = article.content.dateline
    if shown is not None and shown.offset is not None:
        sign, (hours, minutes) = "-" if shown.offset < 0 else "+", divmod(abs(shown.offset), 60)
        return f"{line} (UTC{sign}{hours}:{minutes:02d})" if shown.offset else f"{line} (UTC)"
    return f"{line} ({article.site.timezone})" if article.site.timezone and len(line) > 10 else line


def swap_day_and_month(day: str) -> str | None:
    """An ISO day or wall time with day and month in the other order, where that is another day."""
    month, number = day[5:7], day[8:10]
    if month == number or number > "12":
        return None
    return f"{day[:5]}{number}-{month}{day[10:]}"


def gap_if_swapped(article: Article) -> int | None:
    """The usual gap from date line to epoch that there would be with day and month of the date line swapped."""
    other = swap_day_and_month(article.dateline) if article.dateline else None
    if other is None or article.epoch_ms is None:
        return None
    line = article.content.dateline
    when = dateline_to_ms(other, article.site, line.offset if line else None)
    if when is None:
        return None
    gap = article.epoch_ms - when
    return gap if 0 <= gap <= DAY else None


def dateline_day(line: str) -> date | None:
    """The day of a date line."""
    try:
        return date.fromisoformat(line[:10])
    except ValueError:
        return None


def url_day(article: Article) -> date | None:
    """The day that the URL names, where the site says how."""
    pattern = article.site.url_date
    match = pattern.search(article.decoded_url) if pattern is not None else None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except (ValueError, TypeError):  # of the pattern's groups, one may have taken no part
        return None


def dateline_contradicts_url(article: Article) -> bool:
    """Whether the URL's date gainsays the date line too: then not the epoch is the odd one, but the date line."""
    one, other = url_day(article), dateline_day(article.dateline or "")
    return one is not None and other is not None and abs((one - other).days) > 1


def explain_gap(gap: int, slips: Iterable[tuple[int, str]]) -> str:
    """The slip (milliseconds, words) that best explains a gap, as `; perhaps WORDS`, or an empty string.

    A gap is explained when what is left of it without the slip is a usual time from publication to crawl.
    """
    fitting = [(abs(gap - by - _LAG), words) for by, words in slips if 0 <= gap - by <= _MOST_LAG]
    return f"; perhaps {min(fitting)[1]}" if fitting else ""


def utc_offset(article: Article, when: int) -> int:
    """Milliseconds by which the site's wall clock is ahead of UTC at a time; 0 where its zone isn't known.

    Also 0 at the ends of the years that a datetime can hold, where the wall clock would show another year.
    """
    if article.site.timezone is None or not YEAR_1 + DAY <= when < YEAR_10000 - DAY:
        return 0
    ahead = from_ms(when).astimezone(time_zone(article.site.timezone)).utcoffset()
    return ahead // timedelta(milliseconds=1) if ahead is not None else 0
