"""Items of several writers in one feed: those whose names are alike are a group, and each has a mapping of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from newscheck.article import field_guess
from newscheck.article.item_mapping import EPOCH_UNIT

#: The share of names that items of a group have in common with its most frequent item, the share of all items that
#: make a group, that from which on all are one, and the most groups.
_LIKE, _MIN_SHARE, _ONE, _MOST = 0.5, 0.1, 0.9, 6

Item = Mapping[str, Any]


def guess(items: Sequence[Item]) -> dict[str, Any]:
    """The mapping `[fields]` for items like these (`field_guess.guess`), with the paths of all groups."""
    merged: dict[str, list[str]] = {}
    for table in map(field_guess.guess, groups(items)):
        for field, path in table.items():
            paths = merged.setdefault(field, [])
            if path not in paths and not (field == EPOCH_UNIT and paths):
                paths.append(path)
    return {field: paths if len(paths) > 1 else paths[0] for field, paths in merged.items()}


def groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items by the likeness of their names, the most frequent first; one group where nearly all are alike."""
    rest = [(item, _names(item)) for item in items]
    found: list[list[Item]] = []
    while rest and len(found) < _MOST:
        ((usual, _),) = Counter(names for _, names in rest).most_common(1)
        alike = [item for item, names in rest if _are_alike(names, usual)]
        if len(alike) >= _MIN_SHARE * len(items):
            found.append(alike)
        rest = [(item, names) for item, names in rest if not _are_alike(names, usual)]
    return found if len(found) > 1 and len(found[0]) < _ONE * len(items) else [[*items]]


def _names(item: Item) -> frozenset[str]:
    return frozenset(name for name, value in item.items() if value not in (None, "", [], {}))


def _are_alike(names: frozenset[str], usual: frozenset[str]) -> bool:
    return len(names & usual) >= _LIKE * len(names | usual)
