"""Build a Document from the fields of a JSON item of a Scrapy feed export, or of any list of objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from json import dumps
from typing import Any

from newscheck.model import Document, InputFault, LocatedValue
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import to_ms

#: Fields of the record that an item may have; missing ones are extracted from its `html`.
RECORD_FIELDS = ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body")
ITEM_FIELDS = (*RECORD_FIELDS, "html")
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
    members: Mapping[str, LocatedValue],
    mapping: Mapping[str, Any],
    origin: tuple[int, int],
) -> Document:
    """Build the document of an item by `[tool.newscheck.fields]`: `record field = "item.field"`, or a list of such."""
    fields = {name: member for name in ITEM_FIELDS if (member := _first(members, mapping.get(name, name))) is not None}
    if not fields:
        return Document(path, text, form, faults=(_no_article(members),), origin=origin, is_blank=True)
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


def _no_article(members: Mapping[str, LocatedValue]) -> InputFault:
    """The reason why an item is no article: it is a wrapper without items, or has no field of the record."""
    for name, member in members.items():
        if _is_empty_list(name, member.value):
            return InputFault("empty", f"`{name}` has no items")
    detail = "none of the item's fields is a field of the record; map them with [tool.newscheck.fields]"
    return InputFault("fields", detail, 0, 1, tuple(islice(members, _MAX_NAMES)))


def _is_empty_list(name: str, value: Any) -> bool:
    """Whether a member of a wrapper is an empty list of items, or contains one."""
    if name.lower() not in _LISTS or not isinstance(value, (list, dict)):
        return False
    return not value or (isinstance(value, dict) and any(_is_empty_list(*inner) for inner in value.items()))


def _first(members: Mapping[str, LocatedValue], names: str | Sequence[str]) -> LocatedValue | None:
    """The first member that exists among some names: several scrapers may name a field differently."""
    if isinstance(names, str):
        return _find(members, names)
    return next((member for name in names if (member := _find(members, name)) is not None), None)


def _find(members: Mapping[str, LocatedValue], name: str) -> LocatedValue | None:
    """A member by name, or by a path `outer.inner`, which has the place of the outer member. Null counts as absent."""
    member = members.get(name)
    if member is None and "." in name:
        first, *rest = name.split(".")
        member = members.get(first)
        for part in rest:
            value = member.value.get(part) if member is not None and isinstance(member.value, dict) else None
            member = LocatedValue(value, member.start, member.end) if member is not None else None
    return member if member is not None and member.value is not None else None


def _text(fields: dict[str, LocatedValue], name: str) -> LocatedValue | None:
    """Take out a text field. Another value becomes its JSON text, and stays in the record for the schema to reject."""
    field = fields.get(name)
    if field is None or isinstance(field.value, str):
        return fields.pop(name, None)
    if name not in RECORD_FIELDS:
        del fields[name]
    return LocatedValue(dumps(field.value, ensure_ascii=False), field.start, field.end)


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
