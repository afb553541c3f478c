"""Build a Document from an item: the members of a JSON object, a row of a table, an entry of a feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from json import dumps
from typing import Any

from newscheck.article.item_mapping import RECORD_FIELDS, FieldPaths, ItemMapping
from newscheck.article.item_paths import find
from newscheck.article.presets import Preset
from newscheck.model import Document, InputFault, LocatedValue
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import to_ms

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
_INTEGER = lazy_regex(r"-?[0-9]{1,19}")


def to_document(
    path: str,
    text: str,
    form: str,
    item: Mapping[str, Any],
    mapping: ItemMapping,
    origin: tuple[int, int],
    *,
    place: str = "",
    header: Any = None,
) -> Document:
    """Build the document of an item, whose source is `text`, which begins at `origin`.

    `form` is the name of the reader, `place` the path of the item in its file (`articles[3]`). The fields are located
    later, by their paths in the item and by `header`, if the reader needs one for that (`readers.span`).
    """
    paths, preset = mapping.paths_of(tuple(item))
    fields = _fields(item, paths)
    if not fields:
        return Document(path, text, form, faults=(_no_article(item),), origin=origin, is_blank=True, place=place)
    if (epoch := fields.get("epoch_ms")) is not None:
        fields["epoch_ms"] = LocatedValue(_epoch(epoch.value, mapping.epoch_unit(preset)), path=epoch.path)
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
        mapped_fields=_mapped_fields(fields, mapping, preset),
        origin=origin,
        place=place,
        preset=preset.name if preset else "",
        header=header,
    )


def _fields(item: Mapping[str, Any], paths: FieldPaths) -> dict[str, LocatedValue]:
    """The fields of the record that an item has: of each, the first that is there."""
    fields: dict[str, LocatedValue] = {}
    for field, candidates in paths:
        for candidate in candidates:
            value, place = find(item, candidate)
            if value is not None:
                fields[field] = LocatedValue(value, path=place)
                break
    return fields


def _mapped_fields(fields: Mapping[str, LocatedValue], mapping: ItemMapping, preset: Preset | None) -> frozenset[str]:
    return frozenset(name for name in fields if mapping.is_mapped(name) or (preset and name in preset.fields))


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


def _epoch(value: Any, unit: str) -> Any:
    """Milliseconds: a number in the mapped unit, or an ISO 8601 time (UTC where it has no zone).

    An invalid or implausibly large value is returned unchanged, so that rules report it.
    """
    if isinstance(value, str):
        number = value.strip()
        if not number.lstrip("-").isdigit():
            return _moment(value)
        if unit == "ms" or not _INTEGER.fullmatch(number):
            return value
        value = int(number)
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _MAX_EPOCH:
        return value
    times, by = _MS_PER[unit]
    return value * times // by


def _moment(text: str) -> Any:
    try:
        return to_ms(datetime.fromisoformat(text.strip()))
    except ValueError:
        return text
