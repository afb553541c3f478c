"""Articles that stand in several files of many articles: a feed that is saved again and again, or feeds of sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newscheck.dump.dump_columns import values_of
from newscheck.model import Dump
from newscheck.text.regex import lazy_regex

#: Articles in several files, and files of several articles, from which on the files overlap.
_ARTICLES, _FILES = 10, 3
#: The share of those articles whose files follow each other, where one feed is saved again and again.
_ROLLING = 0.8
_DIGITS = lazy_regex(r"([0-9]+)")


class Overlap(NamedTuple):
    """Groups of positions, each of one URL in several files, the files in order, and whether those of a group follow
    each other."""

    groups: list[Sequence[int]]
    files: list[str]
    is_rolling: bool


def overlap(dump: Dump, groups: Sequence[Sequence[int]]) -> Overlap | None:
    """The groups of repeated URLs that come from files that overlap; None where files don't."""
    if len(groups) < _ARTICLES:
        return None
    paths = _paths(dump, {position for group in groups for position in group})
    across = [group for group in groups if len({paths[position] for position in group}) == len(group)]
    held: dict[str, int] = {}
    for group in across:
        for position in group:
            held[paths[position]] = held.get(paths[position], 0) + 1
    several = {path for path, count in held.items() if count > 1}
    kept = [group for group in across if all(paths[position] in several for position in group)]
    if len(kept) < _ARTICLES or len(several) < _FILES:
        return None
    files = sorted(several, key=_natural)
    place = {path: at for at, path in enumerate(files)}
    spans = (sorted(place[paths[position]] for position in group) for group in kept)
    return Overlap(kept, files, sum(map(_is_run, spans)) >= _ROLLING * len(kept))


def _paths(dump: Dump, wanted: set[int]) -> dict[int, str]:
    """The path of each of some positions; articles of one file share the string."""
    same: dict[str, str] = {}
    every = values_of(dump, "path")
    return {at: same.setdefault(path, path) for at, path in enumerate(every) if at in wanted}


def _is_run(places: list[int]) -> bool:
    """Whether files follow each other; one may be missing between two."""
    return all(after - before <= 2 for before, after in pairwise(places))


def _natural(path: str) -> list[tuple[bool, int, str]]:
    """A key that sorts numbers in a path by their value."""
    return [*_parts(path)]


def _parts(path: str) -> Iterator[tuple[bool, int, str]]:
    for part in _DIGITS.split(path):
        # Longer numbers are hashes, and too long ones no integers.
        yield (False, int(part), "") if part.isdecimal() and len(part) <= 18 else (True, 0, part)
