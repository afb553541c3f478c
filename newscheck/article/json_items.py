"""From the fields of a JSON item to a Document: a Scrapy feed export, or any list of objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from json import dumps
from typing import Any

from newscheck.model import Document, InputFault, LocatedValue
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import to_ms

#: Fields of the record that an item may hold as such, besides `html`, from which the missing ones are extracted.
RECORD_FIELDS = ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body")
ITEM_FIELDS = (*RECORD_FIELDS, "html")
#: Numerator and denominator of a unit in milliseconds.
_MS_PER = {"ms": (1, 1), "s": (1000, 1), "us": (1, 1000)}
#: What a list of items is called in a wrapper: an answer that has an empty one has no articles.
_LISTS = frozenset(
    ("items", "articles", "entries", "results", "data", "news", "posts", "stories", "list", "docs", "records", "hits")
)
#: Names of an item that is not mapped which are told.
_NAMED = 6
#: No clock counts so far, in any unit.
_MOST = 1 << 63
_INTEGER = lazy_regex(r"-?[0-9]{1,19}")


def to_document(
    path: str,
    text: str,
    form: str,
    members: Mapping[str, LocatedValue],
    mapping: Mapping[str, Any],
    origin: tuple[int, int],
) -> Document:
    """The document that an item is, after `[tool.newscheck.fields]`: `record field = "item.field"`, or a list."""
    fields = {name: found for name in ITEM_FIELDS if (found := _first(members, mapping.get(name, name))) is not None}
    if not fields:
        return Document(path, text, form, faults=(_nothing(members),), origin=origin, is_blank=True)
    if (epoch := fields.get("epoch_ms")) is not None:
        fields["epoch_ms"] = LocatedValue(_epoch(epoch.value, mapping.get("epoch_unit", "ms")), epoch.start, epoch.end)
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
        mapped_fields=frozenset(mapping),
        origin=origin,
    )


def _nothing(members: Mapping[str, LocatedValue]) -> InputFault:
    """Why an item is none: a wrapper that holds no items, or names that the record doesn't have."""
    for name, found in members.items():
        if _is_vacant(name, found.value):
            return InputFault("empty", f"`{name}` has no items")
    detail = "none of the item's fields is a field of the record; map them with [tool.newscheck.fields]"
    return InputFault("fields", detail, 0, 1, tuple(islice(members, _NAMED)))


def _is_vacant(name: str, value: Any) -> bool:
    """Whether a member of a wrapper is its list of items, or holds it, and there is none in it."""
    if name.lower() not in _LISTS or not isinstance(value, (list, dict)):
        return False
    return not value or (isinstance(value, dict) and any(_is_vacant(*inner) for inner in value.items()))


def _first(members: Mapping[str, LocatedValue], names: str | Sequence[str]) -> LocatedValue | None:
    """The first member that is there of some names: items of several scrapers name things each in its own way."""
    if isinstance(names, str):
        return _find(members, names)
    return next((found for name in names if (found := _find(members, name)) is not None), None)


def _find(members: Mapping[str, LocatedValue], name: str) -> LocatedValue | None:
    """A member by its name, or by a path `outer.inner`, whose place is that of the outer member. Null is absent."""
    found = members.get(name)
    if found is None and "." in name:
        first, *rest = name.split(".")
        found = members.get(first)
        for part in rest:
            value = found.value.get(part) if found is not None and isinstance(found.value, dict) else None
            found = LocatedValue(value, found.start, found.end) if found is not None else None
    return found if found is not None and found.value is not None else None


def _text(fields: dict[str, LocatedValue], name: str) -> LocatedValue | None:
    """Take out a field that has to be text. What is none is its JSON form, and stays in the record for the schema to
    refuse."""
    found = fields.get(name)
    if found is None or isinstance(found.value, str):
        return fields.pop(name, None)
    if name not in RECORD_FIELDS:
        del fields[name]
    return LocatedValue(dumps(found.value, ensure_ascii=False), found.start, found.end)


def _epoch(value: Any, unit: str) -> Any:
    """Milliseconds: a number in the mapped unit, or an ISO 8601 time (UTC where it has no zone).

    What is none, or is so far out that no clock counts there, stays as it is for the rules to tell.
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
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _MOST:
        return value
    times, by = _MS_PER[unit]
    return value * times // by


def _moment(text: str) -> Any:
    try:
        return to_ms(datetime.fromisoformat(text.strip()))
    except ValueError:
        return text
