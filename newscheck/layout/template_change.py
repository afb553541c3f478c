"""A layout change that is limited to some of several templates."""

from __future__ import annotations

from collections.abc import Sequence

from newscheck.dump.numpy_loader import np
from newscheck.layout import attribution, templates
from newscheck.layout.attribution import KindCounts
from newscheck.layout.profile import FeatureShift
from newscheck.layout.statistics import Bools, Floats
from newscheck.layout.streams import Stream
from newscheck.layout.templates import Template, Templates

#: A template that has so little of its share on one side is gone, or new; one that keeps its share moves no more than
#: this, and those that keep theirs have this share at least.
_GONE, _MOVES, _KEPT = 0.1, 0.15, 0.1
#: Templates that are named, and what is said of them.
_NAMED, _ONLY = 2, "only in articles of the template"


def limited_to(stream: Stream, before: range, after: range, shifts: Sequence[FeatureShift]) -> str:
    """The templates to whose articles a change between two parts of a stream is limited, in words; an empty string
    where it is not.

    Templates may be told apart by what did not change, or the change takes one of several away.
    """
    if not before or not after or attribution.is_complete(shifts):
        return ""
    is_after = np.arange(before.start, after.stop) >= after.start
    compared = (np.arange(before.start, after.stop) < before.stop) | is_after
    unchanged = templates.find(stream, before.start, after.stop, {shift.feature for shift in shifts})
    moved = attribution.moved_kinds(shifts, _counts(stream, unchanged, is_after, compared, shifts[0].feature))
    if moved:
        _, had, has = moved[0]
        return f"{_ONLY} {_named(unchanged.common([int(number) for number, *_ in moved]))} ({had:.0%} -> {has:.0%})"
    return _replaced(templates.find(stream, before.start, after.stop), is_after, compared)


def _counts(stream: Stream, found: Templates, is_after: Bools, compared: Bools, feature: str) -> dict[str, KindCounts]:
    """The articles of each template (its number) before and after, and those with a feature."""
    column = stream.names.index(feature)
    end = found.start + len(found.labels)
    has = np.array(
        [column in stream.features[stream.offsets[at] : stream.offsets[at + 1]] for at in range(found.start, end)]
    )
    counts = {}
    for number in range(len(found.templates)):
        old, new = ((found.labels == number) & compared & (is_after == side) for side in (False, True))
        counts[str(number)] = KindCounts(
            int(old.sum()), int(new.sum()), {feature: int((old & has).sum())}, {feature: int((new & has).sum())}
        )
    return counts


def _replaced(found: Templates, is_after: Bools, compared: Bools) -> str:
    """Words for the templates that others replace while the rest keep their shares."""
    count = len(found.templates)
    before, after = (_shares(found, compared & (is_after == side), count) for side in (False, True))
    gone, come = after <= _GONE * before, before <= _GONE * after
    kept = ~gone & ~come
    if not gone.any() or not come.any() or before[kept].sum() < _KEPT:
        return ""
    if np.abs(after - before)[kept].max() > _MOVES or abs(before[gone].sum() - after[come].sum()) > _MOVES:
        return ""
    old, new = (found.common(np.flatnonzero(which).tolist()) for which in (gone, come))
    return f"{_ONLY} {_named(old)}, now {_named(new)}"


def _shares(found: Templates, which: Bools, count: int) -> Floats:
    return np.asarray(np.bincount(found.labels[which], minlength=count) / max(1, int(which.sum())))


def _named(found: Sequence[Template]) -> str:
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return " or ".join(f"({template.name})" for template in found[:_NAMED]) + more
