"""The epoch is missing or not a number.

`Date.parse` returns NaN for a date that it can't parse, and the scraper writes it to the file. Without a crawl time an
article has no place in the history of the dump, so it is left out of every comparison over time.

What to do: look at `pubDate` of the feed item and parse it with its own format. If that fails, use the time of the
crawl; never write an empty value. If your dump files have no line `<!--EPOCH_MS-->` at all, let the scraper write the
time of the crawl there.
"""

from collections.abc import Iterator
from datetime import datetime
from json import dumps
from typing import Any

from newscheck.model import Article, Context, Hit

SEVERITY = "error"
BAD = [
    {"epoch": "NaN"},
    {"epoch": ""},
    {"epoch": "Wed, 16 Aug 2023 19:57:00 GMT"},
    {"epoch": "2023-08-16T19:57:00Z"},
    {"epoch": "1692215820000.0"},
    {"epoch": "１６９２２１５８２００００"},
    {"epoch": "--1692215820000"},
    {"sub": [("<!--1692215820000-->\n", "")]},
]
GOOD = [{}, {"epoch": " 1692215820000 "}]
#: What programs write instead of a missing number.
_NOTHINGS = frozenset(("nan", "undefined", "null", "none", "nil", "invalid date", "infinity"))
_SHOWN = 40
#: Formats with an epoch line.
_DUMP = frozenset(("dump", "jekyll"))


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report an epoch that is not an integer; `header-malformed` has malformed header lines."""
    if article.epoch_ms is not None:
        return
    epoch = article.document.epoch
    if epoch is not None:
        yield Hit(_reason(epoch.value), "/epoch_ms")
    elif article.document.format in _DUMP:
        if not any(fault.kind == "header" for fault in article.document.faults):
            yield Hit("no epoch: the file has no line `<!--EPOCH_MS-->`", "", 0, 0)
    else:
        yield Hit("the item has no epoch", "/epoch_ms")


def _reason(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else dumps(value, ensure_ascii=False)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if not text:
        return "the epoch is empty"
    if text.lower() in _NOTHINGS:
        return f"the epoch is {shown}: the feed's date could not be parsed"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return f"the epoch {shown!r} is not an integer"
    return f"the epoch {shown} is a date and not milliseconds since 1970"
