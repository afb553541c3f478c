"""The structure of a JSON text, valid or broken: the members of its objects and arrays, and its strings.

Unlike `json_scanner`, which reads values, this never fails: an unclosed container or string ends with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Match
from typing import NamedTuple

from newscheck.text.json_scanner import ESCAPE
from newscheck.text.regex import lazy_regex

_JSON = lazy_regex(r"\ufeff?\s*(?:\{|\[\s*[\[{\]])")
_TOKEN = lazy_regex(r'"(?:[^"\\]|\\.)*+"?|[\[\]{},:]|[^\s\[\]{},:"]++')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class MappedText(NamedTuple):
    """The value of a string in a file: character i of `text` is at `offsets[i]` of the file.

    `offsets` has one more entry for the end.
    """

    text: str
    offsets: Sequence[int]


class JsonContainer(NamedTuple):
    """An object or an array at a depth, and the spans (start, end) of its members, names included.

    The one at depth 0 is the text: its members are the items of JSON Lines.
    """

    depth: int
    members: list[tuple[int, int]]


def is_json(text: str) -> bool:
    """Whether a text begins like an object, or an array of objects or arrays."""
    return _JSON.match(text) is not None


def containers(text: str) -> list[JsonContainer]:
    """The objects and arrays of a text, outermost first."""
    closed: list[JsonContainer] = []
    stack: list[list[tuple[int, int]]] = [[]]
    starts = [-1]
    end = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "]}" and len(stack) > 1:
            _close(stack, starts, end, closed)
        elif mark == ",":
            _end_member(stack, starts, end)
        elif starts[-1] < 0:
            starts[-1] = token.start()
        end = token.end()
        if mark in "[{":
            stack.append([])
            starts.append(-1)
        elif len(stack) == 1:
            _end_member(stack, starts, end)
    while stack:
        _close(stack, starts, end, closed)
    return sorted(closed, key=lambda container: container.depth)


def _end_member(stack: list[list[tuple[int, int]]], starts: list[int], end: int) -> None:
    if starts[-1] >= 0:
        stack[-1].append((starts[-1], end))
        starts[-1] = -1


def _close(stack: list[list[tuple[int, int]]], starts: list[int], end: int, closed: list[JsonContainer]) -> None:
    _end_member(stack, starts, end)
    starts.pop()
    closed.append(JsonContainer(len(starts), stack.pop()))


def strings(text: str) -> Iterator[MappedText]:
    """The strings of a text that are values, without quotes and escapes; the last one may be unclosed."""
    for (mark, start, end), following in _with_next(text):
        if mark == '"' and following != ":":
            is_closed = text[end - 1] == '"' and end - start > 1
            yield _unescaped(text, start + 1, end - is_closed)


def syntax_spans(text: str) -> list[tuple[int, int]]:
    """The spans outside of string values: brackets, commas, names, numbers, words, blanks, empty strings."""
    spans: list[tuple[int, int]] = []
    at = 0
    for (mark, start, end), following in _with_next(text):
        if at < start:
            spans.append((at, start))
        if mark != '"' or following == ":" or text[start:end] in ('"', '""'):
            spans.append((start, end))
        at = end
    return [*spans, (at, len(text))] if at < len(text) else spans


def _with_next(text: str) -> Iterator[tuple[tuple[str, int, int], str]]:
    """The first character, start and end of each token, with the first character of the next."""
    last: tuple[str, int, int] | None = None
    for token in _TOKEN.finditer(text):
        if last:
            yield last, token[0][0]
        last = (token[0][0], *token.span())
    if last:
        yield last, ""


def _unescaped(text: str, start: int, end: int) -> MappedText:
    if text.find("\\", start, end) < 0:
        return MappedText(text[start:end], range(start, end + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for escape in ESCAPE.finditer(text, start, end):
        pieces += (text[at : escape.start()], _character(escape))
        offsets += range(at, escape.start() + 1)
        at = escape.end()
    return MappedText("".join((*pieces, text[at:end])), [*offsets, *range(at, end + 1)])


def _character(escape: Match[str]) -> str:
    high, low, code = escape.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    return chr(int(code, 16)) if code else _SHORT.get(escape[0][1], escape[0][1])
