"""Long lists and long objects of JSON of which only some values are read: what they hold shows there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

#: Values at each end that are read, and the members of an object that are not read, from which number on.
SAMPLE, MANY = 6, 20


class Sample(list[Any]):
    """The first and the last entries of a long list of objects; `whole` gives all of them, one by one."""

    def __init__(self, entries: Iterable[Any], whole: Callable[[], Iterator[Any]]) -> None:
        super().__init__(entries)
        self.whole = whole


class Index(dict[str, Any]):
    """A long object of objects, of which those at its ends are read; `load` gives one that is UNREAD."""

    def __init__(self, members: Mapping[str, Any], load: Callable[[str], Any]) -> None:
        super().__init__(members)
        self.load = load


#: The value of a member that is an object, and not empty.
UNREAD: dict[str, Any] = {"": None}


def at_both_ends(values: list[Any]) -> list[Any]:
    """Some values of a list with more."""
    return [*values[:SAMPLE], *values[SAMPLE:][-SAMPLE:]]


def has_sample(value: Mapping[str, Any]) -> bool:
    """Whether of a list or an object in an object only a sample is read."""
    for inner in value.values():
        kind = inner.__class__
        if kind is Sample or kind is Index or (kind is dict and has_sample(inner)):
            return True
    return False
