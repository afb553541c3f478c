"""Cards that have something in common, found without holding the cards: arrays of keys, then a look at a few."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from newscheck.model import Card, Dump, Hit, Related

#: The most files that a finding names beside its own, and the cards that are looked at to choose them.
MOST_RELATED, MOST_DRAWN = 5, 12
#: Two bodies are nearly the same when this share of the sentences of the one with fewer of them, which must be so many,
#: stands in the other.
ALIKE, LEAST_SENTENCES = 0.6, 3
#: Groups whose cards are held at a time.
_BATCH = 2_000
_EVIDENCE = 80


class Tally:
    """How often keys were seen, up to `least`, in a table of fixed size: never too low, now and then too high."""

    def __init__(self, slots: int, least: int) -> None:
        self.least = min(least, 255)
        self.table = bytearray(1 << slots.bit_length())
        self.mask = len(self.table) - 1

    def add(self, keys: Iterable[int]) -> None:
        """Count each of the keys once more."""
        table, mask, least = self.table, self.mask, self.least
        for key in keys:
            slot = key & mask
            if table[slot] < least:
                table[slot] += 1

    def frequent(self, keys: Iterable[int]) -> list[int]:
        """Those of the keys that were seen `least` times, and a few that share a slot with others."""
        table, mask, least = self.table, self.mask, self.least
        return [key for key in keys if table[key & mask] == least]


def repeats(values: array[int], least: int = 2) -> dict[int, array[int]]:
    """Where each value other than 0 stands that occurs `least` times or more; in order of the first place."""
    tally = Tally(8 * len(values), least)
    tally.add(values)
    table, mask, enough = tally.table, tally.mask, tally.least
    places: dict[int, array[int]] = {}
    for place, value in enumerate(values):
        if value and table[value & mask] == enough:
            places.setdefault(value, array("I")).append(place)
    return {value: found for value, found in places.items() if len(found) >= least}


def draw(dump: Dump, groups: Iterable[Sequence[int]]) -> Iterator[list[Card]]:
    """The cards at some positions of the dump, group by group; one pass over the dump for some thousand groups."""
    groups = iter(groups)
    while batch := list(islice(groups, _BATCH)):
        wanted = {position for group in batch for position in group}
        cards = {at: card for at, card in enumerate(islice(dump, max(wanted) + 1)) if at in wanted}
        yield from ([cards[position] for position in group] for group in batch)


def by_time(cards: Iterable[Card]) -> list[Card]:
    """The cards in the order in which the articles were saved.

    Of one moment, the titles decide before the paths: a finding that is known by the title of the last one is the same
    when files are renamed.
    """
    return sorted(cards, key=lambda card: (card.epoch or card.published or 0, card.title_text, card.path, card.line))


def overlap(one: Card, other: Card) -> tuple[int, int]:
    """How many sentences two bodies have in common, and how many the one with fewer of them has."""
    mine, theirs = array("I", one.sentences), array("I", other.sentences)
    return len(set(mine).intersection(theirs)), min(len(mine), len(theirs))


def is_alike(one: Card, other: Card, share: float = ALIKE) -> bool:
    """Whether two bodies are nearly the same."""
    common, fewer = overlap(one, other)
    return fewer >= LEAST_SENTENCES and common >= share * fewer


def related(cards: Iterable[Card], message: str = "") -> tuple[Related, ...]:
    """The first of the cards as the other files of a finding, with their titles where there is no better message."""
    return tuple(Related(card.path, message or card.title_text, card.line) for card in islice(cards, MOST_RELATED))


def left_out(count: int) -> str:
    """Words for those of `count` other files that a finding doesn't name."""
    return f" (and {count - MOST_RELATED:,} more)" if count > MOST_RELATED else ""


def hit(
    card: Card,
    message: str,
    evidence: str,
    others: tuple[Related, ...] = (),
    pointer: str = "",
    members: Sequence[int] = (),
) -> Hit:
    """A finding told at an article; `evidence` is what it is known by in later runs, `members` as in `Hit`."""
    if len(evidence) > _EVIDENCE:
        evidence = f"{evidence[: _EVIDENCE - 1]}…"
    return Hit(
        message,
        pointer,
        path=card.path,
        line=card.line,
        evidence=evidence,
        related=others,
        site=card.site,
        epoch=card.epoch,
        positions=members,
    )


def known_by(card: Card) -> int:
    """What an article is known by: its URL, failing that its title, failing that its text."""
    return card.url or card.title or card.body


class Chosen:
    """The articles of some files of a dump: what is said of the dump is narrowed to what they take part in."""

    def __init__(self, dump: Dump, paths: Collection[str]) -> None:
        self._paths = paths
        self._summaries = {at: card for at, card in enumerate(dump) if card.path in paths}

    def __len__(self) -> int:
        return len(self._summaries)

    def has_any(self, named: Iterable[str], members: Iterable[int]) -> bool:
        """Whether one of the files is among those named, or one of their articles among the members."""
        return any(map(self._paths.__contains__, named)) or any(map(self._summaries.__contains__, members))

    def narrow(self, hit: Hit) -> Hit | None:
        """A hit that one of the files takes part in, and names; None for any other."""
        if self.has_any((hit.path, *(other.path for other in hit.related)), ()):
            return hit
        unnamed = [self._summaries[at] for at in hit.positions if at in self._summaries]
        return replace(hit, related=(*related(unnamed), *hit.related)) if unnamed else None
