"""From what each field of the record is taken: a table for people, from a sample of the items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newscheck.article.document_fields import given
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.model import Document, LocatedValue
from newscheck.text.width import cell_width, shorten

#: Cells of an example, and the most paths of a field that are named.
_EXAMPLE, _MAX_PATHS = 48, 3
#: Fields that an article may well lack.
_OPTIONAL = frozenset(("images", "html", "body", "paragraphs", "lead", "image"))
_TEXTS = ("html", "paragraphs", "body")
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


def lines(sources: Sequence[FieldSource]) -> Iterator[str]:
    """The table, with a line for its header; nothing for no fields."""
    rows = [_cells(source) for source in sources]
    if not rows:
        return
    widths = [max(cell_width(row[at]) for row in (_HEADER, *rows)) for at in range(len(_HEADER) - 1)]
    for row in (_HEADER, *rows):
        yield "  ".join((*(_padded(cell, width) for cell, width in zip(row, widths, strict=False)), row[-1])).rstrip()


def _source(field: str, items: Sequence[Document]) -> FieldSource:
    found = [located for document in items if (located := _value(document, field)) is not None]
    paths = Counter(_path(located) for located in found)
    named = tuple(path for path, _ in paths.most_common(_MAX_PATHS))
    return FieldSource(field, named, len(found) / len(items), _shown(found[0].value) if found else "")


def _value(document: Document, field: str) -> LocatedValue | None:
    located = given(document, field)
    return located if located is not None and located.value not in ("", [], None) else None


def _path(located: LocatedValue) -> str:
    return ".".join(map(str, located.path))


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return shorten(" ".join(text[: 4 * _EXAMPLE].split()), _EXAMPLE)


def _cells(source: FieldSource) -> tuple[str, ...]:
    share = f"{source.share:.0%}" if source.paths else ""
    return source.field, ", ".join(source.paths) or "nothing", share, source.example


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_width(cell))
