"""Whose doing a change of layout is: the publisher's, the scraper's, or the mix of articles; and where it took place.

Kinds are the sections of a site, told by the URL (`layout.features`): a change that is complete in one kind looks
partial overall, and a share that moves with the kinds has not changed at all (Simpson's paradox).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newscheck.layout.profile import FeatureShift

PUBLISHER, SCRAPER, MIX = "publisher", "scraper", "mix"
#: What a program leaves in a text that it spoilt.
_SPOILT = ("has fused tag", "leftover ", "text mojibake", "text shows markup", "title entity")
_STRUCTURE = ("path ", "top ", "begins ", "link ")
_ATTRIBUTES = ("attribute ", "class ", "id ", "value ")
_HEADER = ("url ", "title ", "time ")
#: A share that moved with the kinds: no more than this part of its way is left when the kinds are held still.
_LEFT = 0.25
#: Features that are asked, the loudest first; articles of a kind on either side that say something.
_ASKED, _SOME = 12, 5
#: Complete is to go this far, untouched no further than that; at most so many kinds are named.
_COMPLETE, _UNTOUCHED, _NAMED = 0.9, 0.1, 3


class KindCounts(NamedTuple):
    """Articles of one kind before and after a change, and how many of them had each feature that changed."""

    before: int
    after: int
    had: dict[str, int]
    has: dict[str, int]


def verdict(shifts: Sequence[FeatureShift], kinds: Mapping[str, KindCounts]) -> str:
    """Publisher, scraper or mix; an empty string where that can't be told."""
    if any(shift.feature.startswith(_SPOILT) and shift.after > shift.before for shift in shifts):
        return SCRAPER
    if _is_mix(shifts[:_ASKED], kinds):
        return MIX
    attributes = [shift for shift in shifts if shift.feature.startswith(_ATTRIBUTES)]
    if any(shift.feature.startswith(_STRUCTURE) for shift in shifts):
        return PUBLISHER
    if attributes:
        # Whoever strips attributes leaves the elements and puts nothing in their place.
        return PUBLISHER if any(shift.after > shift.before for shift in attributes) else SCRAPER
    return SCRAPER if shifts and all(shift.feature.startswith(_HEADER) for shift in shifts) else ""


def _is_mix(shifts: Iterable[FeatureShift], kinds: Mapping[str, KindCounts]) -> bool:
    after = sum(kind.after for kind in kinds.values() if kind.before >= _SOME)
    total = sum(kind.after for kind in kinds.values())
    if len(kinds) < 2 or after < _COMPLETE * total:
        return False
    return all(_is_of_kinds(shift, kinds, after) for shift in shifts)


def _is_of_kinds(shift: FeatureShift, kinds: Mapping[str, KindCounts], after: int) -> bool:
    """Whether a share is what the kinds had before, in the numbers in which they came after."""
    known = [kind for kind in kinds.values() if kind.before >= _SOME]
    expected = sum(kind.after * kind.had.get(shift.feature, 0) / kind.before for kind in known) / after
    return abs(shift.after - expected) <= _LEFT * abs(shift.after - shift.before)


def complete_within(shifts: Sequence[FeatureShift], kinds: Mapping[str, KindCounts]) -> str:
    """Where a change is complete that is partial overall: `complete in /cn/国际 (0% -> 100%), none elsewhere`."""
    loudest = next(iter(shifts), None)
    if loudest is None or abs(loudest.after - loudest.before) >= _COMPLETE:
        return ""
    ways = {
        name: (kind.had.get(loudest.feature, 0) / kind.before, kind.has.get(loudest.feature, 0) / kind.after)
        for name, kind in kinds.items()
        if min(kind.before, kind.after) >= _SOME
    }
    moved = [name for name, (before, after) in ways.items() if abs(after - before) >= _COMPLETE]
    still = [name for name, (before, after) in ways.items() if abs(after - before) <= _UNTOUCHED]
    if not moved or not still or len(moved) + len(still) < len(ways):
        return ""
    before, after = ways[moved[0]]
    more = f" and {len(moved) - _NAMED} more" if len(moved) > _NAMED else ""
    return f"complete in {', '.join(moved[:_NAMED])}{more} ({before:.0%} -> {after:.0%}), none elsewhere"
