"""What of a schema other programs read differently: its patterns, and `format`.

newscheck reads a pattern as ECMA-262 has it, as JSON Schema says and editors do. Python's `re`, with which jsonschema
and most programs in Python read it, is another language with the same look.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: Places that a remark names.
_MOST = 3
#: What holds values, and no schemas.
_VALUES = {"const", "enum", "default", "examples"}
#: What holds schemas by names that are no keywords.
_NAMED = {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"}
_PIECE = re.compile(r"\\.|\(\?[a-zA-Z]+|[\[\]$.]", re.DOTALL)
#: What differs, and how `newscheck` reads it.
_DIFFERENT = {
    r"\w": r"\w is ASCII only",
    r"\d": r"\d is ASCII only",
    r"\s": r"\s has U+FEFF and no U+0085",
    r"\b": r"\b has forms of its own",
    r"\<": r"\< begins or ends a word",
    "$": "$ is the very end, not before a final newline",
    ".": ". is no line end of any kind",
    "(?": "letters are the same by other tables",
}


def remarks(schemas: Iterable[Any]) -> Iterator[str]:
    """A line for the patterns that Python's `re` reads otherwise, and one for `format`, where there are any."""
    places = [each for schema in schemas for each in _places(schema)]
    told = [
        f"{place} ({how})"
        for place, keyword, text in places
        if keyword == "pattern" and (how := python_differences(text))
    ]
    if told:
        yield f"patterns are read as ECMA-262 has them, and by Python's re (jsonschema) otherwise: {_few(told)}"
    if told := [place for place, keyword, _ in places if keyword == "format"]:
        yield f"format is not checked, as JSON Schema leaves it open (a pattern is): {_few(told)}"


def python_differences(pattern: str) -> str:
    """In what Python's `re` differs on a pattern, or an empty string."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "it can't read that"
    return ", ".join(dict.fromkeys(_DIFFERENT[kind] for kind in _kinds(pattern)))


def _kinds(pattern: str) -> Iterator[str]:
    is_class = False
    for piece in _PIECE.findall(pattern):
        if piece in "[]":
            is_class = piece == "["
        elif piece in (r"\w", r"\W", r"\d", r"\D", r"\s", r"\S"):
            yield piece.lower()
        elif piece in (r"\B", r"\<", r"\>"):
            yield r"\b" if piece == r"\B" else r"\<"
        elif piece[0] != "\\" and not is_class:
            yield piece[:2]


def _few(told: list[str]) -> str:
    return ", ".join(told[:_MOST]) + (f" and {len(told) - _MOST} more" if len(told) > _MOST else "")


def _places(schema: Any, place: str = "") -> Iterator[tuple[str, str, str]]:
    """(JSON pointer, keyword, text) of each `pattern` (also those of names) and `format`."""
    for key, value in schema.items() if isinstance(schema, Mapping) else ():
        here = f"{place}/{key}"
        if key in ("pattern", "format") and isinstance(value, str):
            yield here, key, value
        if key == "patternProperties" and isinstance(value, Mapping):
            yield from ((f"{here}/{name}", "pattern", name) for name in value)
        if key in _NAMED and isinstance(value, Mapping):
            for name, inner in value.items():
                yield from _places(inner, f"{here}/{name}")
        elif key not in _VALUES:
            for at, inner in enumerate(value) if isinstance(value, list) else ():
                yield from _places(inner, f"{here}/{at}")
            yield from _places(value, here)
