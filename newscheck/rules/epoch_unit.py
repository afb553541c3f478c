"""The time of the crawl (the epoch) is in seconds, micro- or nanoseconds instead of milliseconds.

Read as milliseconds, such an epoch is in 1970 or in the year 55,000: the article sorts before or after all others, and
every check of its age is wrong. It happens when a scraper is ported to another language (`time.time()`, `time_ns()`,
`System.nanoTime()`).

What to do: convert to milliseconds, in the scraper and in the files. For JSON items set `epoch_unit` in
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
    """Report an epoch that is implausible in milliseconds but plausible in another unit."""
    epoch = article.epoch_ms
    if epoch is not None and (actual := times.mistaken_unit(epoch, ctx)):
        unit, ms = actual
        yield Hit(f"the epoch is in {unit}, not milliseconds: {epoch} is {timestamps.format_utc(ms)}", "/epoch_ms")
