"""Objects among own fields: what is said of an object and of its members is said once."""

from __future__ import annotations

from newscheck.dump.numpy_loader import np
from newscheck.dump.own_columns import OwnColumn
from newscheck.dump.own_members import above
from newscheck.layout.own_features import OwnField
from newscheck.layout.own_rhythm import Bounds
from newscheck.layout.statistics import Ints


def is_name_of_object(name: str, columns: dict[str, OwnColumn]) -> bool:
    """Whether a member is what its object is known by: they have the same values."""
    return any(columns.get(field) == columns[name] for field in above(name))


def members_of(name: str, columns: dict[str, OwnColumn], rank: Ints) -> list[Ints]:
    """The articles that have each member of an object, by their number in the order of time."""
    columns_of_members = (column for member, column in columns.items() if name in above(member))
    return [np.unique(rank[np.array(column.articles, dtype=np.int64)]) for column in columns_of_members]


def loses_member(field: OwnField, members: list[Ints], bounds: Bounds, least: float) -> bool:
    """Whether one of the members is lost at a change of an object, by a share of `least` or more: it is the change."""
    low, split, high, _ = bounds
    having = (np.isin(field.coverage[low:high], articles) for articles in members)
    return any(has[: split - low].mean() - has[split - low :].mean() >= least for has in having)
