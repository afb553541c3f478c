"""The date line has another format.

`16/08/2023 - 21:04` becomes `2023-08-16 21:04` after a redesign. The time is the same, and a parser of both formats
loses nothing. A fixed format string finds no date from that day on.
"""

from __future__ import annotations

import random

from newscheck.html.markup import find_dateline, splice
from newscheck.mutants import ArticleSource

HARM = ()
RULES = ()


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Write the date as ISO 8601, or in Chinese if it is ISO 8601 already."""
    place = find_dateline(source.html)
    if place is None or place[2].iso is None:
        return None
    start, end, line = place
    day, _, clock = place[2].iso.partition("T")
    if line.text[:5].endswith("-"):
        year, month, number = map(int, day.split("-"))
        day = f"{year}年{month}月{number}日"
    new = f"{day} {clock}{_zone(line.offset)}" if clock else day
    return source._replace(html=splice(source.html, [(start, end, new)]))


def _zone(offset: int | None) -> str:
    """Minutes east of UTC as written after a time."""
    if not offset:
        return "" if offset is None else " UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f" {'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
