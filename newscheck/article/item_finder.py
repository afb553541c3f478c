"""Find the items in JSON values: what is inside of wrappers, by shape or at a path."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newscheck.article import item_names, item_paths, item_ranks
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_shapes import ItemShapes
from newscheck.article.item_steps import is_step, matches, value_at
from newscheck.text.json_objects import JsonObject
from newscheck.text.json_path import Steps, json_path
from newscheck.text.json_samples import UNREAD, Index, Sample, has_sample
from newscheck.text.json_walk import Enters, Walked

#: Levels of containers that are walked through in search of items.
_MAX_DEPTH = 6
_ITSELF: tuple[Steps, ...] = ((),)
#: Reads the container at a span, with the spans of what is in those of its containers that are to be entered.
Walk = Callable[[int, int, Enters], Walked]


class JsonItem(NamedTuple):
    """An item, `text[start:end]` (or bytes), its members, and its path in the file (`articles[3]`)."""

    start: int
    end: int
    members: Mapping[str, Any]
    place: str = ""


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
            return len(steps) <= len(self._steps) and all(map(is_step, steps, self._steps))
        names = [step for step in steps if isinstance(step, str)]
        if mark != "[" and len(names) < len(steps):
            return False
        if mark == "[":
            return inner in ("{", "[") and all(map(item_names.may_hold_items, names))
        above = steps[-2] if len(steps) > 1 else ""
        return item_names.is_envelope(str(steps[-1])) or item_names.is_envelope(str(above))

    def is_item(self, value: Mapping[str, Any]) -> bool:
        """Whether an object is an item as it is, without a search in it."""
        return not self._steps and (not value or self._is_plain(value))

    def is_plain_entry(self, value: Mapping[str, Any]) -> bool:
        """Whether an entry of a list is an item, whatever it holds."""
        return not self._steps and self.shapes.plain_rank(tuple(value)) > 0

    def _is_plain(self, value: Mapping[str, Any]) -> bool:
        """Whether an object is an item by its names, and holds no list of objects that may be items."""
        if not self.shapes.plain_rank(tuple(value)):
            return False
        for name, inner in value.items():
            if inner.__class__ is list and inner and inner[0].__class__ is dict and item_names.may_hold_items(name):
                return False
        return True

    def items(self, walk: Walk, part: JsonObject) -> Iterable[JsonItem]:
        """The items in a value; of a broken one, only those in its lists."""
        value = part.value
        if part.walked is None and self.is_plain_entry(value):
            return (JsonItem(part.start, part.end, value, json_path(part.steps)),)
        walked = part.walked or Walked(value, part.start, part.end, {}, {})
        return self._at_all(walk, walked, part.steps, (*self._places(walked, part.steps),))

    def _places(self, walked: Walked, above: Steps) -> Iterator[Steps]:
        """The steps from a value to lists of items, and to items."""
        if self._steps:
            if all(map(is_step, above, self._steps)):
                yield from matches(walked.value, self._steps[len(above) :])
        elif isinstance(walked.value, list):
            yield ()
        elif walked.value:
            yield from (place for place in self.shapes.find(walked.value).places if place or not walked.error)
        elif not walked.error:
            yield ()

    def _at_all(self, walk: Walk, walked: Walked, above: Steps, places: Sequence[Steps]) -> Iterator[JsonItem]:
        """The items at some steps in a value: the entries of lists, or objects, in the order of the text."""
        if index := _index_at(walked, places):
            outer = places[0][:-1]
            for name, bounds in walked.members[outer].items():
                yield from self._member(walk, index, name, bounds, (*above, *outer, name))
            return
        values = {place: value_at(walked.value, place) for place in places}
        if any(_is_unknown(walked, place, value) for place, value in values.items()):
            walked = _walk_to(walk, (walked.start, walked.end), places)
        inside: Steps | None = None
        around: Mapping[str, Any] | None = None
        for span, place in sorted((span, place) for place in places if (span := walked.span(place))):
            value = values[place]
            if inside != place[:-1]:
                inside = place[:-1]
                around = self._index(value_at(walked.value, inside))
            if isinstance(value, dict) and span[1] >= 0:
                steps = (*above, *place)
                if around is None or not place:
                    yield from self._object(walk, value, span, steps, is_item=not self._steps)
                else:
                    yield from self._member(walk, around, str(place[-1]), span, steps)
            elif isinstance(value, list) and (spans := walked.entries.get(place)):
                yield from self._entries(walk, value, spans, (*above, *place))

    def _index(self, value: Any) -> Mapping[str, Any] | None:
        """A value, where it is a long object whose members are not looked at one by one."""
        is_index = not self._steps and isinstance(value, dict) and self.shapes.index_rank(value)
        return value if is_index else None

    def _member(
        self, walk: Walk, index: Mapping[str, Any], name: str, span: tuple[int, int], steps: Steps
    ) -> Iterable[JsonItem]:
        """The items in a member of an index: itself, what is in it, or none."""
        value = index[name]
        if value is UNREAD and isinstance(index, Index):
            value = index.load(name)
        value = _with_key(value, steps)
        if self.is_plain_entry(value):
            return (JsonItem(*span, value, json_path(steps)),)
        return self._object(walk, value, span, steps) if self.shapes.find(value).rank else ()

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
            if has_sample(value):
                raise ValueError("a long list in an item")
            if not item_ranks.is_page_node(value):
                yield JsonItem(*span, _with_key(value, steps), json_path(steps))
            return
        yield from self._at_all(walk, walk(*span, self.enters), steps, found)


def _index_at(walked: Walked, places: Sequence[Steps]) -> Index | None:
    """The long object whose members are at some steps, where not all of them are read."""
    around = value_at(walked.value, places[0][:-1]) if places and places[0] else None
    return around if isinstance(around, Index) and len(around) == len(places) else None


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
    return {**item, "url": key} if item_names.is_url(key) and not item_ranks.has_address(item) else item
