"""Paths to values in an item: `title`, `meta.link`, `images[0].path`, `body.sections[*].paragraphs[*]`.

A name that an item has as it is written (`og.title`) comes before the path of that spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

#: A step of a path: the name of a member, the index of an entry, or None for all entries of a list.
Step = str | int | None
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([0-9]{1,6}|\*)\]")


class ItemPath(NamedTuple):
    """A parsed path: `text` as it was written, and its `steps`."""

    text: str
    steps: tuple[Step, ...]


def parse(text: str) -> ItemPath:
    """Parse a path; a text of another form is the name of a member."""
    steps: list[Step] = []
    at = 0
    while match := _STEP.match(text, at):
        name, index = match.groups()
        steps.append(name if name is not None else None if index == "*" else int(index))
        at = match.end()
    return ItemPath(text, tuple(steps) if at == len(text) else (text,))


def find(item: Mapping[str, Any], path: ItemPath) -> tuple[Any, tuple[str | int, ...]]:
    """The value at a path and the steps to it; of several values, a list and the steps before it; None without any."""
    text, steps = path
    if (value := item.get(text)) is not None:
        return value, (text,)
    if len(steps) == 1:
        return None, ()
    value = item
    for number, step in enumerate(steps):
        if step is None:
            return [*_all(value, steps[number:])] or None, _exact(steps[:number])
        value = _inner(value, step)
        if value is None:
            return None, ()
    return value, _exact(steps)


def _exact(steps: tuple[Step, ...]) -> tuple[str | int, ...]:
    return tuple(step for step in steps if step is not None)


def _inner(value: Any, step: str | int) -> Any:
    """The member or the entry of a value; None where it has none."""
    if isinstance(step, str):
        return value.get(step) if isinstance(value, dict) else None
    return value[step] if isinstance(value, list) and step < len(value) else None


def _all(value: Any, steps: tuple[Step, ...]) -> Iterator[Any]:
    """The values at a path with `[*]`, in order, without those that are missing."""
    if not steps:
        if value is not None:
            yield value
    elif steps[0] is not None:
        yield from _all(_inner(value, steps[0]), steps[1:])
    else:
        for entry in value if isinstance(value, list) else ():
            yield from _all(entry, steps[1:])
