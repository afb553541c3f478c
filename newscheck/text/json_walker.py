"""Walk through JSON in UTF-8 after msgspec has found the borders of what is in it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Raw

from newscheck.text.json_borders import (
    ARRAY,
    BLANKS,
    CLOSE,
    COMMA,
    END,
    NAME,
    OBJECT,
    SIMPLE,
    borders,
    members_and_entries_of,
    members_of,
    pairs,
    placed,
    refuse_commas,
)
from newscheck.text.json_path import Steps
from newscheck.text.json_samples import MANY, SAMPLE, UNREAD, Index, Sample, at_both_ends
from newscheck.text.json_values import load
from newscheck.text.json_walk import EMPTY, Enters

#: Whether an object with some names is an item, whatever its values are.
IsItem = Callable[[tuple[str, ...]], Any]
_EMPTY = re.compile(rb"{[ \t\r\n]*+}")
#: The beginning of an object whose first list or object is a list of objects.
_BEFORE_LIST = re.compile(rb'{(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+\[[ \t\r\n]*+{')
#: Bytes at the beginning of an object in which its first list is looked for.
_HEAD = 1 << 16


class Walker:
    """Reads what is in a container after msgspec has found its borders."""

    def __init__(self, data: bytes, end: int, enters: Enters, is_item: IsItem | None) -> None:
        self.data = data
        self.end = end
        self.is_item = is_item
        self.view = memoryview(data)
        self.enters = enters
        self.members: dict[Steps, dict[str, tuple[int, int]]] = {}
        self.entries: dict[Steps, array[int]] = {}

    def entered(self, start: int, end: int, steps: Steps) -> Any:
        """The container at a span."""
        return (self._members if self.data[start] == OBJECT else self._entries)(start, end, steps)

    def _members(self, start: int, end: int, steps: Steps) -> dict[str, Any]:
        spans = self.members[steps] = {}
        lists: dict[str, Any] = {}
        at = start + 1
        for name, inner in self._found(start, end).items():
            written = NAME.match(self.data, at)
            # Of two members of one name only the last is among those that were found.
            if written is None or (written[1][1:-1] != name.encode() and load(written[1]) != name):
                raise ValueError("a name twice")
            begin = written.end()
            if inner.__class__ is Raw:
                at = begin + memoryview(inner).nbytes
            elif inner.__class__ is list and self._enters(begin, (*steps, name)):
                lists[name], at = self._list(begin, inner, end, (*steps, name))
            else:
                at = self._behind(begin, inner, end)
            spans[name] = (begin, at)
        closing = END.match(self.data, at)
        if closing is None or closing.end() != end:
            raise ValueError("a name twice")
        if index := self._index(spans):
            return index
        return {
            name: lists[name] if name in lists else self._value(*span, (*steps, name)) for name, span in spans.items()
        }

    def _found(self, start: int, end: int) -> dict[str, Any]:
        """The members of an object; where the first list is one of objects, its entries, and those of other lists."""
        if not _BEFORE_LIST.match(self.data, start, min(end, start + _HEAD)):
            return members_of(self.view[start:end])
        refuse_commas(self.data, start, end)
        return members_and_entries_of(self.view[start:end])

    def _list(self, begin: int, found: list[Raw], end: int, steps: Steps) -> tuple[list[Any], int]:
        """The list at an offset, whose entries were found, and the offset behind it."""
        spans = self.entries[steps] = array("q")
        for start, view in placed(self.data, begin, found, end - begin):
            spans.append(start)
            spans.append(start + view.nbytes)
        closing = CLOSE.match(self.data, spans[-1] if spans else begin + 1)
        if closing is None:
            raise ValueError("a name twice")
        return self._listed(spans, steps), closing.end()

    def _behind(self, begin: int, found: Any, end: int) -> int:
        """The offset behind a value at an offset, which was found there unless its name is there twice."""
        if isinstance(found, dict):
            at, before, inner, closing = begin + 1, NAME, iter(found.values()), END
        elif isinstance(found, list):
            at, before, inner, closing = begin + 1, COMMA, iter(found), CLOSE
        else:
            at, before, inner, closing = begin, COMMA, iter(()), SIMPLE
        for raw in inner:
            written = before.match(self.data, at, end)
            if written is None:
                break
            at = written.end() + memoryview(raw).nbytes
        match = closing.match(self.data, at, end)
        if match is None:
            raise ValueError("a name twice")
        return match.end()

    def _index(self, spans: dict[str, tuple[int, int]]) -> Index | None:
        """The object with some members where it has many, and all of them seem to be items."""
        if self.is_item is None or len(spans) <= MANY:
            return None
        data = self.data
        if not all(data[begin] == OBJECT and _EMPTY.match(data, begin) is None for begin, _ in spans.values()):
            return None
        sample = {name: load(self.view[slice(*spans[name])]) for name in at_both_ends([*spans])}
        if not all(self.is_item(tuple(value)) for value in sample.values()):
            return None
        return Index(dict.fromkeys(spans, UNREAD) | sample, lambda name: load(self.view[slice(*spans[name])]))

    def _entries(self, start: int, end: int, steps: Steps) -> list[Any]:
        spans = self.entries[steps] = array("q")
        for begin, view in borders(self.data, start, end):
            spans.append(begin)
            spans.append(begin + view.nbytes)
        return self._listed(spans, steps)

    def _listed(self, spans: array[int], steps: Steps) -> list[Any]:
        sample = self._sample(spans, steps)
        if sample is not None:
            return sample
        return [self._value(begin, behind, (*steps, number)) for number, (begin, behind) in enumerate(pairs(spans))]

    def _sample(self, spans: array[int], steps: Steps) -> Sample | None:
        """Some entries of a list where it is long, has objects only, and is in objects only."""
        if not self.is_item or len(spans) <= 4 * SAMPLE or not all(isinstance(step, str) for step in steps):
            return None
        if not all(self.data[begin] == OBJECT for begin in spans[::2]):
            return None
        return Sample(self._loaded(at_both_ends([*pairs(spans)])), lambda: self._loaded(pairs(spans)))

    def _loaded(self, bounds: Iterable[tuple[int, int]]) -> Iterator[Any]:
        view = self.view
        return (load(view[begin:behind]) for begin, behind in bounds)

    def _value(self, begin: int, behind: int, steps: Steps) -> Any:
        mark = self.data[begin]
        is_object = mark == OBJECT
        if (is_object or mark == ARRAY) and self._enters(begin, steps):
            return self.entered(begin, behind, steps)
        value = load(self.view[begin:behind])
        return value or EMPTY if is_object else value

    def _enters(self, begin: int, steps: Steps) -> bool:
        inner = BLANKS.match(self.data, begin + 1).end()  # type: ignore[union-attr]
        return self.enters(steps, chr(self.data[begin]), self.data[inner : inner + 1].decode("latin-1"))
