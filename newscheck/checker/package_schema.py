"""A JSON Schema of the package, which few valid records can do without its engine.

To import jsonschema-rs and to prepare a schema takes longer than all else that is done for a file. Valid is what every
keyword here says is valid; anything else, and any number of records, is left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from newscheck.checker.schema_portability import python_differences

if TYPE_CHECKING:
    from newscheck.checker.json_schema import CompiledSchema

#: Records for which the engine takes longer to prepare than it saves.
_FEW = 5
#: How deep a value may be nested, and its least and greatest number: beyond, the engine has limits of its own.
_DEEP, _LEAST, _GREATEST = 20, -(1 << 53), 1 << 53
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


class PackageSchema:
    """A schema and those `known` that it may refer to by their `$id`: what CompiledSchema is, but prepared when needed.

    The schemas are valid: a fault in them raises UsageError only then.
    """

    def __init__(self, schema: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> None:
        self._schema, self._known = schema, known
        self._left = _FEW

    @cached_property
    def _compiled(self) -> CompiledSchema:
        from newscheck.checker.json_schema import CompiledSchema  # see above

        return CompiledSchema(self._schema, self._known.values())

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is valid; what is not JSON (a lone surrogate, too deep) is not."""
        if self._left:
            self._left -= 1
            if is_plainly_valid(record, self._schema, self._known):
                return True
        return self._compiled.accepts(record)

    def violations(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """(JSON pointer, message) of each violation, as CompiledSchema has them."""
        return self._compiled.violations(record)


def is_plainly_valid(value: Any, schema: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> bool:
    """Whether a value is certainly valid by a schema; `known` are others by their `$id`."""
    return _is_plain(value) and _fits(value, _Place(schema, schema, known))


class _Place(NamedTuple):
    """A schema, the document that has it, and other documents by their `$id`."""

    schema: Any
    document: dict[str, Any]
    known: Mapping[str, dict[str, Any]]

    def of(self, schema: Any) -> _Place:
        """Another schema of the same document."""
        return self._replace(schema=schema)


def _is_plain(value: Any, depth: int = 0) -> bool:
    """Whether a value is JSON as everybody reads it."""
    kind = type(value)
    if kind is str:
        return value.isascii() or _has_no_surrogate(value)
    if kind is int or kind is float:
        return bool(_LEAST <= value <= _GREATEST)
    if depth > _DEEP:
        return False
    if kind is list:
        return all(_is_plain(entry, depth + 1) for entry in value)
    if kind is dict:
        return all(type(name) is str and _is_plain(name) and _is_plain(value[name], depth + 1) for name in value)
    return value is None or kind is bool


def _has_no_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits(value: Any, place: _Place) -> bool:
    """Whether all keywords of a schema are known here, and say that a value is valid."""
    if not isinstance(place.schema, dict):
        return False
    for keyword, given in place.schema.items():
        fits = _KEYWORDS.get(keyword)
        if fits is None or not fits(value, given, place):
            return False
    return True


def _type(value: Any, given: Any, place: _Place) -> bool:
    return any(type(value) in _TYPES[name] for name in ([given] if isinstance(given, str) else given))


def _properties(value: Any, given: Any, place: _Place) -> bool:
    if type(value) is not dict:
        return True
    return all(_fits(value[name], place.of(schema)) for name, schema in given.items() if name in value)


def _additional(value: Any, given: Any, place: _Place) -> bool:
    if type(value) is not dict or given is True:
        return True
    others = value.keys() - place.schema.get("properties", {}).keys()
    return not others or (bool(given) and all(_fits(value[name], place.of(given)) for name in others))


def _pattern(value: Any, given: Any, place: _Place) -> bool:
    regex = _portable(given)
    return regex is not None and (type(value) is not str or bool(regex.search(value)))


def _not(value: Any, given: Any, place: _Place) -> bool:
    """Whether a text has not the pattern that it must not have; nothing else is negated here."""
    regex = _portable(given["pattern"]) if [*given] == ["pattern"] else None
    return regex is not None and type(value) is str and not regex.search(value)


@cache
def _portable(pattern: str) -> re.Pattern[str] | None:
    """A pattern compiled, unless Python reads it otherwise than ECMA-262."""
    # Any character is the same in both, though what is white space is not.
    return None if python_differences(pattern.replace(r"[\s\S]", "[^a]")) else re.compile(pattern)


def _reference(value: Any, given: str, place: _Place) -> bool:
    document, _, path = given.partition("#")
    found: Any = place.known.get(document) if document else place.document
    place = _Place(found, found, place.known) if document else place
    for name in path.split("/")[1:]:
        found = found and found.get(name)
    return _fits(value, place.of(found))


def _is_number(value: Any) -> bool:
    return type(value) in _TYPES["number"]


_Keyword = Callable[[Any, Any, _Place], bool]
_KEYWORDS: Mapping[str, _Keyword] = {
    **dict.fromkeys(
        ("$schema", "$id", "$defs", "definitions", "title", "description", "default"), lambda value, given, place: True
    ),
    "$ref": _reference,
    "type": _type,
    "enum": lambda value, given, place: type(value) is str and value in given,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": lambda value, given, place: type(value) is not dict or value.keys() >= {*given},
    "items": lambda value, given, place: (
        type(value) is not list or all(_fits(entry, place.of(given)) for entry in value)
    ),
    "minItems": lambda value, given, place: type(value) is not list or len(value) >= given,
    "minLength": lambda value, given, place: type(value) is not str or len(value) >= given,
    "pattern": _pattern,
    "minimum": lambda value, given, place: not _is_number(value) or value >= given,
    "maximum": lambda value, given, place: not _is_number(value) or value <= given,
    "exclusiveMinimum": lambda value, given, place: not _is_number(value) or value > given,
    "exclusiveMaximum": lambda value, given, place: not _is_number(value) or value < given,
    "allOf": lambda value, given, place: all(_fits(value, place.of(schema)) for schema in given),
    "anyOf": lambda value, given, place: any(_fits(value, place.of(schema)) for schema in given),
    "not": _not,
}
