"""TOML as it is written: each scalar is its text. tomllib parses it; spans are found line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from newscheck.model import InputFault
from newscheck.text.regex import lazy_regex

#: The most levels of lists and mappings, for recursive functions.
_MAX_DEPTH = 50
_KEY = lazy_regex(r"[ \t]*(?:\[+([^\[\]\n]+)\]+|([\w.\"'-]+)[ \t]*=[ \t]*)")
_PLACE = lazy_regex(r" \(at line (\d+), column (\d+)\)")
_STRING = lazy_regex(r"""\"{3}((?:[^\\]|\\.)*?)\"{3}|'{3}(.*?)'{3}|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'""", re.DOTALL)

#: The spans of values by the names that lead to them.
Spans = dict[tuple[str, ...], tuple[int, int]]


def fields(text: str, start: int, end: int) -> tuple[dict[str, Any], InputFault | None]:
    """The fields in the TOML at `text[start:end]`, and the fault in it; with a fault, there are no fields."""
    import tomllib

    try:
        members = tomllib.loads(text[start:end].replace("\r\n", "\n"), parse_float=str)
    except (RecursionError, ValueError) as error:
        return {}, _fault(str(error), text, start, end)
    spans = _spans(text, start, end)
    return {name: _written(value, text, spans, (name,)) for name, value in members.items()}, None


def _fault(message: str, text: str, start: int, end: int) -> InputFault:
    at = start
    if place := _PLACE.search(message):
        for _ in range(int(place[1]) - 1):
            at = _next_line(text, at)
        at += int(place[2]) - 1
    problem = message.partition(" (at ")[0]
    return InputFault("front-matter", f"the front matter is no TOML: {problem}", min(at, end), min(at + 1, end))


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _written(value: Any, text: str, spans: Spans, path: tuple[str, ...]) -> Any:
    """A value with each scalar as the text that stands there."""
    if len(path) > _MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {name: _written(inner, text, spans, (*path, name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [_written(inner, text, spans, (*path, "")) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (date, time)):
        written = text[slice(*spans.get(path, (0, 0)))]
        return written if _is_same(written, value) else value.isoformat()
    return str(value)


def _is_same(written: str, value: date | time) -> bool:
    """Whether a text is that time; both are ISO 8601, one with any number of decimals."""
    if isinstance(value, datetime):
        return written[:19].upper().replace(" ", "T") == value.isoformat()[:19]
    return written[:10] == value.isoformat()[:10]


def span(text: str, start: int, end: int, path: Sequence[str | int]) -> tuple[int, int] | None:
    """The span of the value at a path in the TOML at `text[start:end]`, without quotes; of its outer value where the
    path leads no further. None where it can't be found."""
    names = tuple(step for step in path if isinstance(step, str))
    spans = _spans(text, start, end)
    return next((spans[outer] for length in range(len(names), 0, -1) if (outer := names[:length]) in spans), None)


def _spans(text: str, start: int, end: int) -> Spans:
    """The spans of the values that have a line with their key, by the names of key and table."""
    spans: Spans = {}
    table: tuple[str, ...] = ()
    at = start
    while at < end:
        key = _KEY.match(text, at, end)
        if key and key[1] is not None:
            table = _names(key[1])
        elif key:
            spans.setdefault((*table, *_names(key[2])), place := _value_span(text, key.end(), end))
            at = place[1]
        at = _next_line(text, at)
    return spans


def _names(key: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in key.split("."))


def _value_span(text: str, start: int, end: int) -> tuple[int, int]:
    if string := _STRING.match(text, start, end):
        return string.span(string.lastindex or 0)
    stop = min(_next_line(text, start), end)
    return start, start + len(text[start:stop].partition(" #")[0].rstrip())
