"""Tell items from what is around them: a feed, the answer of an interface, an index by key, another object in an item.

An object that has a text of its own is an item, whatever lists it holds; one that has only a title and an address (a
feed) is a wrapper where it holds a list of such objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newscheck.article.field_names import plain
from newscheck.article.item_names import ITEMS, LISTS, is_envelope, is_url, may_hold_items
from newscheck.article.item_ranks import LONG, NAMED, NOTHING, STRONG, WEAK, ItemRanks, has_address
from newscheck.text.json_path import Steps
from newscheck.text.json_samples import MANY, SAMPLE, at_both_ends

#: Levels of objects and lists around items.
_MAX_DEPTH = 8


class Lists(NamedTuple):
    """Where items are in a value: the steps to each list of them or to each item, and how much they look like items.

    The only steps are () where the value itself is the item.
    """

    rank: int
    are_lists: bool
    places: tuple[Steps, ...]


_ITSELF: tuple[Steps, ...] = ((),)


class ItemShapes(ItemRanks):
    """Where the items in a value are, by what they look like."""

    def find(self, value: Mapping[str, Any], depth: int = 0, *, others: bool = True) -> Lists:
        """Where the items in an object are; with `others`, also in members that mostly hold something else."""
        if depth <= _MAX_DEPTH and (rank := self.index_rank(value)):
            return Lists(rank, False, tuple((name,) for name in value))
        own = self.rank(value)
        if own == STRONG or depth > _MAX_DEPTH:
            return Lists(own, False, _ITSELF)
        inner = [*self._inner(value, depth, others=others and own == NOTHING)]
        if not inner:
            return Lists(own, False, _ITSELF)
        rank, are_lists = max((found.rank, found.are_lists) for found in inner)
        # A map by paper, day or key: its values are of one kind, whatever some of them lack.
        least = min(rank, WEAK) if all(isinstance(part, (list, dict)) for part in value.values()) else rank
        if own == WEAK and not self._is_feed(value, rank, are_lists=are_lists):
            return Lists(own, False, _ITSELF)
        places = [found.places for found in inner if found.rank >= least and found.are_lists == are_lists]
        return Lists(rank, are_lists, tuple(place for some in places for place in some))

    def index_rank(self, value: Mapping[str, Any]) -> int:
        """How much the members of a long object look like articles, by some of them; NOTHING where not all do."""
        if len(value) <= MANY or not all(isinstance(inner, dict) and inner for inner in value.values()):
            return NOTHING
        ranks = [self.plain_rank(tuple(inner)) for inner in at_both_ends([*value.values()])]
        return max(ranks) if all(ranks) else NOTHING

    def _is_feed(self, value: Mapping[str, Any], rank: int, *, are_lists: bool) -> bool:
        """Whether an object with a title of its own is a wrapper of the items of a rank."""
        names = (plain(name) for name, inner in value.items() if isinstance(inner, (list, dict)))
        return are_lists and (rank == STRONG or not has_address(value) or not LISTS.isdisjoint(names))

    def _inner(self, value: Mapping[str, Any], depth: int, *, others: bool) -> list[Lists]:
        """Where the items in the members of an object are."""
        likely: dict[str, Any] = {}
        unlikely: dict[str, Any] = {}
        for name, inner in value.items():
            if inner and isinstance(inner, (list, dict)):
                (likely if may_hold_items(name) else unlikely)[name] = inner
        found = [*self._in_members(likely, depth, others=others)]
        if not found and others and not any(isinstance(inner, str) and len(inner) >= LONG for inner in value.values()):
            found = [*self._in_members(unlikely, depth, others=True)]
        return found

    def _in_members(self, members: Mapping[str, Any], depth: int, *, others: bool) -> Iterator[Lists]:
        for name, inner in members.items():
            bare = plain(name)
            if isinstance(inner, list):
                if rank := self._list_rank(bare, inner, depth):
                    yield Lists(rank, True, ((name,),))
                continue
            if len(members) > MANY and (rank := self.plain_rank(tuple(inner))):
                yield Lists(rank, False, ((name,),))
                continue
            found = self.find({**inner, "url": name} if is_url(name) else inner, depth + 1, others=others)
            is_named = found.rank == STRONG or bare in ITEMS or len(members) > 1 or is_url(name)
            if found.rank and (found.are_lists or is_named):
                yield Lists(found.rank, found.are_lists, tuple((name, *place) for place in found.places))

    def is_wanted(self, name: str, value: Mapping[str, Any]) -> bool:
        """Whether a member of a wrapper is an item or has items in it, whatever the other members are."""
        found = self.find(value)
        return found.are_lists or found.rank == STRONG or (found.rank == WEAK and not is_envelope(name))

    def entry_rank(self, name: str | int, entry: Any) -> int:
        """How much a list with a name and such an entry looks like one of articles."""
        return self._entry_rank(entry, 0) or (NAMED if plain(str(name)) in LISTS else NOTHING)

    def _list_rank(self, name: str, entries: Sequence[Any], depth: int) -> int:
        """How much the entries of a list look like articles: half of those that are looked at, any in a graph."""
        sample = at_both_ends([*entries[:SAMPLE], *entries[SAMPLE:][-SAMPLE:]])
        ranks = sorted((self._entry_rank(entry, depth) for entry in sample), reverse=True)
        rank = ranks[0 if name == "graph" else (len(ranks) - 1) // 2]
        is_list = name in LISTS and 2 * sum(isinstance(entry, dict) for entry in sample) >= len(sample)
        return rank or (NAMED if is_list and any(sample) else NOTHING)

    def _entry_rank(self, entry: Any, depth: int) -> int:
        if isinstance(entry, list):
            return self._list_rank("", entry, depth + 1) if entry and depth <= _MAX_DEPTH else NOTHING
        if not isinstance(entry, dict):
            return NOTHING
        return max(self.rank(entry, by_value=True), self.find(entry, depth + 1).rank)


def lists_in(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, int]]:
    """The lists of objects in a value, with the number of their entries, outer ones first."""
    if isinstance(value, dict) and len(steps) < _MAX_DEPTH:
        for name, inner in value.items():
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                yield (*steps, name), len(inner)
            yield from lists_in(inner, (*steps, name))
