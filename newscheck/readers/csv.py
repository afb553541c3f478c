"""CSV: an item in each row, with any delimiter (TSV, `;`, `|`); lists in cells as JSON or as Python writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from json import dumps
from typing import Any, NamedTuple

from msgspec.structs import replace

from newscheck.article import items, table_columns
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, RawInput
from newscheck.text import cell_values, csv_dialect, csv_rows
from newscheck.text.cell_values import ADDRESS, LONGEST_MISSING, NEXT_ADDRESS, OPENING
from newscheck.text.csv_rows import CsvDialect, CsvRow
from newscheck.text.csv_rows import source_offset as source_offset
from newscheck.text.regex import lazy_regex

SUFFIXES = (".csv", ".tsv", ".tab")
#: Excel needs the mark to recognise UTF-8, and writes UTF-16 as "Unicode text".
MAY_HAVE_BYTE_ORDER_MARK = True
#: The header of a file without a suffix: three names, two of which are usual.
_NAMES = lazy_regex(r"(?:\"?[\w .:@-]{1,40}\"?([,;\t|]))(?:\"?[\w .:@-]{1,40}\"?\1)++\"?[\w .:@-]{1,40}\"?[ \t]*[\r\n]")
_USUAL = {
    *("title", "headline", "url", "link", "href", "date", "datetime", "published", "published_at", "pubdate", "time"),
    *("content", "text", "body", "article", "description", "summary", "author", "source", "category", "image", "id"),
    *("标题", "链接", "正文", "内容", "时间", "日期", "作者", "来源"),
}
#: To find where a table goes on in a broken row: the rows and lines that are tried, the characters that are read for
#: that, and how often in a file.
_TRIED_ROWS, _TRIED_LINES, _TRIED_LENGTH, _TRIALS = 3, 50, 50_000, 100

#: Rows that show whether there is a header, and what the columns are; the most columns that a message names.
_SAMPLE, _MOST_NAMES = 50, 30


class TableHeader(NamedTuple):
    """The dialect of a table, and the names of its columns; the first of two with one name keeps it."""

    dialect: CsvDialect
    names: tuple[str, ...]


def sniff(head: str) -> bool:
    """Whether a text begins with names of columns as articles have them."""
    row = _NAMES.match(head)
    names = {name.strip('" ').lower() for name in row[0].strip().split(row[1])} if row else set[str]()
    return len(names & _USUAL) > 1


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each row, and one for each place where the table is broken."""
    yield from _TableReader(raw, text, mapping).run()


class _TableReader:
    """A table that is read up to `seen`, an offset in line `line`, which begins at `beginning`.

    Where it is a piece of a longer one, but not the first, its `context` is the dialect.
    """

    def __init__(self, raw: RawInput, text: str, mapping: ItemMapping) -> None:
        self.path, self.text, self.mapping = raw.path, text, mapping
        self.context = raw.context
        self.line, self.beginning, self.seen = raw.line, 0, 0
        self.trials = _TRIALS
        self.header, self.first = TableHeader(CsvDialect(), ()), 0
        self.heading: list[str] | None = None
        self.is_repeated = False

    def run(self) -> Iterator[Document]:
        dialect, start = csv_dialect.detect(self.text) if not self.context else (_dialect(self.context), 0)
        first, second = _first_rows(self.text, dialect, start)
        if (columns := self.mapping.columns) and not table_columns.names_columns(first.cells, columns):
            yield from self._named(columns, dialect, first)
            return
        if table_columns.is_no_name(first.cells) and table_columns.lacks_header(
            rows := _cells(self.text, dialect, start)
        ):
            if not self.context:
                yield self._without_header(first, table_columns.proposed(rows))
            return
        self.header, self.first = TableHeader(dialect, _names(first.cells, second.cells)), first.end
        self.heading = first.cells
        if not self.context:
            yield from self._about_header(first)
        if not second.cells and not self.context:
            yield replace(self._broken(first, ""), faults=(InputFault("empty", "a table without rows"),))
        yield from self._rows()

    def _named(self, columns: Sequence[str], dialect: CsvDialect, first: CsvRow) -> Iterator[Document]:
        """The rows of a table whose columns the settings name. Each piece of a longer one begins with the first row."""
        width = len(first.cells)
        if len(columns) > width or any(first.cells[len(columns) :]):
            if not self.context:
                yield self._broken(
                    first, f"`columns` of the settings names {len(columns)} columns, the first row has {width}"
                )
            return
        names = (*columns, *(f"Unnamed: {number}" for number in range(len(columns), width)))
        self.header, self.first = TableHeader(dialect, names), first.end if self.context else first.start
        yield from self._rows()

    def _without_header(self, row: CsvRow, names: Sequence[str]) -> Document:
        listed = dumps(names[:_MOST_NAMES], ensure_ascii=False)
        more = " and more" if len(names) > _MOST_NAMES else ""
        detail = "no header: the first row is data, so that the columns have no names"
        broken = self._broken(row, f"{detail}; name them in the settings, likely columns = {listed}{more}")
        return replace(broken, faults=(replace(broken.faults[0], names=tuple(names)),))

    def _about_header(self, row: CsvRow) -> Iterator[Document]:
        names = Counter(name.strip() for name in row.cells)
        if twice := next((name for name, count in names.items() if name and count > 1), None):
            yield self._broken(row, f"two columns are called `{twice[:40]}`: the second is read as `{twice[:40]}.1`")

    def _rows(self) -> Iterator[Document]:
        number, width = -1, len(self.header.names)
        at: int | None = self.first
        while at is not None:
            rows = csv_rows.rows(self.text, self.header.dialect, at, width)
            at = None
            for row in rows:
                if not any(row.cells):
                    continue
                if row.cells == self.heading:
                    yield from self._repeated(row)
                    continue
                number += 1
                fault = None if row.is_sound else self._fault(row)
                if fault is not None:
                    yield fault
                    at = self._resume(row)
                    if at is not None or row.end == len(self.text):
                        break
                if len(row.cells) <= width or fault is None:
                    yield self._document(row, number)

    def _repeated(self, row: CsvRow) -> Iterator[Document]:
        """What is told of the header where it stands again for the first time."""
        if not self.is_repeated:
            self.is_repeated = True
            yield self._broken(row, "the header again: two tables were appended to each other; all rows are read")

    def _document(self, row: CsvRow, number: int) -> Document:
        item = _item(self.header.names, row.cells)
        text = self.text[row.start : row.end].rstrip("\r\n")
        origin, place = self._origin(row.start), f"[{number}]"
        return items.to_document(
            self.path, text, "csv", item, self.mapping, origin, place=place, siblings=self._items, header=self.header
        )

    def _items(self) -> Iterator[Mapping[str, Any]]:
        """The items of all rows."""
        names = self.header.names
        for row in csv_rows.rows(self.text, self.header.dialect, self.first, len(names)):
            yield _item(names, row.cells)

    def _origin(self, at: int) -> tuple[int, int]:
        if breaks := self.text.count("\n", self.seen, at):
            self.line += breaks
            self.beginning = self.text.rfind("\n", self.seen, at) + 1
        self.seen = at
        return self.line, at - self.beginning + 1

    def _broken(self, row: CsvRow, detail: str, at: int = 0) -> Document:
        """A document for a broken row, without an article: its first line, from offset `at` of the row on."""
        start = row.start + at
        text = self.text[start : row.end].partition("\n")[0].rstrip("\r")
        fault = InputFault("csv", detail, 0, max(len(text), 1) if not at else 1)
        return Document(self.path, text, "csv", faults=(fault,), origin=self._origin(start), is_blank=True)

    def _fault(self, row: CsvRow) -> Document | None:
        """A document for what is wrong with the quotes of a row, or with the number of its cells."""
        for cell in csv_rows.cells(self.text, self.header.dialect, row.start):
            if not cell.is_closed:
                lines = self.text.count("\n", cell.start, row.end)
                rest = f"; {lines:,} lines below it are in one cell" if lines else ""
                return self._broken(row, f"a quote that is never closed{rest}", cell.start - 1 - row.start)
            if not cell.is_clean:
                return self._broken(row, "a quote within a cell that is not doubled", cell.end - row.start)
        width, surplus = len(self.header.names), row.cells[len(self.header.names) :]
        if len(row.cells) < width or any(surplus):
            return self._broken(row, f"{len(row.cells)} cells, the header has {width}")
        return None

    def _resume(self, row: CsvRow) -> int | None:
        """The offset of the line in a broken row from which on the rows are as wide as the header."""
        at, self.trials = row.start, self.trials - 1
        for _ in range(_TRIED_LINES if self.trials >= 0 else 0):
            at = self.text.find("\n", at, row.end) + 1
            if not at or at >= row.end:
                return None
            if _is_table(self.text[at : at + _TRIED_LENGTH], self.header, is_cut=at + _TRIED_LENGTH < len(self.text)):
                return at
        return None


def _dialect(context: Mapping[str, str]) -> CsvDialect:
    return CsvDialect(
        context["delimiter"], context["quote"], context["escape"] or None, skips_blanks=bool(context["skips_blanks"])
    )


def _cells(text: str, dialect: CsvDialect, start: int) -> list[list[str]]:
    """The cells of the first rows that are not blank."""
    rows = (row.cells for row in csv_rows.rows(text, dialect, start) if any(row.cells))
    return [*islice(rows, _SAMPLE)]


def _first_rows(text: str, dialect: CsvDialect, start: int) -> tuple[CsvRow, CsvRow]:
    """The first two rows that are not blank."""
    full = [*islice((row for row in csv_rows.rows(text, dialect, start) if any(row.cells)), 2)]
    nothing = CsvRow([], len(text), len(text))
    first, second = (*full, nothing, nothing)[:2]
    return first, second


def _names(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns. Where rows have a cell more than the header, a number, that is an index (R)."""
    has_index = len(second) == len(first) + 1 and second[0].isdecimal()
    names: dict[str, None] = {}
    copies: Counter[str] = Counter()
    for number, cell in enumerate(["", *first] if has_index else first):
        name = plain = cell.strip() or f"Unnamed: {number}"
        while name in names:
            copies[plain] += 1
            name = f"{plain}.{copies[plain]}"
        names[name] = None
    return tuple(names)


def _item(names: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    """The cells of a row by their names; None for a missing value."""
    return {
        name: cell
        if len(cell) > LONGEST_MISSING and (cell[0] not in OPENING or (cell[0] == ADDRESS and NEXT_ADDRESS not in cell))
        else cell_values.parse(cell)
        for name, cell in zip(names, cells, strict=False)
    }


def _is_table(text: str, header: TableHeader, *, is_cut: bool) -> bool:
    """Whether the first rows of a text, whose last may be cut, are as wide as the header."""
    rows = [*islice(csv_rows.rows(text, header.dialect), _TRIED_ROWS)]
    if is_cut and rows[-1].end == len(text):
        del rows[-1]
    return bool(rows) and all(len(row.cells) == len(header.names) for row in rows)


def span(text: str, path: Sequence[str | int], header: TableHeader) -> tuple[int, int]:
    """The span of a cell in its row, without quotes."""
    number = header.names.index(str(path[0]))
    cell = next(islice(csv_rows.cells(text, header.dialect), number, None), None)
    return (cell.start, cell.end) if cell else (0, 0)
