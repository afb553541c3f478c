"""An old article was crawled again, long after it was published.

Publishers put old broadcasts and interviews back into the feed on an anniversary. The text is correct, but its crawl
time places it years too late in the history of the dump, and its image and markup often belong to an earlier layout.

What to do: nothing, if the archive should record what the feed contained. Otherwise use the date line as the time of
such articles. `after-days` is the age in days from which an article is reported.
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
    """Report an old date line or, without a date line, an old date in the URL."""
    epoch, published = article.epoch_ms, article.published_ms
    age = ctx.options["after_days"] * timestamps.DAY
    if epoch is None or (published is not None and epoch - published <= age):
        return
    latest = _published(article)
    if (
        latest is None
        or times.is_default(article)
        or epoch - latest <= age
        or times.plausible_epoch(article, ctx) is None
    ):
        return
    if article.dateline is None:
        yield Hit(
            f"crawled {timestamps.format_span(epoch - latest)} after the date in its URL, "
            f"{timestamps.format_utc(latest)[:10]}",
            "/url",
        )
    elif times.gap_if_swapped(article) is None and not times.dateline_contradicts_url(article):
        yield Hit(
            f"crawled {timestamps.format_span(epoch - latest)} after its date line {times.format_dateline(article)}",
            "/dateline",
        )


def _published(article: Article) -> int | None:
    """The latest time at which the article can have been published."""
    if article.dateline is not None:
        span = times.publication_range(article)
        return span[1] if span else None
    day = times.url_day(article)
    return int(datetime.combine(day, time.max, UTC).timestamp() * 1000) if day else None
