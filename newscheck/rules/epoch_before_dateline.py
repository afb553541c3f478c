"""The article was crawled before it was published.

The date line is the publisher's local time, the epoch is the crawler's clock, so the epoch must be later: in 10,754
real files it always is, by at least 2 minutes. An earlier epoch means a mistake of whole hours in one of the two (a
time zone, daylight saving time), swapped day and month, or December's date without a year with the new year. An item
whose epoch is a day without a time (midnight) may have been crawled at the end of that day. Date lines that are wrong
by a constant are reported by `dateline-shifted`, too, which stands for them.

What to do: compare with the page. If the epoch is wrong, check which time zone the scraper assumes for the feed's date;
if the date line is wrong, check the page's template. `tolerance-minutes` is how far the two clocks may differ.
"""

from collections.abc import Iterator

from newscheck.article import times
from newscheck.model import Article, Context, Hit
from newscheck.text import timestamps

SEVERITY = "error"
#: Minutes by which the publisher's clock may be ahead of the crawler's.
OPTIONS = {"tolerance_minutes": 5}
_WIRE = "https://www.rfi.fr/cn/%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A%E5%91%A8%E4%BA%94%E5%BC%80%E5%A7%8B%E7%94%9F%E6%95%88"
BAD = [
    {"epoch": 1692215820000 - timestamps.HOUR},
    {"epoch": 1692215820000 - 2 * timestamps.HOUR},
    {"dateline": "17/08/2023 - 03:04"},
    {"dateline": "17/08/2023 - 09:04"},
    {"epoch": 1686337620000, "dateline": "06/09/2023 - 21:04", "title": "海上救援协定周五开始生效", "url": _WIRE},
    {"url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html", "dateline": "2023-08-19 09:04"},
]
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html",
    "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
}
BAD += [
    {"json": {**_ITEM, "epoch_ms": "2023-08-16", "dateline": "2023-08-17T08:30:00Z"}},
    {"json": {**_ITEM, "epoch_ms": "2023-08-16T01:00:00Z", "dateline": "2023-08-16T08:30:00Z"}},
]
GOOD = [
    {},
    {"json": {**_ITEM, "epoch_ms": "2023-08-16", "dateline": "2023-08-16T21:04:00Z"}},
    {"json": {**_ITEM, "epoch_ms": 1692144000000, "dateline": "2023-08-16T21:04:00Z"}},
    {"json": {**_ITEM, "epoch_ms": "2023-08-16", "dateline": "2023-08-16"}},
    {"dateline": "16/08/2023 - 22:00"},
    {"url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html", "dateline": "2023-08-17 09:04"},
    {"url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html", "dateline": "2023-08-17"},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a negative gap in every reading of the date line; skip a date line that the URL contradicts."""
    epoch, early = article.epoch_ms, article.published_ms
    tolerance = ctx.options["tolerance_minutes"] * timestamps.MINUTE
    if epoch is None or (early is not None and epoch >= early - tolerance):
        return
    span = times.publication_range(article)
    latest = times.latest_epoch(article)
    if span is None or latest is None or latest >= span[0] - tolerance:
        return
    if times.plausible_epoch(article, ctx) is None or times.dateline_contradicts_url(article):
        return
    if times.is_far_future(article, ctx):  # dateline-impossible
        return
    gap = epoch - span[0]
    lead_time = f"crawled {timestamps.format_span(gap)} before its date line {times.format_dateline(article)}"
    if times.is_of_next_year(article):
        yield Hit(f"{lead_time}; likely a date without a year that was read in January", "/dateline")
    elif times.gap_if_swapped(article) is not None:
        yield Hit(f"{lead_time}; likely day and month in the wrong order", "/dateline")
    else:
        cause = times.explain_gap(gap, _slips(article)) if early is not None else ", in any time zone"
        # A date line with its offset leaves no zone to be mistaken.
        cause = cause if article.dateline_offset is None else ""
        yield Hit(f"{lead_time}{cause}", "/epoch_ms")


def _slips(article: Article) -> Iterator[tuple[int, str]]:
    """Mistakes that make the crawl too early, or the date line too late."""
    yield -timestamps.HOUR, "1 h of daylight saving"
    yield -12 * timestamps.HOUR, "a clock of 12 hours"
    yield -8 * timestamps.HOUR, "UTC taken for UTC+8"
    ahead = times.utc_offset(article, article.published_ms or 0)
    if ahead > 0:
        name = article.site.timezone
        yield -ahead, f"UTC taken for the time of {name} ({timestamps.format_span(ahead)})"
        if ahead < 8 * timestamps.HOUR:
            yield ahead - 8 * timestamps.HOUR, f"a date line in UTC+8, not in the time of {name}"
