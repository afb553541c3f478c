"""YAML as it is written: each scalar is its text, and nothing is converted.

YAML guesses types: `16:04` is 964, `no` is false, a date with `+0800` is a text and with `+08:00` a time. Here a value
is a text, a list, a mapping, or None where it is empty or `null`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from newscheck.model import InputFault, LocatedValue
from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

#: The most levels of lists and mappings, for recursive functions.
_MAX_DEPTH = 50
#: Breaks of a line to YAML 1.1 that no editor shows as one; noncharacters stand for them while YAML is parsed.
_BREAKS = (0x2028, 0x2029, 0x85)
_STAND_INS = range(0xFDD0, 0xFDF0)
_HAS_BREAK = lazy_regex("[\u2028\u2029\x85]")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LINE = lazy_regex(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]+(\S[^\n]*)$", re.MULTILINE)


def fields(text: str, start: int, end: int) -> tuple[dict[str, Any] | None, InputFault | None]:
    """The fields in the YAML at `text[start:end]`, None where it is no mapping; and the fault in it, if any.

    Where it can't be parsed, the fields are those that have a line of their own: a double quote within double quotes,
    the usual cause, costs none of them.
    """
    node, fault = compose(text, start, end)
    if fault is None and node is None:
        return None if text[start:end].strip() else {}, None
    members: dict[str, Any] = {}
    try:
        members = _mapping(node, {}) if node is not None else {}
    except ValueError as error:
        fault = InputFault("front-matter", f"the front matter is not read: {error}", start, end)
    return members or {name: text[slice(*place)] for name, place in _lines(text, start, end).items()}, fault


def compose(text: str, start: int, end: int) -> tuple[Any, InputFault | None]:
    """The mapping node of the YAML at `text[start:end]`, with offsets from `start`, or the fault in it.

    Neither where it is no mapping. A field that is there twice is a fault that comes with the node.
    """
    import yaml

    source = text[start:end]
    breaks = _stand_ins(source) if _HAS_BREAK.search(source) else {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(source.translate(breaks) if breaks else source, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, _fault(error, text, start, end)
    if not isinstance(node, yaml.MappingNode):
        return None, None
    if breaks:
        _restore(node, {stand_in: code for code, stand_in in breaks.items()})
    return node, _twice(node, start)


def _stand_ins(source: str) -> dict[int, int]:
    """The noncharacter that stands for each break: none that the source has."""
    free = (code for code in _STAND_INS if chr(code) not in source)
    return dict(zip(_BREAKS, free, strict=False))


def _restore(node: Any, breaks: dict[int, int]) -> None:
    """Put the breaks back into all scalars of a node."""
    nodes, seen = [node], set[int]()
    while nodes:
        inner = nodes.pop()
        if id(inner) in seen:
            continue
        seen.add(id(inner))
        if isinstance(inner.value, str):
            inner.value = inner.value.translate(breaks)
        else:
            nodes += (part for entry in inner.value for part in (entry if isinstance(entry, tuple) else (entry,)))


def members(node: Any, start: int) -> dict[str, LocatedValue]:
    """The members of a mapping node, the first of those with one name; quotes are in their spans.

    Lists and mappings are left out where they are nested too deep, or an alias repeats one (as in `fields`).
    """
    found: dict[str, LocatedValue] = {}
    seen: dict[int, Any] = {}
    for key, value in node.value:
        if isinstance(key.value, str) and (name := _readable(key.value)) not in found:
            place = (start + value.start_mark.index, start + value.end_mark.index)
            try:
                read = _readable(value.value) if isinstance(value.value, str) else _value(value, seen, 1)
            except ValueError:
                continue
            found[name] = LocatedValue(read, *place)
    return found


def _fault(error: Exception, text: str, start: int, end: int) -> InputFault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    at = start + (mark.index if mark else 0)
    if mark is None and isinstance(code := getattr(error, "character", None), int):
        at = max(text.find(chr(code), start, end), start)
        problem = f"{problem} (U+{code:04X})"
    return InputFault("front-matter", f"the front matter is no YAML: {problem}", min(at, end), min(at + 1, end))


def _twice(node: Any, start: int) -> InputFault | None:
    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(name := key.value, str):
            if name in seen:
                place = (start + key.start_mark.index, start + key.end_mark.index)
                return InputFault("front-matter", f"the front matter has `{_readable(name)[:40]}` twice", *place)
            seen.add(name)
    return None


def _mapping(node: Any, seen: dict[int, Any], depth: int = 0) -> dict[str, Any]:
    """The members of a mapping node, the first of those with one name. Raises ValueError where an alias repeats a list
    or mapping (a few lines could stand for millions of values), or it is nested too deep."""
    members: dict[str, Any] = {}
    for key, value in node.value:
        if isinstance(key.value, str):
            members.setdefault(_readable(key.value), _value(value, seen, depth + 1))
    return members


def _value(node: Any, seen: dict[int, Any], depth: int) -> Any:
    if isinstance(node.value, str):
        if id(node) not in seen:
            seen[id(node)] = None if not node.style and node.value in _NULLS else _readable(node.value)
        return seen[id(node)]
    if id(node) in seen:
        raise ValueError("an alias repeats a list or mapping")
    if depth > _MAX_DEPTH:
        raise ValueError(f"nested deeper than {_MAX_DEPTH} levels")
    seen[id(node)] = None
    if node.id == "mapping":
        return _mapping(node, seen, depth)
    return [_value(entry, seen, depth + 1) for entry in node.value]


def _readable(value: str) -> str:
    return value if value.isascii() else replace_surrogates(value)


def _lines(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """The spans of the values on a line with their name, without quotes; of values with one name, the first."""
    found: dict[str, tuple[int, int]] = {}
    for match in _LINE.finditer(text, start, end):
        found.setdefault(match[1], _inside_quotes(text, *match.span(2)))
    return found


def _inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    end = start + len(text[start:end].rstrip())
    is_quoted = end - start > 1 and text[start] == text[end - 1] and text[start] in "\"'"
    return (start + 1, end - 1) if is_quoted else (start, end)


def span(text: str, start: int, end: int, path: Sequence[str | int]) -> tuple[int, int] | None:
    """The span of the value at a path in the YAML at `text[start:end]`, without quotes; of its outer value where the
    path leads no further. None where it can't be found."""
    node, _ = compose(text, start, end)
    if node is None:
        return _lines(text, start, end).get(str(path[0]))
    place = _node_span(node, path)
    return _inside_quotes(text, start + place[0], start + place[1]) if place else None


def _node_span(node: Any, path: Sequence[str | int]) -> tuple[int, int] | None:
    place = None
    for step in path:
        inner = None
        if node.id == "mapping":
            inner = next((value for key, value in node.value if key.value == step), None)
        elif node.id == "sequence" and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
        if inner is None:
            break
        node, place = inner, (inner.start_mark.index, inner.end_mark.index)
    return place
