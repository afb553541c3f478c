"""Which columns of a picture have findings in more of their articles than is usual for the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import NamedTuple

#: Standard deviations beyond which a number isn't chance; with one article more, so that four are needed at least.
_DEVIATIONS = 3
#: By how much of the usual number, or else of all articles, a number must be greater to matter.
_OF_USUAL, _OF_ALL = 0.5, 0.1
#: Columns in a row in which this share of the articles is affected are one event: of a small site, too.
_MOST = 0.5


class Column(NamedTuple):
    """The articles of a column, and those that have a finding."""

    articles: int
    affected: int

    @property
    def share(self) -> float:
        """The share of the articles that have one; 0 where there is no article."""
        return self.affected / self.articles if self.articles else 0.0


def usual_share(columns: Sequence[Column]) -> float:
    """The median of the shares, where a column counts as often as it has articles."""
    middle, passed = sum(column.articles for column in columns) / 2, 0
    for column in sorted(columns, key=lambda column: column.share):
        passed += column.articles
        if passed >= middle and column.articles:
            return column.share
    return 0.0


def outliers(columns: Sequence[Column]) -> set[int]:
    """The positions of columns with findings in unusually many articles."""
    usual, all_ = usual_share(columns), _sum(columns)
    found: set[int] = set()
    for event in _events(columns, usual):
        own = _sum([columns[at] for at in event])
        # Where columns have few articles, the median may be nothing, and chance makes rows of affected ones.
        rest = Column(all_.articles - own.articles, all_.affected - own.affected)
        if _is_unusual(own, max(usual, rest.share) if len(event) > 1 else usual):
            found.update(event)
    return found


def _sum(columns: Sequence[Column]) -> Column:
    return Column(sum(column.articles for column in columns), sum(column.affected for column in columns))


def _events(columns: Sequence[Column], usual: float) -> Iterator[list[int]]:
    """The positions of columns that count together; those without articles are in none."""

    def event(at: int) -> int:
        return -1 if columns[at].share >= _MOST > usual else at

    with_articles = (at for at, column in enumerate(columns) if column.articles)
    return ([*group] for _, group in groupby(with_articles, event))


def _is_unusual(column: Column, usual: float) -> bool:
    """Whether more articles are affected than by chance, and so many more that it matters."""
    expected = column.articles * usual
    excess = column.affected - expected
    chance = _DEVIATIONS * sqrt(expected * (1 - usual) + 1)
    return excess > chance and excess >= min(_OF_USUAL * expected, _OF_ALL * column.articles)
