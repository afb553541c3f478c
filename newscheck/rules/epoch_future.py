"""The epoch is in the future.

An article can't be crawled after the time of the check. In real archives it is a local time taken for UTC (eight hours
ahead in Beijing), or a clock that is wrong; such articles head every list until the time has come.

What to do: see whether the date of the feed item has a zone, and which one the scraper assumes. Where it is the check's
clock that is behind, give it with `--now`; `tolerance-minutes` is how far the two may differ.
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
    """An epoch after now; one in another unit than milliseconds is another rule's."""
    epoch = article.epoch_ms
    if epoch is None or epoch <= ctx.now + ctx.options["tolerance_minutes"] * timestamps.MINUTE:
        return
    if times.mistaken_unit(epoch, ctx) is None:
        when = f"{timestamps.format_span(epoch - ctx.now)} after the time of this check, {timestamps.format_utc(epoch)}"
        yield Hit(f"the epoch is {when}{_cause(article)}", "/epoch_ms")


def _cause(article: Article) -> str:
    """Beijing time taken for UTC is told by the date line, which is then about eight hours before it."""
    if article.epoch_ms is None or article.published_ms is None:
        return ""
    return times.explain_gap(article.epoch_ms - article.published_ms, [(_UTC_8, "UTC+8 taken for UTC")])
