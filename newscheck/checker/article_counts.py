"""Counts of the articles of a file that a rule reports: its findings don't tell, since most of many are aggregated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newscheck.article.sites import publisher_name
from newscheck.model import Article, Document, HitCount, ItemCount


class ArticleCounts:
    """Counts of items and of what rules report in them. A file that is an article as a whole needs none."""

    def __init__(self) -> None:
        self._hits: Counter[tuple[str, str, str, str, str]] = Counter()
        self._items: Counter[tuple[str, str]] = Counter()

    def add(self, document: Document, article: Article | None, hits: Iterable[tuple[str, str, str]]) -> None:
        """Count an item, and what is reported in it: rule, severity and pointer of each hit."""
        if document.item is None:
            return
        self._items[document.path, document.preset] += 1
        site = publisher_name(article.site, article.url) if article else ""
        keys = {(document.path, site, rule, severity, field_of(pointer)) for rule, severity, pointer in hits}
        self._hits.update(keys)

    def hits(self) -> list[HitCount]:
        """The counts of what rules report."""
        return [HitCount(*key, number) for key, number in self._hits.items()]

    def items(self) -> list[ItemCount]:
        """The counts of items by file and preset."""
        return [ItemCount(*key, number) for key, number in self._items.items()]


def field_of(pointer: str) -> str:
    """The record field that a pointer leads to or into; empty for none."""
    return pointer[1:].partition("/")[0]
