"""The times of an article: epoch, date line and URL, and the mistake behind a gap between two of them.

Times are milliseconds since 1970 UTC, gaps are milliseconds, date lines ISO wall time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from re import Pattern

from newscheck.article import url_dates
from newscheck.article.extraction import dateline_to_ms
from newscheck.model import Article, Context
from newscheck.text import written_date
from newscheck.text.timestamps import (
    DAY,
    EARLIEST_CRAWL,
    FARTHEST_EAST,
    FARTHEST_WEST,
    MINUTE,
    YEAR_1,
    YEAR_10000,
    from_ms,
    time_zone,
    to_ms,
)

#: The earliest start of a site that states none: 1 January 1995.
EARLIEST_SITE_START = 788_918_400_000
#: The largest difference between the clocks of two machines.
CLOCK_SKEW = 10 * MINUTE
#: The median and the usual maximum of the time from publication to crawl, in 10,754 real files of RFI.
_LAG, _MOST_LAG = 53 * MINUTE, 240 * MINUTE
_FIRST_DAY = datetime(1970, 1, 1).toordinal()
#: No site has news of a year before.
_FIRST_NEWS = "1971"
#: Days from the crawl to a date line that has the next year by mistake, of an article that is up to nine days old.
NEXT_YEAR = (356, 366)
#: Years from the time of the check to a date line that is no announcement any more.
_FAR_YEARS = 5
_UNITS = (("seconds", 1000, 1), ("microseconds", 1, 1000), ("nanoseconds", 1, 1_000_000))


def site_start(ctx: Context) -> int:
    """The earliest time at which the site can have been crawled."""
    return EARLIEST_SITE_START if ctx.site.since is None else ctx.site.since


def mistaken_unit(epoch: int, ctx: Context) -> tuple[str, int] | None:
    """The unit in which an epoch that is implausible in milliseconds is plausible, and the epoch in milliseconds."""
    low, high = site_start(ctx), ctx.now + 366 * DAY
    if low <= epoch <= high:
        return None
    for unit, factor, divisor in _UNITS:
        if low <= (ms := epoch * factor // divisor) <= high:
            return unit, ms
    return None


def plausible_epoch(article: Article, ctx: Context) -> int | None:
    """The epoch where it lies between the start of the site and now, else None."""
    epoch = article.epoch_ms
    return epoch if epoch is not None and site_start(ctx) <= epoch <= ctx.now + CLOCK_SKEW else None


def has_day_only(article: Article) -> bool:
    """Whether the epoch of an item is a day and no time: midnight in UTC, or in the time zone of its site."""
    epoch = article.epoch_ms
    if epoch is None or article.document.item is None:
        return False
    return epoch % DAY == 0 or (epoch % MINUTE == 0 and (epoch + utc_offset(article, epoch)) % DAY == 0)


def latest_epoch(article: Article) -> int | None:
    """The last moment that the epoch can mean: where it is a day, the end of that."""
    epoch = article.epoch_ms
    return epoch + DAY if epoch is not None and has_day_only(article) else epoch


def earliest_epoch(article: Article) -> int | None:
    """The first moment that the epoch can mean: where it is a day, that may be one of any time zone."""
    epoch = article.epoch_ms
    return epoch - FARTHEST_EAST if epoch is not None and has_day_only(article) else epoch


def publication_range(article: Article) -> tuple[int, int] | None:
    """The earliest and the latest time that the date line can mean.

    They differ in the hour that daylight saving repeats or skips, for a bare date, and by all time zones where the
    site's is unknown. None where there is no valid date line.
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
    return _in_any_zone(line)


def _in_any_zone(line: str) -> tuple[int, int] | None:
    """The earliest and the latest time that a day or a wall time can mean somewhere; None for another text."""
    try:
        wall = datetime.fromisoformat(line)
    except ValueError:
        return None
    ms = to_ms(wall)
    return (ms, ms) if wall.tzinfo else (ms - FARTHEST_EAST, ms + FARTHEST_WEST + (DAY if len(line) < 16 else 0))


def fold_shift(line: str, article: Article) -> int:
    """The milliseconds from the first to the second reading of a wall time when daylight saving begins or ends.

    Positive where the time is repeated, negative where it is skipped, else 0 (PEP 495).
    """
    wall = datetime.fromisoformat(line)
    if article.site.timezone is None or wall.tzinfo is not None or article.dateline_offset is not None:
        return 0
    wall = wall.replace(tzinfo=time_zone(article.site.timezone))
    first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    return (first - second) // timedelta(milliseconds=1) if first is not None and second is not None else 0


def format_dateline(article: Article) -> str:
    """The date line for a message: `2023-08-16 21:04 (Europe/Paris)`."""
    line = str(article.dateline).replace("T", " ")
    offset = article.dateline_offset
    if offset is not None:
        sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
        return f"{line} (UTC{sign}{hours}:{minutes:02d})" if offset else f"{line} (UTC)"
    return f"{line} ({article.site.timezone})" if article.site.timezone and len(line) > 10 else line


def swap_day_and_month(day: str) -> str | None:
    """An ISO day or wall time with day and month swapped, where that is another valid day."""
    month, number = day[5:7], day[8:10]
    if month == number or number > "12":
        return None
    return f"{day[:5]}{number}-{month}{day[10:]}"


def gap_if_swapped(article: Article) -> int | None:
    """The gap from date line to epoch after swapping day and month of the date line, where it is at most a day.

    Where the zone is unknown, it is the gap in the zone that makes the smallest.
    """
    other = swap_day_and_month(article.dateline) if article.dateline else None
    if other is None or article.epoch_ms is None:
        return None
    when = dateline_to_ms(other, article.site, article.dateline_offset)
    span = (when, when) if when is not None else _in_any_zone(other)
    if span is None or article.epoch_ms < span[0]:
        return None
    gap = article.epoch_ms - span[1]
    return max(gap, 0) if gap <= DAY else None


def is_of_next_year(article: Article) -> bool:
    """Whether the date line is about a year after the crawl: a few days before it, but for the year."""
    line, crawl = dateline_day(article.dateline or ""), date_of(article.epoch_ms)
    return line is not None and crawl is not None and NEXT_YEAR[0] <= (line - crawl).days <= NEXT_YEAR[1]


def is_default(article: Article) -> bool:
    """Whether the date line is the beginning of 1970 in some zone, or another default of programs."""
    line = article.dateline
    if line is None or line >= _FIRST_NEWS:
        return False
    try:
        return written_date.is_default(datetime.fromisoformat(line), article.dateline_offset)
    except (ValueError, TypeError):
        return False


def is_far_future(article: Article, ctx: Context) -> bool:
    """Whether an item states a date line of years after the check, as no schedule has."""
    line = article.dateline
    return line is not None and line >= _far_future(ctx.now) and "dateline" in article.document.record_fields


@lru_cache(1)
def _far_future(now: int) -> str:
    return f"{from_ms(now).year + _FAR_YEARS:04d}"


def dateline_day(line: str) -> date | None:
    """The day of a date line."""
    try:
        return date.fromisoformat(line[:10])
    except ValueError:
        return None


def url_day(article: Article) -> date | None:
    """The day in the URL, where the site defines a pattern for it."""
    pattern = article.site.url_date
    return _day_in(pattern, article.decoded_url) if pattern is not None else None


@lru_cache(url_dates.ADDRESSES)
def _day_in(pattern: Pattern[str], address: str) -> date | None:
    """The day in an address."""
    match = pattern.search(address)
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except (ValueError, TypeError):  # a group of the pattern may not have matched
        return None


def url_date(article: Article) -> url_dates.UrlDate | None:
    """The date in the URL: by the pattern of the site, or in a form that is used everywhere."""
    if article.site.url_date is None:
        return url_dates.find(article.decoded_url)
    day = url_day(article)
    return url_dates.UrlDate(day, day) if day is not None else None


def dateline_contradicts_url(article: Article) -> bool:
    """Whether the URL's date contradicts the date line: then the date line is at fault, not the epoch."""
    line = dateline_day(article.dateline or "")
    if line is None:
        return False
    if article.site.url_date is None:
        return days_from_url(article, line) != 0
    day = url_day(article)
    return day is not None and abs((day - line).days) > 1


def days_from_url(article: Article, line: date) -> int:
    """The days by which a date line contradicts a date in the URL that no pattern of the site defines; 0 for none.

    An article may be updated later, and a URL may hold the day of an event: a date line is wrong if it is earlier than
    the URL's day and the crawl doesn't agree with it, or later where the crawl agrees with the URL.
    """
    shown = url_dates.find(article.decoded_url)
    if shown is None:
        return 0
    apart = min(0, (line - shown.first).days) + max(0, (line - shown.last).days)
    if -1 <= apart <= 1:
        return 0
    crawl = crawl_day(article)
    if apart < 0:
        return 0 if crawl is not None and (crawl - line).days <= 1 else apart
    is_soon = crawl is not None and (crawl - shown.first).days >= -1 and (crawl - shown.last).days <= 1
    return apart if is_soon else 0


def crawl_day(article: Article) -> date | None:
    """The day of the crawl in UTC; None where the time of publication stands for it."""
    epoch, line = article.document.epoch, article.document.record_fields.get("dateline")
    is_line = epoch is not None and line is not None and bool(line.path) and line.path == epoch.path
    return None if is_line else date_of(article.epoch_ms)


def date_of(epoch: int | None) -> date | None:
    """The day of an epoch in UTC; None for one before 1990, or of no year."""
    return from_ms(epoch).date() if epoch is not None and EARLIEST_CRAWL <= epoch < YEAR_10000 else None


def wall_minutes(article: Article) -> int | None:
    """The date line in minutes since 1970 on the publisher's clock, a day as its beginning; None for no date."""
    if not article.dateline:
        return None
    try:
        wall = datetime.fromisoformat(article.dateline)
    except (ValueError, TypeError):
        return None
    return ((wall.toordinal() - _FIRST_DAY) * 24 + wall.hour) * 60 + wall.minute


def explain_gap(gap: int, slips: Iterable[tuple[int, str]]) -> str:
    """The slip (milliseconds, words) that best explains a gap, as `; perhaps WORDS`, or an empty string.

    A slip explains a gap where the gap minus the slip is a usual time from publication to crawl.
    """
    fitting = [(abs(gap - by - _LAG), words) for by, words in slips if 0 <= gap - by <= _MOST_LAG]
    return f"; perhaps {min(fitting)[1]}" if fitting else ""


def utc_offset(article: Article, when: int) -> int:
    """The milliseconds by which the site's wall clock is ahead of UTC at a time; 0 where its zone is unknown.

    Also 0 on the first and last day that a datetime can hold.
    """
    if article.site.timezone is None or not YEAR_1 + DAY <= when < YEAR_10000 - DAY:
        return 0
    ahead = from_ms(when).astimezone(time_zone(article.site.timezone)).utcoffset()
    return ahead // timedelta(milliseconds=1) if ahead is not None else 0
