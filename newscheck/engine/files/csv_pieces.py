"""Long tables (CSV) as pieces of whole rows, each below the header."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from newscheck.model import RawInput
from newscheck.text import csv_dialect, csv_rows
from newscheck.text.csv_rows import CsvDialect
from newscheck.text.display import size_text

#: Bytes that are read at once; a piece has the whole rows in them.
_PIECE = 1 << 23
#: Bytes of the end of a piece in which the beginning of a row is looked for, and line ends that are tried.
_WINDOW, _TRIED = 1 << 18, 200
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def pieces(more: Callable[[int], bytes], path: str, limit: int) -> Iterator[RawInput]:
    """The content of a file that `more(size)` reads, in pieces; `limit` are the most bytes of a row.

    Pieces behind the first begin with the header again, and with the line that lets their rows have their own.
    """
    data = _first(more).removeprefix(codecs.BOM_UTF8)
    if data.startswith(_UTF16):
        more = _as_utf8(data, more)
        data = more(_PIECE)
    text = _view(data)
    dialect, start = csv_dialect.detect(text)
    header = next(csv_rows.rows(text, dialect, start), None)
    if header is None:
        yield RawInput(path, data)
        return
    width, head, context = len(header.cells), b"", dict[str, str]()
    line, above = 1, data.count(b"\n", header.start, header.end)
    while part := more(_PIECE):
        if (cut := _cut(data, dialect, width)) and (head or cut > header.end):
            yield RawInput(path, head + data[:cut], line, form="csv", context=context)
            if not head:
                head = data[header.start : header.end]
                context = to_context(dialect)
                line -= above
            line += data.count(b"\n", 0, cut)
            data = data[cut:]
        elif len(data) > limit:
            line += above if head else 0
            yield RawInput(path, line=line, fault="too-large", detail=f"a row over the limit of {size_text(limit)}")
            return
        data += part
    yield RawInput(path, head + data, line, form="csv" if head else "", context=context)


def _first(more: Callable[[int], bytes]) -> bytes:
    """The first piece, which a pipe may give in many parts."""
    data = b""
    while len(data) < _PIECE and (part := more(_PIECE - len(data))):
        data += part
    return data


def to_context(dialect: CsvDialect) -> dict[str, str]:
    """The dialect for the reader of a piece, which does not have the rows by which it was found."""
    return {name: str(value or "") for name, value in dialect._asdict().items()}


def _view(data: bytes) -> str:
    """Bytes as a text with the same offsets; delimiters and quotes are ASCII in all encodings of tables."""
    return data.decode("latin-1")


def _as_utf8(data: bytes, more: Callable[[int], bytes]) -> Callable[[int], bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    waiting = [data]

    def read(size: int) -> bytes:
        while part := waiting.pop() if waiting else more(size):
            if text := decoder.decode(part):
                return text.encode("utf-8", "replace")
        return decoder.decode(b"", True).encode("utf-8", "replace")

    return read


def _cut(data: bytes, dialect: CsvDialect, width: int) -> int:
    """The offset of the last row in some bytes that begin with a row, which may be unfinished; 0 if it is the first."""
    at = max(len(data) - _WINDOW, 0)
    window = _view(data[at:])
    start, quotes = 0, _quotes(_view(data[:at]), dialect)
    for _ in range(_TRIED if at and width > 1 else 0):
        line = start
        start = window.find("\n", line) + 1
        if not start:
            break
        quotes += _quotes(window[line:start], dialect)
        if quotes % 2:  # inside of a cell
            continue
        rows = [*csv_rows.rows(window, dialect, start, width)]
        if len(rows) > 2 and all(len(row.cells) == width for row in rows[:-1]):
            return at + rows[-1].start
    last = 0
    for row in csv_rows.rows(_view(data), dialect, 0, width):
        last = row.start
    return last


def _quotes(text: str, dialect: CsvDialect) -> int:
    """The number of quotes, without those that are escaped."""
    return text.count(dialect.quote) - (text.count(dialect.escape + dialect.quote) if dialect.escape else 0)
