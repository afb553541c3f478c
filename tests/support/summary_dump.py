"""A dump of summaries, whose layout never changed: no rule may ask for more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newscheck.dump.summary_columns import of_summaries
from newscheck.model import ArticleSummary, LayoutHistory

#: Articles of a part.
_PART = 100


class SummaryDump:
    """Summaries that can be counted, and read in order, at positions and by column."""

    history = LayoutHistory()

    def __init__(self, summaries: Iterable[ArticleSummary]) -> None:
        self._summaries = list(summaries)

    def __iter__(self) -> Iterator[ArticleSummary]:
        return iter(self._summaries)

    def __len__(self) -> int:
        return len(self._summaries)

    def column(self, name: str) -> Sequence[Any]:
        return of_summaries(name, self._summaries)

    def parts(self, *names: str) -> Iterator[tuple[Sequence[Any], ...]]:
        for low in range(0, len(self._summaries), _PART):
            yield tuple(of_summaries(name, self._summaries[low : low + _PART]) for name in names)

    def summaries_at(self, positions: Iterable[int]) -> list[ArticleSummary]:
        return [self._summaries[position] for position in positions]
