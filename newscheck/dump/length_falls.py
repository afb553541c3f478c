"""From one time on, all texts of a site are far shorter, short ones and long ones.

A series is cut where the ranks of its lengths change. Where a part of each text is lost, every quartile of the lengths
falls; more short news beside the long ones moves the lower ones only. A quiet week, a holiday or a batch of wires is
known by the windows before, and a mix of sections or languages that changed by the lengths in each.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple
from zlib import crc32

from newscheck.dump import grouping
from newscheck.dump.dump_columns import integers, languages_of
from newscheck.dump.own_value import own_of
from newscheck.dump.rank_changes import stretches_of
from newscheck.dump.timeline import Timeline, timelines
from newscheck.dump.vectors import beginnings, choice, computed, ordered, places, taken, unsigned
from newscheck.model import ArticleSummary, Column, Dump
from newscheck.text.timestamps import DAY

#: The fewest articles, and the least time, before and after a change.
_FEWEST, _LEAST_TIME = 50, DAY
#: What the median is of nearly the greatest length, at least, where texts are cut at a limit.
_LIMITED = 0.95
#: What is left of the length that a tenth of the texts exceed, at most; how much longer each window before was.
_HIGHEST, _LONGER = 0.85, 1.1
#: Values of an own field that tell a mix: so many different ones at most, and articles of one on either side.
_MOST_VALUES, _FEWEST_OF_VALUE, _LONGEST_VALUE = 30, 8, 60
#: The bits of a value that are the length.
_SIZE = 0xFFFF_FFFF
#: Articles on either side whose own fields are read.
_MOST_READ = 2_000

Quartiles = tuple[int, int, int]


class LengthFall(NamedTuple):
    """A fall of the lengths of a site's texts: positions in the dump before and after it, in the order of time.

    `since` is in ms UTC, quartiles are lengths as in `ArticleSummary.size`.
    """

    site: str
    since: int
    before: Column
    after: Column
    quartiles_before: Quartiles
    quartiles_after: Quartiles


def length_falls(dump: Dump, now: int, shorter: float) -> Iterator[LengthFall]:
    """The falls of each site to less than the fraction `shorter` of the length before."""
    found = [fall for line in timelines(dump, now, _values(dump)) for fall in _falls(_of_one_language(line), shorter)]
    groups = [[*fall.before[-_MOST_READ:], *fall.after[:_MOST_READ]] for fall in found]
    for fall, summaries in zip(found, grouping.summaries_at(dump, groups), strict=True):
        count = min(len(fall.before), _MOST_READ)
        if not _is_other_mix(summaries[:count], summaries[count:], shorter):
            yield fall


def _values(dump: Dump) -> Column:
    """The length of each text, with its language in the higher half."""
    languages, sizes = languages_of(dump), unsigned(integers(dump, "size"))
    keys = array("Q", (crc32(language.encode()) << 32 for language in languages.names))
    of_language = taken(keys, languages.numbers)
    return computed("Q", lambda key, size: key | choice(size < _SIZE, size, _SIZE), of_language, sizes)


def _of_one_language(line: Timeline) -> Timeline:
    """The texts of a timeline that are in the language of most of them, with their lengths as values."""
    counts = Counter(computed("I", lambda value: value >> 32, line.values))
    language = max(counts, key=counts.__getitem__, default=0)
    kept = places(lambda value: (value >> 32 == language) & (value & _SIZE != 0), line.values)
    times, positions, values = (taken(column, kept) for column in (line.times, line.positions, line.values))
    return Timeline(line.site, times, positions, computed("Q", lambda value: value & _SIZE, values))


def _falls(line: Timeline, shorter: float) -> Iterator[LengthFall]:
    count = len(line.times)
    if count < 2 * _FEWEST:
        return
    starts = beginnings(computed("B", lambda time, before: time != before, line.times[1:], line.times[:-1]))
    for (start, middle), (_, end) in pairwise(stretches_of(line.values, starts, _FEWEST)):
        before, after = ordered(line.values[start:middle]), ordered(line.values[middle:end])
        if (
            _is_shorter(before, after, shorter)
            and not _is_limited(after)
            and min(_duration(line, start, middle), _duration(line, middle, end)) >= _LEAST_TIME
            and _is_unusual(line.values[:middle], median(after))
        ):
            positions = line.positions[start:middle], line.positions[middle:end]
            yield LengthFall(line.site, line.times[middle], *positions, _quartiles(before), _quartiles(after))


def _is_shorter(before: Sequence[int], after: Sequence[int], shorter: float) -> bool:
    """Whether short, usual and long texts of two sorted stretches are shorter."""
    quartiles = zip(_quartiles(before), _quartiles(after), strict=True)
    return all(new <= shorter * old for old, new in quartiles) and _at(after, 0.9) <= _HIGHEST * _at(before, 0.9)


def _is_limited(lengths: Sequence[int]) -> bool:
    """Whether many sorted lengths are about the greatest one: such texts are cut there, which `body-capped` reports."""
    return _at(lengths, 0.5) >= _LIMITED * _at(lengths, 0.98)


def _duration(line: Timeline, start: int, end: int) -> int:
    return line.times[end - 1] - line.times[start]


def _at(lengths: Sequence[int], part: float) -> int:
    return lengths[int(part * (len(lengths) - 1))]


def _quartiles(lengths: Sequence[int]) -> Quartiles:
    return _at(lengths, 0.25), _at(lengths, 0.5), _at(lengths, 0.75)


def _is_unusual(before: Sequence[int], after: float) -> bool:
    """Whether the texts of no window before were nearly as short."""
    starts = range(0, len(before) - _FEWEST + 1, _FEWEST // 4)
    return all(median(before[start : start + _FEWEST]) > _LONGER * after for start in starts)


def _is_other_mix(before: Sequence[ArticleSummary], after: Sequence[ArticleSummary], shorter: float) -> bool:
    """Whether, by a field of the items with few values, texts are as long as before, or no value is on both sides."""
    values_after = _by_value(after)
    for name, lengths_before in _by_value(before).items():
        lengths_after = values_after.get(name, {})
        if not 1 < len(lengths_before.keys() | lengths_after.keys()) <= _MOST_VALUES:
            continue
        ratios = [
            median(lengths_after[value]) / median(lengths)
            for value, lengths in lengths_before.items()
            if min(len(lengths), len(lengths_after.get(value, ()))) >= _FEWEST_OF_VALUE
        ]
        if not ratios or median(ratios) > (1 + shorter) / 2:
            return True
    return False


def _by_value(summaries: Sequence[ArticleSummary]) -> dict[str, dict[str, list[int]]]:
    """The lengths of texts by own field and its value, for short texts."""
    found: dict[str, dict[str, list[int]]] = {}
    for summary in summaries:
        for name, value in own_of(summary).items():
            if isinstance(value, str) and len(value) <= _LONGEST_VALUE:
                found.setdefault(name, {}).setdefault(value, []).append(max(1, summary.size))
    return found
