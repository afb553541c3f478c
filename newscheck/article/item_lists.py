"""Read the items of JSON, from text or from bytes: an array of them, one by one, or what is inside of wrappers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

from newscheck.article import item_shapes
from newscheck.article.item_finder import ItemFinder, JsonItem, Walk
from newscheck.article.item_mapping import ItemMapping
from newscheck.text import json_objects, json_scanner, json_walk
from newscheck.text.json_objects import JsonFault, JsonObject
from newscheck.text.json_path import Steps, json_path
from newscheck.text.json_walk import Enters, Walked

#: Lists that a message names.
_MAX_LISTS = 4
#: Characters of a text that is longer than an item, and the most bytes of a character.
_LONG, _WIDEST = 100_000, 4
_BLANKS = b" \t\r\n"


class NoItem(NamedTuple):
    """What is in the place of items at an offset: the `kind` of a fault, and its detail."""

    start: int
    kind: str
    detail: str


@lru_cache(16)
def finder_for(mapping: ItemMapping) -> ItemFinder:
    """What finds the items under some settings, prepared once."""
    return ItemFinder(mapping)


def read(text: str, finder: ItemFinder, inside: Steps | None = None) -> Iterator[JsonItem | NoItem]:
    """The items of a text of JSON and its faults, in order; the reason where there is none.

    `inside` as for `json_objects.read`.
    """
    if inside is None and text.startswith("{") and (only := only_item(text, finder)):
        yield only
        return
    is_empty = True
    for item in _without_runs(_read(text, finder, inside)):
        is_empty = False
        yield item
    if is_empty:
        yield _nothing(text, finder)


def read_utf8(data: bytes, finder: ItemFinder, inside: Steps | None = None) -> Iterator[JsonItem]:
    """The items of JSON in UTF-8, with their offsets in the bytes, as `read` finds them.

    Raises ValueError or RecursionError before the first item that may be other than that of `read`: where there may be
    a fault, or where it takes less memory to read item by item.
    """
    from newscheck.text import json_bytes, json_values  # not for runs without JSON

    if inside is None and data.startswith(b"{") and (only := only_item_of(data, finder, json_values.load)):
        yield only
        return
    start, end = len(data) - len(data.lstrip(_BLANKS)), len(data.rstrip(_BLANKS))
    # A path of the settings may lead to single entries.
    is_item = None if finder.path else finder.shapes.plain_rank
    walk = partial(json_bytes.walk, data, is_item=is_item)
    *above, first = inside or (0,)
    if isinstance(first, int) and inside:  # Entries without the brackets of their list.
        yield from _entries(json_bytes.entries(b"[%b]" % data, 0, len(data) + 2), -1, finder, walk, above, first)
    elif not data.startswith(b"{", start):
        yield from _entries(json_bytes.entries(data, start, end), 0, finder, walk)
    elif finder.path and json_bytes.is_escaped(data, start, end):
        raise ValueError("rather read as text")
    else:
        walked = walk(start, end, finder.enters)
        yield from finder.items(walk, JsonObject(start, end, walked.value, inside or (), walked))


def _entries(
    entries: Iterable[tuple[int, int, Any]],
    shift: int,
    finder: ItemFinder,
    walk: Walk,
    above: Sequence[str | int] = (),
    first: int = 0,
) -> Iterator[JsonItem]:
    """The items in the entries of an array from number `first` on: mostly themselves.

    Raises ValueError where one is no object.
    """
    path, is_plain = json_path(above), finder.is_plain_entry
    for number, (begin, end, entry) in enumerate(entries, first):
        if entry.__class__ is not dict:
            raise ValueError("an entry that is no object")
        if is_plain(entry):
            yield JsonItem(begin + shift, end + shift, entry, f"{path}[{number}]")
        else:
            yield from finder.items(walk, JsonObject(begin + shift, end + shift, entry, (*above, number)))


def _walk_in(text: str, start: int, end: int, enters: Enters) -> Walked:
    return json_walk.walk(text, start, enters)


def _read(text: str, finder: ItemFinder, inside: Steps | None) -> Iterator[JsonItem | NoItem]:
    walk = partial(_walk_in, text)
    for part in json_objects.read(text, finder.enters, inside):
        if isinstance(part, JsonFault):
            kind = json_objects.DOCUMENTS if json_objects.begins_document(text, part) else "json"
            yield NoItem(part.start, kind, json_objects.explained(text, part))
        else:
            yield from finder.items(walk, part)


def _without_runs(found: Iterable[JsonItem | NoItem]) -> Iterator[JsonItem | NoItem]:
    """What is found, without further objects that have no members behind the first: a file may hold millions."""
    was_empty = False
    for item in found:
        is_empty = isinstance(item, JsonItem) and not item.members
        if not (is_empty and was_empty):
            yield item
        was_empty = is_empty


def only_item(text: str, finder: ItemFinder) -> JsonItem | None:
    """The item that a text is, without a search in it; None where it may be something else.

    A long text is rather a wrapper, which is to be read only once.
    """
    if len(text) > _LONG:
        return None
    try:
        start = json_scanner.skip_whitespace(text, 0)
        value, end = json_scanner.read_value(text, start)
    except (ValueError, RecursionError):
        return None
    is_item = value.__class__ is dict and finder.is_item(value)
    is_all = json_scanner.skip_whitespace(text, end) == len(text)
    return JsonItem(start, end, value) if is_item and is_all else None


def only_item_of(data: bytes, finder: ItemFinder, load: Callable[[bytes], Any]) -> JsonItem | None:
    """As `only_item`, for bytes that begin with `{`. Raises ValueError as `load` does."""
    if finder.path or (len(data) > _LONG and _is_long(data)):
        return None
    value = load(data)
    return JsonItem(0, len(data.rstrip(_BLANKS)), value) if finder.is_item(value) else None


def _is_long(data: bytes) -> bool:
    return len(data) > _LONG * _WIDEST or len(str(data, "utf-8")) > _LONG


def _nothing(text: str, finder: ItemFinder) -> NoItem:
    """The fault of a text without any item."""
    if not finder.path:
        return NoItem(0, "empty", "no object in it is an article")
    parts = islice((part for part in json_objects.read(text) if isinstance(part, JsonObject)), 1)
    lists = ", ".join(f"`{json_path(steps)}` ({count})" for part in parts for steps, count in _lists(part))
    found = f"lists of objects in it are {lists}" if lists else "there is no list of objects in it"
    return NoItem(0, "items", f"items = {json.dumps(finder.path, ensure_ascii=False)} leads nowhere; {found}")


def _lists(part: JsonObject) -> list[tuple[Steps, int]]:
    """Some lists of objects in a value, the longest first, with the number of their entries."""
    found = sorted(item_shapes.lists_in(part.value), key=lambda entry: -entry[1])
    return [((*part.steps, *steps), count) for steps, count in found[:_MAX_LISTS]]
