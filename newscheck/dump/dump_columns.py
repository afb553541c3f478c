"""What rules read of the columns of a dump: rows of some fields, the articles of each site, when each was saved."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from newscheck.dump.per_dump import per_dump
from newscheck.dump.vectors import choice, computed
from newscheck.model import ABSENT, Dump


def rows_of(dump: Dump, *fields: str) -> Iterator[tuple[Any, ...]]:
    """Some fields of each article, as they stand in columns; few articles are in memory."""
    for part in dump.parts(*fields):
        yield from zip(*part, strict=True)


def values_of(dump: Dump, field: str) -> Iterator[Any]:
    """A field of each article, as it stands in a column; few articles are in memory."""
    for (column,) in dump.parts(field):
        yield from column


def integers(dump: Dump, field: str) -> array[int]:
    """A column of integers of all articles."""
    column = dump.column(field)
    assert isinstance(column, array)
    return column


@per_dump
def positions_by_site(dump: Dump) -> dict[str, array[int]]:
    """The positions of each site's articles in the dump, in order."""
    sites: dict[str, array[int]] = {}
    for position, site in enumerate(dump.column("site")):
        positions = sites.get(site)
        if positions is None:
            positions = sites[site] = array("I")
        positions.append(position)
    return sites


def articles_by_site(dump: Dump) -> dict[str, int]:
    """The number of each site's articles."""
    return {site: len(positions) for site, positions in positions_by_site(dump).items()}


@per_dump
def saved_times(dump: Dump) -> array[int]:
    """When each article was saved; failing that, published; 0 where neither is known."""

    def known(time: Any, otherwise: Any) -> Any:
        return choice(time != ABSENT, time, otherwise)

    columns = integers(dump, "epoch"), integers(dump, "published")
    return computed("q", lambda epoch, published: known(epoch, known(published, 0)), *columns)
