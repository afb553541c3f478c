"""The URL has the day before.

The feed, or a scraper that makes the address of a date, writes days in UTC instead of the publisher's local time. There
is no article at that address, or each article gets a second key and is stored again. By itself an article shows it only
where it has links for sharing, which have the address of the page.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ("url",)
RULES = ("share-link-mismatch",)
#: A day, written in one way throughout; `%20` before a number is no year.
_DAY = lazy_regex(r"(?<![0-9%])((?:19|20)[0-9]{2})([-/]?)([01][0-9])\2([0-3][0-9])")


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Move the first date in the URL that has a day by one day."""
    match = _DAY.search(source.url)
    if match is None:
        return None
    year, sign, month, day = match.groups()
    try:
        before = date(int(year), int(month), int(day)) - timedelta(days=1)
    except ValueError:
        return None
    moved = f"{before:%Y}{sign}{before:%m}{sign}{before:%d}"
    return source._replace(url=source.url[: match.start()] + moved + source.url[match.end() :])
