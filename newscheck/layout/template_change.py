"""A layout change that is limited to some of several templates, or that is one which comes or goes."""

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
#: A feature that at least and at most such parts of a template's articles have: by these, two templates differ. The
#: order of elements is none: it changes with any element.
_MOST, _HARDLY, _NO_PART = 0.9, 0.1, "top "


def limited_to(stream: Stream, before: range, after: range, shifts: Sequence[FeatureShift]) -> str:
    """The templates to whose articles a change between two parts of a stream is limited, in words; an empty string
    where it is not.

    One of several templates comes or goes beside the others, or another replaces it; or templates are told apart by
    what did not change.
    """
    if not before or not after or attribution.is_complete(shifts):
        return ""
    is_after = np.arange(before.start, after.stop) >= after.start
    compared = (np.arange(before.start, after.stop) < before.stop) | is_after
    found = templates.find(stream, before.start, after.stop)
    shares = _shares(found, compared & ~is_after), _shares(found, compared & is_after)
    if told := _come_or_gone(found, *shares):
        return told
    unchanged = templates.find(stream, before.start, after.stop, {shift.feature for shift in shifts})
    moved = attribution.moved_kinds(shifts, _counts(stream, unchanged, is_after, compared, shifts[0].feature))
    if moved:
        _, had, has = moved[0]
        return f"{_ONLY} {_named(unchanged.common([int(number) for number, *_ in moved]))} ({had:.0%} -> {has:.0%})"
    return _replaced(found, *shares)


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


def _come_or_gone(found: Templates, before: Floats, after: Floats) -> str:
    """Words for templates that no longer come, or that are new, while the rest keep their shares of the rest.

    They differ from each of the rest by something that they have and something that they lack, as an article with one
    more element, or without its image, does not.
    """
    gone, come, kept = _sides(before, after)
    moved = gone if gone.any() else come
    if not moved.any() or (gone.any() and come.any()) or min(before[kept].sum(), after[kept].sum()) < _KEPT:
        return ""
    if np.abs(after[kept] / after[kept].sum() - before[kept] / before[kept].sum()).max() > _MOVES:
        return ""
    own = _feature_shares(found, np.flatnonzero(moved).tolist())
    for number in np.flatnonzero(kept).tolist():
        other = _feature_shares(found, [number])
        pairs = (own, other), (other, own)
        if not all(np.any((most >= _MOST) & (hardly <= _HARDLY)) for most, hardly in pairs):
            return ""
    named = _named(found.common(np.flatnonzero(moved).tolist()))
    if gone.any():
        return f"articles of the template {named} no longer come ({before[gone].sum():.0%} before)"
    return f"the template {named} is new beside the others ({after[come].sum():.0%} of the articles)"


def _sides(before: Floats, after: Floats) -> tuple[Bools, Bools, Bools]:
    """Which templates are gone, which are new, and which are neither."""
    gone, come = after <= _GONE * before, before <= _GONE * after
    return gone, come, ~gone & ~come


def _feature_shares(found: Templates, numbers: Sequence[int]) -> Floats:
    """The share of each feature in the articles of some templates."""
    members = np.concatenate([found.groups[number].members for number in numbers])
    counts, is_part = found.sets.counts[members], [not name.startswith(_NO_PART) for name in found.sets.names]
    return np.asarray((found.sets.rows[members][:, is_part] * counts[:, None]).sum(axis=0) / counts.sum())


def _replaced(found: Templates, before: Floats, after: Floats) -> str:
    """Words for the templates that others replace while the rest keep their shares."""
    gone, come, kept = _sides(before, after)
    if not gone.any() or not come.any() or before[kept].sum() < _KEPT:
        return ""
    if np.abs(after - before)[kept].max() > _MOVES or abs(before[gone].sum() - after[come].sum()) > _MOVES:
        return ""
    old, new = (found.common(np.flatnonzero(which).tolist()) for which in (gone, come))
    return f"{_ONLY} {_named(old)}, now {_named(new)}"


def _shares(found: Templates, which: Bools) -> Floats:
    """The share of each template in some of the articles."""
    return np.asarray(np.bincount(found.labels[which], minlength=len(found.templates)) / max(1, int(which.sum())))


def _named(found: Sequence[Template]) -> str:
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return " or ".join(f"({template.name})" for template in found[:_NAMED]) + more
