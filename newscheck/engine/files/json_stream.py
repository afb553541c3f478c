"""A long JSON text that is read from its beginning to its end, of which only the value at hand is in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

#: Bytes that are read at once.
_CHUNK = 1 << 20
_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_WORD = re.compile(rb"[^\s,\[\]{}:\"]++(?=[\s,\]}])")
#: All up to the next bracket outside of strings.
_TO_BRACKET = re.compile(rb'[^"\[\]{}]*+(?:"(?:[^"\\]++|\\.)*+"[^"\[\]{}]*+)*+[\[\]{}]', re.DOTALL)


class Stop(Exception):
    """The rest can't be read: the `kind` of a fault and its detail. A text that is "cut" ends within a value."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


class JsonStream:
    """Bytes that were read, up to `at`; line and column (in code points) of the offset `known`.

    Offsets stay valid until `drop` forgets what is before `at`. No value may be over `limit` bytes. `has_extra_comma`
    where a comma stood before the end of the last container.
    """

    def __init__(self, more: Callable[[int], bytes], head: bytes, limit: int) -> None:
        self.more = more
        self.data = head
        self.limit = limit
        self.at = self.known = len(_BOM) if head.startswith(_BOM) else 0
        self.line = self.column = 1
        self.has_extra_comma = False

    def position(self, at: int) -> tuple[int, int]:
        """Line and column of an offset that is not before those that were asked for."""
        if breaks := self.data.count(b"\n", self.known, at):
            self.line += breaks
            self.column = 1
            self.known = self.data.rfind(b"\n", self.known, at) + 1
        self.column += len(self.data[self.known : at].decode("utf-8", "replace"))
        self.known = at
        return self.line, self.column

    def drop(self) -> None:
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

    def mark(self) -> bytes:
        """The next byte that is no blank; empty at the end."""
        while True:
            blanks = _BLANKS.match(self.data, self.at)
            self.at = blanks.end() if blanks else self.at
            if self.at < len(self.data) or not self._fill():
                return self.data[self.at : self.at + 1]

    def is_last(self, closing: bytes) -> bool:
        """Whether a container ends behind a value; else there is a comma. Raises Stop."""
        mark = self.mark()
        if mark not in (b",", closing) or not mark:
            self.fail(f"Expecting ',' or '{closing.decode()}'")
        self.at += 1
        if mark == b"," and self.mark() == closing:
            self.has_extra_comma = True
            self.at += 1
            return True
        return mark == closing

    def name(self) -> str:
        """Read the name of a member. Raises Stop."""
        end = self.end()
        name = loaded(self.data[self.at : end])
        if not isinstance(name, str):
            self.fail("Invalid name")
        self.at = end
        return name

    def end(self, most: int = 0) -> int:
        """The end of the value that begins at `at`, which is over neither `most` bytes nor the limit. Raises Stop."""
        while (end := _value_end(self.data, self.at)) < 0:
            if len(self.data) - self.at > (most or self.limit):
                raise Stop("too-large", "")
            if not self._fill():
                raise Stop("cut", "it ends within a value")
        return end

    def fail(self, reason: str) -> NoReturn:
        """Raise Stop: the structure is broken at `at`."""
        rest = "; the rest is not read" if self.at < len(self.data) else ""
        raise Stop("json", reason + rest)


def loaded(data: bytes) -> Any:
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
