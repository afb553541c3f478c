"""The templates of a layout for reports: their articles over time, their sections, and which come side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from newscheck.dump.numpy_loader import np
from newscheck.layout.features import KIND_PREFIX
from newscheck.layout.own_vanishing import vanishing
from newscheck.layout.statistics import Bools, Floats, Ints, effect_size
from newscheck.layout.streams import Stream
from newscheck.layout.templates import Templates
from newscheck.layout.thresholds import DEFAULT_THRESHOLD
from newscheck.model import LayoutTemplate, RelatedLocation, SideBySide
from newscheck.text.timestamps import DAY

#: Days from which articles are counted by week; the days of a week, which begins on Monday (1 January 1970 was a
#: Thursday).
_LONG, _WEEK, _MONDAY = 70, 7, 4
#: A template prevails in a section of so many articles where it has this share of them, so much more than of all.
_SECTION_ARTICLES, _PREVAILS, _MORE = 8, 0.5, 0.3
#: The most sections that are named.
_SECTIONS = 20
#: Articles whose features are counted together, to limit memory.
_PART = 2_000
#: Share of the articles of each of two templates that are side by side, and articles of both in common sections.
_SIDE_SHARE, _SIDE_ARTICLES = 0.1, 30
#: Two templates are side by side where articles of the same section and day differ in their template so often, as a
#: part of how often they would if it were drawn by lot; and at random where they do nearly as often.
_SIDE_BY_SIDE, _AT_RANDOM = 0.6, 0.9
#: Features of a text's length, and Cohen's h from which they depend on the template, at least so many standard errors.
_LENGTHS, _DEPENDS, _ERRORS = ("han >= ", "text >= ", "longest paragraph >= "), 0.3, 3.0


def described(
    stream: Stream, layout: str, found: Templates, place: Callable[[int], RelatedLocation]
) -> Iterator[LayoutTemplate]:
    """The templates of a layout for reports; `place` gives the location of the article at a position."""
    periods = _periods(stream, found)
    _, numbers = np.unique(periods, return_inverse=True)
    epochs = _epochs(stream, found)
    for number, (template, example) in enumerate(zip(found.templates, found.examples(), strict=True)):
        members, is_member = found.members(number), found.labels == number
        counts = np.bincount(numbers[is_member], minlength=int(numbers.max()) + 1)
        yield LayoutTemplate(
            id=_id(layout, number),
            name=template.name,
            present=template.present,
            absent=template.absent,
            articles=len(members),
            share=round(len(members) / len(found.labels), 3),
            first=stream.epochs[int(members[0])],
            last=stream.epochs[int(members[-1])],
            example=place(example).path,
            example_line=place(example).line,
            counts=counts.tolist(),
            sections=[*_sections(stream, found, number)],
            is_new=_is_gone(is_member[::-1], -epochs[::-1]),
            is_gone=_is_gone(is_member, epochs),
        )


def _is_gone(is_member: Bools, times: Ints) -> bool:
    """Whether the articles of a template end for longer than ever since its first one."""
    first = int(np.argmax(is_member))
    stretch = vanishing(is_member[first:], times[first:], DEFAULT_THRESHOLD, 0.0)
    return stretch is not None and stretch.until is None


def _id(layout: str, number: int) -> str:
    return f"{layout}{chr(ord('a') + number)}"


def periods(stream: Stream, found: Templates) -> list[int]:
    """The beginnings (ms) of the days or weeks in which there are articles."""
    return [*map(int, np.unique(_periods(stream, found)))]


def _periods(stream: Stream, found: Templates) -> Ints:
    """The beginning of the day (UTC) of each article, in a longer time that of its week."""
    days = _epochs(stream, found) // DAY
    if days[-1] - days[0] >= _LONG:
        days -= (days - _MONDAY) % _WEEK
    return np.asarray(days * DAY)


def _epochs(stream: Stream, found: Templates) -> Ints:
    return np.asarray(stream.epochs[found.start : found.start + len(found.labels)], dtype=np.int64)


def _kinds(stream: Stream, found: Templates) -> Ints:
    return np.asarray(stream.kinds[found.start : found.start + len(found.labels)], dtype=np.int64)


def _sections(stream: Stream, found: Templates, number: int) -> Iterator[tuple[str, float]]:
    """The sections in which a template prevails, those with the most articles first."""
    kinds = _kinds(stream, found)
    totals = np.bincount(kinds, minlength=len(stream.labels))
    own = np.bincount(kinds[found.labels == number], minlength=len(stream.labels))
    share = float(np.mean(found.labels == number))
    prevails = (totals >= _SECTION_ARTICLES) & (own >= max(_PREVAILS, share + _MORE) * totals)
    named = ((stream.labels[kind].removeprefix(KIND_PREFIX), kind) for kind in np.flatnonzero(prevails).tolist())
    for name, kind in sorted(named, key=lambda pair: (-totals[pair[1]], pair[0]))[:_SECTIONS]:
        yield name, round(float(own[kind] / totals[kind]), 3)


def side_by_side(stream: Stream, layout: str, found: Templates) -> Iterator[SideBySide]:
    """Each two templates that come in the same sections on the same days."""
    cells = np.unique(
        np.stack((_kinds(stream, found), _epochs(stream, found) // DAY), axis=1), axis=0, return_inverse=True
    )[1].ravel()
    common = [number for number in range(len(found.templates)) if np.mean(found.labels == number) >= _SIDE_SHARE]
    for one, other in combinations(common, 2):
        chosen = (found.labels == one) | (found.labels == other)
        mixed = _mixed(cells[chosen], found.labels[chosen] == one)
        if mixed >= _SIDE_BY_SIDE:
            at_random = mixed >= _AT_RANDOM and not _depends_on_length(stream, found, one, other)
            yield SideBySide((_id(layout, one), _id(layout, other)), at_random)


def _mixed(cells: Ints, is_one: Bools) -> float:
    """How often two articles of a cell are of different kinds, as a part of how often they are if drawn by lot."""
    totals = np.bincount(cells)
    ones = np.bincount(cells, weights=is_one)
    several = totals >= 2
    articles = int(totals[several].sum())
    share = float(ones[several].sum()) / max(1, articles)
    if articles < _SIDE_ARTICLES or not 0 < share < 1:
        return 0.0
    different = (ones * (totals - ones))[several] / (totals[several] - 1)
    return float(different.sum()) / (articles * share * (1 - share))


def _depends_on_length(stream: Stream, found: Templates, one: int, other: int) -> bool:
    """Whether the articles of two templates have texts of different lengths."""
    names = [column for column, name in enumerate(stream.names) if name.startswith(_LENGTHS)]
    sizes = [int(np.count_nonzero(found.labels == number)) for number in (one, other)]
    counts = [_counts(stream, found.members(number))[names] for number in (one, other)]
    effects: Floats = effect_size(counts[0], sizes[0], counts[1], sizes[1])
    error = (1 / sizes[0] + 1 / sizes[1]) ** 0.5
    return bool(np.any(effects >= max(_DEPENDS, _ERRORS * error)))


def _counts(stream: Stream, members: Ints) -> Ints:
    """How many of some articles have each feature."""
    offsets, features = np.asarray(stream.offsets, dtype=np.int64), np.asarray(stream.features)
    counts = np.zeros(len(stream.names), dtype=np.int64)
    for low in range(0, len(members), _PART):
        sizes = offsets[members[low : low + _PART] + 1] - offsets[members[low : low + _PART]]
        first = offsets[members[low : low + _PART]] - (np.cumsum(sizes) - sizes)
        counts += np.bincount(features[np.arange(sizes.sum()) + np.repeat(first, sizes)], minlength=len(counts))
        stream.storage.release()
    return counts
