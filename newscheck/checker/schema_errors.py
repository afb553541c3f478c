"""Messages for the errors of jsonschema-rs, in terms of JSON and of the schema.

The wording is that of jsonschema, on which fingerprints in users' baselines depend.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import getitem
from typing import Any

#: Characters of a value that a message quotes.
_MAX_QUOTED = 60
#: Returns the schema that has the keyword of an error.
SchemaLookup = Callable[[Any], Any]
_MessageBuilder = Callable[[Any, Any, Mapping[str, Any]], str]


def relevant_error(error: Any) -> Any:
    """For an `anyOf`, the first error of the only form whose type matches the value; else the error itself."""
    if _name(error) != "AnyOf":
        return error
    depth = len(error.instance_path)
    forms = [form for form in error.kind.context if form]
    fitting = [
        errors
        for errors in forms
        if not any(_name(inner) == "Type" and len(inner.instance_path) == depth for inner in errors)
    ]
    return relevant_error(fitting[0][0]) if len(fitting) == 1 else error


def pointer(error: Any) -> str:
    """The JSON pointer (RFC 6901) to the invalid value."""
    return _path(error.instance_path)


def sort_key(error: Any, schema: Any, documents: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    """Sorts errors by pointer, and those of one field in the order of the schema (the engine sorts keywords).

    `documents` are the schemas that references may lead to, by URI.
    """
    path = error.evaluation_path
    reference_end = next((end for end, part in enumerate(path, 1) if part == "$ref"), None)
    positions = _positions(schema, path[:reference_end])
    if reference_end:
        positions += _positions(documents.get(_document(error), schema), error.schema_path)
    return [str(part) for part in error.instance_path], positions


def _document(error: Any) -> str:
    return str(error.absolute_keyword_location).partition("#")[0]


def _positions(schema: Any, path: Iterable[Any]) -> list[int]:
    """The position of each part of a path among its siblings."""
    positions: list[int] = []
    for part in path:
        if isinstance(schema, Mapping) and part in schema:
            positions.append(list(schema).index(part))
        elif isinstance(schema, list) and isinstance(part, int) and part < len(schema):
            positions.append(part)
        else:
            break
        schema = schema[part]
    return positions


def message_for(error: Any, record: Any, schema_of: SchemaLookup) -> str:
    """The message for a violation, with the schema's description of the field."""
    path = error.instance_path
    if _name(error) == "PropertyNames":
        # The name itself is invalid, and no pointer leads to a name.
        error = error.kind.error
        return _describe(error, error.instance, schema_of(error), is_field=bool(path))
    return _describe(error, reduce(getitem, path, record), schema_of(error), is_field=bool(path))


def _describe(error: Any, value: Any, schema: Any, *, is_field: bool) -> str:
    schema = schema if isinstance(schema, Mapping) else {}
    build = _MESSAGES.get(_name(error))
    message = build(error, value, schema) if build else _cut(error.message)
    description = schema.get("description") if is_field and _name(error) != "FalseSchema" else None
    return f"{message} ({description})" if description else message


def _name(error: Any) -> str:
    return type(error.kind).__name__


def _of_no_form(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    errors = [inner for form in error.kind.context for inner in form]
    if any(_name(inner) != "Type" or len(inner.instance_path) != len(error.instance_path) for inner in errors):
        return _of_none(error, value, schema)
    return f"{_shown(value)} is not of type {' or '.join(dict.fromkeys(_types(schema, errors)))}"


def _types(schema: Mapping[str, Any], errors: Iterable[Any]) -> Iterable[str]:
    """The types that the forms of an `anyOf` require, in the order of the schema."""
    declared: list[Any] = [form.get("type") for form in schema.get("anyOf", ()) if isinstance(form, Mapping)]
    for types in declared if declared and all(declared) else [error.kind.types for error in errors]:
        yield from [types] if isinstance(types, str) else types


def _of_type(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    types = schema.get("type", error.kind.types)
    return f"{_shown(value)} is not of type {types if isinstance(types, str) else ' or '.join(types)}"


def _of_none(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    return f"{value!r} is not valid under any of the given schemas"


def _of_several(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    fitting = [index for index, errors in enumerate(error.kind.context) if not errors]
    forms = [schema["oneOf"][index] for index in fitting] if "oneOf" in schema else fitting
    return f"{value!r} is valid under each of {', '.join(map(repr, (*forms[1:], *forms[:1])))}"


def _unwanted(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    wrong = "has what it may not have" if isinstance(value, str) else "is of the wrong type"
    return f"{_shown(value)} {wrong}"


def _missing(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    name, keyword = error.kind.property, error.schema_path[-1]
    required_by = schema.get(keyword, {}) if keyword in ("dependentRequired", "dependencies") else {}
    dependents = [
        other for other, names in required_by.items() if other in value and isinstance(names, list) and name in names
    ]
    return f"{name!r} is {f'a dependency of {dependents[0]!r}' if dependents else 'a required property'}"


def _contains(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    keyword = error.schema_path[-1]
    if keyword == "maxContains":
        return f"Too many items match the given schema (expected at most {schema.get(keyword)})"
    if keyword == "minContains":
        return f"Too few items match the given schema (expected at least {schema.get(keyword)})"
    return f"{value!r} does not contain items matching the given schema"


def _additional_names(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    names = sorted(error.kind.unexpected)
    if patterns := schema.get("patternProperties"):
        verb = "does" if len(names) == 1 else "do"
        regexes = ", ".join(map(repr, sorted(patterns)))
        return f"{', '.join(map(repr, names))} {verb} not match any of the regexes: {regexes}"
    return f"Additional properties are not allowed ({_were(names)} unexpected)"


def _unevaluated_names(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    names = error.kind.unexpected
    if schema.get("unevaluatedProperties") is False:
        return f"Unevaluated properties are not allowed ({_were(sorted(names))} unexpected)"
    where = "Unevaluated properties are not valid under the given schema"
    return f"{where} ({_were(names)} unevaluated and invalid)"


def _unevaluated_items(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    # The engine encodes them as JSON.
    return f"Unevaluated items are not allowed ({_were(map(json.loads, error.kind.unexpected))} unexpected)"


def _were(values: Iterable[Any]) -> str:
    shown = [repr(value) for value in values]
    return f"{', '.join(shown)} {'was' if len(shown) == 1 else 'were'}"


def _limit(text: str, special_text: str = "", special_limit: int = 1) -> _MessageBuilder:
    """Builds the message for a value beyond a limit; `special_text` is for one particular limit."""

    def build(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
        limit = error.kind.limit
        return f"{value!r} {special_text if special_text and limit == special_limit else text.format(limit)}"

    return build


def _shown(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False, default=str))


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}…"


_EMPTY, _FILLED = "is expected to be empty", "should be non-empty"
#: By the kind of error (jsonschema_rs.ValidationErrorKind); for any other kind, the engine's message is used.
_MESSAGES: Mapping[str, _MessageBuilder] = {
    "AdditionalItems": lambda error, value, _: (
        f"Additional items are not allowed ({_were(value[error.kind.limit :])} unexpected)"
    ),
    "AdditionalProperties": _additional_names,
    "AnyOf": _of_no_form,
    "BacktrackLimitExceeded": lambda error, value, schema: (
        f"{_shown(value)} takes too many steps to compare with the pattern at {_path(error.schema_path)}"
    ),
    "Constant": lambda error, value, _: f"{error.kind.expected_value!r} was expected",
    "Contains": _contains,
    "Enum": lambda error, value, _: f"{value!r} is not one of {error.kind.options!r}",
    "ExclusiveMaximum": _limit("is greater than or equal to the maximum of {!r}"),
    "ExclusiveMinimum": _limit("is less than or equal to the minimum of {!r}"),
    "FalseSchema": lambda error, value, _: f"False schema does not allow {value!r}",
    "MaxItems": _limit("is too long", _EMPTY, 0),
    "MaxLength": _limit("is too long", _EMPTY, 0),
    "MaxProperties": _limit("has too many properties", _EMPTY, 0),
    "Maximum": _limit("is greater than the maximum of {!r}"),
    "MinItems": _limit("is too short", _FILLED),
    "MinLength": _limit("is too short", _FILLED),
    "MinProperties": _limit("does not have enough properties", _FILLED),
    "Minimum": _limit("is less than the minimum of {!r}"),
    "MultipleOf": lambda error, value, _: f"{value!r} is not a multiple of {error.kind.multiple_of}",
    "Not": _unwanted,
    "OneOfMultipleValid": _of_several,
    "OneOfNotValid": _of_none,
    "Pattern": lambda error, value, _: f"{_shown(value)} is not of the form {error.kind.pattern}",
    "Required": _missing,
    "Type": _of_type,
    "UnevaluatedItems": _unevaluated_items,
    "UnevaluatedProperties": _unevaluated_names,
    "UniqueItems": lambda error, value, _: f"{value!r} has non-unique elements",
}


def one_line(error: Exception) -> str:
    """The first line of an engine's error, after its location in the schema."""
    reason = str(error).strip().partition("\n")[0]
    location = _path(getattr(error, "instance_path", ()))
    return f"{location}: {reason}" if location else reason


def _path(parts: Iterable[Any]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)
