"""Read JSON from bytes at the speed of orjson and msgspec, with the spans of what is in it, as `json_walk` does.

Values are those that the standard library reads. What may have a fault is refused as a whole: it is for `json_walk`,
which finds the place.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from msgspec import Raw
from msgspec.json import Decoder

from newscheck.text.json_ends import ObjectReader
from newscheck.text.json_path import Steps
from newscheck.text.json_values import load
from newscheck.text.json_walk import EMPTY, Enters, Sample, Walked

_entries_of = Decoder(list[Raw]).decode
_members_of = Decoder(dict[str, Raw]).decode
#: What stands before an entry, and before the value of a member, in JSON without a fault.
_COMMA = re.compile(rb"[ \t\r\n]*+,?[ \t\r\n]*+")
_NAME = re.compile(rb'[ \t\r\n]*+,?[ \t\r\n]*+("(?:[^"\\]++|\\.)*+")[ \t\r\n]*+:[ \t\r\n]*+')
_BETWEEN = re.compile(rb"[ \t\r\n]*+,[ \t\r\n]*+")
_CLOSING = re.compile(rb"[ \t\r\n]*+]\Z")
_END = re.compile(rb"[ \t\r\n]*+}")
_OBJECT, _ARRAY = b"{["
#: Entries at each end of a long list that are read to see what it holds, not fewer than `article.item_shapes` looks at.
_SAMPLE = 6
#: Bytes at the beginning of data in which escapes are counted; there are mostly escapes with one in so many bytes.
_HEAD, _ESCAPE = 1 << 16, 12
#: Data from this length on, in which there is a comma in so few bytes on average, and so many entries that have fewer
#: bytes on average: the borders of all entries would take many times their memory.
_LONG, _FEW, _MANY, _SHORT = 1 << 25, 16, 10_000, 64


def is_escaped(data: bytes) -> bool:
    """Whether data seem to be mostly escapes, in which msgspec looks for borders longer than it takes to read them."""
    head = data[:_HEAD]
    return head.count(b"\\u") * _ESCAPE > len(head)


def entries(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, Any]]:
    """The spans and values of the entries of the array `data[start:end]`. Raises ValueError and RecursionError."""
    at = _COMMA.match(data, start + 1).end()  # type: ignore[union-attr]
    for begin, behind, value in _objects(data, at, end):
        yield begin, behind, value
        at = behind
    if _CLOSING.match(data, at, end):
        return
    # It has entries that are no objects, or such of which it is hard to say where they end.
    for begin, view in _borders(data, start, end):
        if begin >= at:
            yield begin, begin + view.nbytes, load(view)


def _objects(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, Any]]:
    """The spans and values of objects with commas between them, as far as their ends are found."""
    reader = ObjectReader(data)
    while data.startswith(b"{", at, end):
        try:
            behind, value = reader.read(at, end)
        except ValueError:
            return
        yield at, behind, value
        comma = _BETWEEN.match(data, behind, end)
        if comma is None:
            return
        at = comma.end()
        reader.learn(behind, at)


def _borders(data: bytes, start: int, end: int) -> Iterator[tuple[int, memoryview]]:
    """The beginning and the bytes of each entry of an array."""
    if end - start > _LONG and data.count(b",", start, end) * _FEW > end - start:
        raise ValueError("hardly more than commas")
    found = _entries_of(memoryview(data)[start:end])
    if len(found) > max(_MANY, (end - start) // _SHORT):
        raise ValueError("very many short entries")
    at = start + 1
    for raw in found:
        view = memoryview(raw)
        begin = _COMMA.match(data, at).end()  # type: ignore[union-attr]
        at = begin + view.nbytes
        yield begin, view


def walk(data: bytes, start: int, end: int, enters: Enters, *, samples: bool = False) -> Walked:
    """Read the object or array `data[start:end]`, as `json_walk.walk` does; with `samples`, long lists are a `Sample`.

    Raises ValueError and RecursionError where it may have a fault, or has a name twice.
    """
    walker = _Walker(data, enters, samples=samples)
    return Walked(walker.entered(start, end, ()), start, end, walker.members, walker.entries)


class _Walker:
    def __init__(self, data: bytes, enters: Enters, *, samples: bool) -> None:
        self.data = data
        self.samples = samples
        self.view = memoryview(data)
        self.enters = enters
        self.members: dict[Steps, dict[str, tuple[int, int]]] = {}
        self.entries: dict[Steps, array[int]] = {}

    def entered(self, start: int, end: int, steps: Steps) -> Any:
        """The container at a span."""
        return (self._members if self.data[start] == _OBJECT else self._entries)(start, end, steps)

    def _members(self, start: int, end: int, steps: Steps) -> dict[str, Any]:
        spans = self.members[steps] = {}
        value: dict[str, Any] = {}
        at = start + 1
        for name, raw in _members_of(self.view[start:end]).items():
            written = _NAME.match(self.data, at)
            # Of two members of one name only the last is among those that were found.
            if written is None or load(written[1]) != name:
                raise ValueError("a name twice")
            view = memoryview(raw)
            begin, at = written.end(), written.end() + view.nbytes
            spans[name] = (begin, at)
            value[name] = self._value(view, begin, (*steps, name))
        closing = _END.match(self.data, at)
        if closing is None or closing.end() != end:
            raise ValueError("a name twice")
        return value

    def _entries(self, start: int, end: int, steps: Steps) -> list[Any]:
        spans = self.entries[steps] = array("q")
        for begin, view in _borders(self.data, start, end):
            spans.append(begin)
            spans.append(begin + view.nbytes)
        bounds = list(zip(spans[::2], spans[1::2], strict=True))
        if self._is_long(bounds, steps):
            return Sample(self._loaded([*bounds[:_SAMPLE], *bounds[-_SAMPLE:]]), partial(self._loaded, bounds))
        return [
            self._value(self.view[begin:behind], begin, (*steps, number))
            for number, (begin, behind) in enumerate(bounds)
        ]

    def _is_long(self, bounds: list[tuple[int, int]], steps: Steps) -> bool:
        """Whether of a list only a sample is read: it is long, has objects only, and is in objects only."""
        if not self.samples or len(bounds) <= 2 * _SAMPLE or not all(isinstance(step, str) for step in steps):
            return False
        return all(self.data[begin] == _OBJECT for begin, _ in bounds)

    def _loaded(self, bounds: Iterable[tuple[int, int]]) -> Iterator[Any]:
        return (load(self.view[begin:behind]) for begin, behind in bounds)

    def _value(self, view: memoryview, begin: int, steps: Steps) -> Any:
        mark = view[0]
        is_object = mark == _OBJECT
        if is_object or mark == _ARRAY:
            inner = _COMMA.match(self.data, begin + 1).end()  # type: ignore[union-attr]
            if self.enters(steps, chr(mark), chr(self.data[inner])):
                return self.entered(begin, begin + view.nbytes, steps)
        value = load(view)
        return value or EMPTY if is_object else value
