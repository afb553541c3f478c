"""Guess which fields of items are which fields of the record: by the names that scrapers use, and by the values.

A field is mapped only where most of its values have the form of the record field: a `date` that is a page number, or a
`text` that is a flag, is left alone. Where no name is known, an address that differs from item to item and the longest
text are taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscheck.article import field_names, value_forms
from newscheck.article.field_names import plain
from newscheck.article.item_columns import MIN_FITTING, ItemColumn, columns_of

#: How many times longer another text must be than that of the likeliest name to be the body, and the length of a text
#: of an unknown name, in bytes (UTF-8): a Chinese text says as much in fewer characters.
_LONGER, _MIN_LONG = 4, 200
#: Fields in the order in which they are chosen: a column is for one field.
_ORDER = ("url", "title", "epoch_ms", "html", "body", "dateline", "image", "images", "lead")


def guess(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mapping `[fields]` for items like these; empty where their names are those of the record."""
    columns = columns_of(items)
    mapping: dict[str, str] = {}
    for field in _ORDER:
        if not _is_native(field, columns) and (path := _likeliest(field, columns, {*mapping.values()})):
            mapping[_kind(field, columns[path])] = path
    if not ({"html", "body", "paragraphs"} & mapping.keys() or _has_native_text(columns)):
        text = _other_text(columns, mapping)
        mapping = {field: path for field, path in mapping.items() if path not in text.values()} | text
    if "url" not in mapping and not _is_native("url", columns):
        mapping.update(_unnamed_address(columns, {*mapping.values()}))
    mapping.update(_creation(mapping, columns))
    if "epoch_ms" not in mapping and not _is_native("epoch_ms", columns):
        mapping.update(_publication_clock(mapping, columns))
    epochs = columns.get("epoch_ms")
    if epochs and "epoch_ms" not in mapping and (unit := value_forms.unit(epochs.values)) not in (None, "ms"):
        mapping["epoch_unit"] = str(unit)
    return mapping


def misnamed(items: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> dict[str, str]:
    """The likeliest path by its name alone for record fields that `guess` finds nothing for."""
    columns = columns_of(items)
    paths = {}
    for field in fields:
        ranks = {
            path: rank
            for path, column in columns.items()
            if not column.depth and (rank := field_names.rank(field, _name(path, field))) is not None
            if not column.has_form(field) and not (field == "url" and _name(path, field) in field_names.PUBLISHERS)
        }
        if field in field_names.NAMES and ranks:
            paths[field] = min(ranks, key=lambda path: (ranks[path], path))
    return paths


def _is_native(field: str, columns: Mapping[str, ItemColumn]) -> bool:
    """Whether items have a field by the record's own name, in its own form."""
    return field in columns and columns[field].fits(field) and (field != "url" or _is_absolute(columns[field]))


def _has_native_text(columns: Mapping[str, ItemColumn]) -> bool:
    return any(_is_native(field, columns) for field in ("html", "body", "paragraphs"))


def _is_absolute(column: ItemColumn) -> bool:
    return sum(map(value_forms.is_absolute, column.values)) >= MIN_FITTING * len(column.values)


def _likeliest(field: str, columns: Mapping[str, ItemColumn], taken: set[str]) -> str | None:
    """The path whose name and values suggest a field of the record best."""
    ranks: dict[str, tuple[Any, ...]] = {}
    forms = ("body", "paragraphs") if field == "body" else (field,)
    for path, column in columns.items():
        if path in taken or (path in field_names.NAMES and path not in (field, *_MOVABLE)):
            continue
        rank = field_names.rank(field, _name(path, field))
        if rank is not None and any(map(column.fits, forms)):
            is_worse = field == "url" and not _is_absolute(column)
            ranks[path] = (is_worse, column.depth, rank, path)
    best = min(ranks, key=lambda path: ranks[path], default=None)
    if best is None or (best == field and field not in _MOVABLE):
        return None
    return _longest(best, [columns[path] for path in ranks]) if field == "body" else best


#: Own names of the record that another field of it may be read from: a `body` that is HTML or a list of paragraphs.
_MOVABLE = ("body", "html", "paragraphs")


def _longest(best: str, columns: Sequence[ItemColumn]) -> str:
    """The path of the text that is much longer than that of the likeliest name, if any."""
    own = next(column for column in columns if column.path == best)
    longest = max(columns, key=lambda column: (column.length, column.path))
    return longest.path if longest.length > _LONGER * own.length else best


def _kind(field: str, column: ItemColumn) -> str:
    """The field of the record for a text: plain, with markup, or as a list."""
    if field != "body":
        return field
    if column.fits("paragraphs"):
        return "paragraphs"
    return "html" if column.fits("html") else "body"


def _other_text(columns: Mapping[str, ItemColumn], mapping: Mapping[str, str]) -> dict[str, str]:
    """A text where none has the name of a body: the longest of any name, else a summary."""
    taken = {path for field, path in mapping.items() if field != "lead"}
    texts = [
        column
        for path, column in columns.items()
        if path not in taken and path not in ("title", "url") and column.fits("body") and _name(path, "body")
    ]
    long = [column for column in texts if column.length >= _MIN_LONG]
    named = [column for column in texts if field_names.rank("lead", _name(column.path, "lead")) is not None]
    if not (long or named):
        return {}
    column = max(long or named, key=lambda column: (column.length, -column.depth, column.path))
    return {_kind("body", column): column.path}


def _unnamed_address(columns: Mapping[str, ItemColumn], taken: set[str]) -> dict[str, str]:
    """An address that is another one in each item, of an article and not of an image."""
    for path, column in columns.items():
        if path in taken or not column.fits("url") or not _is_absolute(column) or not _name(path, "url"):
            continue
        if len(set(column.values)) == len(column.values) and not any(map(value_forms.is_image_address, column.values)):
            return {"url": path}
    return {}


def _creation(mapping: Mapping[str, str], columns: Mapping[str, ItemColumn]) -> dict[str, str]:
    """The time of creation as that of publication, too, where the only other one is that of a change, or none."""
    created, changed = mapping.get("epoch_ms", ""), mapping.get("dateline", "")
    has_own = not changed and _is_native("dateline", columns)
    if has_own or _name(created or "-", "epoch_ms") not in field_names.CREATED:
        return {}
    return {"dateline": created} if not changed or _name(changed, "dateline") in field_names.CHANGED else {}


def _publication_clock(mapping: Mapping[str, str], columns: Mapping[str, ItemColumn]) -> dict[str, str]:
    """The time of publication in place of the crawl clock: without any time, articles have no order."""
    path = mapping.get("dateline", "dateline")
    return {"epoch_ms": path} if path in columns and columns[path].fits(value_forms.DAY) else {}


def _name(path: str, field: str) -> str:
    """The plain name of an item's field; empty where it belongs to another object."""
    *above, last = map(plain, path.replace("[*]", "").split("."))
    if above and last in field_names.VALUES and _is_own_value(above[-1], field):
        *above, last = above
    images = ("image", *field_names.NAMES["image"], "images", *field_names.NAMES["images"])
    if above and above[-1] in images:
        return above[-1] if field in ("image", "images") and last in field_names.ADDRESSES else ""
    return "" if any(map(field_names.OTHER_OBJECTS.match, above)) else last


def _is_own_value(name: str, field: str) -> bool:
    """Whether an object around a value has itself the name of a record field."""
    return field_names.rank(field, name) is not None
