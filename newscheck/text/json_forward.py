"""Walk through JSON in UTF-8 from its beginning to its end, at the speed of orjson."""

from __future__ import annotations

from array import array
from typing import Any

from newscheck.text.json_borders import ARRAY, BETWEEN, BLANKS, CLOSE, END, NAME, OBJECT, SIMPLE, pairs
from newscheck.text.json_ends import ObjectReader
from newscheck.text.json_path import Steps
from newscheck.text.json_samples import MANY, UNREAD
from newscheck.text.json_values import load
from newscheck.text.json_walk import EMPTY
from newscheck.text.json_walker import Walker


class Forward(Walker):
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
        return (self._members_from if self.data[start] == OBJECT else self._entries_from)(start, steps)

    def _members_from(self, start: int, steps: Steps) -> tuple[dict[str, Any], int]:
        spans = self.members[steps] = {}
        value: dict[str, Any] = {}
        reader = ObjectReader(self.data)
        at = start + 1
        while written := NAME.match(self.data, at, self.end):
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
        closing = END.match(self.data, at, self.end)
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
        at = BLANKS.match(self.data, start + 1).end()  # type: ignore[union-attr]
        while self.data.startswith(b"{", at, self.end):
            behind, _ = reader.read(at, self.end)
            spans.append(at)
            spans.append(behind)
            if closing := CLOSE.match(self.data, behind, self.end):
                sample = self._sample(spans, steps)
                return [*self._loaded(pairs(spans))] if sample is None else sample, closing.end()
            comma = BETWEEN.match(self.data, behind, self.end)
            at = comma.end() if comma else self.end
            reader.learn(behind, at)
        raise ValueError("no list of objects")

    def _value_from(self, reader: ObjectReader, begin: int, steps: Steps) -> tuple[Any, int]:
        mark = self.data[begin]
        if mark in (OBJECT, ARRAY) and self._enters(begin, steps):
            return self._entered(begin, steps)
        if mark == OBJECT:
            behind, value = reader.read(begin, self.end)
            return value or EMPTY, behind
        simple = SIMPLE.match(self.data, begin, self.end)
        if simple is None:
            raise ValueError("rather read as text")
        return load(simple[0]), simple.end()
