"""Convert the objects of tests and extractors to plain records and to input.

A record may be a dict, a dataclass, an attrs or pydantic object, a msgspec Struct, a NamedTuple, a Scrapy Item, or an
Article; its values may be JSON types, dates, paths, sets and enumerations.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real
from typing import Any, TypeVar

from newscheck.model import Article, RawInput
from newscheck.text.display import sanitize

_T = TypeVar("_T")
#: The deepest nesting of a record; an object may contain itself.
_MAX_DEPTH = 20
#: The most values in a field.
_MAX_VALUES = 200_000
#: Digits of the largest number: no reader of JSON in Python takes more.
_MAX_DIGITS = 4_000
_TOO_LARGE = 10**_MAX_DIGITS
#: Types that become a list. Not every iterable: an element of a parsed page would be a list of empty lists.
_LISTS = (Sequence, AbstractSet, ValuesView, Iterator)
_encode = json.JSONEncoder(ensure_ascii=False).encode


class _Room:
    """How many values a field may still have: a few lists may hold each other so that they are very many, and an
    iterator need not end."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = _MAX_VALUES

    def taken(self, values: Iterable[_T]) -> Iterator[_T]:
        """The values, as long as there is room. Raises TypeError."""
        for value in values:
            self._left -= 1
            if self._left < 0:
                raise TypeError(f"{sanitize(self._name)} has more than {_MAX_VALUES:,} values")
            yield value


def to_record(record: Any) -> dict[str, Any]:
    """Convert an object to a plain record. Raises TypeError where it is no record or holds an unsupported value."""
    if isinstance(record, Article):
        return dict(record.record)
    return {name: to_json_value(value, name) for name, value in fields_of(record).items()}


def fields_of(record: Any) -> Mapping[str, Any]:
    """The fields of an object by name, with their values as they are. Raises TypeError where it is no record."""
    if isinstance(record, Article):
        return record.record
    fields = _fields(record)
    if fields is None:
        raise TypeError(f"not a record but {_named(record)}")
    if not all(isinstance(name, str) for name in fields):
        raise TypeError("a record whose fields have no names")
    return fields


def to_json_value(value: Any, name: str = "", depth: int = 0, room: _Room | None = None) -> Any:
    """Convert a value to JSON types: dates to ISO 8601, sets to sorted lists, bytes to text. Raises TypeError.

    `room` counts the values in it.
    """
    if value is None or value.__class__ in (bool, float, str):
        return value
    if isinstance(value, int) and not -_TOO_LARGE < value < _TOO_LARGE:
        raise TypeError(f"{sanitize(name)} is a number of more than {_MAX_DIGITS:,} digits, which no record can hold")
    if value.__class__ is int:
        return value
    if depth == _MAX_DEPTH:
        raise TypeError(f"{sanitize(name)} is nested too deep")
    room = room or _Room(name)
    if isinstance(value, Enum):
        return to_json_value(value.value, name, depth + 1, room)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Real):  # numpy's, too
        return int(value) if isinstance(value, Integral) else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if callable(plain := getattr(value, "tolist", None)):  # a truth value, a date or an array of numpy
        return to_json_value(plain(), name, depth + 1, room)
    if isinstance(value, (set, frozenset)):
        return sorted((to_json_value(inner, name, depth + 1, room) for inner in room.taken(value)), key=repr)
    if (fields := _fields(value)) is not None:
        return {
            str(key): to_json_value(inner, f"{name}.{key}", depth + 1, room)
            for key, inner in room.taken(fields.items())
        }
    if isinstance(value, _LISTS):
        return [to_json_value(inner, name, depth + 1, room) for inner in room.taken(value)]
    if isinstance(value, Decimal) or hasattr(value, "__fspath__") or _is_address(value):
        return str(value)
    raise TypeError(f"{sanitize(name) or 'the record'} is {_named(value)}, which no record can hold")


def to_input(record: Any, path: str) -> RawInput:
    """A record as input: JSON with a field on each line. Raises TypeError as `to_record` does."""
    return RawInput(path, _to_json(to_record(record)).encode("utf-8", "surrogatepass"))


def _to_json(value: Any, end: str = "\n") -> str:
    """`json.dumps(value, ensure_ascii=False, indent=1)`, which would encode each value in Python."""
    if not value or not isinstance(value, (dict, list)):
        return _encode(value)
    inner = f"{end} "
    if isinstance(value, dict):
        lines = [f"{_encode(name)}: {_to_json(entry, inner)}" for name, entry in value.items()]
    else:
        lines = [_to_json(entry, inner) for entry in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}{inner}{f',{inner}'.join(lines)}{end}{last}"


def without_repeated_body(value: Any) -> dict[str, Any]:
    """A record, without its body where that only repeats the paragraphs. Raises TypeError as `to_record` does.

    Of an Article, the fields that `schemas/article.schema.json` describes: without those of its item's own, so that
    snapshots of files stay as they are where an item gets one more.
    """
    record = to_record(value)
    if isinstance(value, Article):
        record = {name: entry for name, entry in record.items() if name not in value.fields}
    paragraphs = record.get("paragraphs")
    if isinstance(paragraphs, list) and paragraphs and record.get("body") == "\n".join(map(str, paragraphs)):
        del record["body"]
    return record


def _fields(value: Any) -> Mapping[Any, Any] | None:
    """The fields of an object by name; None where it is no record."""
    if isinstance(value, type):
        return None
    if isinstance(value, Mapping):
        return value
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if callable(dump := getattr(value, "model_dump", None)):  # pydantic
        dumped: Mapping[Any, Any] = dump()
        return dumped
    names = getattr(value, "_fields", None) or getattr(value, "__struct_fields__", None)  # NamedTuple, msgspec
    if names is None and (own := getattr(value, "__attrs_attrs__", None)) is not None:
        names = [attribute.name for attribute in own]
    return {name: getattr(value, name) for name in names} if names is not None else None


def _is_address(value: Any) -> bool:
    """Whether a value is a URL of pydantic, yarl or httpx."""
    return not isinstance(value, type) and hasattr(value, "scheme") and hasattr(value, "host")


def _named(value: Any) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"
