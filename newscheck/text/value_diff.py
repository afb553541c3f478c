"""The difference between two values of a field, in words: changed, appeared and vanished."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from newscheck.text.display import quantity, sanitize, sanitize_pieces
from newscheck.text.width import cell_width, shorten, tail

#: Cells of a value on a line (most terminals have 80), and those shown before the first difference.
_WIDTH, _BEFORE = 70, 24
#: The most entries of a list that are shown one by one.
_MAX_ENTRIES = 12
#: Lists with a larger product of lengths are compared entry by entry: matching them would take minutes.
_MATCHED = 1_000_000


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the fields that differ, in the order of `before`; null equals a missing field."""
    names = [*before, *(name for name in after if name not in before)]
    return [name for name in names if not is_identical(before.get(name), after.get(name))]


def is_identical(before: Any, after: Any) -> bool:
    """Whether two plain values have the same type and value: in Python, 1 == 1.0 == True."""
    if type(before) is not type(after):
        return False
    if isinstance(before, list):
        return len(before) == len(after) and all(map(is_identical, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(is_identical(value, after[name]) for name, value in before.items())
    return bool(before == after) or (before != before and after != after)  # NaN is NaN


def describe_change(name: str, before: Any, after: Any) -> list[str]:
    """The lines that describe a change of a field between two plain values; none where they are equal.

    `-` marks the old value, `+` the new one. The lines are sanitized.
    """
    if is_identical(before, after):
        return []
    name = sanitize(name)
    if before is None or after is None:
        change = "appeared" if before is None else "vanished"
        sign, value = ("+", after) if before is None else ("-", before)
        return [f"{name} {change}", *(f"  {sign} {line}" for line in _shown(value))]
    if type(before) is not type(after):
        return [
            f"{name} is {_kind(after)} instead of {_kind(before)}",
            *(f"  - {line}" for line in _shown(before)),
            *(f"  + {line}" for line in _shown(after)),
        ]
    if isinstance(before, list):
        return [f"{name} changed{_sizes(before, after)}", *_entries(before, after)]
    if isinstance(before, str) and "\n" in before + after:
        old, new = before.split("\n"), after.split("\n")
        return [f"{name} changed{_sizes(old, new, 'line')}", *_entries(old, new)]
    return [f"{name} changed", *_pair(_as_text(before), _as_text(after))]


def _kind(value: Any) -> str:
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _sizes(before: list[Any], after: list[Any], noun: str = "entry") -> str:
    if len(before) == len(after):
        return ""
    return f": {_counted(len(after), noun)} instead of {len(before)}"


def _counted(number: int, noun: str) -> str:
    return quantity(number, noun) if noun != "entry" else f"{number} {'entry' if number == 1 else 'entries'}"


def _entries(before: list[Any], after: list[Any]) -> list[str]:
    """Lines for the entries that differ, with their numbers (from 1) before or after."""
    is_text = all(isinstance(value, str) for value in before + after)
    old, new = ([value if is_text else _json(value) for value in values] for values in (before, after))
    lines: list[str] = []
    for start, end, first, last in _differing(old, new):
        pairs = min(end - start, last - first)
        for at in range(pairs):
            if old[start + at] != new[first + at]:
                lines += _pair(old[start + at], new[first + at], f"{first + at + 1}  ")
        lines += [_line("-", sanitize(old[at]), f"{at + 1}  ") for at in range(start + pairs, end)]
        lines += [_line("+", sanitize(new[at]), f"{at + 1}  ") for at in range(first + pairs, last)]
    if len(lines) > _MAX_ENTRIES * 3:
        return [*lines[: _MAX_ENTRIES * 3], f"  … and {quantity(len(lines) - _MAX_ENTRIES * 3, 'more line')}"]
    return lines


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The parts of two lists that differ: start and end in the old one, start and end in the new one."""
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if len(old) * len(new) > _MATCHED:
        yield start, start + len(old), start, start + len(new)
        return
    for kind, begin, stop, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            yield start + begin, start + stop, start + first, start + last


def _pair(before: str, after: str, number: str = "") -> Iterator[str]:
    """Two texts on a line each, cut around their first difference, and a mark below it."""
    least = min(len(before), len(after))
    start = next((at for at in range(least) if before[at] != after[at]), least)
    indent = 0
    for sign, text in (("-", before), ("+", after)):
        before_start, rest = sanitize_pieces(text, start)
        lead = tail(before_start, _BEFORE)
        lead = lead if lead == before_start else f"…{lead}"
        yield _line(sign, rest, number + lead)
        indent = cell_width(number + lead)
    yield f"    {' ' * indent}^"


def _line(sign: str, text: str, lead: str) -> str:
    """A line of sanitized text."""
    return f"  {sign} {lead}{shorten(text, _WIDTH - cell_width(lead))}"


def _shown(value: Any) -> list[str]:
    if isinstance(value, list) and value:
        entries = [shorten(sanitize(_as_text(entry)), _WIDTH) for entry in value[:_MAX_ENTRIES]]
        return entries + ([f"… and {len(value) - _MAX_ENTRIES} more"] if len(value) > _MAX_ENTRIES else [])
    return [shorten(sanitize(line), _WIDTH) for line in shorten(_as_text(value), _WIDTH * 3).split("\n")]


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=repr)
