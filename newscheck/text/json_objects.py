"""The objects in a JSON text, and its faults: nothing is skipped silently.

A text should be one value. A program that appends to a file, or is killed while it writes, leaves several values, or an
unfinished one. All readable objects are read, those of an array one by one, and each fault is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from newscheck.text import json_scanner, json_walk
from newscheck.text.json_path import Steps
from newscheck.text.json_walk import Enters, Walked
from newscheck.text.regex import lazy_regex

#: The next items behind a word that is no JSON.
_OPENING = lazy_regex(r'\[\s*\{|\{\s*"')
#: After so many errors reading stops: it could take time quadratic in the length of the text.
_MAX_ERRORS = 100
#: The end of a text behind an array in other containers.
_CLOSING = lazy_regex(r"[\]}\s]*+\Z")
#: Characters before a fault that are looked at.
_NEAR = 200
#: An array in an array, with an object in it or none at all.
_NESTED = lazy_regex(r"\[\s*+(?:\[\s*+)*+[{\]]")
_NO_OBJECT, _NO_MARK = "Expecting an object", "Expecting ',' or ']'"
#: The kind of fault of a further document, and the suffix of files that should have one.
DOCUMENTS, _ONE_DOCUMENT = "json-documents", ".json"
#: The reason of a fault where a further value begins.
EXTRA = "it goes on behind its end"
COMMA = "a comma behind the last entry, which JSON does not allow"


class JsonObject(NamedTuple):
    """An object, `text[start:end]`, or an array in an array; `steps` lead to it in the array that contains it.

    `walked` has the spans in it, where it was walked through: outside of arrays, and an array. It is broken where
    `walked.error` is; a JsonFault follows.
    """

    start: int
    end: int
    value: Any
    steps: Steps = ()
    walked: Walked | None = None


class JsonFault(NamedTuple):
    """An offset that can't be part of one JSON value, and the reason."""

    start: int
    reason: str


def _enters_nothing(steps: Steps, mark: str, inner: str) -> bool:
    return not steps


def read(text: str, enters: Enters = _enters_nothing, inside: Steps | None = None) -> Iterator[JsonObject | JsonFault]:
    """The objects of a text, those in arrays one by one, and its faults, in order.

    `enters` is for objects outside of arrays (`json_walk.walk`). After an error in a value, reading continues at the
    next line that begins like an item. With `inside`, the text is a part of an array from the entry at those
    steps on, or a member.
    """
    return _ObjectReader(text, enters, inside).run()


def begins_document(text: str, fault: JsonFault) -> bool:
    """Whether a fault is an object right behind another one: a further document in the same file."""
    start = fault.start
    is_extra = fault.reason == EXTRA and text.startswith("{", start)
    return is_extra and text[max(0, start - _NEAR) : start].rstrip().endswith("}")


def has_one_document(path: str) -> bool:
    """Whether a file should have one document, by its suffix; that of compression is behind it."""
    return path.endswith(_ONE_DOCUMENT) or path.rpartition(".")[0].endswith(_ONE_DOCUMENT)


def explained(text: str, fault: JsonFault) -> str:
    """The reason of a fault, in better words where it is one that people know from other languages."""
    start = fault.start
    if text.startswith(("//", "/*", "#"), start):
        return "a comment, which JSON does not have"
    if text[start : start + 1] in ("]", "}") and text[max(0, start - _NEAR) : start].rstrip().endswith(","):
        return COMMA
    if text.startswith("'", start):
        return "single quotes, as Python prints them; JSON has double quotes"
    if text.startswith(("None", "True", "False"), start):
        return "a word of Python; JSON has null, true and false"
    return fault.reason


class _ObjectReader:
    """A text that is read up to `at`.

    `is_inside` an array, it `wants_item` or a mark; `is_reported` where the extra value that begins here has its fault;
    `margin` is the indent of items. The next entry of the array is number `index`, the array is at the steps `above`.
    """

    def __init__(self, text: str, enters: Enters, inside: Steps | None) -> None:
        self.text = text
        self.enters = enters
        self.at = json_scanner.skip_whitespace(text, 0)
        self.has_items = self.is_other = False
        self.is_reported = True
        #: Whether the array is in an object that was left at an error in it.
        self.is_broken = False
        self.margin = ""
        self.errors = 0
        *above, first = inside or (0,)
        is_entry = isinstance(first, int)
        self.is_part = self.is_inside = self.wants_item = bool(inside) and is_entry
        self.above: list[str | int] = above if is_entry else [*above, first]
        self.index = int(first) if is_entry else 0

    def run(self) -> Iterator[JsonObject | JsonFault]:
        while mark := self.text[self.at : self.at + 1]:
            if not self.is_inside:
                yield from self._outside(mark)
            elif self.wants_item and mark == "{":
                yield from self._object()
            elif self.wants_item:
                yield from self._other_entry(mark)
            elif mark == ",":
                self.wants_item = True
                self.at = json_scanner.skip_whitespace(self.text, self.at + 1)
            else:
                yield from self._mark(mark)
        if self.is_inside and not self.is_part:
            yield JsonFault(len(self.text), _NO_OBJECT if self.wants_item else _NO_MARK)

    def _outside(self, mark: str) -> Iterator[JsonObject | JsonFault]:
        if self.is_broken and _CLOSING.match(self.text, self.at):
            self.at = len(self.text)
        elif mark not in "[{":
            yield JsonFault(self.at, _NO_OBJECT if self.is_reported else EXTRA)
            self._skip()
        elif not self.is_reported:
            yield JsonFault(self.at, EXTRA)
            self.is_reported = True
        elif mark == "[":
            self._open()
        else:
            yield from self._walk(tuple(self.above))
            self.above = self.above if self.is_inside else []

    def _open(self) -> None:
        self.is_inside = self.wants_item = True
        self.is_part = self.has_items = self.is_other = self.is_reported = False
        self.above, self.index = [], 0
        self.at = json_scanner.skip_whitespace(self.text, self.at + 1)

    def _close(self) -> None:
        self.is_inside = False
        self.at = json_scanner.skip_whitespace(self.text, self.at + 1)

    def _other_entry(self, mark: str) -> Iterator[JsonObject | JsonFault]:
        if mark == "[" and _NESTED.match(self.text, self.at):
            self.has_items = True
            yield from self._walk((*self.above, self.index))
        elif mark != "]":
            yield from self._no_object()
        else:
            if self.has_items:  # behind a comma
                yield JsonFault(self.at, _NO_OBJECT)
            self._close()

    def _begin(self, start: int) -> None:
        """Take over the indent of an item at an offset."""
        lead = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        self.margin = "" if lead.strip() else lead
        self.has_items = True

    def _object(self) -> Iterable[JsonObject | JsonFault]:
        start, steps = self.at, (*self.above, self.index)
        self.index += 1
        if not self.has_items:
            self._begin(start)
        try:
            value, end = json_scanner.read_object(self.text, start)
        except (ValueError, RecursionError) as error:
            return self._failed(getattr(error, "pos", start), json_scanner.error_reason(error))
        self.at = json_scanner.skip_whitespace(self.text, end)
        self.wants_item = self.is_other = self.is_reported = False
        return (JsonObject(start, end, value, steps),)

    def _walk(self, steps: Steps) -> Iterator[JsonObject | JsonFault]:
        """Read an object outside of arrays, or an array in an array."""
        walked = json_walk.walk(self.text, self.at, self.enters)
        self.index += 1
        self.at = json_scanner.skip_whitespace(self.text, walked.end)
        self.wants_item = self.is_other = self.is_reported = False
        yield JsonObject(walked.start, walked.end, walked.value, steps, walked)
        if (error := walked.error) is not None:
            if walked.broken and (spans := walked.entries[walked.broken]):
                self._begin(spans[0])
                self.above, self.index = [*steps, *walked.broken], len(spans) // 2 + 1
                self.is_inside = self.is_broken = True
            place = getattr(error, "pos", walked.start)
            yield from self._failed(place, json_scanner.error_reason(error), max(place, walked.end))

    def _no_object(self) -> Iterator[JsonFault]:
        """Skip an array item that is no object; of several in a row, report the first."""
        self.index += 1
        try:
            end = json_scanner.value_end(self.text, self.at)
        except (ValueError, RecursionError):
            yield from self._failed(self.at, _NO_OBJECT)
            return
        if not self.is_other:
            yield JsonFault(self.at, _NO_OBJECT)
        self.is_other = self.has_items = True
        self.wants_item = False
        self.at = json_scanner.skip_whitespace(self.text, end)

    def _mark(self, mark: str) -> Iterator[JsonFault]:
        if mark == "]":
            self._close()
        elif mark == "{":
            yield JsonFault(self.at, _NO_MARK)
            self.wants_item = True
        elif mark == "[":
            yield JsonFault(self.at, _NO_MARK)
            self._open()
        else:
            yield from self._failed(self.at, _NO_MARK)

    def _failed(self, place: int, reason: str, behind: int = 0) -> Iterator[JsonFault]:
        """Report an error, and continue where an item or array begins behind it, and `behind` another offset."""
        self.errors += 1
        is_last = self.errors == _MAX_ERRORS
        yield JsonFault(place, f"{reason}; so much is broken that the rest is not read" if is_last else reason)
        place = min(max(place, behind), len(self.text))
        item = self.text.find(f"\n{self.margin}{{", place) + 1
        array = self.text.find("\n[", place) + 1
        if is_last or not (item or array):
            self.at, self.is_inside = len(self.text), False
        elif item and (not array or item < array):
            self.at, self.wants_item = item + len(self.margin), True
        else:
            self.at, self.is_inside = array, False
        self.is_reported = True

    def _skip(self) -> None:
        """Skip a value that is no object or array, or text that is no value."""
        self.is_reported = False
        try:
            self.at = json_scanner.skip_whitespace(self.text, json_scanner.value_end(self.text, self.at))
        except (ValueError, RecursionError):
            opening = _OPENING.search(self.text, self.at)
            self.at = opening.start() if opening else len(self.text)
