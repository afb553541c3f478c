"""The values that items have at each path, and whether they have the form of a field of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from newscheck.article import value_forms

#: Smallest share of values that have the form of the record field, of items that have the field at all, and, for what
#: no two articles share, of different values.
MIN_FITTING, _MIN_FILLED, _MIN_DISTINCT = 0.8, 0.2, 0.5
#: The smallest share of texts with a tag in a field that is HTML: a short one needs none.
_MIN_MARKUP = 0.3
_UNIQUE = ("url", "title", "html", "body", "paragraphs")
_MAX_DEPTH = 4
#: Columns of an item: more are names that are data (objects keyed by address).
_MAX_COLUMNS = 300


class ItemColumn(NamedTuple):
    """The values that items have at a path."""

    path: str
    values: list[Any]
    items: int

    def fits(self, field: str) -> bool:
        """Whether enough items have a value here, and most of the values have the form of a field of the record."""
        values = self.values
        if len(values) < _MIN_FILLED * self.items:
            return False
        if field in _UNIQUE and len(set(map(repr, values))) < _MIN_DISTINCT * len(values):
            return False
        return self.has_form(field)

    def has_form(self, field: str) -> bool:
        """Whether most of the values have the form of a field of the record."""
        least = _MIN_MARKUP if field == "html" else MIN_FITTING
        return sum(map(value_forms.FORMS[field], self.values)) >= least * len(self.values)

    @property
    def depth(self) -> int:
        """The number of objects around the value."""
        return self.path.count(".") + self.path.count("[*]")

    @property
    def length(self) -> float:
        """The usual length of the text in bytes (UTF-8)."""
        return median(len(str(value).encode("utf-8", "replace")) for value in self.values)


def columns_of(items: Sequence[Mapping[str, Any]]) -> dict[str, ItemColumn]:
    """The values at each path: of members, of members of members, and of all entries of a list (`blocks[*].text`)."""
    columns: dict[str, ItemColumn] = {}
    for item in items:
        for path, value in _flat(item):
            if path not in columns and len(columns) < _MAX_COLUMNS:
                columns[path] = ItemColumn(path, [], len(items))
            if path in columns:
                columns[path].values.append(value)
    return columns


def _flat(item: Mapping[str, Any], above: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    """The values of an item and the paths to them; what is null or empty is missing."""
    for name, value in item.items():
        if value in (None, "", [], {}) or not (_is_step(name) if above else _is_name(name)):
            continue
        yield above + name, value
        if depth == _MAX_DEPTH:
            continue
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.", depth + 1)
        elif isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            yield from _of_entries(value, f"{above}{name}[*].", depth + 1)


def _of_entries(entries: Sequence[Mapping[str, Any]], above: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """The values at the same path in all entries of a list."""
    lists: dict[str, list[Any]] = {}
    for entry in entries[:_MAX_COLUMNS]:
        for path, value in _flat(entry, above, depth):
            lists.setdefault(path, []).append(value)
    yield from lists.items()


def _is_name(name: str) -> bool:
    """Whether a name may stand in settings; one of the item itself comes before a path that is spelled like it."""
    return bool(name) and name.isprintable()


def _is_step(name: str) -> bool:
    """Whether a name may be a step of a path as it is."""
    return _is_name(name) and not any(character in '.[](),"' for character in name)
