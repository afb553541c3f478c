"""Two values of a field side by side, in words: what changed, appeared and vanished."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from newscheck.text.display import quantity, sanitize, sanitize_pieces
from newscheck.text.width import cell_width, shorten, tail

#: Cells of a value on a line (on most terminals there are 80), and those that are shown before the first that differs.
_ROOM, _BEFORE = 70, 24
#: Differing entries of a list that are told one by one.
_MOST = 12
#: Lists whose lengths have a greater product are compared entry by entry: to match them would take minutes.
_MATCHED = 1_000_000


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the fields that differ, in the order of `before`; one that is null is as good as not there."""
    names = [*before, *(name for name in after if name not in before)]
    return [name for name in names if not is_identical(before.get(name), after.get(name))]


def is_identical(before: Any, after: Any) -> bool:
    """Whether two plain values are the same one: Python takes 1 for 1.0 and for True, a record doesn't."""
    if type(before) is not type(after):
        return False
    if isinstance(before, list):
        return len(before) == len(after) and all(map(is_identical, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(is_identical(value, after[name]) for name, value in before.items())
    return bool(before == after) or (before != before and after != after)  # NaN is NaN


def describe_change(name: str, before: Any, after: Any) -> list[str]:
    """What differs between two plain values of a field; no lines where nothing does.

    `-` stands before what was, `+` before what is now. The lines are safe on any terminal.
    """
    if is_identical(before, after):
        return []
    name = sanitize(name)
    if before is None or after is None:
        told = "appeared" if before is None else "vanished"
        sign, value = ("+", after) if before is None else ("-", before)
        return [f"{name} {told}", *(f"  {sign} {line}" for line in _shown(value))]
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
    return [f"{name} changed", *_pair(_one(before), _one(after))]


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
    """The entries that differ, with their numbers (from 1) before or after."""
    is_text = all(isinstance(value, str) for value in before + after)
    old, new = ([value if is_text else _json(value) for value in values] for values in (before, after))
    told: list[str] = []
    for start, end, first, last in _differing(old, new):
        pairs = min(end - start, last - first)
        for at in range(pairs):
            if old[start + at] != new[first + at]:
                told += _pair(old[start + at], new[first + at], f"{first + at + 1}  ")
        told += [_line("-", sanitize(old[at]), f"{at + 1}  ") for at in range(start + pairs, end)]
        told += [_line("+", sanitize(new[at]), f"{at + 1}  ") for at in range(first + pairs, last)]
    if len(told) > _MOST * 3:
        return [*told[: _MOST * 3], f"  … and {quantity(len(told) - _MOST * 3, 'more line')}"]
    return told


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The parts of two lists that differ: from and to in the old one, from and to in the new one."""
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
    """Two texts on lines of their own around the place where they part, and a mark below it."""
    least = min(len(before), len(after))
    start = next((at for at in range(least) if before[at] != after[at]), least)
    indent = 0
    for sign, text in (("-", before), ("+", after)):
        whole, rest = sanitize_pieces(text, start)
        lead = tail(whole, _BEFORE)
        lead = lead if lead == whole else f"…{lead}"
        yield _line(sign, rest, number + lead)
        indent = cell_width(number + lead)
    yield f"    {' ' * indent}^"


def _line(sign: str, text: str, lead: str) -> str:
    """A line of safe text."""
    return f"  {sign} {lead}{shorten(text, _ROOM - cell_width(lead))}"


def _shown(value: Any) -> list[str]:
    if isinstance(value, list) and value:
        told = [shorten(sanitize(_one(entry)), _ROOM) for entry in value[:_MOST]]
        return told + ([f"… and {len(value) - _MOST} more"] if len(value) > _MOST else [])
    return [shorten(sanitize(line), _ROOM) for line in shorten(_one(value), _ROOM * 3).split("\n")]


def _one(value: Any) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=repr)
