"""Find where the objects of a JSON container end, at the speed at which orjson reads them.

An end is guessed by what stands behind the objects before, and orjson tells whether it is one: no object of JSON is the
beginning of another.
"""

from __future__ import annotations

import re
from typing import Any

import orjson

from newscheck.text.json_values import is_exact, read_exactly

#: A bracket that may be the end of an object in a container, and how the next entry or member begins.
_END = re.compile(rb"}(?=[ \t\r\n]*+[,\]}])")
_NEXT = re.compile(rb'{[ \t\r\n]*+"(?:[^"\\]{0,60}+"(?:[ \t\r\n]*+:[ \t\r\n]*+)?)?|"')
#: Bytes in which an end is looked for by the mark behind it, at first, as Python prepares itself for a longer search,
#: and at most.
_NEAR, _FAR = 29_000, 1 << 20
#: Bytes that may be read in vain beside a share of those that were read.
_IN_VAIN, _SHARE = 1 << 20, 8


class ObjectReader:
    """Reads the objects of a container one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._view = memoryview(data)
        #: What stands behind each object: from its last bracket to the beginning of the next.
        self._mark = b""
        self._in_vain, self._read = 0, 0

    def read(self, begin: int, end: int) -> tuple[int, Any]:
        """The offset behind the object that begins at `data[begin]` and its value; it does not reach beyond `end`.

        Raises ValueError where the end is not found, or orjson refuses the object.
        """
        behind = self._guess(begin) if self._mark else 0
        try:
            value = orjson.loads(self._view[begin:behind])
        except ValueError:
            behind, value = self._search(begin, end, max(0, behind - begin) or min(_FAR, end - begin))
        self._read += behind - begin
        return behind, value if is_exact(value) else read_exactly(self._view[begin:behind])

    def learn(self, behind: int, begin: int) -> None:
        """Remember what stands between two objects, where it is not known."""
        if not self._mark and (opening := _NEXT.match(self._data, begin)):
            self._mark = self._data[behind - 1 : opening.end()]

    def _guess(self, begin: int) -> int:
        near = begin + _NEAR
        found = self._data.find(self._mark, begin, near)
        return (self._data.find(self._mark, near - len(self._mark), begin + _FAR) if found < 0 else found) + 1

    def _search(self, begin: int, end: int, in_vain: int) -> tuple[int, Any]:
        if self._mark:
            self._mark = b""
            self._in_vain += in_vain
        for bracket in _END.finditer(self._data, begin, end):
            behind = bracket.end()
            try:
                value = orjson.loads(self._view[begin:behind])
            except ValueError:
                self._in_vain += behind - begin
                if self._in_vain > _IN_VAIN + self._read // _SHARE:
                    break
            else:
                return behind, value
        raise ValueError("no end of an object")
