"""The members of the objects in an item's own fields, by their paths: `source.name`, `authors[*].name`.

An object stands for its name in a summary, and a list of objects for their names. The members are counted beside them,
so that a name that is lost while the id stays is one that is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

#: Levels of objects whose members are counted, members of an object, entries of a list, and characters of a path.
_DEPTH, _MEMBERS, _ENTRIES, _LONGEST = 3, 12, 8, 60
#: What is between a name and that of a member, and what stands for all entries of a list.
_MEMBER, _EACH = ".", "[*]"
#: Members of JSON-LD that say what an object is.
_SYNTAX = frozenset(("@type", "@context"))


def has_members(value: Any) -> bool:
    """Whether a value is an object, or a list with one among its first entries."""
    if isinstance(value, list):
        return any(isinstance(entry, dict) for entry in value[:_ENTRIES])
    return isinstance(value, dict)


def members(fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The path and the value of each member of the objects, those of the first level first."""
    level = deque((name, value, 0) for name, value in fields.items() if isinstance(value, (dict, list)))
    while level:
        path, value, depth = level.popleft()
        for name, inner in islice(_members(value), _MEMBERS):
            below = path + name
            if len(below) <= _LONGEST:
                yield below, inner
                if depth + 1 < _DEPTH and isinstance(inner, (dict, list)):
                    level.append((below, inner, depth + 1))


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    """The members of an object, or of the objects in a list: of each name the values in all of them."""
    if isinstance(value, dict):
        yield from ((_MEMBER + name, inner) for name, inner in value.items() if _is_name(name))
        return
    objects = [entry for entry in value[:_ENTRIES] if isinstance(entry, dict)]
    names = dict.fromkeys(name for entry in objects for name in islice(entry, _MEMBERS) if _is_name(name))
    for name in names:
        yield _EACH + _MEMBER + name, [entry[name] for entry in objects if name in entry]


def _is_name(name: Any) -> bool:
    """Whether a member's name can be a part of a path."""
    return isinstance(name, str) and bool(name) and name not in _SYNTAX and not {".", "["}.intersection(name)


def above(path: str) -> Iterator[str]:
    """The paths of the objects that a member is in, the nearest first; none of a field."""
    while _MEMBER in path:
        path = path.rpartition(_MEMBER)[0].removesuffix(_EACH)
        yield path


def steps_of(path: str, own: Mapping[str, object]) -> tuple[str, ...]:
    """The names that lead to a member of an item with such own fields, up to a list; a field may have a dotted name."""
    if path in own and not any(name in own for name in above(path)):
        return (path,)
    *_, field = [path, *above(path)]
    if field not in own:
        return (path,)
    inner = path.partition(_EACH)[0]
    return (field, *inner[len(field) + 1 :].split(_MEMBER)) if len(inner) > len(field) else (field,)
