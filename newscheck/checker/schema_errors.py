"""Why a record is refused, in the words of JSON and of the schema: each reason is one of jsonschema-rs's errors.

For each keyword the words are those that jsonschema has, which reports and fingerprints have always had.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import getitem
from typing import Any

#: Characters of a value that a message quotes.
_SHOWN = 60
#: The schema in which the keyword of an error stands.
SchemaLookup = Callable[[Any], Any]
_MessageBuilder = Callable[[Any, Any, Mapping[str, Any]], str]


def relevant_error(error: Any) -> Any:
    """What is wrong with the one of several forms that a value has the type of; else what is wrong with all."""
    if _name(error) != "AnyOf":
        return error
    depth = len(error.instance_path)
    forms = [form for form in error.kind.context if form]
    fitting = [
        own for own in forms if not any(_name(each) == "Type" and len(each.instance_path) == depth for each in own)
    ]
    return relevant_error(fitting[0][0]) if len(fitting) == 1 else error


def pointer(error: Any) -> str:
    """The JSON pointer (RFC 6901) to what is refused."""
    return _path(error.instance_path)


def sort_key(error: Any, schema: Any, documents: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    """Errors are told by their pointers, and those of one field as the schema has them; the engine sorts keywords.

    `documents` are the schemas that one may have come to by a reference, by their URIs.
    """
    way = error.evaluation_path
    there = [at for at, part in enumerate(way, 1) if part == "$ref"][:1]
    places = _positions(schema, way[: there[0]] if there else way)
    if there:
        places += _positions(documents.get(_document(error), schema), error.schema_path)
    return [str(part) for part in error.instance_path], places


def _document(error: Any) -> str:
    return str(error.absolute_keyword_location).partition("#")[0]


def _positions(schema: Any, path: Iterable[Any]) -> list[int]:
    """Where each part of a path stands among those beside it."""
    found: list[int] = []
    for part in path:
        if isinstance(schema, Mapping) and part in schema:
            found.append(list(schema).index(part))
        elif isinstance(schema, list) and isinstance(part, int) and part < len(schema):
            found.append(part)
        else:
            break
        schema = schema[part]
    return found


def message_for(error: Any, record: Any, around: SchemaLookup) -> str:
    """A violation, with what the schema says of the field."""
    path = error.instance_path
    if _name(error) == "PropertyNames":
        # What is refused is a name, which no pointer leads to.
        error = error.kind.error
        return _describe(error, error.instance, around(error), is_field=bool(path))
    return _describe(error, reduce(getitem, path, record), around(error), is_field=bool(path))


def _describe(error: Any, value: Any, schema: Any, *, is_field: bool) -> str:
    schema = schema if isinstance(schema, Mapping) else {}
    say = _MESSAGES.get(_name(error))
    message = say(error, value, schema) if say else _cut(error.message)
    about = schema.get("description") if is_field and _name(error) != "FalseSchema" else None
    return f"{message} ({about})" if about else message


def _name(error: Any) -> str:
    return type(error.kind).__name__


def _of_no_form(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    inner = [each for form in error.kind.context for each in form]
    if any(_name(each) != "Type" or len(each.instance_path) != len(error.instance_path) for each in inner):
        return _of_none(error, value, schema)
    return f"{_shown(value)} is not of type {' or '.join(dict.fromkeys(_types(schema, inner)))}"


def _types(schema: Mapping[str, Any], errors: Iterable[Any]) -> Iterable[str]:
    """The types that the forms of an `anyOf` ask for, in the order of the schema."""
    written: list[Any] = [form.get("type") for form in schema.get("anyOf", ()) if isinstance(form, Mapping)]
    for types in written if written and all(written) else [error.kind.types for error in errors]:
        yield from [types] if isinstance(types, str) else types


def _of_type(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    types = schema.get("type", error.kind.types)
    return f"{_shown(value)} is not of type {types if isinstance(types, str) else ' or '.join(types)}"


def _of_none(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    return f"{value!r} is not valid under any of the given schemas"


def _of_several(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    fitting = [at for at, errors in enumerate(error.kind.context) if not errors]
    forms = [schema["oneOf"][at] for at in fitting] if "oneOf" in schema else fitting
    return f"{value!r} is valid under each of {', '.join(map(repr, (*forms[1:], *forms[:1])))}"


def _unwanted(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    wrong = "has what it may not have" if isinstance(value, str) else "is of the wrong type"
    return f"{_shown(value)} {wrong}"


def _missing(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    name, keyword = error.kind.property, error.schema_path[-1]
    needs = schema.get(keyword, {}) if keyword in ("dependentRequired", "dependencies") else {}
    wanting = [each for each, names in needs.items() if each in value and isinstance(names, list) and name in names]
    return f"{name!r} is {f'a dependency of {wanting[0]!r}' if wanting else 'a required property'}"


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
        told = ", ".join(map(repr, sorted(patterns)))
        return f"{', '.join(map(repr, names))} {verb} not match any of the regexes: {told}"
    return f"Additional properties are not allowed ({_were(names)} unexpected)"


def _unevaluated_names(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    names = error.kind.unexpected
    if schema.get("unevaluatedProperties") is False:
        return f"Unevaluated properties are not allowed ({_were(sorted(names))} unexpected)"
    where = "Unevaluated properties are not valid under the given schema"
    return f"{where} ({_were(names)} unevaluated and invalid)"


def _unevaluated_items(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
    # The engine has them as JSON.
    return f"Unevaluated items are not allowed ({_were(map(json.loads, error.kind.unexpected))} unexpected)"


def _were(values: Iterable[Any]) -> str:
    told = [repr(value) for value in values]
    return f"{', '.join(told)} {'was' if len(told) == 1 else 'were'}"


def _limit(words: str, of_one: str = "", one: int = 1) -> _MessageBuilder:
    """The words for a value beyond a limit, which may be others for the limit `one`."""

    def say(error: Any, value: Any, schema: Mapping[str, Any]) -> str:
        limit = error.kind.limit
        return f"{value!r} {of_one if of_one and limit == one else words.format(limit)}"

    return say


def _shown(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False, default=str))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_EMPTY, _FILLED = "is expected to be empty", "should be non-empty"
#: By the kind of error (jsonschema_rs.ValidationErrorKind); what has none here is told in the engine's words.
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
    """The first line of an engine's complaint, behind where in a schema it found it."""
    reason = str(error).strip().partition("\n")[0]
    place = _path(getattr(error, "instance_path", ()))
    return f"{place}: {reason}" if place else reason


def _path(parts: Iterable[Any]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)
