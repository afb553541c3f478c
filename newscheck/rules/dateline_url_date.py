"""The date in the URL differs from that of the article.

In 9,263 real files the day in the URL is that of the date line or of the crawl, or the day before: the page was made in
the evening and published after midnight. If they are more than a day apart, one of the two is wrong: day and month are
swapped, the date line belongs to another article on the page, or a new text was published under an old URL.

A date in the path is one in any usual form (`/2023/08/16/`, `/20230816`, `/2023-8-16-title`, `/2023/08/` for a month).
Where no site file says that it is the day of publication, a date line is reported that is before it, or after it though
the article was crawled on that day; articles are updated later.

What to do: check which of the two agrees with the crawl time. If the date line is wrong, repair its selector.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from newscheck.article import times, url_dates
from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [
    {"url_date": "20230812"},
    {"url_date": "20230819"},
    {"when": datetime(2023, 9, 6, 21, 4), "dateline": "09/06/2023 - 21:04"},
    {"when": datetime(2023, 9, 6, 21, 4), "url_date": "20230609"},
    {"dateline": "02/01/2019 - 21:04"},
    {"dateline": "16/08/2024 - 21:04"},
    *(
        {"url": f"https://news.example.com/{path}", "dateline": line}
        for path, line in (
            ("world/2023/08/16/port-reopens", "2023-08-12 21:04"),
            ("20230816/port-reopens.html", "2023-08-12"),
            ("2023/8/16/port-reopens", "2023-02-08 21:04"),
            ("2023/08/port-reopens", "2023-07-29 21:04"),
            ("2023-08-16-port-reopens", "2023-08-20 21:04"),
        )
    ),
]
GOOD = [
    {},
    {"url_date": "20230815"},
    {"url_date": "20230817"},
    {"when": datetime(2023, 9, 1, 0, 5), "url_date": "20230831"},
    {"url_date": "20231399"},
    *(
        {"url": f"https://news.example.com/{path}", "dateline": "2023-08-16 21:04"}
        for path in (
            *("2023/08/16/port-reopens", "2023/08/17/port-reopens", "2023/08/port-reopens", "world-20231121"),
            # Updated later; the day of an event.
            *("2023/08/09/port-reopens", "calendar/2023-09-30-elections"),
        )
    ),
]


#: Days. Without a date line, an older URL means that an old page was crawled again.
_OLD = 30


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Compare the URL's date with the date line or, without a date line, with the crawl."""
    pattern, line = article.site.url_date, article.dateline
    if pattern is None:
        yield from _contradiction(article)
        return
    if (shown := pattern.search(article.decoded_url)) is None:
        return
    if line is not None and line[:10] == f"{shown['year']}-{shown['month']}-{shown['day']}":
        return
    day, crawl = times.url_day(article), _crawl_day(article, ctx)
    other = crawl if line is None else times.dateline_day(line)
    if day is None or other is None or -1 <= (apart := (other - day).days) <= 1 or times.is_far_future(article, ctx):
        return
    if line is not None:
        cause, is_dateline_wrong = _cause(day, other, crawl)
        message = f"the URL's date {day} and the date line's {other} are {abs(apart):,} days apart{cause}"
        yield Hit(message, "/dateline") if is_dateline_wrong else Hit(message, "/url", *_place(article))
    elif apart <= _OLD:
        message = f"the URL's date {day} and the crawl's {other} are {abs(apart):,} days apart"
        yield Hit(message, "/url", *_place(article))


def _contradiction(article: Article) -> Iterator[Hit]:
    """What is wrong in an article of a site that defines no pattern for the date in its URLs."""
    line = times.dateline_day(article.dateline or "")
    if line is None or not (days := times.days_from_url(article, line)):
        return
    shown = url_dates.find(article.decoded_url)
    assert shown is not None
    day = f"{shown.first}" if shown.first == shown.last else f"{shown.first:%Y-%m}"
    way = "before" if days < 0 else "after"
    message = f"the date line {line} is {abs(days):,} days {way} the URL's date {day}"
    swapped = times.swap_day_and_month(line.isoformat())
    if swapped and shown.first <= date.fromisoformat(swapped) <= shown.last:
        message += "; likely day and month of the date line in the wrong order"
    elif _is_soon(shown, times.crawl_day(article)):
        message += "; the crawl agrees with the URL"
    yield Hit(message, "/dateline")


def _is_soon(shown: url_dates.UrlDate, crawl: date | None) -> bool:
    return crawl is not None and (crawl - shown.first).days >= -1 and (crawl - shown.last).days <= 1


def _crawl_day(article: Article, ctx: Context) -> date | None:
    """The day of the crawl in the site's local time."""
    crawled = times.plausible_epoch(article, ctx)
    if crawled is None:
        return None
    return datetime.fromtimestamp((crawled + times.utc_offset(article, crawled)) / 1000, UTC).date()


def _cause(day: date, line: date, crawl: date | None) -> tuple[str, bool]:
    """Which of the two dates the crawl contradicts: as text, and whether it is the date line."""
    is_dateline_wrong = crawl is not None and abs((crawl - line).days) > 1 >= abs((crawl - day).days)
    swapped = times.swap_day_and_month((line if is_dateline_wrong else day).isoformat())
    if swapped and abs((date.fromisoformat(swapped) - (day if is_dateline_wrong else line)).days) <= 1:
        return (
            f"; likely day and month of the {'date line' if is_dateline_wrong else 'URL'} in the wrong order",
            is_dateline_wrong,
        )
    if crawl is None or (not is_dateline_wrong and abs((crawl - line).days) > 1):
        return "", False
    return f"; the crawl agrees with the {'URL' if is_dateline_wrong else 'date line'}", is_dateline_wrong


def _place(article: Article) -> tuple[int, int]:
    """Position of the date in the URL; (-1, -1), the whole URL, if its digits are escaped."""
    match = article.site.url_date.search(article.url or "") if article.site.url_date else None
    return (match.start("year"), match.end("day")) if match else (-1, -1)
