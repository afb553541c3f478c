"""Read long JSON in pieces: an array of items, or a wrapper with long lists, so that memory stays flat.

A piece is some entries of a list, without its brackets, or one member of an object. Only the structure is looked at;
whether the entries are items is for the reader to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from newscheck.article import item_shapes
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_shapes import ItemShapes
from newscheck.model import RawInput
from newscheck.text.json_objects import COMMA, EXTRA
from newscheck.text.json_path import Steps

#: Bytes that are read at once, and of a piece.
_CHUNK = 1 << 20
_PIECE = 1 << 23
#: Levels of objects around a list.
_MAX_DEPTH = 6
_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(rb"[ \t\r\n]*+")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+[\[{]")
#: A line that is an object, and the beginning of the next.
_LINES = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+(\{[^\n]*\})[ \t\r]*\n\s*\{")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_WORD = re.compile(rb"[^\s,\[\]{}:\"]++(?=[\s,\]}])")
#: All up to the next bracket outside of strings.
_TO_BRACKET = re.compile(rb'[^"\[\]{}]*+(?:"(?:[^"\\]++|\\.)*+"[^"\[\]{}]*+)*+[\[\]{}]', re.DOTALL)


class _Stop(Exception):
    """The rest can't be read: the `kind` of a fault and its detail. A text that is "cut" ends within a value."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def is_lines(head: bytes) -> bool:
    """Whether a file that begins like this has an object on each line, whatever its name says."""
    match = _LINES.match(head)
    try:
        return match is not None and isinstance(json.loads(match[1]), dict)
    except (ValueError, RecursionError):
        return False


def can_divide(head: bytes) -> bool:
    """Whether a file that begins like this can be read in pieces: it is UTF-8, and an array or an object."""
    try:
        head[: max(0, len(head) - 3)].decode()
    except UnicodeDecodeError as error:
        return error.end >= len(head) - 6 and bool(_BEGINNING.match(head))
    return bool(_BEGINNING.match(head))


def read(more: Callable[[int], bytes], head: bytes, path: str, limit: int, limit_text: str) -> Iterator[RawInput]:
    """The pieces of a long JSON text that begins with `head`; `more` reads its next bytes, at most so many.

    No value but a list or an object around one may be over `limit` bytes (`limit_text` in words): what is beyond one
    that is, or where the structure is broken, is a fault.
    """
    divider = _Divider(more, head, path, limit)
    try:
        yield from divider.run()
    except _Stop as stop:
        detail = f"an item over the limit of {limit_text}" if stop.kind == "too-large" else stop.detail
        if kind := stop.kind.replace("cut", "json"):
            yield RawInput(path, line=divider.position(divider.at)[0], fault=kind, detail=detail)


class _Divider:
    """Bytes that were read, up to `at`; line and column (in code points) of the offset `known`.

    Offsets stay valid until `_drop` forgets what is before `at`.
    """

    def __init__(self, more: Callable[[int], bytes], head: bytes, path: str, limit: int) -> None:
        self.more = more
        self.data = head
        self.path = path
        self.limit = limit
        self.shapes = ItemShapes(ItemMapping())
        self.at = self.known = len(_BOM) if head.startswith(_BOM) else 0
        self.mark_of_order = head[: self.at]
        self.line = self.column = 1
        self.has_extra_comma = False

    def run(self) -> Iterator[RawInput]:
        """All pieces of all values: there should be only one."""
        while (mark := self._mark()) in (b"[", b"{"):
            yield from self._array(()) if mark == b"[" else self._object(())
            self._drop()
            if self._mark():
                line, _ = self.position(self.at)
                yield RawInput(self.path, line=line, fault="json", detail=EXTRA)

    def position(self, at: int) -> tuple[int, int]:
        """Line and column of an offset that is not before those that were asked for."""
        if breaks := self.data.count(b"\n", self.known, at):
            self.line += breaks
            self.column = 1
            self.known = self.data.rfind(b"\n", self.known, at) + 1
        self.column += len(self.data[self.known : at].decode("utf-8", "replace"))
        self.known = at
        return self.line, self.column

    def _object(self, steps: Steps) -> Iterator[RawInput]:
        """The pieces in an object that is too long for one."""
        self.at += 1
        if self._mark() == b"}":
            self.at += 1
            return
        while True:
            if self._mark() != b'"':
                self._fail("Expecting a name in double quotes")
            name = self._name()
            if self._mark() != b":":
                self._fail("Expecting ':'")
            self.at += 1
            mark = self._mark()
            if mark == b"[":
                yield from self._array((*steps, name))
            elif mark == b"{":
                yield from self._inner_object((*steps, name))
            else:
                self.at = self._end()
            self._drop()
            if self._is_last(b"}"):
                yield from self._extra_comma()
                return

    def _inner_object(self, steps: Steps) -> Iterator[RawInput]:
        """An object as one piece where it is an item or has some in it, or, where it is too long, the pieces in it."""
        try:
            end = self._end(self.limit // 2)
        except _Stop as stop:
            if stop.kind != "too-large" or len(steps) > _MAX_DEPTH:
                raise
            yield from self._object(steps)
            return
        value = _loaded(self.data[self.at : end])
        # What is broken is for the reader to report.
        if not isinstance(value, dict) or self.shapes.is_wanted(str(steps[-1]), value):
            yield self._piece(self.at, end, steps)
        self.at = end

    def _array(self, steps: Steps) -> Iterator[RawInput]:
        """The entries of an array in pieces."""
        self.at += 1
        index, is_wanted, is_last = 0, False, self._mark() == b"]"
        self.at += is_last
        while not is_last:
            self._mark()
            begin = end = self.at
            first, stop = index, None
            while not (is_last or stop or end - begin >= min(_PIECE, self.limit // 2)):
                try:
                    end = self._end()
                    is_wanted = is_wanted if index else self._holds_items(steps, self.data[begin:end])
                    self.at, index = end, index + 1
                    is_last = self._is_last(b"]")
                    self._mark()
                except _Stop as error:
                    stop = error
            if stop and stop.kind == "cut" and is_wanted and self.at < len(self.data):
                # A broken entry is for the reader to report, at its exact place.
                yield self._piece(begin, len(self.data), (*steps, first))
                raise _Stop("", "")
            if is_wanted and end > begin:
                yield self._piece(begin, end, (*steps, first))
            yield from self._extra_comma()
            if stop and (stop.kind != "too-large" or len(steps) > _MAX_DEPTH or self._mark() not in (b"[", b"{")):
                raise stop
            if stop:
                above = (*steps, index)
                yield from self._array(above) if self._mark() == b"[" else self._object(above)
                index += 1
                is_last = self._is_last(b"]")
            self._drop()

    def _holds_items(self, steps: Steps, entry: bytes) -> bool:
        """Whether to look for items in a list with such a first entry."""
        if not steps:
            return True
        if not all(item_shapes.may_hold_items(step) for step in steps if isinstance(step, str)):
            return False
        return entry[:1] in (b"{", b"[") and self.shapes.entry_rank(steps[-1], _loaded(entry)) > 0

    def _piece(self, start: int, end: int, steps: Steps) -> RawInput:
        """A part of the data from an entry or member on."""
        line, column = self.position(start)
        data, self.mark_of_order = self.mark_of_order + self.data[start:end], b""
        return RawInput(self.path, data, line, form="json", column=column, steps=steps)

    def _drop(self) -> None:
        """Forget what is before `at`."""
        if self.at >= _CHUNK:
            self.position(self.at)
            self.data = self.data[self.at :]
            self.at = self.known = 0

    def _fill(self) -> bool:
        """Read more, and whether there was any."""
        part = self.more(_CHUNK)
        self.data += part
        return bool(part)

    def _mark(self) -> bytes:
        """The next byte that is no blank; empty at the end."""
        while True:
            blanks = _BLANKS.match(self.data, self.at)
            self.at = blanks.end() if blanks else self.at
            if self.at < len(self.data) or not self._fill():
                return self.data[self.at : self.at + 1]

    def _is_last(self, closing: bytes) -> bool:
        """Whether a container ends behind a value; else there is a comma."""
        mark = self._mark()
        if mark not in (b",", closing) or not mark:
            self._fail(f"Expecting ',' or '{closing.decode()}'")
        self.at += 1
        if mark == b"," and self._mark() == closing:
            self.has_extra_comma = True
            self.at += 1
            return True
        return mark == closing

    def _extra_comma(self) -> Iterator[RawInput]:
        """The fault of a comma before the end of a container, if there was one."""
        if self.has_extra_comma:
            self.has_extra_comma = False
            line, _ = self.position(self.at)
            yield RawInput(self.path, line=line, fault="json", detail=COMMA)

    def _name(self) -> str:
        end = self._end()
        name = _loaded(self.data[self.at : end])
        if not isinstance(name, str):
            self._fail("Invalid name")
        self.at = end
        return name

    def _end(self, most: int = 0) -> int:
        """The end of the value that begins at `at`."""
        while (end := _value_end(self.data, self.at)) < 0:
            if len(self.data) - self.at > (most or self.limit):
                raise _Stop("too-large", "")
            if not self._fill():
                raise _Stop("cut", "it ends within a value")
        return end

    def _fail(self, reason: str) -> NoReturn:
        rest = "; the rest is not read" if self.at < len(self.data) else ""
        raise _Stop("json", reason + rest)


def _loaded(data: bytes) -> Any:
    """The value that is written in some bytes; None where they are no JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _value_end(data: bytes, at: int) -> int:
    """The offset behind the value that begins at `data[at]`; -1 where there is not enough of it."""
    if data[at : at + 1] not in (b"{", b"["):
        match = (_STRING if data[at : at + 1] == b'"' else _WORD).match(data, at)
        return match.end() if match else -1
    depth = 0
    while match := _TO_BRACKET.match(data, at):
        at = match.end()
        depth += 1 if data[at - 1] in b"[{" else -1
        if not depth:
            return at
    return -1
