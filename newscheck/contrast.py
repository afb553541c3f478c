"""Two values of a field side by side, in words: what changed, appeared and vanished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from newscheck.cells import head, shorten, tail, width
from newscheck.wording import count, safe

#: Cells that a line of a difference has, and those that are shown before the first that differs.
_ROOM, _BEFORE = 96, 24
#: Differing entries of a list that are told one by one.
_MOST = 12


def fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the fields that differ, in the order of `before`; one that is null is as good as not there."""
    names = [*before, *(name for name in after if name not in before)]
    return [name for name in names if before.get(name) != after.get(name) or _kinds_differ(before, after, name)]


def lines(name: str, before: Any, after: Any) -> list[str]:
    """What differs between two plain values of a field; no lines where nothing does.

    `-` stands before what was, `+` before what is now.
    """
    if before == after and type(before) is type(after):
        return []
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
    if isinstance(before, str):
        return [f"{name} changed", *_pair(before, after)]
    return [f"{name} changed", f"  - {_one(before)}", f"  + {_one(after)}"]


def _kinds_differ(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> bool:
    """Python takes 1 for True and 1.0; a record doesn't."""
    return name in before and name in after and type(before[name]) is not type(after[name])


def _kind(value: Any) -> str:
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _sizes(before: list[Any], after: list[Any], noun: str = "entry") -> str:
    if len(before) == len(after):
        return ""
    return f": {_counted(len(after), noun)} instead of {len(before)}"


def _counted(number: int, noun: str) -> str:
    return count(number, noun) if noun != "entry" else f"{number} {'entry' if number == 1 else 'entries'}"


def _entries(before: list[Any], after: list[Any]) -> list[str]:
    """The entries that differ, with their numbers (from 1) before or after."""
    old, new = [_one(value) for value in before], [_one(value) for value in after]
    told: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(end - start, last - first)
        for at in range(pairs):
            told += _pair(old[start + at], new[first + at], f"{first + at + 1}  ")
        told += [f"  - {at + 1}  {shorten(safe(old[at]), _ROOM)}" for at in range(start + pairs, end)]
        told += [f"  + {at + 1}  {shorten(safe(new[at]), _ROOM)}" for at in range(first + pairs, last)]
    if len(told) > _MOST * 3:
        return [*told[: _MOST * 3], f"  … and {len(told) - _MOST * 3} more lines"]
    return told


def _pair(before: str, after: str, number: str = "") -> Iterator[str]:
    """Two texts on lines of their own around the place where they part, and a mark below it."""
    same = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), None)
    same = min(len(before), len(after)) if same is None else same
    lead = tail(safe(before[:same]), _BEFORE)
    cut = "…" if len(lead) < len(safe(before[:same])) else ""
    for sign, text in (("-", before), ("+", after)):
        yield f"  {sign} {number}{cut}{lead}{shorten(safe(text[same:]), _ROOM - width(lead))}"
    yield f"    {' ' * (len(number) + width(cut + lead))}^"


def _shown(value: Any) -> list[str]:
    if isinstance(value, list):
        told = [shorten(safe(_one(entry)), _ROOM) for entry in value[:_MOST]]
        return told + ([f"… and {len(value) - _MOST} more"] if len(value) > _MOST else [])
    text = _one(value)
    return [shorten(safe(line), _ROOM) for line in head(text, _ROOM * 3).split("\n")]


def _one(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)
