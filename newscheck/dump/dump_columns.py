"""What rules read of the columns of a dump: rows of some fields, the articles of each site, when each was saved."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from newscheck.dump import blocks
from newscheck.dump.per_dump import per_dump
from newscheck.dump.vectors import ascending, choice, computed
from newscheck.model import ABSENT, Column, Dump


def rows_of(dump: Dump, *fields: str) -> Iterator[tuple[Any, ...]]:
    """Some fields of each article, as they stand in columns; few articles are in memory."""
    for part in dump.parts(*fields):
        yield from zip(*part, strict=True)


def values_of(dump: Dump, field: str) -> Iterator[Any]:
    """A field of each article, as it stands in a column; few articles are in memory."""
    for (column,) in dump.parts(field):
        yield from column


def integers(dump: Dump, field: str) -> Column:
    """A column of integers of all articles."""
    column = dump.column(field)
    assert isinstance(column, array | memoryview)
    return column


class Sites(NamedTuple):
    """The sites of a dump in the order of their first articles, and for each article the number of its site."""

    names: list[str]
    numbers: Column

    def site(self, position: int) -> str:
        """The site of the article at a position."""
        return self.names[self.numbers[position]]


@per_dump
def sites_of(dump: Dump) -> Sites:
    """The site of each article."""
    return Sites(*_numbered(dump, "site"))


@per_dump
def languages_of(dump: Dump) -> Sites:
    """The language of each article, as `sites_of`."""
    return Sites(*_numbered(dump, "language"))


def _numbered(dump: Dump, field: str) -> tuple[list[str], Column]:
    numbers: dict[str, int] = {}
    column = blocks.column("I", len(dump))
    rows, first = memoryview(column), 0
    for (names,) in dump.parts(field):
        for name in names:
            if name not in numbers:
                numbers[name] = len(numbers)
        rows[first : first + len(names)] = array("I", map(numbers.__getitem__, names))
        first += len(names)
    blocks.release()
    return [*numbers], column


@per_dump
def positions_by_site(dump: Dump) -> dict[str, Column]:
    """The positions of each site's articles in the dump, in order."""
    names, numbers = sites_of(dump)
    positions, sites, start = ascending(numbers), Counter(numbers), 0
    found: dict[str, Column] = {}
    for number, name in enumerate(names):
        found[name] = positions[start : start + sites[number]]
        start += sites[number]
    return found


def articles_by_site(dump: Dump) -> dict[str, int]:
    """The number of each site's articles."""
    return {site: len(positions) for site, positions in positions_by_site(dump).items()}


@per_dump
def saved_times(dump: Dump) -> Column:
    """When each article was saved; failing that, published; 0 where neither is known."""

    def known(time: Any, otherwise: Any) -> Any:
        return choice(time != ABSENT, time, otherwise)

    columns = integers(dump, "epoch"), integers(dump, "published")
    return computed("q", lambda epoch, published: known(epoch, known(published, 0)), *columns)
