"""From the fields of a JSON item to a Document: a Scrapy feed export, or any list of objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from newscheck.model import Document, Fault, Field

#: Fields of the record that an item may hold as such, besides `html`, from which the missing ones are extracted.
RECORD = ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body")
NAMES = (*RECORD, "html")
_MS_PER = {"ms": 1, "s": 1000, "us": 0.001}


def document(
    path: str, text: str, form: str, members: Mapping[str, Field], mapping: Mapping[str, Any], origin: tuple[int, int]
) -> Document:
    """The document that an item is, after `[tool.newscheck.fields]`: `record field = "item.field"`, or a list."""
    fields = {name: found for name in NAMES if (found := _first(members, mapping.get(name, name))) is not None}
    if not fields:
        detail = "none of the item's fields is a field of the record; map them with [tool.newscheck.fields]"
        return Document(path, text, form, faults=(Fault("fields", detail, 0, 1),), origin=origin, blank=True)
    if (epoch := fields.get("epoch_ms")) is not None:
        fields["epoch_ms"] = Field(_epoch(epoch.value, mapping.get("epoch_unit", "ms")), epoch.start, epoch.end)
    body = fields.get("body")
    if "html" not in fields and body is not None and isinstance(body.value, str) and "<p" in body.value:
        fields["html"] = fields.pop("body")
    return Document(
        path,
        text,
        form,
        epoch=fields.pop("epoch_ms", None),
        title=_text(fields.pop("title", None)),
        url=_text(fields.pop("url", None)),
        html=_text(fields.pop("html", None)),
        given=fields,
        mapped=frozenset(mapping),
        origin=origin,
    )


def _first(members: Mapping[str, Field], names: str | Sequence[str]) -> Field | None:
    """The first member that is there of some names: items of several scrapers name things each in its own way."""
    if isinstance(names, str):
        return _find(members, names)
    return next((found for name in names if (found := _find(members, name)) is not None), None)


def _find(members: Mapping[str, Field], name: str) -> Field | None:
    """A member by its name, or by a path `outer.inner`, whose place is that of the outer member. Null is absent."""
    found = members.get(name)
    if found is None and "." in name:
        first, *rest = name.split(".")
        found = members.get(first)
        for part in rest:
            value = found.value.get(part) if found is not None and isinstance(found.value, dict) else None
            found = Field(value, found.start, found.end) if found is not None else None
    return found if found is not None and found.value is not None else None


def _text(found: Field | None) -> Field | None:
    """A field that has to be text; anything else stays visible as its JSON form, for the schema to refuse."""
    if found is None or isinstance(found.value, str):
        return found
    return Field(str(found.value), found.start, found.end)


def _epoch(value: Any, unit: str) -> Any:
    """Milliseconds: a number in the mapped unit, or an ISO 8601 time (UTC where it has no zone)."""
    if isinstance(value, str) and not value.strip().lstrip("-").isdigit():
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            return value
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
    if (isinstance(value, float) and value.is_integer()) or (isinstance(value, int) and not isinstance(value, bool)):
        return int(value * _MS_PER[unit])
    return value
