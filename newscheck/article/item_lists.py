"""Find the items in JSON: an array of them, one by one, or what is inside of wrappers, by shape or at a path."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from newscheck.article import item_paths, item_shapes
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_paths import Step
from newscheck.article.item_shapes import ItemShapes
from newscheck.text import json_objects, json_scanner, json_walk
from newscheck.text.json_objects import JsonFault, JsonObject
from newscheck.text.json_path import Steps, json_path
from newscheck.text.json_walk import Enters, Sample, Walked

#: Levels of containers that are walked through in search of items.
_MAX_DEPTH = 6
#: Lists that a message names.
_MAX_LISTS = 4
#: Characters of a text that is longer than an item, and the most bytes of a character.
_LONG, _WIDEST = 100_000, 4
_BLANKS = b" \t\r\n"
_Found = TypeVar("_Found")
_ITSELF: tuple[Steps, ...] = ((),)
#: Reads the container at a span, with the spans of what is in those of its containers that are to be entered.
Walk = Callable[[int, int, Enters], Walked]


class JsonItem(NamedTuple):
    """An item, `text[start:end]` (or bytes), its members, and its path in the file (`articles[3]`)."""

    start: int
    end: int
    members: Mapping[str, Any]
    place: str = ""


class NoItem(NamedTuple):
    """What is in the place of items at an offset: the `kind` of a fault, and its detail."""

    start: int
    kind: str
    detail: str


def read(text: str, finder: ItemFinder, inside: Steps | None = None) -> Iterator[JsonItem | NoItem]:
    """The items of a text of JSON and its faults, in order; the reason where there is none.

    `inside` as for `json_objects.read`.
    """
    if inside is None and text.startswith("{") and (only := finder.only_item(text)):
        yield only
        return
    is_empty = True
    for item in without_runs(_read(text, finder, inside), lambda item: item):
        is_empty = False
        yield item
    if is_empty:
        yield finder.nothing(text)


def read_utf8(data: bytes, finder: ItemFinder, inside: Steps | None = None) -> Iterator[JsonItem]:
    """The items of JSON in UTF-8, with their offsets in the bytes, as `read` finds them.

    Raises ValueError or RecursionError before the first item that may be other than that of `read`: where there may be
    a fault, or where it takes less memory to read item by item.
    """
    from newscheck.text import json_bytes  # not for runs without JSON

    if inside is None and data.startswith(b"{") and (only := finder.only_item_of(data, json_bytes.load)):
        yield only
        return
    # A path of the settings may lead to single entries.
    walk = partial(json_bytes.walk, data, samples=not finder.path)
    parts = _parts(data, walk, finder.enters, inside)
    yield from without_runs((item for part in parts for item in finder.items(walk, part)), lambda item: item)


def _parts(data: bytes, walk: Walk, enters: Enters, inside: Steps | None) -> Iterator[JsonObject]:
    """What `json_objects.read` finds where there is no fault. Raises ValueError where it would find something else."""
    from newscheck.text import json_bytes  # as above

    start, end = len(data) - len(data.lstrip(_BLANKS)), len(data.rstrip(_BLANKS))
    *above, first = inside or (0,)
    is_part = inside is not None and isinstance(first, int)
    if data.startswith(b"{", start) and not is_part:
        if json_bytes.is_escaped(data):
            raise ValueError("rather read as text")
        walked = walk(start, end, enters)
        yield JsonObject(start, end, walked.value, inside or (), walked)
        return
    if is_part:  # Entries without the brackets of their list.
        entries, shift = json_bytes.entries(b"[%b]" % data, 0, len(data) + 2), -1
    else:
        entries, shift = json_bytes.entries(data, start, end), 0
    for number, (begin, behind, entry) in enumerate(entries, first if isinstance(first, int) else 0):
        if entry.__class__ is not dict:
            raise ValueError("an entry that is no object")
        yield JsonObject(begin + shift, behind + shift, entry, (*above, number))


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


def without_runs(found: Iterable[_Found], item_of: Callable[[_Found], JsonItem | NoItem]) -> Iterator[_Found]:
    """What is found, without further objects that have no members behind the first: a file may hold millions."""
    was_empty = False
    for one in found:
        item = item_of(one)
        is_empty = isinstance(item, JsonItem) and not item.members
        if not (is_empty and was_empty):
            yield one
        was_empty = is_empty


@lru_cache(16)
def finder_for(mapping: ItemMapping) -> ItemFinder:
    """What finds the items under some settings, prepared once."""
    return ItemFinder(mapping)


class ItemFinder:
    """Finds the items in values, at the path of the settings or by their shapes."""

    def __init__(self, mapping: ItemMapping) -> None:
        self.shapes = ItemShapes(mapping)
        self.path = mapping.items
        self._steps = item_paths.parse(mapping.items).steps if mapping.items else ()

    def enters(self, steps: Steps, mark: str, inner: str) -> bool:
        """Whether to walk through a container in search of items."""
        if not steps:
            return True
        if len(steps) > _MAX_DEPTH:
            return False
        if self._steps:
            return len(steps) <= len(self._steps) and all(map(_is_step, steps, self._steps))
        names = [step for step in steps if isinstance(step, str)]
        if mark != "[" and len(names) < len(steps):
            return False
        if mark == "[":
            return inner in ("{", "[") and all(map(item_shapes.may_hold_items, names))
        above = steps[-2] if len(steps) > 1 else ""
        return item_shapes.is_envelope(str(steps[-1])) or item_shapes.is_envelope(str(above))

    def only_item(self, text: str) -> JsonItem | None:
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
        is_item = value.__class__ is dict and self.is_item(value)
        is_all = json_scanner.skip_whitespace(text, end) == len(text)
        return JsonItem(start, end, value) if is_item and is_all else None

    def only_item_of(self, data: bytes, load: Callable[[bytes], Any]) -> JsonItem | None:
        """As `only_item`, for bytes that begin with `{`. Raises ValueError as `load` does."""
        if self._steps or (len(data) > _LONG and _is_long(data)):
            return None
        value = load(data)
        return JsonItem(0, len(data.rstrip(_BLANKS)), value) if self.is_item(value) else None

    def is_item(self, value: Mapping[str, Any]) -> bool:
        """Whether an object is an item as it is, without a search in it."""
        return not self._steps and (not value or self._is_plain(value))

    def _is_plain(self, value: Mapping[str, Any]) -> bool:
        """Whether an object is an item by its names, and holds no list of objects that may be items."""
        return self.shapes.plain_rank(tuple(value)) > 0 and not any(
            inner.__class__ is list and inner and inner[0].__class__ is dict and item_shapes.may_hold_items(name)
            for name, inner in value.items()
        )

    def items(self, walk: Walk, part: JsonObject) -> Iterable[JsonItem]:
        """The items in a value; of a broken one, only those in its lists."""
        value = part.value
        if part.walked is None and not self._steps and self.shapes.plain_rank(tuple(value)):
            return (JsonItem(part.start, part.end, value, json_path(part.steps)),)
        walked = part.walked or Walked(value, part.start, part.end, {}, {})
        return self._at_all(walk, walked, part.steps, (*self._places(walked, part.steps),))

    def nothing(self, text: str) -> NoItem:
        """The fault of a text without any item."""
        if not self._steps:
            return NoItem(0, "empty", "no object in it is an article")
        parts = islice((part for part in json_objects.read(text) if isinstance(part, JsonObject)), 1)
        lists = ", ".join(f"`{json_path(steps)}` ({count})" for part in parts for steps, count in _lists(part))
        found = f"lists of objects in it are {lists}" if lists else "there is no list of objects in it"
        return NoItem(0, "items", f"items = {json.dumps(self.path, ensure_ascii=False)} leads nowhere; {found}")

    def _places(self, walked: Walked, above: Steps) -> Iterator[Steps]:
        """The steps from a value to lists of items, and to items."""
        if self._steps:
            if all(map(_is_step, above, self._steps)):
                yield from _matches(walked.value, self._steps[len(above) :])
        elif isinstance(walked.value, list):
            yield ()
        elif walked.value:
            yield from (place for place in self.shapes.find(walked.value).places if place or not walked.error)
        elif not walked.error:
            yield ()

    def _at_all(self, walk: Walk, walked: Walked, above: Steps, places: Sequence[Steps]) -> Iterator[JsonItem]:
        """The items at some steps in a value: the entries of lists, or objects, in the order of the text."""
        values = {place: _get(walked.value, place) for place in places}
        if any(_is_unknown(walked, place, value) for place, value in values.items()):
            walked = _walk_to(walk, (walked.start, walked.end), places)
        for span, place in sorted((span, place) for place in places if (span := walked.span(place))):
            value = values[place]
            if isinstance(value, dict) and span[1] >= 0:
                yield from self._object(walk, value, span, (*above, *place), is_item=not self._steps)
            elif isinstance(value, list) and (spans := walked.entries.get(place)):
                yield from self._entries(walk, value, spans, (*above, *place))

    def _entries(self, walk: Walk, entries: list[Any], spans: array[int], above: Steps) -> Iterator[JsonItem]:
        """The items in the entries of a list: mostly themselves."""
        path = json_path(above)
        every = entries.whole() if isinstance(entries, Sample) else entries
        bounds = zip(spans[::2], spans[1::2], strict=True)
        for index, (entry, span) in enumerate(zip(every, bounds, strict=False)):
            if entry.__class__ is dict and (self._steps or self.shapes.plain_rank(tuple(entry))):
                yield JsonItem(*span, entry, f"{path}[{index}]")
            else:
                yield from self._entry(walk, entry, span, (*above, index))

    def _entry(self, walk: Walk, entry: Any, span: tuple[int, int], steps: Steps) -> Iterator[JsonItem]:
        if isinstance(entry, dict):
            yield from self._object(walk, entry, span, steps)
        elif isinstance(entry, list) and len(steps) <= _MAX_DEPTH:
            yield from self._at_all(walk, _walk_to(walk, span, _ITSELF), steps, _ITSELF)

    def _object(
        self, walk: Walk, value: Mapping[str, Any], span: tuple[int, int], steps: Steps, *, is_item: bool = False
    ) -> Iterator[JsonItem]:
        """The items in an object: itself, or what is in it, unless it `is_item` in any case."""
        found = _ITSELF if is_item else self.shapes.find(value).places
        if found == _ITSELF or len(steps) > 2 * _MAX_DEPTH:
            if json_walk.has_sample(value):
                raise ValueError("a long list in an item")
            if not item_shapes.is_page_node(value):
                yield JsonItem(*span, _with_key(value, steps), json_path(steps))
            return
        yield from self._at_all(walk, walk(*span, self.enters), steps, found)


def _is_long(data: bytes) -> bool:
    return len(data) > _LONG * _WIDEST or len(str(data, "utf-8")) > _LONG


def _is_unknown(walked: Walked, place: Steps, value: Any) -> bool:
    """Whether a walk has missed a list or an object that holds items."""
    return walked.span(place) is None or (isinstance(value, list) and place not in walked.entries)


def _walk_to(walk: Walk, span: tuple[int, int], places: Sequence[Steps]) -> Walked:
    """Walk through a value to exact places in it."""
    outer = {place[:length] for place in places for length in range(len(place) + 1)}
    return walk(*span, lambda steps, mark, inner: steps in outer)


def _with_key(item: Mapping[str, Any], steps: Steps) -> Mapping[str, Any]:
    """An item that is a member, with its key as its address where the key is one and the item has none."""
    key = steps[-1] if steps else ""
    return {**item, "url": key} if item_shapes.is_url(key) and not item_shapes.has_address(item) else item


def _is_step(step: str | int, wanted: Step) -> bool:
    return wanted in (None, "*") or step == wanted


def _matches(value: Any, left: tuple[Step, ...]) -> Iterator[Steps]:
    """The steps to all values at a path in a value."""
    if not left:
        yield ()
        return
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        if _is_step(step, left[0]):
            yield from ((step, *more) for more in _matches(inner, left[1:]))


def _get(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value


def _lists(part: JsonObject) -> list[tuple[Steps, int]]:
    """Some lists of objects in a value, the longest first, with the number of their entries."""
    found = sorted(item_shapes.lists_in(part.value), key=lambda entry: -entry[1])
    return [((*part.steps, *steps), count) for steps, count in found[:_MAX_LISTS]]
