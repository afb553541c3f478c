"""Which articles of each site have which fields, in the order of time: fields of the record, and the items' own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newscheck.dump.own_members import above
from newscheck.dump.own_value import own_of
from newscheck.dump.timeline import Timeline, timelines
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Dump

#: Bits of a value of a timeline that are left for own fields.
_MOST_OWN = 64 - len(SUMMARY_FIELDS)
#: Names of a site that are counted at a time: keys may differ by article.
_MOST_COUNTED = 1_000


class FieldTimeline(NamedTuple):
    """A timeline whose values have bit i where the article has `fields[i]`; the first are those of the record."""

    line: Timeline
    fields: tuple[str, ...]


def field_timelines(dump: Dump, now: int, least: int) -> Iterator[FieldTimeline]:
    """The fields of each site's articles; of its own, the commonest that at least `least` articles have.

    Beside that for the order, one pass over the dump where no item has fields of its own, else two.
    """
    counts: dict[str, dict[str, int]] = {}

    def counted(summary: ArticleSummary) -> int:
        if summary.own:
            _count(counts.setdefault(summary.site, {}), own_of(summary))
        return summary.present_fields

    lines = list(timelines(dump, now, counted))
    if counts:
        bits = {site: _bits(numbers, least) for site, numbers in counts.items()}
        lines = list(timelines(dump, now, lambda summary: _present(summary, bits.get(summary.site, {}))))
    for line in lines:
        yield FieldTimeline(line, (*SUMMARY_FIELDS, *(bits.get(line.site, ()) if counts else ())))


def _count(numbers: dict[str, int], own: Mapping[str, object]) -> None:
    """Count the names of an article; where there are too many, the rarest are forgotten (Misra and Gries 1982)."""
    for name in own:
        numbers[name] = numbers.get(name, 0) + 1
    while len(numbers) > _MOST_COUNTED:
        for name in [*numbers]:
            numbers[name] -= 1
            if not numbers[name]:
                del numbers[name]


def _bits(numbers: Mapping[str, int], least: int) -> dict[str, int]:
    """The bit of each name that is frequent enough."""
    frequent = sorted(
        (name for name in numbers if numbers[name] >= least),
        # Members of objects come behind the fields.
        key=lambda name: (any(field in numbers for field in above(name)), -numbers[name], name),
    )
    return {name: 1 << len(SUMMARY_FIELDS) + at for at, name in enumerate(frequent[:_MOST_OWN])}


def _present(summary: ArticleSummary, bits: Mapping[str, int]) -> int:
    present = summary.present_fields
    for name in (*own_of(summary), *summary.lacks):
        present |= bits.get(name, 0)
    return present
