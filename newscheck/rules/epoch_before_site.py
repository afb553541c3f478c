"""The epoch is from before the site existed.

0, -1 or the first of January of some year is what a program makes of a missing date. Such articles stand before all
others, and in the layout of a time that they don't come from.

What to do: look at the date of the feed item, and fall back on the time of the crawl where there is none. `since` of
the site's data says from when on there were articles; where it is not given, 1995 is taken.
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
    """An epoch too early in milliseconds and in any other unit."""
    epoch = article.epoch_ms
    if epoch is None or epoch >= (first := times.site_start(ctx)) or times.mistaken_unit(epoch, ctx):
        return
    if -timestamps.DAY < epoch < timestamps.DAY:
        what = f"the epoch is {epoch}: a missing date turned into a number"
    else:
        of = "the first news sites" if ctx.site.since is None else ctx.site.title or ctx.site.name
        what = f"the epoch is before {of} ({timestamps.format_utc(first)[:10]}): {timestamps.format_utc(epoch)}"
    yield Hit(what, "/epoch_ms")
