"""What other programs interpret differently in a schema: patterns, and `format`.

newscheck interprets patterns as ECMA-262, as JSON Schema specifies and editors do. Python's `re`, which jsonschema and
most Python programs use, is a different language with a similar syntax.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: The most locations that a remark names.
_MAX_NAMED = 3
#: Keywords that hold values.
_VALUES = {"const", "enum", "default", "examples"}
#: Keywords that hold schemas by names.
_NAMED = {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"}
_PIECE = re.compile(r"\\.|\(\?[a-zA-Z]+|[\[\]$.]", re.DOTALL)
#: Syntax that differs, and its meaning in newscheck.
_DIFFERENCES = {
    r"\w": r"\w is ASCII only",
    r"\d": r"\d is ASCII only",
    r"\s": r"\s has U+FEFF and no U+0085",
    r"\b": r"\b has more forms",
    r"\<": r"\< begins or ends a word",
    "$": "$ is the very end, not before a final newline",
    ".": ". is no line end of any kind",
    "(?": "case folding uses other tables",
}


def remarks(schemas: Iterable[Any]) -> Iterator[str]:
    """A line about patterns that Python's `re` interprets differently, and one about `format`, if there are any."""
    keywords = [keyword for schema in schemas for keyword in _keywords(schema)]
    patterns = [
        f"{pointer} ({differences})"
        for pointer, keyword, text in keywords
        if keyword == "pattern" and (differences := python_differences(text))
    ]
    if patterns:
        yield f"patterns are read as ECMA-262, which differs from Python's re (jsonschema): {_listed(patterns)}"
    if formats := [pointer for pointer, keyword, _ in keywords if keyword == "format"]:
        yield f"format is not checked, which JSON Schema allows (pattern is): {_listed(formats)}"


def python_differences(pattern: str) -> str:
    """How Python's `re` interprets a pattern differently; empty where it does not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "not valid in re"
    return ", ".join(dict.fromkeys(_DIFFERENCES[kind] for kind in _kinds(pattern)))


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


def _listed(parts: list[str]) -> str:
    more = len(parts) - _MAX_NAMED
    return ", ".join(parts[:_MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def _keywords(schema: Any, pointer: str = "") -> Iterator[tuple[str, str, str]]:
    """(JSON pointer, keyword, text) of each `pattern` (also those of names) and `format`."""
    for key, value in schema.items() if isinstance(schema, Mapping) else ():
        here = f"{pointer}/{key}"
        if key in ("pattern", "format") and isinstance(value, str):
            yield here, key, value
        if key == "patternProperties" and isinstance(value, Mapping):
            yield from ((f"{here}/{name}", "pattern", name) for name in value)
        if key in _NAMED and isinstance(value, Mapping):
            for name, inner in value.items():
                yield from _keywords(inner, f"{here}/{name}")
        elif key not in _VALUES:
            for index, inner in enumerate(value) if isinstance(value, list) else ():
                yield from _keywords(inner, f"{here}/{index}")
            yield from _keywords(value, here)
