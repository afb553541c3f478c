"""JSON with offsets: the span of each value of an object, so that a finding can point at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from json.decoder import JSONDecodeError, JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Any

from newscheck.model import LocatedValue
from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

#: The most levels of lists and objects in a value, for recursive functions; no real item comes near it.
MAX_DEPTH = 200
_BLANKS = lazy_regex(r"[ \t\r\n]*")
_value = JSONDecoder().raw_decode
_scan = JSONDecoder().scan_once  # type: ignore[attr-defined]
#: An escape in a string: both halves of a surrogate pair, a code, or a single character behind the backslash.
ESCAPE = lazy_regex(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|.)")


def skip_whitespace(text: str, at: int) -> int:
    """The offset of the next character that is no white space."""
    if text[at : at + 1] > " ":  # mostly
        return at
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def value_end(text: str, at: int) -> int:
    """The offset behind the value that begins at `text[at]`. Raises like `scan_object`."""
    end: int = _value(text, at)[1]
    return end


def _checked(value: Any, text: str, at: int) -> Any:
    """A value without halves of surrogate pairs. Raises JSONDecodeError where it is nested too deep."""
    level, depth = [value], 0
    strings: list[str] = []
    while level:
        if depth > MAX_DEPTH:
            raise JSONDecodeError(f"nested deeper than {MAX_DEPTH} levels", text, at)
        depth += 1
        outer, level = level, []
        for part in outer:
            if part.__class__ is dict:
                strings += part
                part = part.values()
            for inner in part:
                kind = inner.__class__
                if kind is str:
                    strings.append(inner)
                elif kind is dict or kind is list:
                    level.append(inner)
    try:
        "".join(strings).encode("utf-16")
    except UnicodeEncodeError:
        return replace_surrogates(value)
    return value


def scan_object(text: str, at: int) -> tuple[dict[str, LocatedValue], int]:
    """The members of the object that begins at `text[at]`, and the offset behind it.

    The span of a string excludes its quotes. Halves of a surrogate pair are replaced.
    Raises ValueError (JSONDecodeError, or a number too long) or RecursionError.
    """
    members: dict[str, LocatedValue] = {}
    if text[at : at + 1] != "{":
        raise JSONDecodeError("Expecting an object", text, at)
    at = skip_whitespace(text, at + 1)
    if text[at : at + 1] == "}":
        return members, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise JSONDecodeError("Expecting a name in double quotes", text, at)
        key, at = scanstring(text, at + 1, True)
        at = skip_whitespace(text, at)
        if text[at : at + 1] != ":":
            raise JSONDecodeError("Expecting ':'", text, at)
        start = skip_whitespace(text, at + 1)
        value, at = _value(text, start)
        value = _checked([value], text, start)[0]
        inner = 1 if isinstance(value, str) else 0
        members[replace_surrogates(key)] = LocatedValue(value, start + inner, at - inner)
        end = skip_whitespace(text, at)
        mark = text[end : end + 1]
        at = skip_whitespace(text, end + 1)
        if mark == "}":
            return members, at
        if mark != ",":
            # A truncated text is reported at its last character.
            raise JSONDecodeError("Expecting ',' or '}'", text, min(end, len(text) - 1))


def read_object(text: str, at: int) -> tuple[dict[str, Any], int]:
    """The object that begins at `text[at]`, and the offset behind it. Raises like `scan_object`."""
    value, end = read_value(text, at)
    if not isinstance(value, dict):
        raise JSONDecodeError("Expecting an object", text, at)
    return value, end


def read_value(text: str, at: int) -> tuple[Any, int]:
    """The value that begins at `text[at]`, and the offset behind it. Raises like `scan_object`."""
    try:
        value, end = _scan(text, at)
        if value.__class__ is dict or value.__class__ is list:
            value = _checked(value, text, at)
        elif value.__class__ is str:
            value = replace_surrogates(value)
    except StopIteration as error:
        if text[at : at + 1] == "{":
            scan_object(text, at)  # its reasons are more exact
        raise JSONDecodeError("Expecting value", text, error.value) from None
    except JSONDecodeError:
        if text[at : at + 1] == "{":
            scan_object(text, at)
        raise
    return value, end


def span(text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """The span of the value at a path in the object or array that a text is; of its outer value where the path leads no
    further. A string's excludes its quotes. Raises like `scan_object`.
    """
    start = end = skip_whitespace(text, 0)
    for step in path:
        opening = text[start : start + 1]
        if opening == "{" and isinstance(step, str):
            member = scan_object(text, start)[0].get(step)
            place = (member.start, member.end) if member else None
        else:
            place = _entry(text, start, step) if opening == "[" and isinstance(step, int) else None
        if place is None:
            break
        start, end = place
    return start, end


def _entry(text: str, at: int, index: int) -> tuple[int, int] | None:
    """The span of an entry of the array that begins at `text[at]`; None where it has fewer."""
    start = skip_whitespace(text, at + 1)
    while text[start : start + 1] != "]":
        end = value_end(text, start)
        if not index:
            inner = 1 if text[start] == '"' else 0
            return start + inner, end - inner
        index -= 1
        start = skip_whitespace(text, end)
        if text[start : start + 1] == ",":
            start = skip_whitespace(text, start + 1)
    return None


def source_offset(text: str, start: int, end: int, offset: int, escape: re.Pattern[str] = ESCAPE) -> int:
    """The offset in the text of character `offset` of the value of the string literal `text[start:end]`.

    `escape` matches what stands for one character.
    """
    at, left = start, offset
    for escaped in escape.finditer(text, start, end):
        plain = escaped.start() - at
        if left < plain:
            return at + left
        left -= plain + 1
        at = escaped.end()
        if left < 0:
            return escaped.start()
    return min(at + left, end)


def error_reason(error: Exception) -> str:
    """The reason why a text is no JSON, in a few words."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, JSONDecodeError):
        return error.msg.removesuffix(" at").removesuffix(" starting")
    return str(error).partition(";")[0]
