"""Counts of the items of a file in which a rule reports something: its findings may be aggregated, and say less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newscheck.article.sites import publisher_name
from newscheck.model import Article, Document, HitCount, PresetUse


class ArticleCounts:
    """Counts of what rules report in items, and the presets that recognise them. Other articles need none."""

    def __init__(self) -> None:
        self._hits: Counter[tuple[str, str, str, str, str]] = Counter()
        self._presets: set[tuple[str, str]] = set()

    def add(self, document: Document, article: Article | None, hits: Iterable[tuple[str, str, str]]) -> None:
        """Count an item, and what is reported in it: rule, severity and pointer of each hit."""
        if document.item is None:
            return
        if document.preset:
            self._presets.add((document.path, document.preset))
        site = publisher_name(article.site, article.url) if article else ""
        keys = {(document.path, site, rule, severity, field_of(pointer)) for rule, severity, pointer in hits}
        self._hits.update(keys)

    def hits(self) -> list[HitCount]:
        """The counts of what rules report."""
        return [HitCount(*key, number) for key, number in self._hits.items()]

    def presets(self) -> list[PresetUse]:
        """The presets that recognise items, by file."""
        return [PresetUse(*key) for key in sorted(self._presets)]


def field_of(pointer: str) -> str:
    """The record field that a pointer leads to or into; empty for none."""
    return pointer[1:].partition("/")[0]
