"""Build a Document from an item: the members of a JSON object, a row of a table, an entry of a feed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from json import dumps
from typing import Any

from newscheck.article import date_order
from newscheck.article.date_order import Siblings
from newscheck.article.item_mapping import EPOCH_UNIT, RECORD_FIELDS, FieldPaths, ItemMapping
from newscheck.article.item_paths import ItemPath, find
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
) -> Document:
    """Build the document of an item, whose source is `text`, which begins at `origin`.

    `form` is the name of the reader, `place` the path of the item in its file (`articles[3]`). The fields are located
    later, by their paths in the item (`readers.span`). `siblings` gives the items of the same file (the same function
    for all of them): it is called once, where a date leaves open which number is the month.
    """
    paths, preset = mapping.paths_of(tuple(item))
    fields, missing = _fields(item, paths)
    if not fields:
        fault = InputFault("empty", "none of the item's fields has a value") if missing else _no_article(item)
        return Document(path, text, form, faults=(fault,), origin=origin, is_blank=True, place=place)
    order = mapping.date_order
    if siblings and not order:
        order = _order_of_file(fields, paths, siblings)
    if (epoch := fields.get("epoch_ms")) is not None:
        unit = _epoch_unit(epoch.path, mapping, preset)
        fields["epoch_ms"] = LocatedValue(
            _epoch(epoch.value, unit, order, is_set=bool(mapping.date_order)), path=epoch.path
        )
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
        date_order=order,
        is_date_order_set=bool(mapping.date_order),
    )


def _fields(item: Mapping[str, Any], paths: FieldPaths) -> tuple[dict[str, LocatedValue], Mapping[str, LocatedValue]]:
    """The fields of the record that an item has: of each, the first with a value; and those that have none."""
    fields: dict[str, LocatedValue] = {}
    missing: dict[str, LocatedValue] | None = None
    for field, candidates in paths:
        for candidate in candidates:
            value, place = find(item, candidate)
            if value is None:
                if candidate.text in item:
                    missing = missing or {}
                    missing.setdefault(field, LocatedValue(None, path=(candidate.text,)))
            elif _is_missing(value):
                missing = missing or {}
                missing.setdefault(field, LocatedValue(value, path=place))
            else:
                fields[field] = LocatedValue(value, path=place)
                break
    if missing is None:
        return fields, {}
    return fields, {field: value for field, value in missing.items() if field not in fields}


def _is_missing(value: Any) -> bool:
    """Whether a value is none: blanks only, or not a number."""
    return (not value or value.isspace()) if isinstance(value, str) else value != value


def _order_of_file(fields: Mapping[str, LocatedValue], paths: FieldPaths, siblings: Siblings) -> str:
    """The order of day and month that the items of the file show, where a date of this one leaves it open."""
    for name in ("dateline", "epoch_ms"):
        field = fields.get(name)
        if field is not None and dates.parse(field.value).order == written_date.EITHER:
            candidates: tuple[ItemPath, ...] = next(found for other, found in paths if other == name)
            for candidate in candidates:
                if order := date_order.of_file(siblings, candidate):
                    return order
    return ""


def _no_article(item: Mapping[str, Any]) -> InputFault:
    """The reason why an item is no article: it is a wrapper without items, or has no field of the record."""
    for name, value in item.items():
        if _is_empty_list(name, value):
            return InputFault("empty", f"`{name}` has no items")
    detail = "none of the item's fields is a field of the record; map them with [tool.newscheck.fields]"
    return InputFault("fields", detail, 0, 1, tuple(islice(item, _MAX_NAMES)))


def _is_empty_list(name: str, value: Any) -> bool:
    """Whether a member of a wrapper is an empty list of items, or contains one."""
    if name.lower() not in _LISTS or not isinstance(value, (list, dict)):
        return False
    return not value or (isinstance(value, dict) and any(_is_empty_list(*inner) for inner in value.items()))


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
        return mapping.epoch_unit(preset)
    return preset.epoch_unit if preset and preset.epoch_unit != "ms" else ""


def _epoch(value: Any, unit: str, order: str = "", *, is_set: bool = False) -> Any:
    """Milliseconds: a number in a unit (empty: the one in which it is a time of news), or a date in any form.

    A clock without a zone is in UTC, as those of the machines on which scrapers run. An invalid or implausibly large
    value is returned unchanged, so that rules report it.
    """
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            moment = written_date.in_order(dates.parse(text), order, is_known=is_set).ms()
            return value if moment is None else moment
        if unit == "ms" and "." not in text:
            return value
        number: Any = float(text) if "." in text else int(text)
    else:
        number = value
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not abs(number) <= _MAX_EPOCH:
        return int(number) if isinstance(number, float) and number.is_integer() else value
    return _to_ms(number, unit, value)


def _to_ms(number: float, unit: str, value: Any) -> Any:
    """Milliseconds of a number; `value` where it is none of a clock."""
    per_second = dates.unit_of(number)
    if isinstance(number, float) and not number.is_integer() and per_second is None:
        return value
    if unit:
        times, by = _MS_PER[unit]
        return int(number * times) // by
    if per_second is None:
        # Digits of a date: 20230816.
        moment = dates.parse(number).ms()
        return int(number) if moment is None else moment
    return int(number * 1000) // per_second
