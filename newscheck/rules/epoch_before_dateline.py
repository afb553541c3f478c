"""The article was crawled before it was published.

The date line is the publisher's wall time, the epoch the crawler's clock: the crawl can only be later. In 10,754 real
files it is, by 2 minutes at least. A time from the future is a zone or daylight saving that was got wrong, on one
side, by a whole number of hours; or day and month in the wrong order.

What to do: compare with the page. Where the epoch is wrong, see in which zone the scraper reads the feed's date; where
the date line is, see what the page's template does. `tolerance-minutes` is how far the two clocks may differ.
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
GOOD = [
    {},
    {"dateline": "16/08/2023 - 22:00"},
    {"url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html", "dateline": "2023-08-17 09:04"},
    {"url": "https://news.example.org/2023/%E5%A4%96%E4%BA%A4.html", "dateline": "2023-08-17"},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """A negative gap, in every reading of the date line; one that the URL gainsays too is another rule's."""
    epoch, early = article.epoch_ms, article.published_ms
    tolerance = ctx.options["tolerance_minutes"] * timestamps.MINUTE
    if epoch is None or (early is not None and epoch >= early - tolerance):
        return
    span = times.publication_range(article)
    if span is None or epoch >= span[0] - tolerance:
        return
    if times.plausible_epoch(article, ctx) is None or times.dateline_contradicts_url(article):
        return
    gap = epoch - span[0]
    what = f"crawled {timestamps.format_span(gap)} before its date line {times.format_dateline(article)}"
    if times.gap_if_swapped(article) is not None:
        yield Hit(f"{what}; likely day and month in the wrong order", "/dateline")
    else:
        cause = times.explain_gap(gap, _slips(article)) if early is not None else ", in any time zone"
        yield Hit(f"{what}{cause}", "/epoch_ms")


def _slips(article: Article) -> Iterator[tuple[int, str]]:
    """What makes the crawl too early, or the date line too late."""
    yield -timestamps.HOUR, "1 h of daylight saving"
    yield -12 * timestamps.HOUR, "a clock of 12 hours"
    yield -8 * timestamps.HOUR, "UTC taken for UTC+8"
    ahead = times.utc_offset(article, article.published_ms or 0)
    if ahead > 0:
        name = article.site.timezone
        yield -ahead, f"UTC taken for the time of {name} ({timestamps.format_span(ahead)})"
        if ahead < 8 * timestamps.HOUR:
            yield ahead - 8 * timestamps.HOUR, f"a date line in UTC+8, not in the time of {name}"
