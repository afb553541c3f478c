"""An old page was crawled again: it was published long before the crawl.

Publishers put old broadcasts and interviews back into the feed on an anniversary. The text is true, but in a history of
the news it stands years too late; its picture and markup are often those of another layout.

What to do: nothing where the archive should show what the feed had. Else take the date line for the time of such
articles. `after-days` is how old an article has to be.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from newscheck.article import times
from newscheck.model import Article, Context, Hit
from newscheck.text import timestamps

SEVERITY = "note"
#: Days from publication to crawl after which an article is old.
OPTIONS = {"after_days": 30}
BAD = [
    {"dateline": "03/05/2019 - 23:50", "url_date": "20190504"},
    {"dateline": "16/07/2023 - 21:04", "url_date": "20230716"},
    {"dateline": "16/05/2023", "url_date": "20230516"},
]
GOOD = [{}, {"when": datetime(2022, 12, 31, 23, 50)}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """The date line, or the URL's date where there is none, is old."""
    epoch, published = article.epoch_ms, article.published_ms
    age = ctx.options["after_days"] * timestamps.DAY
    if epoch is None or (published is not None and epoch - published <= age):
        return
    old = _published(article)
    if old is None or epoch - old <= age or times.plausible_epoch(article, ctx) is None:
        return
    if article.dateline is None:
        yield Hit(
            f"crawled {timestamps.format_span(epoch - old)} after the date in its URL, "
            f"{timestamps.format_utc(old)[:10]}",
            "/url",
        )
    elif times.gap_if_swapped(article) is None and not times.dateline_contradicts_url(article):
        yield Hit(
            f"crawled {timestamps.format_span(epoch - old)} after its date line {times.format_dateline(article)}",
            "/dateline",
        )


def _published(article: Article) -> int | None:
    """When the article was published, at the latest."""
    if article.dateline is not None:
        found = times.publication_range(article)
        return found[1] if found else None
    day = times.url_day(article)
    return int(datetime.combine(day, time.max, UTC).timestamp() * 1000) if day else None
