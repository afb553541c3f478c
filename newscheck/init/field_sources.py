"""From what each field of the record is taken: a table for people, from a sample of the items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscheck.article.document_fields import given
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.model import Document, LocatedValue
from newscheck.text.timestamps import format_minute
from newscheck.text.width import cell_width, shorten

#: Cells of an example, and the most paths of a field that are named.
_EXAMPLE, _MAX_PATHS = 48, 3
#: Fields that an article may well lack.
_OPTIONAL = frozenset(("images", "html", "body", "paragraphs", "lead", "image"))
_TEXTS = ("html", "paragraphs", "body")
#: The format of documents that an extractor makes of saved pages, and from what their fields are.
_PAGE, _THE_PAGE = "page", "the page"
_TAG = re.compile(r"<[^<>]*>")
_HEADER = ("field", "from", "coverage", "example")


class FieldSource(NamedTuple):
    """A field of the record: the `paths` in the items it is taken from (none where no item has it), the share of items
    that have it, and an example."""

    field: str
    paths: tuple[str, ...]
    share: float
    example: str


def find(documents: Sequence[Document]) -> list[FieldSource]:
    """The sources of all fields that items have, and of those that they should have; empty without items."""
    items = [document for document in documents if document.item is not None]
    rows = [_source(field, items) for field in ITEM_FIELDS] if items else []
    has_text = any(row.paths for row in rows if row.field in _TEXTS)
    return [row for row in rows if row.paths or row.field not in _OPTIONAL or (row.field == "body" and not has_text)]


def lines(sources: Sequence[FieldSource], width: int) -> Iterator[str]:
    """The table, with a line for its header, each cut to `width` cells; nothing for no fields."""
    rows = [_cells(source) for source in sources]
    if not rows:
        return
    widths = [max(cell_width(row[at]) for row in (_HEADER, *rows)) for at in range(len(_HEADER) - 1)]
    for row in (_HEADER, *rows):
        cells = (*map(_padded, row, widths), row[-1])
        yield shorten("  ".join(cells).rstrip(), width)


def _source(field: str, items: Sequence[Document]) -> FieldSource:
    values = [(document, located) for document in items if (located := _value(document, field)) is not None]
    found = [located for _, located in values]
    paths = Counter(_THE_PAGE if document.format == _PAGE else _path(located) for document, located in values)
    named = tuple(path for path, _ in paths.most_common(_MAX_PATHS))
    return FieldSource(field, named, len(found) / len(items), _example(field, found))


def _value(document: Document, field: str) -> LocatedValue | None:
    located = given(document, field)
    return located if located is not None and located.value not in ("", [], None) else None


def _path(located: LocatedValue) -> str:
    """The path as it can stand in the settings, with all entries of lists."""
    return "".join("[*]" if isinstance(step, int) else f".{step}" for step in located.path).removeprefix(".")


def _example(field: str, found: Sequence[LocatedValue]) -> str:
    if not found:
        return ""
    value = found[len(found) // 2].value
    if field == "epoch_ms" and isinstance(value, int):
        return format_minute(value)
    text = value if isinstance(value, str) else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = text[: 16 * _EXAMPLE]
    return shorten(" ".join((_TAG.sub(" ", text) if field in _TEXTS else text).split()), _EXAMPLE)


def _cells(source: FieldSource) -> tuple[str, ...]:
    share = f"{source.share:.0%}" if source.paths else ""
    return source.field, ", ".join(source.paths) or "nothing", share, source.example


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_width(cell))
