"""The date in the URL is another than that of the article.

In 9,263 real files the day in the URL is that of the date line or of the crawl, or the day before: a page that was made
in the evening and published after midnight. More than a day apart, one of the two is wrong: day and month in the wrong
order, a date line taken from another article of the page, a URL that was kept for a new text.

What to do: see which of the two the crawl time agrees with. Where the date line is odd, mend its selector.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from newscheck.article import times
from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [
    {"url_date": "20230812"},
    {"url_date": "20230819"},
    {"when": datetime(2023, 9, 6, 21, 4), "dateline": "09/06/2023 - 21:04"},
    {"when": datetime(2023, 9, 6, 21, 4), "url_date": "20230609"},
    {"dateline": "02/01/2019 - 21:04"},
    {"dateline": "16/08/2024 - 21:04"},
]
GOOD = [
    {},
    {"url_date": "20230815"},
    {"url_date": "20230817"},
    {"when": datetime(2023, 9, 1, 0, 5), "url_date": "20230831"},
    {"url_date": "20231399"},
]


#: Without a date line, an article whose URL is older than this is a page that was crawled again.
_OLD = 30


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """More than a day between the URL's date and the date line; without one, the crawl."""
    pattern, line = article.site.url_date, article.dateline
    if pattern is None or (found := pattern.search(article.decoded_url)) is None:
        return
    if line is not None and line[:10] == f"{found['year']}-{found['month']}-{found['day']}":
        return
    day, crawl = times.url_day(article), _crawl_day(article, ctx)
    other = crawl if line is None else times.dateline_day(line)
    if day is None or other is None or -1 <= (apart := (other - day).days) <= 1:
        return
    if line is not None:
        cause, is_odd = _cause(day, other, crawl)
        what = f"the URL's date {day} and the date line's {other} are {abs(apart):,} days apart{cause}"
        yield Hit(what, "/dateline") if is_odd else Hit(what, "/url", *_place(article))
    elif apart <= _OLD:
        what = f"the URL's date {day} and the crawl's {other} are {abs(apart):,} days apart"
        yield Hit(what, "/url", *_place(article))


def _crawl_day(article: Article, ctx: Context) -> date | None:
    """The day of the crawl on the site's wall clock."""
    crawled = times.plausible_epoch(article, ctx)
    if crawled is None:
        return None
    return datetime.fromtimestamp((crawled + times.utc_offset(article, crawled)) / 1000, UTC).date()


def _cause(day: date, line: date, crawl: date | None) -> tuple[str, bool]:
    """Which of the two is odd, by the crawl, as words and whether it is the date line."""
    is_odd = crawl is not None and abs((crawl - line).days) > 1 >= abs((crawl - day).days)
    swapped = times.swap_day_and_month((line if is_odd else day).isoformat())
    if swapped and abs((date.fromisoformat(swapped) - (day if is_odd else line)).days) <= 1:
        return f"; likely day and month of the {'date line' if is_odd else 'URL'} in the wrong order", is_odd
    if crawl is None or (not is_odd and abs((crawl - line).days) > 1):
        return "", False
    return f"; the crawl agrees with the {'URL' if is_odd else 'date line'}", is_odd


def _place(article: Article) -> tuple[int, int]:
    """Where in the URL the date stands; (-1, -1), which is all of it, where its digits are escaped."""
    found = article.site.url_date.search(article.url or "") if article.site.url_date else None
    return (found.start("year"), found.end("day")) if found else (-1, -1)
