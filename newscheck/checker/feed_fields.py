"""The feeds of a run: how many articles each has, and how many of them have which fields of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from newscheck.model import SUMMARY_FIELDS, ArticleSummary

#: Ends of the names of rules that report articles without a field; others look only at those that have it.
_OF_ABSENCE = ("-missing", "-empty", "-schema")
_EPOCH = "epoch_ms"


class CountedFeed:
    """The articles of a publisher, and how many of them have each set of fields (bits of `present_fields`)."""

    def __init__(self) -> None:
        self.articles = 0
        self._present: Counter[int] = Counter()
        self.has_epoch = False

    def add(self, articles: int, present: int, *, has_epoch: bool) -> None:
        """Add articles with the same fields."""
        self.articles += articles
        self._present[present] += articles
        self.has_epoch |= has_epoch

    def merge(self, other: CountedFeed) -> None:
        """Add the articles of another feed."""
        self.articles += other.articles
        self._present.update(other._present)
        self.has_epoch |= other.has_epoch

    def looked_at(self, rule: str, field: str, hits: int) -> int:
        """The number of articles that a rule looks at: where it is about a field's value, those that have the field."""
        if rule.endswith(_OF_ABSENCE) or field not in SUMMARY_FIELDS:
            return self.articles
        bit = SUMMARY_FIELDS.index(field)
        number = sum(number for fields, number in self._present.items() if fields >> bit & 1)
        return number if hits <= number else self.articles

    @property
    def absent(self) -> frozenset[str]:
        """The record fields that none of the articles has."""
        present = reduce(or_, self._present, 0)
        fields = {field for bit, field in enumerate(SUMMARY_FIELDS) if not present >> bit & 1}
        return frozenset(fields if self.has_epoch else fields | {_EPOCH})


def feeds_of(summaries: Iterable[ArticleSummary], files: Mapping[str, CountedFeed]) -> dict[str | None, CountedFeed]:
    """The feed of each publisher, and that of all articles (None); fills those of `files`.

    Articles without a URL are no feed beside others.
    """
    feeds: dict[str | None, CountedFeed] = {None: CountedFeed()}
    for summary in summaries:
        feed = feeds.get(summary.site) or feeds.setdefault(summary.site, CountedFeed())
        feed.add(1, summary.present_fields, has_epoch=summary.epoch is not None)
        if own := files.get(summary.path):
            own.add(1, summary.present_fields, has_epoch=summary.epoch is not None)
    for feed in [*feeds.values()][1:]:
        feeds[None].merge(feed)
    feeds.pop("", None)
    return feeds
