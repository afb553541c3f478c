"""Front matter: the fields at the beginning of a Markdown file, in YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from json.decoder import JSONDecodeError
from typing import Any, NamedTuple

from newscheck.model import InputFault
from newscheck.text import json_scanner, toml_source, yaml_source
from newscheck.text.regex import lazy_regex

#: The most characters of front matter that are parsed, which takes a hundred times as much memory.
MAX_LENGTH = 100_000
_FORMS = {"---": "YAML", "+++": "TOML", ";;;": "JSON"}
_OPENING = lazy_regex(r"(---|\+\+\+|;;;)[ \t\r]*\n")
_CLOSINGS = {fence: lazy_regex(rf"^{re.escape(fence)}[ \t\r]*(?:\n|\Z)", re.MULTILINE) for fence in (*_FORMS, "...")}
_FIELD = lazy_regex(r"[A-Za-z_][\w-]*[ \t]*(?::(?:[ \t\r\n]|\Z)|=)")
#: Hexo's older form, without a first fence: fields and their nested values, and the fence behind them.
_UNOPENED = lazy_regex(
    r"(?:(?:[A-Za-z_][\w-]*:(?=[ \t\r\n])|[ \t]+\S|- |\#)[^\n]*\n|[ \t\r]*\n){1,200}?(?=---[ \t\r]*(?:\n|\Z))"
)
_ESCAPES = {
    '"': lazy_regex(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)"),
    "'": lazy_regex("''"),
}


class FrontMatter(NamedTuple):
    """Where front matter is: its fields are `text[start:end]` in `form` ("YAML", "TOML", "JSON"), and the text behind
    it begins at `body`."""

    form: str
    start: int
    end: int
    body: int


def find(text: str) -> FrontMatter | None:
    """The front matter of a text; None where it has none, or none that is closed."""
    at = json_scanner.skip_whitespace(text, 0)
    if opening := _OPENING.match(text, at):
        return _fenced(text, opening[1], opening.end())
    if text.startswith("{", at):
        return _json_object(text, at)
    if (unopened := _UNOPENED.match(text, at)) and _FIELD.match(text, at):
        return FrontMatter("YAML", at, unopened.end(), _line_end(text, unopened.end()))
    return None


def is_unclosed(text: str) -> bool:
    """Whether a text without front matter begins like one that has it: a fence, and a field."""
    opening = _OPENING.match(text, json_scanner.skip_whitespace(text, 0))
    return bool(opening and _FIELD.match(text, opening.end()))


def _fenced(text: str, fence: str, start: int) -> FrontMatter | None:
    closing = _CLOSINGS[fence].search(text, start)
    if not closing and fence == "---":
        closing = _CLOSINGS["..."].search(text, start)
    return FrontMatter(_FORMS[fence], start, closing.start(), closing.end()) if closing else None


def _json_object(text: str, at: int) -> FrontMatter | None:
    try:
        end = json_scanner.value_end(text, at)
    except (ValueError, RecursionError):
        return None
    return FrontMatter("JSON", at, end, end)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def fields(text: str, front: FrontMatter) -> tuple[dict[str, Any] | None, InputFault | None]:
    """The fields, each scalar of YAML and TOML as it is written, and the fault that was found, if any.

    None where it is no mapping: text between two rules.
    """
    _, start, end, _ = front
    if end - start > MAX_LENGTH:
        return {}, too_long(start, end)
    if front.form == "YAML":
        return yaml_source.fields(text, start, end)
    return toml_source.fields(text, start, end) if front.form == "TOML" else _json_fields(text, start, end)


def too_long(start: int, end: int) -> InputFault:
    """The fault of front matter over MAX_LENGTH."""
    detail = f"the front matter is too long to be read: {end - start:,} characters"
    return InputFault("front-matter", detail, start, end)


def _json_source(text: str, start: int, end: int) -> tuple[str, int]:
    """The object, and the offset of its text: between `;;;` it has no braces."""
    source = text[start:end]
    return (source, start) if source.lstrip().startswith("{") else (f"{{{source}}}", start - 1)


def _json_fields(text: str, start: int, end: int) -> tuple[dict[str, Any], InputFault | None]:
    source, origin = _json_source(text, start, end)
    try:
        members, at = json_scanner.read_object(source, json_scanner.skip_whitespace(source, 0))
        if source[at:].strip():
            raise JSONDecodeError("it goes on behind its end", source, at)
    except (ValueError, RecursionError) as error:
        place = min(max(origin + getattr(error, "pos", 0), start), end)
        detail = f"the front matter is no JSON: {json_scanner.error_reason(error)}"
        return {}, InputFault("front-matter", detail, place, min(place + 1, end))
    return members, None


def span(text: str, front: FrontMatter, path: Sequence[str | int]) -> tuple[int, int] | None:
    """The span of the value at a path, without quotes; of its outer value where the path leads no further.

    None where it can't be found.
    """
    _, start, end, _ = front
    if front.form == "YAML":
        return yaml_source.span(text, start, end, path)
    if front.form == "TOML":
        return toml_source.span(text, start, end, path)
    source, origin = _json_source(text, start, end)
    try:
        first, last = json_scanner.span(source, path)
    except (ValueError, RecursionError):
        return None
    return origin + first, origin + last


def source_offset(text: str, start: int, end: int, offset: int) -> int:
    """The offset in the text of character `offset` of the value that is written, with escapes, at `text[start:end]`."""
    escape = _ESCAPES.get(text[start - 1 : start])
    return json_scanner.source_offset(text, start, end, offset, escape) if escape else min(start + offset, end)
