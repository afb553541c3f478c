"""Input: bytes, and the documents in them."""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps
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


class LocatedValue(Struct, frozen=True):
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


class CountedLine:
    """The UTF-8 of a line, in which characters are counted only once where they are asked for in order."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._known = (0, 0)

    def characters(self, length: int) -> int:
        """The number of characters in the first bytes."""
        at, count = self._known if self._known[0] <= length else (0, 0)
        count += len(str(self._data[at:length], "utf-8"))
        self._known = (length, count)
        return count


class Document(Struct, frozen=True):
    """One article as read from a file, before extraction.

    `format` is the name of its reader; `source` is the file, or the line or item of it that begins at `origin` (1-based
    line and column): text, UTF-8, or a row of a table. `text` is made of it where it is needed: for a finding. Where
    `origin` is the beginning of the bytes that stand `before` the item in its line, `start` is where it begins itself.
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
    before: tuple[CountedLine, int] | None = None
    own: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The source as text; a row of a table as a line of JSON."""
        source = self.source
        if isinstance(source, str):
            return source
        return (
            str(source, "utf-8")
            if isinstance(source, (bytes, memoryview))
            else dumps(source, ensure_ascii=False, separators=(",", ":"))
        )

    @property
    def start(self) -> tuple[int, int]:
        """The 1-based line and column (in code points) at which the source begins."""
        line, column = self.origin
        if self.before is None:
            return line, column
        counted, length = self.before
        return line, column + counted.characters(length)
