"""A JSON Schema with what it refers to inside it, so that any program takes it as one file.

References by name (`urn:newscheck:schema:article`) become references to `$defs`: many programs know no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Keys that identify a document, and would begin another one inside `$defs`.
_OF_A_DOCUMENT = ("$schema", "$id")


def bundle(schema: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The schema with each of the `known` ones (by name) that it refers to, directly or not, among its `$defs`."""
    names = {str(entry["$id"]): name for name, entry in known.items()}
    embedded: dict[str, Any] = {}
    bundled = _pointed(schema, "#", names)
    waiting = _named(schema, names)
    while waiting:
        name = waiting.pop(0)
        if name not in embedded:
            inner = {key: value for key, value in known[name].items() if key not in _OF_A_DOCUMENT}
            embedded[name] = _pointed(inner, f"#/$defs/{name}", names)
            waiting += _named(inner, names)
    return {**bundled, "$defs": {**bundled.get("$defs", {}), **embedded}} if embedded else bundled


def _named(value: Any, names: Mapping[str, str]) -> list[str]:
    """The known schemas that references in a schema name."""
    if isinstance(value, Mapping):
        reference = str(value.get("$ref", "")).partition("#")[0]
        own = [names[reference]] if reference in names else []
        return own + [name for inner in value.values() for name in _named(inner, names)]
    return [name for inner in value for name in _named(inner, names)] if isinstance(value, list) else []


def _pointed(value: Any, here: str, names: Mapping[str, str]) -> Any:
    """A schema whose references lead into the document that it will stand in, at the pointer `here`."""
    if isinstance(value, list):
        return [_pointed(inner, here, names) for inner in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _moved(inner, here, names) if key == "$ref" and isinstance(inner, str) else _pointed(inner, here, names)
        for key, inner in value.items()
    }


def _moved(reference: str, here: str, names: Mapping[str, str]) -> str:
    document, _, pointer = reference.partition("#")
    if document in names:
        return f"#/$defs/{names[document]}{pointer}"
    return reference if document else f"{here}{pointer}"
