"""Input: bytes, and the documents in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class RawInput(Struct, frozen=True):
    """A file or a part of one: bytes, or the reason why there are none.

    `line` is the 1-based line of the file at which `data` begins (a long JSON Lines file is read in
    pieces); `fault` is a kind of `InputFault` where reading failed, `detail` its message.

    Of long JSON, `data` are entries of a list from the one at `steps` on, or one value there; it begins in `column`.

    `form` is the name of the reader for `data` where it is known (a row of a table, a page of a web archive), `context`
    are members of the item that stand outside of `data` (the URL of a page, the time at which it was fetched).
    """

    path: str
    data: bytes = b""
    line: int = 1
    fault: str = ""
    detail: str = ""
    form: str = ""
    context: Mapping[str, str] = {}
    column: int = 1
    steps: tuple[str | int, ...] = ()


class InputFault(Struct, frozen=True):
    """A fault that a reader detected. A value, not an exception: a rule turns it into a finding.

    `names` are some of an item's fields, where none of them is a field of the record.
    """

    kind: str
    detail: str
    start: int = 0
    end: int = 0
    names: tuple[str, ...] = ()


class LocatedValue(Struct, frozen=True, gc=False):
    """A value and its span: `text[start:end]` of its Document (without escapes in `value`).

    A value of an item has its `path` there instead, and is located where that is needed (`readers.span`). One that was
    put together has `parts`: the index of each entry of a list, or the offset of each text in a joined one, and its
    path in the item.
    """

    value: Any
    start: int = -1
    end: int = -1
    path: tuple[str | int, ...] = ()
    parts: tuple[tuple[int, tuple[str | int, ...]], ...] = ()


class CountedText:
    """UTF-8 that begins at a line and column of its file; lines and characters in it are counted only where they are
    asked for, and only once where that is in order.
    """

    def __init__(self, data: bytes, line: int = 1, column: int = 1) -> None:
        self._data = data
        self._first = (0, line, 0, column)
        #: Up to which byte lines are counted, the line there, and its beginning and first column.
        self._lines = self._first
        #: Up to which byte characters are counted, the beginning of its line, and how many they are.
        self._characters = (0, 0, 0)

    def line(self, at: int) -> int:
        """The line of a byte."""
        known, line, beginning, column = self._lines if self._lines[0] <= at else self._first
        if breaks := self._data.count(b"\n", known, at):
            line, beginning, column = line + breaks, self._data.rfind(b"\n", known, at) + 1, 1
        self._lines = (at, line, beginning, column)
        return line

    def position(self, at: int) -> tuple[int, int]:
        """The line and the column (in code points) of a byte."""
        line = self.line(at)
        _, _, beginning, column = self._lines
        known, of, count = self._characters
        if of != beginning or known > at:
            known, count = beginning, 0
        count += len(str(memoryview(self._data)[known:at], "utf-8"))
        self._characters = (at, beginning, count)
        return line, column + count


class Document(Struct, frozen=True):
    """One article as read from a file, before extraction.

    `format` is the name of its reader; `source` is the file, or the line or item of it that begins at `origin` (1-based
    line and column): text, UTF-8, or a row of a table. `text` is made of it where it is needed: for a finding. Where
    it stands behind some bytes of a text, `before`, `origin` is where that text begins, `start` where itself begins.
    `place` is the path of the item in its file (`articles[3]`). `record_fields` are record fields that
    an item holds as such, in the form that it gives them, `missing` those that it has without a value (null, blanks);
    `preset` is the tool that wrote it. `date_order` is the order of day and month ("day-first", "month-first") that the
    settings state, where `is_date_order_set`, or that the other items of the file show. `front_matter` has its
    fields. `is_blank` is true where there is no article: only document rules run on it. `header` is what its
    reader needs beside the text to locate a value: the columns of a table, the namespaces of a feed. `item` is the item
    as it was read, where the reader reads items, and `own` the names of those of its members, or of the front matter,
    that are not of the record (author, tags, section)."""

    path: str
    source: str | bytes | memoryview | Mapping[str, Any]
    format: str
    epoch: LocatedValue | None = None
    title: LocatedValue | None = None
    url: LocatedValue | None = None
    html: LocatedValue | None = None
    record_fields: Mapping[str, LocatedValue] = {}
    missing: Mapping[str, LocatedValue] = {}
    front_matter: Mapping[str, LocatedValue] = {}
    faults: tuple[InputFault, ...] = ()
    origin: tuple[int, int] = (1, 1)
    is_blank: bool = False
    place: str = ""
    preset: str = ""
    item: Mapping[str, Any] | None = None
    date_order: str = ""
    is_date_order_set: bool = False
    header: Any = None
    before: tuple[CountedText, int] | None = None
    own: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The source as text; a row of a table as a line of JSON."""
        source = self.source
        if isinstance(source, str):
            return source
        if isinstance(source, (bytes, memoryview)):
            return str(source, "utf-8")
        from json import dumps

        return dumps(source, ensure_ascii=False, separators=(",", ":"))

    @property
    def line(self) -> int:
        """The 1-based line at which the source begins."""
        if self.before is None:
            return self.origin[0]
        counted, at = self.before
        return counted.line(at)

    @property
    def start(self) -> tuple[int, int]:
        """The 1-based line and column (in code points) at which the source begins."""
        if self.before is None:
            return self.origin
        counted, at = self.before
        return counted.position(at)
