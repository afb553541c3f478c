"""The dialect of a CSV text, from its header and checked against its first rows."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from newscheck.text import csv_rows
from newscheck.text.csv_rows import CsvDialect
from newscheck.text.regex import lazy_regex

DELIMITERS = ",\t;|"
#: Characters and rows of the beginning that are tried.
_SAMPLE = 1 << 16
_ROWS = 50
_SEPARATOR = lazy_regex(r"[\"']?sep=([^\w\s\"']|\t)[\"']?[ \t,;]*(?:\r\n?|\n)", re.IGNORECASE)


class CsvLayout(NamedTuple):
    """A dialect, and the offset at which the header begins."""

    dialect: CsvDialect
    start: int = 0


class _Candidate(NamedTuple):
    """A dialect that is tried: the share of rows with as many cells as the header, and that number."""

    share: float
    width: int
    dialect: CsvDialect


def detect(text: str) -> CsvLayout:
    """The layout of a table: by its line `sep=`, or the dialect in which most rows have as many cells as the header."""
    start = len(text) - len(text.lstrip("\ufeff\r\n"))
    if named := _SEPARATOR.match(text, start):
        start = named.end()
    sample = text[start : start + _SAMPLE]
    header = re.split(r"[\r\n]", sample, maxsplit=1)[0]
    marks = named[1] if named else [mark for mark in DELIMITERS if mark in header] or ","
    tried = [_try(sample, len(text) - start > _SAMPLE, mark, quote) for mark in marks for quote in _quotes(header)]
    best = max(tried, key=lambda candidate: (candidate.width > 1 and round(candidate.share * 20), candidate.width))
    return CsvLayout(_with_escape(text, best.dialect), start)


def _quotes(header: str) -> str:
    return "'" if header.lstrip().startswith("'") else "\"'"


def _try(sample: str, is_cut: bool, delimiter: str, quote: str) -> _Candidate:
    header = re.split(r"[\r\n]", sample, maxsplit=1)[0]
    marks = header.count(delimiter)
    skips = delimiter != "\t" and marks > 0 and header.count(f"{delimiter} ") == marks
    dialect = CsvDialect(delimiter, quote, None, skips)
    rows = [row for row in islice(csv_rows.rows(sample, dialect), _ROWS) if row.cells]
    if is_cut and len(rows) > 1 and rows[-1].end == len(sample):
        del rows[-1]
    width = len(rows[0].cells) if rows else 0
    # A row of one more cell may begin with a name that the header lacks (R).
    fitting = sum({width: 1.0, width + 1: 0.5}.get(len(row.cells), 0.0) for row in rows[1:])
    quoted = 0.0 if quote == '"' else -0.2  # single quotes only where they explain more rows
    return _Candidate((fitting + 1) / max(len(rows), 1) + quoted, width, dialect)


def _with_escape(text: str, dialect: CsvDialect) -> CsvDialect:
    """The dialect, in which a backslash stands before quotes where one does that can't be the end of a cell."""
    if "\\" not in text or "\\" + dialect.quote not in text:
        return dialect
    quote, mark = re.escape(dialect.quote), re.escape(dialect.delimiter)
    is_escape = re.search(rf"\\{quote}(?![{quote}{mark}\r\n]|\Z)", text)
    return dialect._replace(escape="\\") if is_escape else dialect
