"""The epoch is in seconds, microseconds or nanoseconds instead of milliseconds.

A time of 1970, or of the year 55,000: sorted by time, such articles stand before or after all others, and every check
of their age is wrong. It is what a port from another language leaves (`time.time()`, `time_ns()`, `System.nanoTime()`).

What to do: multiply or divide, in the scraper and in the files. For JSON items set `epoch_unit` in
`[tool.newscheck.fields]` to `"s"` or `"us"`.
"""

from collections.abc import Iterator
from datetime import datetime

from newscheck.article import times
from newscheck.model import Article, Context, Hit
from newscheck.text import timestamps

SEVERITY = "error"
BAD = [{"epoch": 1692215820}, {"epoch": 1692215820000000}, {"epoch": 1692215820000000000}]
GOOD = [{}, {"when": datetime(2007, 3, 1, 12, 0)}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """An epoch that makes no sense in milliseconds, and does in another unit."""
    epoch = article.epoch_ms
    if epoch is not None and (found := times.mistaken_unit(epoch, ctx)):
        unit, ms = found
        yield Hit(f"the epoch is in {unit}, not milliseconds: {epoch} is {timestamps.format_utc(ms)}", "/epoch_ms")
