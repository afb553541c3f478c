"""Read long JSON in pieces: an array of items, or a wrapper with long lists, so that memory stays flat.

A piece is some entries of a list, without its brackets, or one member of an object. Only the structure is looked at;
whether the entries are items is for the reader to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from newscheck.article import item_names
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_shapes import ItemShapes
from newscheck.engine.files.json_stream import JsonStream, Stop, loaded
from newscheck.model import RawInput
from newscheck.text.display import size_text
from newscheck.text.json_objects import COMMA, DOCUMENTS, EXTRA
from newscheck.text.json_path import Steps

#: Bytes of a piece.
_PIECE = 1 << 23
#: Levels of objects around a list.
_MAX_DEPTH = 6
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+[\[{]")
#: A line that is an object, and the beginning of the next.
_LINES = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+(\{[^\n]*\})[ \t\r]*\n\s*\{")


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


def read(more: Callable[[int], bytes], head: bytes, path: str, limit: int) -> Iterator[RawInput]:
    """The pieces of a long JSON text that begins with `head`; `more` reads its next bytes, at most so many.

    No value but a list or an object around one may be over `limit` bytes: what is beyond one
    that is, or where the structure is broken, is a fault.
    """
    text = JsonStream(more, head, limit)
    try:
        yield from _Divider(text, path).run()
    except Stop as stop:
        detail = f"an item over the limit of {size_text(limit)}" if stop.kind == "too-large" else stop.detail
        if kind := stop.kind.replace("cut", "json"):
            yield RawInput(path, line=text.position(text.at)[0], fault=kind, detail=detail)


class _Divider:
    """Divides a text into pieces with items in them."""

    def __init__(self, text: JsonStream, path: str) -> None:
        self.text = text
        self.path = path
        self.shapes = ItemShapes(ItemMapping())
        #: The byte-order mark, which the first piece keeps: it is the reader's to report.
        self.mark_of_order = text.data[: text.at]

    def run(self) -> Iterator[RawInput]:
        """All pieces of all values: there should be only one."""
        is_told = False
        while (mark := self.text.mark()) in (b"[", b"{"):
            yield from self._array(()) if mark == b"[" else self._document()
            self.text.drop()
            if behind := self.text.mark():
                line, _ = self.text.position(self.text.at)
                kind = DOCUMENTS if mark == behind == b"{" else "json"
                if kind != DOCUMENTS or not is_told:
                    yield RawInput(self.path, line=line, fault=kind, detail=EXTRA)
                is_told = is_told or kind == DOCUMENTS

    def _document(self) -> Iterator[RawInput]:
        """An object beside others as one piece, or, where it is too long, the pieces in it."""
        begin = self.text.at
        try:
            end = self.text.end(self.text.limit // 2)
        except Stop as stop:
            if stop.kind == "cut":
                # What is broken is for the reader to report, at its exact place.
                yield self._piece(begin, len(self.text.data), ())
                raise Stop("", "") from None
            if stop.kind != "too-large":
                raise
            yield from self._object(())
            return
        yield self._piece(begin, end, ())
        self.text.at = end

    def _object(self, steps: Steps) -> Iterator[RawInput]:
        """The pieces in an object that is too long for one."""
        self.text.at += 1
        if self.text.mark() == b"}":
            self.text.at += 1
            return
        while True:
            if self.text.mark() != b'"':
                self.text.fail("Expecting a name in double quotes")
            name = self.text.name()
            if self.text.mark() != b":":
                self.text.fail("Expecting ':'")
            self.text.at += 1
            mark = self.text.mark()
            if mark == b"[":
                yield from self._array((*steps, name))
            elif mark == b"{":
                yield from self._inner_object((*steps, name))
            else:
                self.text.at = self.text.end()
            self.text.drop()
            if self.text.is_last(b"}"):
                yield from self._extra_comma()
                return

    def _inner_object(self, steps: Steps) -> Iterator[RawInput]:
        """An object as one piece where it is an item or has some in it, or, where it is too long, the pieces in it."""
        try:
            end = self.text.end(self.text.limit // 2)
        except Stop as stop:
            if stop.kind != "too-large" or len(steps) > _MAX_DEPTH:
                raise
            yield from self._object(steps)
            return
        value = loaded(self.text.data[self.text.at : end])
        # What is broken is for the reader to report.
        if not isinstance(value, dict) or self.shapes.is_wanted(str(steps[-1]), value):
            yield self._piece(self.text.at, end, steps)
        self.text.at = end

    def _array(self, steps: Steps) -> Iterator[RawInput]:
        """The entries of an array in pieces."""
        self.text.at += 1
        index, is_wanted, is_last = 0, False, self.text.mark() == b"]"
        self.text.at += is_last
        while not is_last:
            self.text.mark()
            begin = end = self.text.at
            first, stop = index, None
            while not (is_last or stop or end - begin >= min(_PIECE, self.text.limit // 2)):
                try:
                    end = self.text.end()
                    is_wanted = is_wanted if index else self._holds_items(steps, self.text.data[begin:end])
                    self.text.at, index = end, index + 1
                    is_last = self.text.is_last(b"]")
                    self.text.mark()
                except Stop as error:
                    stop = error
            if stop and stop.kind == "cut" and is_wanted and self.text.at < len(self.text.data):
                # A broken entry is for the reader to report, at its exact place.
                yield self._piece(begin, len(self.text.data), (*steps, first))
                raise Stop("", "")
            if is_wanted and end > begin:
                yield self._piece(begin, end, (*steps, first))
            yield from self._extra_comma()
            if stop and (stop.kind != "too-large" or len(steps) > _MAX_DEPTH or self.text.mark() not in (b"[", b"{")):
                raise stop
            if stop:
                above = (*steps, index)
                yield from self._array(above) if self.text.mark() == b"[" else self._object(above)
                index += 1
                is_last = self.text.is_last(b"]")
            self.text.drop()

    def _holds_items(self, steps: Steps, entry: bytes) -> bool:
        """Whether to look for items in a list with such a first entry."""
        if not steps:
            return True
        if not all(item_names.may_hold_items(step) for step in steps if isinstance(step, str)):
            return False
        return entry[:1] in (b"{", b"[") and self.shapes.entry_rank(steps[-1], loaded(entry)) > 0

    def _piece(self, start: int, end: int, steps: Steps) -> RawInput:
        """A part of the data from an entry or member on."""
        line, column = self.text.position(start)
        data, self.mark_of_order = self.mark_of_order + self.text.data[start:end], b""
        return RawInput(self.path, data, line, form="json", column=column, steps=steps)

    def _extra_comma(self) -> Iterator[RawInput]:
        """The fault of a comma before the end of a container, if there was one."""
        if self.text.has_extra_comma:
            self.text.has_extra_comma = False
            line, _ = self.text.position(self.text.at)
            yield RawInput(self.path, line=line, fault="json", detail=COMMA)
