"""Build a Document from an item: the members of a JSON object, a row of a table, an entry of a feed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from json import dumps
from typing import Any

from newscheck.article import date_order, item_values
from newscheck.article.date_order import Siblings
from newscheck.article.dates import in_china
from newscheck.article.item_mapping import EPOCH_UNIT, RECORD_FIELDS, FieldPaths, ItemMapping
from newscheck.article.presets import Preset
from newscheck.model import Document, InputFault, LocatedValue
from newscheck.text import dates, written_date
from newscheck.text.regex import lazy_regex

#: Milliseconds in a unit: numerator and denominator.
_MS_PER = {"ms": (1, 1), "s": (1000, 1), "us": (1, 1000)}
#: Names of the list of items in a wrapper: a response with an empty one has no articles.
_LISTS = frozenset(
    ("items", "articles", "entries", "results", "data", "news", "posts", "stories", "list", "docs", "records", "hits")
)
#: The most fields of an unmapped item that a message names.
_MAX_NAMES = 6
#: The fields that some tools have the number of images in.
_IMAGES = ("image", "images")
#: The fields that are dates.
_DATES = ("dateline", "epoch_ms")
#: Larger than any clock's number, in any unit.
_MAX_EPOCH = 1 << 63
_NUMBER = lazy_regex(r"-?[0-9]{1,19}(?:\.[0-9]{1,9})?")


def to_document(
    path: str,
    text: str,
    form: str,
    item: Mapping[str, Any],
    mapping: ItemMapping,
    origin: tuple[int, int],
    *,
    place: str = "",
    siblings: Siblings | None = None,
    header: Any = None,
) -> Document:
    """Build the document of an item, whose source is `text`, which begins at `origin`.

    `form` is the name of the reader, `place` the path of the item in its file (`articles[3]`). The fields are located
    later, by their paths in the item and by `header`, if the reader needs one for that (`readers.span`). `siblings`
    gives the items of the same file (the same function for all of them): it is called once, where a date leaves open
    which number is the month.
    """
    paths, preset = mapping.paths_of(tuple(item))
    fields, missing = _fields(item, paths)
    if not fields:
        return Document(
            path, text, form, faults=(_no_article(item),), origin=origin, is_blank=True, place=place, item=item
        )
    order = mapping.date_order
    if siblings and not order:
        order = _order_of_file(fields, paths, siblings)
    if (epoch := fields.get("epoch_ms")) is not None:
        title = fields.get("title")
        read = partial(_moment, order=order, is_set=bool(mapping.date_order), title=title and title.value)
        value = _epoch(epoch.value, _epoch_unit(epoch.path, mapping, preset), read)
        fields["epoch_ms"] = LocatedValue(value, path=epoch.path)
    body = fields.get("body")
    if "html" not in fields and body is not None and isinstance(body.value, str) and "<p" in body.value:
        fields["html"] = fields.pop("body")
    return Document(
        path,
        text,
        form,
        epoch=fields.pop("epoch_ms", None),
        title=_text(fields, "title"),
        url=_text(fields, "url"),
        html=_text(fields, "html"),
        record_fields=fields,
        missing=missing,
        origin=origin,
        place=place,
        preset=preset.name if preset else "",
        item=item,
        date_order=order,
        is_date_order_set=bool(mapping.date_order),
        header=header,
    )


def _fields(item: Mapping[str, Any], paths: FieldPaths) -> tuple[dict[str, LocatedValue], Mapping[str, LocatedValue]]:
    """The fields of the record that an item has: of each, the first with a value; and those that have none."""
    fields: dict[str, LocatedValue] = {}
    missing: dict[str, LocatedValue] | None = None
    for field, candidates in paths:
        found = item_values.find(field, item, candidates)
        if found is None:
            null = next((candidate.text for candidate in candidates if candidate.text in item), None)
            found = LocatedValue(None, path=(null,)) if null is not None else None
        if found is not None and field in _IMAGES and isinstance(found.value, (int, float)):
            continue  # their number
        if found is not None and not _is_missing(found.value):
            fields[field] = found
        elif found is not None:
            missing = missing or {}
            missing[field] = found
    return fields, missing or {}


def _is_missing(value: Any) -> bool:
    """Whether a value is none: null, blanks only, or not a number."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, float) and value != value)


def _order_of_file(fields: Mapping[str, LocatedValue], paths: FieldPaths, siblings: Siblings) -> str:
    """The order of day and month that the items of the file show, where a date of this one leaves it open."""
    values = [field.value for name in _DATES if (field := fields.get(name)) is not None]
    if all(dates.parse(value).order != written_date.EITHER for value in values):
        return ""
    return date_order.of_file(siblings, tuple(path for name, found in paths if name in _DATES for path in found))


def _no_article(item: Mapping[str, Any]) -> InputFault:
    """The reason why an item is no article: it has no items, no values, or no field of the record."""
    for name, value in item.items():
        if _is_empty_list(name, value):
            return InputFault("empty", f"`{name}` has no items")
    if item and all(map(_is_missing, item.values())):
        return InputFault("empty", "none of the item's fields has a value")
    detail = "none of the item's fields is a field of the record; map them with [tool.newscheck.fields]"
    return InputFault("fields", detail, 0, 1, tuple(islice(item, _MAX_NAMES)))


def _is_empty_list(name: str, value: Any) -> bool:
    """Whether a member of a wrapper is an empty list of items, or contains one."""
    if name.lower() not in _LISTS or not isinstance(value, (list, dict)):
        return False
    return not any(value) or (isinstance(value, dict) and any(_is_empty_list(*inner) for inner in value.items()))


def _text(fields: dict[str, LocatedValue], name: str) -> LocatedValue | None:
    """Take out a text field. Another value becomes its JSON text, and stays in the record for the schema to reject."""
    field = fields.get(name)
    if field is None or isinstance(field.value, str):
        return fields.pop(name, None)
    if name not in RECORD_FIELDS:
        del fields[name]
    return LocatedValue(dumps(field.value, ensure_ascii=False), path=field.path)


def _epoch_unit(path: tuple[str | int, ...], mapping: ItemMapping, preset: Preset | None) -> str:
    """The unit of an epoch at a path: as it is set, `ms` for the record's own field, else empty: by its size."""
    if mapping.fields.get(EPOCH_UNIT) or path == ("epoch_ms",):
        return mapping.epoch_unit(preset, path)
    return preset.epoch_unit if preset and preset.epoch_unit != "ms" else ""


def _moment(value: Any, *, order: str, is_set: bool, title: Any) -> int | None:
    """A date in milliseconds, in UTC where it has no zone, as the clocks of machines on which scrapers run."""
    date = written_date.in_order(dates.parse(value), order, is_known=is_set)
    return in_china(date, title).ms()


def _epoch(value: Any, unit: str, read: Callable[[Any], int | None]) -> Any:
    """Milliseconds: a number in a unit (empty: the one in which it is a time of news), or a date as `read` reads it.

    An invalid or implausibly large value is returned unchanged, so that rules report it.
    """
    number = _number(value)
    per_second = dates.unit_of(number) if number is not None else None
    unchanged = number if isinstance(number, int) else value
    if number is None or (per_second is None and not unit):
        moment = read(value)
        return unchanged if moment is None else moment
    if not abs(number) <= _MAX_EPOCH or (per_second is None and number % 1):
        return unchanged
    times, by = _MS_PER[unit] if unit else (1000, per_second or 1)
    return int(number * times) // by


def _number(value: Any) -> float | None:
    """A number, also one that is written as text; a whole one is an int."""
    if isinstance(value, str):
        text = value.strip()
        return (float(text) if "." in text else int(text)) if _NUMBER.fullmatch(text) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if isinstance(value, int) and not isinstance(value, bool) else None
