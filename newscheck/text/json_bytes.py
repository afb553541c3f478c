"""Read JSON from bytes at the speed of orjson and msgspec, with the spans of what is in it, as `json_walk` does.

Values are those that the standard library reads. What may have a fault is refused as a whole: it is for `json_walk`,
which finds the place.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Raw
from msgspec.json import Decoder

from newscheck.text.json_ends import ObjectReader
from newscheck.text.json_path import Steps
from newscheck.text.json_samples import MANY, SAMPLE, UNREAD, Index, Sample, at_both_ends
from newscheck.text.json_values import load
from newscheck.text.json_walk import EMPTY, Enters, Walked

#: Whether an object with some names is an item, whatever its values are.
IsItem = Callable[[tuple[str, ...]], Any]
_entries_of = Decoder(list[Raw]).decode
_members_of = Decoder(dict[str, Raw]).decode
#: As `_members_of`, with the entries of lists, so that they are passed over only once.
_members_and_entries_of = Decoder(dict[str, list[Raw] | dict[str, Raw] | str | int | float | bool | None]).decode
#: What stands before an entry, and before the value of a member, in JSON without a fault.
_COMMA = re.compile(rb"[ \t\r\n]*+,?[ \t\r\n]*+")
_NAME = re.compile(rb'[ \t\r\n]*+,?[ \t\r\n]*+("(?:[^"\\]++|\\.)*+")[ \t\r\n]*+:[ \t\r\n]*+')
_BLANKS = re.compile(rb"[ \t\r\n]*+")
_BETWEEN = re.compile(rb"[ \t\r\n]*+,[ \t\r\n]*+")
_CLOSING = re.compile(rb"[ \t\r\n]*+]\Z")
_CLOSE = re.compile(rb"[ \t\r\n]*+]")
_EMPTY = re.compile(rb"{[ \t\r\n]*+}")
#: A string, a number, a word, and a list of such.
_SIMPLE = re.compile(rb'"(?:[^"\\]++|\\.)*+"|\[(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+\]|[^\s,\[\]{}":]++')
#: The beginning of an object whose first list or object is a list of objects.
_BEFORE_LIST = re.compile(rb'{(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+\[[ \t\r\n]*+{')
_END = re.compile(rb"[ \t\r\n]*+}")
_OBJECT, _ARRAY = b"{["
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
    if not data.startswith(b"[", start):
        raise ValueError("no array")
    at = _BLANKS.match(data, start + 1).end()  # type: ignore[union-attr]
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
    _refuse_commas(data, start, end)
    found = _entries_of(memoryview(data)[start:end])
    return _placed(data, start, found, end - start)


def _placed(data: bytes, start: int, found: list[Raw], length: int) -> Iterator[tuple[int, memoryview]]:
    """As `_borders`, for entries that were found in an array at an offset."""
    if len(found) > max(_MANY, length // _SHORT):
        raise ValueError("very many short entries")
    at = start + 1
    for raw in found:
        view = memoryview(raw)
        begin = _COMMA.match(data, at).end()  # type: ignore[union-attr]
        at = begin + view.nbytes
        yield begin, view


def _refuse_commas(data: bytes, start: int, end: int) -> None:
    if end - start > _LONG and data.count(b",", start, end) * _FEW > end - start:
        raise ValueError("hardly more than commas")


def walk(data: bytes, start: int, end: int, enters: Enters, *, is_item: IsItem | None = None) -> Walked:
    """Read the object or array `data[start:end]`, as `json_walk.walk` does.

    With `is_item`, which tells items by their names, long lists of objects are a `Sample`, and long objects that hold
    items an `Index`. Raises ValueError and RecursionError where it may have a fault, or has a name twice.
    """
    walker = (_Forward if is_item and is_escaped(data) else _Walker)(data, end, enters, is_item)
    return Walked(walker.entered(start, end, ()), start, end, walker.members, walker.entries)


class _Walker:
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
        return (self._members if self.data[start] == _OBJECT else self._entries)(start, end, steps)

    def _members(self, start: int, end: int, steps: Steps) -> dict[str, Any]:
        spans = self.members[steps] = {}
        lists: dict[str, Any] = {}
        at = start + 1
        for name, inner in self._found(start, end).items():
            written = _NAME.match(self.data, at)
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
        closing = _END.match(self.data, at)
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
            return _members_of(self.view[start:end])
        _refuse_commas(self.data, start, end)
        return _members_and_entries_of(self.view[start:end])

    def _list(self, begin: int, found: list[Raw], end: int, steps: Steps) -> tuple[list[Any], int]:
        """The list at an offset, whose entries were found, and the offset behind it."""
        spans = self.entries[steps] = array("q")
        for start, view in _placed(self.data, begin, found, end - begin):
            spans.append(start)
            spans.append(start + view.nbytes)
        closing = _CLOSE.match(self.data, spans[-1] if spans else begin + 1)
        if closing is None:
            raise ValueError("a name twice")
        return self._listed(spans, steps), closing.end()

    def _behind(self, begin: int, found: Any, end: int) -> int:
        """The offset behind a value at an offset, which was found there unless its name is there twice."""
        if isinstance(found, dict):
            at, before, inner, closing = begin + 1, _NAME, iter(found.values()), _END
        elif isinstance(found, list):
            at, before, inner, closing = begin + 1, _COMMA, iter(found), _CLOSE
        else:
            at, before, inner, closing = begin, _COMMA, iter(()), _SIMPLE
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
        if not all(data[begin] == _OBJECT and _EMPTY.match(data, begin) is None for begin, _ in spans.values()):
            return None
        sample = {name: load(self.view[slice(*spans[name])]) for name in at_both_ends([*spans])}
        if not all(self.is_item(tuple(value)) for value in sample.values()):
            return None
        return Index(dict.fromkeys(spans, UNREAD) | sample, lambda name: load(self.view[slice(*spans[name])]))

    def _entries(self, start: int, end: int, steps: Steps) -> list[Any]:
        spans = self.entries[steps] = array("q")
        for begin, view in _borders(self.data, start, end):
            spans.append(begin)
            spans.append(begin + view.nbytes)
        return self._listed(spans, steps)

    def _listed(self, spans: array[int], steps: Steps) -> list[Any]:
        sample = self._sample(spans, steps)
        if sample is not None:
            return sample
        return [self._value(begin, behind, (*steps, number)) for number, (begin, behind) in enumerate(_pairs(spans))]

    def _sample(self, spans: array[int], steps: Steps) -> Sample | None:
        """Some entries of a list where it is long, has objects only, and is in objects only."""
        if not self.is_item or len(spans) <= 4 * SAMPLE or not all(isinstance(step, str) for step in steps):
            return None
        if not all(self.data[begin] == _OBJECT for begin in spans[::2]):
            return None
        return Sample(self._loaded(at_both_ends([*_pairs(spans)])), lambda: self._loaded(_pairs(spans)))

    def _loaded(self, bounds: Iterable[tuple[int, int]]) -> Iterator[Any]:
        view = self.view
        return (load(view[begin:behind]) for begin, behind in bounds)

    def _value(self, begin: int, behind: int, steps: Steps) -> Any:
        mark = self.data[begin]
        is_object = mark == _OBJECT
        if (is_object or mark == _ARRAY) and self._enters(begin, steps):
            return self.entered(begin, behind, steps)
        value = load(self.view[begin:behind])
        return value or EMPTY if is_object else value

    def _enters(self, begin: int, steps: Steps) -> bool:
        inner = _BLANKS.match(self.data, begin + 1).end()  # type: ignore[union-attr]
        return self.enters(steps, chr(self.data[begin]), self.data[inner : inner + 1].decode("latin-1"))


class _Forward(_Walker):
    """Reads what is in a container from its beginning to its end, and objects twice rather than keep them.

    Escapes are read much faster by orjson than msgspec passes over them.
    """

    def entered(self, start: int, end: int, steps: Steps) -> Any:
        """The container that begins at an offset. Raises ValueError where it does not end with the data."""
        value, behind = self._entered(start, steps)
        if behind != end:
            raise ValueError("it goes on behind its end")
        return value

    def _entered(self, start: int, steps: Steps) -> tuple[Any, int]:
        return (self._members_from if self.data[start] == _OBJECT else self._entries_from)(start, steps)

    def _members_from(self, start: int, steps: Steps) -> tuple[dict[str, Any], int]:
        spans = self.members[steps] = {}
        value: dict[str, Any] = {}
        reader = ObjectReader(self.data)
        at = start + 1
        while written := _NAME.match(self.data, at, self.end):
            name, begin = load(written[1]), written.end()
            has_comma = self.data.find(b",", at, written.start(1)) >= 0
            if name in spans or has_comma != bool(spans) or begin >= self.end:
                raise ValueError("a name twice, or a fault")
            if spans:
                reader.learn(at, written.start(1))
            inner, at = self._value_from(reader, begin, (*steps, name))
            spans[name] = (begin, at)
            # Of many only the spans are kept.
            value[name] = inner if len(value) < MANY or not isinstance(inner, dict) else UNREAD
        closing = _END.match(self.data, at, self.end)
        if closing is None:
            raise ValueError("no end of an object")
        if index := self._index(spans):
            return index, closing.end()
        for name, inner in value.items():
            if inner is UNREAD:
                value[name] = self._value(*spans[name], (*steps, name))
        return value, closing.end()

    def _entries_from(self, start: int, steps: Steps) -> tuple[list[Any], int]:
        spans = self.entries[steps] = array("q")
        reader = ObjectReader(self.data)
        at = _BLANKS.match(self.data, start + 1).end()  # type: ignore[union-attr]
        while self.data.startswith(b"{", at, self.end):
            behind, _ = reader.read(at, self.end)
            spans.append(at)
            spans.append(behind)
            if closing := _CLOSE.match(self.data, behind, self.end):
                sample = self._sample(spans, steps)
                return [*self._loaded(_pairs(spans))] if sample is None else sample, closing.end()
            comma = _BETWEEN.match(self.data, behind, self.end)
            at = comma.end() if comma else self.end
            reader.learn(behind, at)
        raise ValueError("no list of objects")

    def _value_from(self, reader: ObjectReader, begin: int, steps: Steps) -> tuple[Any, int]:
        mark = self.data[begin]
        if mark in (_OBJECT, _ARRAY) and self._enters(begin, steps):
            return self._entered(begin, steps)
        if mark == _OBJECT:
            behind, value = reader.read(begin, self.end)
            return value or EMPTY, behind
        simple = _SIMPLE.match(self.data, begin, self.end)
        if simple is None:
            raise ValueError("rather read as text")
        return load(simple[0]), simple.end()


def _pairs(spans: array[int]) -> Iterable[tuple[int, int]]:
    return zip(spans[::2], spans[1::2], strict=True)
