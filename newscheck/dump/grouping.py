"""Cards that have something in common, found without holding the cards: arrays of keys, then a look at a few."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from newscheck.model import ArticleSummary, Dump, DumpHit, RelatedLocation

#: The most files that a finding names beside its own, and the cards that are looked at to choose them.
MAX_RELATED, MAX_SAMPLED = 5, 12
#: Two bodies are nearly the same when this share of the sentences of the one with fewer of them, which must be so many,
#: stands in the other.
NEAR_DUPLICATE_SHARE, MIN_SENTENCES = 0.6, 3
#: Groups whose cards are held at a time.
_BATCH = 2_000
_EVIDENCE = 80


class FrequencySketch:
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


def positions_of_repeats(values: array[int], least: int = 2) -> dict[int, array[int]]:
    """Where each value other than 0 stands that occurs `least` times or more; in order of the first place."""
    tally = FrequencySketch(8 * len(values), least)
    tally.add(values)
    table, mask, enough = tally.table, tally.mask, tally.least
    places: dict[int, array[int]] = {}
    for place, value in enumerate(values):
        if value and table[value & mask] == enough:
            places.setdefault(value, array("I")).append(place)
    return {value: found for value, found in places.items() if len(found) >= least}


def summaries_at(dump: Dump, groups: Iterable[Sequence[int]]) -> Iterator[list[ArticleSummary]]:
    """The cards at some positions of the dump, group by group; one pass over the dump for some thousand groups."""
    groups = iter(groups)
    while batch := list(islice(groups, _BATCH)):
        wanted = {position for group in batch for position in group}
        cards = {at: card for at, card in enumerate(islice(dump, max(wanted) + 1)) if at in wanted}
        yield from ([cards[position] for position in group] for group in batch)


def by_time(cards: Iterable[ArticleSummary]) -> list[ArticleSummary]:
    """The cards in the order in which the articles were saved.

    Of one moment, the titles decide before the paths: a finding that is known by the title of the last one is the same
    when files are renamed.
    """
    return sorted(cards, key=lambda card: (card.epoch or card.published or 0, card.title_text, card.path, card.line))


def shared_sentences(one: ArticleSummary, other: ArticleSummary) -> tuple[int, int]:
    """How many sentences two bodies have in common, and how many the one with fewer of them has."""
    mine, theirs = array("I", one.sentences), array("I", other.sentences)
    return len(set(mine).intersection(theirs)), min(len(mine), len(theirs))


def is_near_duplicate(one: ArticleSummary, other: ArticleSummary, share: float = NEAR_DUPLICATE_SHARE) -> bool:
    """Whether two bodies are nearly the same."""
    common, fewer = shared_sentences(one, other)
    return fewer >= MIN_SENTENCES and common >= share * fewer


def related(cards: Iterable[ArticleSummary], message: str = "") -> tuple[RelatedLocation, ...]:
    """The first of the cards as the other files of a finding, with their titles where there is no better message."""
    return tuple(
        RelatedLocation(card.path, message or card.title_text, card.line) for card in islice(cards, MAX_RELATED)
    )


def and_more(count: int) -> str:
    """Words for those of `count` other files that a finding doesn't name."""
    return f" (and {count - MAX_RELATED:,} more)" if count > MAX_RELATED else ""


def hit_at(
    card: ArticleSummary,
    message: str,
    evidence: str,
    others: tuple[RelatedLocation, ...] = (),
    pointer: str = "",
    members: Sequence[int] = (),
) -> DumpHit:
    """A finding told at an article; `evidence` is what it is known by in later runs, `members` as in `DumpHit`."""
    if len(evidence) > _EVIDENCE:
        evidence = f"{evidence[: _EVIDENCE - 1]}…"
    return DumpHit(
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


def identity_hash(card: ArticleSummary) -> int:
    """What an article is known by: its URL, failing that its title, failing that its text."""
    return card.url or card.title or card.body


class DumpSelection:
    """The articles of some files of a dump: what is said of the dump is narrowed to what they take part in."""

    def __init__(self, dump: Dump, paths: Collection[str]) -> None:
        self._paths = paths
        self._summaries = {at: card for at, card in enumerate(dump) if card.path in paths}

    def __len__(self) -> int:
        return len(self._summaries)

    def has_any(self, named: Iterable[str], members: Iterable[int]) -> bool:
        """Whether one of the files is among those named, or one of their articles among the members."""
        return any(map(self._paths.__contains__, named)) or any(map(self._summaries.__contains__, members))

    def narrow(self, hit: DumpHit) -> DumpHit | None:
        """A hit that one of the files takes part in, and names; None for any other."""
        if self.has_any((hit.path, *(other.path for other in hit.related)), ()):
            return hit
        unnamed = [self._summaries[at] for at in hit.positions if at in self._summaries]
        return replace(hit, related=(*related(unnamed), *hit.related)) if unnamed else None
