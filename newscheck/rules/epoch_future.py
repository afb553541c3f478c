"""The epoch is in the future.

An article can't be crawled after the time of the check. In real archives the cause is local time read as UTC (eight
hours ahead in Beijing), or a wrong clock. Such articles are at the top of every list until that time has come.

What to do: check whether the date of the feed item has a time zone, and which one the scraper assumes. If the clock of
the checking machine is behind, give the time with `--now`. `tolerance-minutes` is how far the two clocks may differ.
"""

from collections.abc import Iterator
from datetime import datetime

from newscheck.article import times
from newscheck.model import Article, Context, Hit
from newscheck.text import timestamps

SEVERITY = "error"
#: Minutes by which the crawler's clock may be ahead of the check's.
OPTIONS = {"tolerance_minutes": 10}
_UTC_8 = 8 * timestamps.HOUR
BAD = [
    {"epoch": 1694764800000},
    {"epoch": 4075000000000},
    {"when": datetime(2023, 9, 14, 23, 0), "epoch": 1694757180000},
    {"when": datetime(2024, 2, 3, 10, 0)},
]
GOOD = [{}, {"when": datetime(2023, 9, 15, 1, 10)}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report an epoch after now; `epoch-unit` has those in another unit."""
    epoch, latest = article.epoch_ms, ctx.now + ctx.options["tolerance_minutes"] * timestamps.MINUTE
    if epoch is None or epoch <= latest or (times.earliest_epoch(article) or 0) <= latest:
        return
    if times.mistaken_unit(epoch, ctx) is None:
        when = f"{timestamps.format_span(epoch - ctx.now)} after the time of this check, {timestamps.format_utc(epoch)}"
        yield Hit(f"the epoch is {when}{_cause(article)}", "/epoch_ms")


def _cause(article: Article) -> str:
    """If the date line is about eight hours earlier, the epoch is Beijing time read as UTC."""
    if article.epoch_ms is None or article.published_ms is None:
        return ""
    return times.explain_gap(article.epoch_ms - article.published_ms, [(_UTC_8, "UTC+8 taken for UTC")])
