"""The objects in a JSON text, and the places at which it is none: nothing is passed over in silence.

A text should be one value. A program that appends to a file, or is killed while it writes, leaves several, or one that
has no end. Whatever can be read of them is read, and each place at which that is impossible is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newscheck.model import LocatedValue
from newscheck.text import json_scanner
from newscheck.text.regex import lazy_regex

#: What follows a word that is no JSON is taken for a value again where it begins like items.
_OPENING = lazy_regex(r'\[\s*\{|\{\s*"')
#: After so many errors a text is no JSON: looking on could take as long as the square of its length.
_MOST_ERRORS = 100
_NO_OBJECT, _NO_MARK, _EXTRA = "Expecting an object", "Expecting ',' or ']'", "it goes on behind its end"


class JsonObject(NamedTuple):
    """An object, `text[start:end]`, and its members with their places in the text."""

    start: int
    end: int
    members: dict[str, LocatedValue]


class JsonFault(NamedTuple):
    """A place that can be no part of one value, and why."""

    start: int
    reason: str


def read(text: str) -> Iterator[JsonObject | JsonFault]:
    """The objects of a text, those in arrays one by one, and the places at which it is broken, in their order.

    Behind an error in a value, reading goes on in the next line that begins as an item did before.
    """
    return _ObjectReader(text).run()


class _ObjectReader:
    """A text that is read up to `at`.

    `is_inside` an array, where it `wants_item` or a mark; `is_told` that something begins here which should not;
    `margin` stands before an item on its line.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = json_scanner.skip_whitespace(text, 0)
        self.surrogates = json_scanner.has_surrogates(text)
        self.is_inside = self.wants_item = self.has_items = self.is_strange = False
        self.is_told = True
        self.margin = ""
        self.errors = 0

    def run(self) -> Iterator[JsonObject | JsonFault]:
        while mark := self.text[self.at : self.at + 1]:
            if not self.is_inside:
                yield from self._outside(mark)
            elif self.wants_item:
                yield from self._item(mark)
            else:
                yield from self._mark(mark)
        if self.is_inside:
            yield JsonFault(len(self.text), _NO_OBJECT if self.wants_item else _NO_MARK)

    def _outside(self, mark: str) -> Iterator[JsonObject | JsonFault]:
        if mark not in "[{":
            yield JsonFault(self.at, _NO_OBJECT if self.is_told else _EXTRA)
            self._pass_over()
        elif not self.is_told:
            yield JsonFault(self.at, _EXTRA)
            self.is_told = True
        elif mark == "[":
            self._open()
        else:
            yield from self._object()

    def _open(self) -> None:
        self.is_inside = self.wants_item = True
        self.has_items = self.is_strange = self.is_told = False
        self.at = json_scanner.skip_whitespace(self.text, self.at + 1)

    def _close(self) -> None:
        self.is_inside = False
        self.at = json_scanner.skip_whitespace(self.text, self.at + 1)

    def _item(self, mark: str) -> Iterator[JsonObject | JsonFault]:
        if mark == "{":
            if not self.has_items:
                lead = self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]
                self.margin = "" if lead.strip() else lead
            self.has_items = True
            yield from self._object()
        elif mark != "]":
            yield from self._stranger()
        else:
            if self.has_items:  # a comma stands before it
                yield JsonFault(self.at, _NO_OBJECT)
            self._close()

    def _object(self) -> Iterator[JsonObject | JsonFault]:
        start = self.at
        try:
            members, self.at = json_scanner.scan_object(self.text, start, surrogates=self.surrogates)
        except (ValueError, RecursionError) as error:
            yield from self._failed(getattr(error, "pos", start), json_scanner.error_reason(error))
            return
        self.wants_item = self.is_strange = self.is_told = False
        yield JsonObject(start, self.at, members)

    def _stranger(self) -> Iterator[JsonFault]:
        """What stands in an array and is no object; of several in a row, the first is told."""
        try:
            end = json_scanner.value_end(self.text, self.at)
        except (ValueError, RecursionError):
            yield from self._failed(self.at, _NO_OBJECT)
            return
        if not self.is_strange:
            yield JsonFault(self.at, _NO_OBJECT)
        self.is_strange = self.has_items = True
        self.wants_item = False
        self.at = json_scanner.skip_whitespace(self.text, end)

    def _mark(self, mark: str) -> Iterator[JsonFault]:
        if mark == ",":
            self.wants_item = True
            self.at = json_scanner.skip_whitespace(self.text, self.at + 1)
        elif mark == "]":
            self._close()
        elif mark == "{":
            yield JsonFault(self.at, _NO_MARK)
            self.wants_item = True
        elif mark == "[":
            yield JsonFault(self.at, _NO_MARK)
            self._open()
        else:
            yield from self._failed(self.at, _NO_MARK)

    def _failed(self, place: int, reason: str) -> Iterator[JsonFault]:
        """Tell an error, and go on behind it where that makes sense."""
        self.errors += 1
        is_last = self.errors == _MOST_ERRORS
        yield JsonFault(place, f"{reason}; so much is broken that the rest is not read" if is_last else reason)
        place = min(place, len(self.text))
        item = self.text.find(f"\n{self.margin}{{", place) + 1
        array = self.text.find("\n[", place) + 1
        if is_last or not (item or array):
            self.at, self.is_inside = len(self.text), False
        elif item and (not array or item < array):
            self.at, self.wants_item = item + len(self.margin), True
        else:
            self.at, self.is_inside = array, False
        self.is_told = True

    def _pass_over(self) -> None:
        """What is no value at all, or one that holds no items."""
        self.is_told = False
        try:
            self.at = json_scanner.skip_whitespace(self.text, json_scanner.value_end(self.text, self.at))
        except (ValueError, RecursionError):
            found = _OPENING.search(self.text, self.at)
            self.at = found.start() if found else len(self.text)
