"""The epoch is earlier than the site's first articles.

A program that has no date writes 0, -1 or the first of January of some year. Such articles sort before all others and
are assigned to a layout of a time that they don't come from.

What to do: look at the date of the feed item, and use the time of the crawl if it has none. `since` in the site file is
the date of the site's first articles; without it, 1995 is assumed.
"""

from collections.abc import Iterator
from datetime import datetime

from newscheck.article import times
from newscheck.model import Article, Context, Hit
from newscheck.text import timestamps

SEVERITY = "error"
BAD = [
    {"epoch": 0},
    {"epoch": -1},
    {"epoch": 1000000000000},
    {"epoch": -62135596800000},
    {"when": datetime(2004, 5, 6, 7, 8)},
]
GOOD = [{}, {"when": datetime(2007, 3, 1, 12, 0)}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report an epoch that is too early in milliseconds and in any other unit."""
    epoch = article.epoch_ms
    if epoch is None or epoch >= (first := times.site_start(ctx)) or times.mistaken_unit(epoch, ctx):
        return
    if -timestamps.DAY < epoch < timestamps.DAY:
        message = f"the epoch is {epoch}: a missing date turned into a number"
    else:
        start = "the first news sites" if ctx.site.since is None else ctx.site.title or ctx.site.name
        message = f"the epoch is before {start} ({timestamps.format_utc(first)[:10]}): {timestamps.format_utc(epoch)}"
    yield Hit(message, "/epoch_ms")
