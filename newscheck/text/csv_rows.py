"""The rows of a CSV text with their offsets, and the span of each cell in a row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from newscheck.text.regex import lazy_regex

_LINE = lazy_regex(r"[^\r\n]*+(?:\r\n?+|\n|\Z)")


class CsvDialect(NamedTuple):
    """How a table is written; `escape` is the character before a quote within quotes, where quotes are not doubled.

    With `skips_blanks`, blanks behind a delimiter are no part of the cell.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    skips_blanks: bool = False


class CsvRow(NamedTuple):
    """The cells of a row, and the span in which it is written, its line end included; a blank line has no cells.

    Where it `is_sound`, it has as many cells as asked for, and its quotes are as they should be.
    """

    cells: list[str]
    start: int
    end: int
    is_sound: bool = False


class CsvCell(NamedTuple):
    """The span of a cell without its quotes. Not `is_closed` where the text ends before the closing quote, not
    `is_clean` where other characters follow on it.
    """

    start: int
    end: int
    is_closed: bool = True
    is_clean: bool = True


def rows(text: str, dialect: CsvDialect, at: int = 0, width: int = 0) -> Iterator[CsvRow]:
    """The rows of a text from an offset on. Those of `width` cells are read three times as fast as the others."""
    match = _row(dialect, width).match if width > 1 and not dialect.escape else None
    quote, doubled = dialect.quote, dialect.quote * 2
    while at < len(text):
        start = at
        if match and (row := match(text, at)):
            at = row.end()
            cells = [cell if quote not in cell else cell.replace(doubled, quote) for cell in row.groups()]
            yield CsvRow(cells, start, at, True)
        else:
            cells, at = _next_row(text, dialect, at)
            yield CsvRow(cells, start, at)


@cache
def _row(dialect: CsvDialect, width: int) -> re.Pattern[str]:
    """A row of some cells in which all quotes are as they should be; the groups are the cells without them."""
    mark, quote = re.escape(dialect.delimiter), dialect.quote
    blanks = " *+" if dialect.skips_blanks else ""
    quoted = rf"(?<={quote})[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*+(?={quote})"
    plain = rf"(?<!{quote})[^{mark}{quote}\r\n]*+(?!{quote})"
    cell = rf"{blanks}{quote}?+({quoted}|{plain}){quote}?+"
    return re.compile(mark.join([cell] * width) + r"(?:\r\n?+|\n|\Z)")


def _next_row(text: str, dialect: CsvDialect, start: int) -> tuple[list[str], int]:
    """The cells of the row that begins at an offset, and the offset behind it."""
    end = start

    def lines() -> Iterator[str]:
        nonlocal end
        while end < len(text) and (line := _LINE.match(text, end)):
            end = line.end()
            yield line[0]

    try:
        cells: list[str] = next(_reader(lines(), dialect), [])
    except csv.Error:  # a cell over the limit of the csv module, which is one for the whole process
        end = start
        cells = _long_row(_reader(lines(), dialect), len(text))
    return cells, end


def _reader(lines: Iterator[str], dialect: CsvDialect) -> Any:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skips_blanks,
    )


def _long_row(reader: Any, limit: int) -> list[str]:
    before = csv.field_size_limit(limit)
    try:
        cells: list[str] = next(reader)
    finally:
        csv.field_size_limit(before)
    return cells


def cells(text: str, dialect: CsvDialect, at: int = 0) -> Iterator[CsvCell]:
    """The cells of the row that begins at an offset."""
    quoted, plain, blanks = _patterns(dialect)
    while True:
        if (opening := blanks.match(text, at)) and text.startswith(dialect.quote, opening.end()):
            start, end = quoted.match(text, opening.end() + 1).span()
            at = plain.match(text, end).end()
            yield CsvCell(start, end, text.startswith(dialect.quote, end), at == end + 1)
        else:
            start, at = plain.match(text, opening.end() if opening else at).span()
            yield CsvCell(start, at)
        if not text.startswith(dialect.delimiter, at):
            return
        at += 1


@cache
def _patterns(dialect: CsvDialect) -> tuple[Any, Any, Any]:
    """What stands between quotes, up to the next delimiter, and before a cell."""
    mark, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    escape = re.escape(dialect.escape) if dialect.escape else ""
    inner = rf"(?:[^{quote}{escape}]++|{quote}{quote}{f'|{escape}.' if escape else ''})*+"
    blanks = " *+" if dialect.skips_blanks else ""
    return re.compile(inner, re.DOTALL), re.compile(rf"[^{mark}\r\n]*+"), re.compile(blanks)


def source_offset(text: str, start: int, end: int, offset: int) -> int:
    """The offset in the text of character `offset` of the value of the cell `text[start:end]`."""
    quote = text[start - 1 : start]
    if quote not in ('"', "'"):
        return min(start + offset, end)
    at, left = start, offset
    for pair in re.finditer(rf"{quote}{quote}|\\{quote}(?!{quote})", text[start:end]):
        plain = start + pair.start() - at
        if left <= plain:
            break
        left -= plain + 1
        at = start + pair.end()
    return min(at + left, end)
