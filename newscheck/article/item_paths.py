"""Paths to values in an item.

| path | the value |
|---|---|
| `title`, `dc:date`, `@type` | a member |
| `meta.link`, `meta["odd.name"].link` | a member of a member |
| `images[0].path`, `versions[-1]` | an entry of a list, from its end where it is negative |
| `images[*].url` | of all entries, in order; a value that is no list counts as a list of one |
| `body.(summary, sections[*].(headline, paragraphs))` | several values, in order and entry by entry |

The values of a path with `[*]` or parentheses are one list: lists among them contribute their entries, and what is
missing contributes nothing. A name that an item has as it is written (`og.title`) comes before the path of that
spelling, and a text that is no path is the name of a member (`标题 (中文)`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newscheck.text.regex import lazy_regex

#: The steps to a value that an item has: names of members, indices of entries.
Place = tuple[str | int, ...]
_NOWHERE: Place = ()
#: Longer and deeper texts are names of members: no item needs such a path, and it would be as deep a recursion.
_MAX_LENGTH, _MAX_DEPTH = 300, 20
_BRACKETS = r'\["((?:[^"\\]|\\.)*)"\]|\[(-?[0-9]{1,6}|\*)\]'
_FIRST = lazy_regex(rf'([^.\[\](),"]+)|{_BRACKETS}')
_FURTHER = lazy_regex(rf'\.([^.\[\](),"]+)|{_BRACKETS}')
_ESCAPE = lazy_regex(r"\\(.)")


class ItemPath(NamedTuple):
    """A parsed path: `text` as it was written, and its `steps`; `is_plural` where it leads to a list of values."""

    text: str
    steps: tuple[Step, ...]
    is_plural: bool = False


#: A step of a path: the name of a member, the index of an entry, None for all entries, or several paths from here on.
Step = str | int | None | tuple[ItemPath, ...]


def parse(text: str) -> ItemPath:
    """Parse a path; a text of another form is the name of a member."""
    steps, end = _path(text, 0, 0) if len(text) <= _MAX_LENGTH else ((), 0)
    return _item_path(text, steps if steps and end == len(text) else (text,))


def _item_path(text: str, steps: tuple[Step, ...]) -> ItemPath:
    return ItemPath(text, steps, any(step is None or isinstance(step, tuple) for step in steps))


def _path(text: str, at: int, depth: int) -> tuple[tuple[Step, ...], int]:
    """The steps of the path that begins at `text[at]`, and the offset behind them; no steps where it is malformed."""
    steps: list[Step] = []
    while match := (_FURTHER if steps else _FIRST).match(text, at):
        steps.append(_step(*match.groups()))
        at = match.end()
    opening = ".(" if steps else "("
    if not text.startswith(opening, at):
        return tuple(steps), at
    group, at = _group(text, at + len(opening), depth + 1)
    return (*steps, group) if group else (), at


def _step(name: str | None, quoted: str | None, index: str | None) -> Step:
    if name is not None:
        return name.strip()
    if quoted is not None:
        return _ESCAPE.sub(r"\1", quoted)
    return None if index is None or index == "*" else int(index)


def _group(text: str, at: int, depth: int) -> tuple[tuple[ItemPath, ...], int]:
    """The paths up to a closing parenthesis, and the offset behind it; no paths where one of them is malformed."""
    paths: list[ItemPath] = []
    while depth <= _MAX_DEPTH:
        start = at
        steps, at = _path(text, start, depth)
        if not steps or text[at : at + 1] not in (",", ")"):
            break
        paths.append(_item_path(text[start:at].strip(), steps))
        at += 1
        if text[at - 1] == ")":
            return tuple(paths), at
    return (), at


def find(item: Mapping[str, Any], path: ItemPath) -> tuple[Any, Place]:
    """The value at a path and the steps to it; of several values, a list and the steps to the first.

    None where there is none.
    """
    text, steps, is_plural = path
    if (value := item.get(text)) is not None:
        return value, (text,)
    if is_plural:
        values = find_all(item, path)
        return ([value for value, _ in values], values[0][1]) if values else (None, ())
    value, place = item, _NOWHERE
    for step in steps:
        value, exact = _inner(value, step)
        if value is None:
            return None, ()
        place = (*place, exact)
    return value, place


def find_all(item: Mapping[str, Any], path: ItemPath) -> list[tuple[Any, Place]]:
    """The values of a path to several, each with the steps to it."""
    return list(_values(item, path.steps, ()))


def _values(value: Any, steps: tuple[Step, ...], place: Place) -> Iterator[tuple[Any, Place]]:
    """The values at the steps from a value on, without those that are missing, each with its place."""
    for number, step in enumerate(steps):
        if step is None or isinstance(step, tuple):
            for found, inner in _branches(value, step, steps[number + 1 :], place):
                yield from _entries(found, inner)
            return
        value, exact = _inner(value, step)
        if value is None:
            return
        place = (*place, exact)
    yield value, place


def _branches(
    value: Any, step: tuple[ItemPath, ...] | None, rest: tuple[Step, ...], place: Place
) -> Iterator[tuple[Any, Place]]:
    """The values where a path goes several ways: to each entry of a list, or by each path of a group."""
    if step is None:
        for entry, inner in _entries(value, place):
            yield from _values(entry, rest, inner)
    else:
        for path in step:
            yield from _values(value, path.steps, place)


def _entries(value: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    """The entries of a list that are not missing; any other value by itself."""
    if isinstance(value, list):
        yield from ((entry, (*place, index)) for index, entry in enumerate(value) if entry is not None)
    else:
        yield value, place


def _inner(value: Any, step: Step) -> tuple[Any, str | int]:
    """The member or the entry of a value, None where it has none, and the step to it from the beginning."""
    if isinstance(step, str):
        return (value.get(step) if isinstance(value, dict) else None), step
    if not isinstance(step, int) or not isinstance(value, list):
        return None, 0
    index = step + len(value) if step < 0 else step
    return (value[index] if 0 <= index < len(value) else None), index
