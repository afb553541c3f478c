"""The cause of a layout change: the publisher, the scraper, or the mix of articles; and the kinds it is limited to.

Kinds are the sections of a site, taken from the URL (`layout.features`): a change that is complete in one kind looks
partial overall, and a share that moves with the mix of kinds has not changed in any of them (Simpson's paradox).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newscheck.layout.profile import FeatureShift

PUBLISHER, SCRAPER, MIX = "publisher", "scraper", "mix"
#: Features of a text that a program has damaged.
_DAMAGED = ("has fused tag", "leftover ", "text mojibake", "text shows markup", "title entity")
_STRUCTURE = ("path ", "top ", "begins ", "link ")
_ATTRIBUTES = ("attribute ", "class ", "id ", "value ")
_HEADER = ("url ", "title ", "time ")
#: The mix of kinds explains a shift when all but this part of it follows from the kinds' earlier shares.
_UNEXPLAINED = 0.25
#: Features that are compared, highest score first; articles that a kind needs on either side.
_COMPARED, _MIN_ARTICLES = 12, 5
#: The least shift of a kind's share that is a complete change, the greatest that is none; the most kinds to name.
_COMPLETE, _UNTOUCHED, _NAMED = 0.9, 0.1, 3


class KindCounts(NamedTuple):
    """Articles of one kind before and after a change, and how many of them have each feature that changed."""

    before: int
    after: int
    had: dict[str, int]
    has: dict[str, int]


def verdict(shifts: Sequence[FeatureShift], kinds: Mapping[str, KindCounts]) -> str:
    """Publisher, scraper or mix; an empty string where the cause is unclear."""
    if any(shift.feature.startswith(_DAMAGED) and shift.after > shift.before for shift in shifts):
        return SCRAPER
    if _is_mix(shifts[:_COMPARED], kinds):
        return MIX
    attributes = [shift for shift in shifts if shift.feature.startswith(_ATTRIBUTES)]
    if any(shift.feature.startswith(_STRUCTURE) for shift in shifts):
        return PUBLISHER
    if attributes:
        # A scraper that strips attributes leaves the elements and adds nothing.
        return PUBLISHER if any(shift.after > shift.before for shift in attributes) else SCRAPER
    return SCRAPER if shifts and all(shift.feature.startswith(_HEADER) for shift in shifts) else ""


def _is_mix(shifts: Iterable[FeatureShift], kinds: Mapping[str, KindCounts]) -> bool:
    after = sum(kind.after for kind in kinds.values() if kind.before >= _MIN_ARTICLES)
    total = sum(kind.after for kind in kinds.values())
    if len(kinds) < 2 or after < _COMPLETE * total:
        return False
    return all(_is_explained(shift, kinds, after) for shift in shifts)


def _is_explained(shift: FeatureShift, kinds: Mapping[str, KindCounts], after: int) -> bool:
    """Whether the kinds' shares before, in the numbers after, give the share after."""
    known = [kind for kind in kinds.values() if kind.before >= _MIN_ARTICLES]
    expected = sum(kind.after * kind.had.get(shift.feature, 0) / kind.before for kind in known) / after
    return abs(shift.after - expected) <= _UNEXPLAINED * abs(shift.after - shift.before)


def complete_within(shifts: Sequence[FeatureShift], kinds: Mapping[str, KindCounts]) -> str:
    """Where a change is complete that is partial overall: `complete in /cn/国际 (0% -> 100%), none elsewhere`."""
    moved = moved_kinds(shifts, kinds)
    if not moved:
        return ""
    _, before, after = moved[0]
    names = _names([name for name, *_ in moved])
    return f"complete in {names} ({before:.0%} -> {after:.0%}), none elsewhere"


def moved_kinds(shifts: Sequence[FeatureShift], kinds: Mapping[str, KindCounts]) -> list[tuple[str, float, float]]:
    """The kinds in which a change is complete that is partial overall, with the shares before and after; none where it
    is partial in one of them, or complete in all."""
    if is_complete(shifts):
        return []
    feature = shifts[0].feature
    shares = [
        (name, kind.had.get(feature, 0) / kind.before, kind.has.get(feature, 0) / kind.after)
        for name, kind in kinds.items()
        if min(kind.before, kind.after) >= _MIN_ARTICLES
    ]
    moved = [share for share in shares if abs(share[2] - share[1]) >= _COMPLETE]
    still = [share for share in shares if abs(share[2] - share[1]) <= _UNTOUCHED]
    return moved if still and len(moved) + len(still) == len(shares) else []


def is_complete(shifts: Sequence[FeatureShift]) -> bool:
    """Whether a change moves (nearly) all articles; one without features moves none that could be told."""
    return not shifts or abs(shifts[0].after - shifts[0].before) >= _COMPLETE


def only_within(kinds: Sequence[str]) -> str:
    """Where a change is that the site as a whole does not show: `in /cn/体育 only`."""
    return f"in {_names(kinds)} only"


def _names(kinds: Sequence[str]) -> str:
    more = f" and {len(kinds) - _NAMED} more" if len(kinds) > _NAMED else ""
    return f"{', '.join(kinds[:_NAMED])}{more}"
