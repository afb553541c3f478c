"""Tables without a header: told by their first row, and names for their columns by the kinds of the values."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

from newscheck.article import field_names, value_forms
from newscheck.text import cell_values, dates
from newscheck.text.width import cell_width

#: The characters of a cell that is a text and no name, and the digits of a number that is none.
_LONG_CELL, _LONG_NUMBER = 80, 5
#: The smallest share of cells that have the form of a field, of filled rows, and of different values.
_MIN_FITTING, _MIN_FILLED, _MIN_DISTINCT = 0.8, 0.2, 0.5
#: The beginning of the name of a column that is no field of the record.
_OTHER = "column_"
#: Bytes (UTF-8) that a body has at least, and the screen cells of a title.
_MIN_BODY, _MIN_TITLE = 200, 12


class _Column(NamedTuple):
    """The place of a column, and its values without missing ones."""

    place: int
    values: Sequence[Any]

    def share(self, form: str) -> float:
        """The share of values with the form of a field of the record."""
        return sum(map(value_forms.FORMS[form], self.values)) / max(len(self.values), 1)

    @property
    def is_distinct(self) -> bool:
        """Whether most values are there only once."""
        return len(set(map(repr, self.values))) >= _MIN_DISTINCT * len(self.values)

    @property
    def length(self) -> float:
        """The usual length in bytes."""
        return median(len(str(value).encode("utf-8", "replace")) for value in self.values)


def is_no_name(cells: Sequence[str]) -> bool:
    """Whether a cell of a first row is no name of a column: an address, a time, a long number, a text."""
    return any(map(_kind, cells))


def lacks_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of some rows is data: it has addresses, times or texts where the rows below it have them, too.

    A single row is data where one cell is.
    """
    first, *others = rows or [[]]
    kinds = {place: kind for place, cell in enumerate(first) if (kind := _kind(cell))}
    if not others:
        return bool(kinds)
    alike = sum(_is_kind(kind, [row[place] for row in others if place < len(row)]) for place, kind in kinds.items())
    return alike > 0 and 2 * alike >= len(kinds)


def names_columns(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a first row is a header, though the settings name the columns: it has one of those names, or data."""
    names = {cell.strip().casefold() for cell in cells}
    return not any(map(_kind, cells)) and any(column.casefold() in names for column in columns)


def is_of_articles(names: Sequence[str]) -> bool:
    """Whether some proposed names are those of a table of articles: of a title, an address or a text, and another."""
    known = {name for name in names if not name.startswith(_OTHER)}
    return len(known) > 1 and not known.isdisjoint(("title", "url", "html", "body"))


def proposed(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Names of the record's fields for the columns whose values have their form, and `column_3` for all others."""
    width = max(map(len, rows), default=0)
    cells = ([row[place] for row in rows if place < len(row)] for place in range(width))
    parsed = ([cell_values.parse(cell.strip()) for cell in column] for column in cells)
    filled = ([value for value in column if value is not None] for column in parsed)
    columns = [
        _Column(place, values) for place, values in enumerate(filled) if len(values) >= _MIN_FILLED * len(rows) > 0
    ]
    names = _addresses(columns)
    names |= _times([column for column in columns if column.place not in names])
    names |= _texts([column for column in columns if column.place not in names])
    return tuple(names.get(place, f"{_OTHER}{place + 1}") for place in range(width))


def _kind(cell: str) -> str:
    """What a cell is that is no name: an address, a text, a number or a time; empty for what may be one."""
    text = cell.strip()
    if value_forms.is_absolute(text):
        return "address"
    if len(text) >= _LONG_CELL or "\n" in text:
        return "text"
    if text.lstrip("-").isdecimal():
        return "number" if len(text) >= _LONG_NUMBER else ""
    has_digit = any(character.isdecimal() for character in text)
    return "time" if has_digit and value_forms.is_dated(text) else ""


def _is_kind(kind: str, cells: Sequence[str]) -> bool:
    """Whether most of the cells that are not empty are of a kind."""
    filled = [cell for cell in cells if cell.strip()]
    return 2 * sum(_kind(cell) == kind for cell in filled) >= len(filled)


def _addresses(columns: Sequence[_Column]) -> dict[int, str]:
    """The first addresses that differ are those of articles; of images, one or a list."""
    names: dict[int, str] = {}
    for column in columns:
        are_images = sum(map(value_forms.is_image_address, column.values)) >= _MIN_FITTING * len(column.values)
        if are_images or column.share("images") >= _MIN_FITTING:
            field = "image" if are_images else "images"
        elif sum(map(value_forms.is_absolute, column.values)) >= _MIN_FITTING * len(column.values):
            field = "url" if column.is_distinct else ""
        else:
            field = ""
        if field and field not in names.values():
            names[column.place] = field
    return names


def _times(columns: Sequence[_Column]) -> dict[int, str]:
    """The first time is that of publication, or the earlier of the first two; then the other is the crawl's."""
    times = [column for column in columns if column.share("dateline") >= _MIN_FITTING][:2]
    if len(times) == 2 and _is_later(*times):
        times.reverse()
    return {column.place: name for column, name in zip(times, ("dateline", field_names.CRAWL_TIME), strict=False)}


def _is_later(one: _Column, other: _Column) -> bool:
    """Whether most times of one column are later than those of another."""
    pairs = [(dates.parse(a).ms(), dates.parse(b).ms()) for a, b in zip(one.values, other.values, strict=False)]
    return 2 * sum(a is not None and b is not None and a > b for a, b in pairs) > len(pairs)


def _texts(columns: Sequence[_Column]) -> dict[int, str]:
    """The longest text is the body or HTML, the first other one that is long enough the title, the next the lead."""
    texts = [column for column in columns if column.share("body") >= _MIN_FITTING and column.is_distinct]
    body = max(texts, key=lambda column: column.length, default=None)
    names: dict[int, str] = {}
    if body is not None and body.length >= _MIN_BODY:
        names[body.place] = "html" if 2 * sum(map(value_forms.has_markup, body.values)) >= len(body.values) else "body"
    fields = ["title", "lead"]
    for column in texts:
        wide = median(cell_width(str(value)) for value in column.values) >= _MIN_TITLE
        if column.place not in names and wide and fields and column.share(fields[0]) >= _MIN_FITTING:
            names[column.place] = fields.pop(0)
    return names
