"""Which articles of each site have which fields, in the order of time: fields of the record, and the items' own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from newscheck.dump.dump_columns import integers, sites_of, values_of
from newscheck.dump.own_members import above
from newscheck.dump.own_value import own_fields
from newscheck.dump.timeline import Timeline, timelines
from newscheck.dump.vectors import unsigned
from newscheck.model import SUMMARY_FIELDS, Column, Dump

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

    Two passes over the items' own fields where there are some.
    """
    counts: dict[str, dict[str, int]] = {}
    sites = sites_of(dump)
    for position, own in own_fields(dump):
        _count(counts.setdefault(sites.site(position), {}), own)
    bits = {site: _bits(numbers, least) for site, numbers in counts.items()}
    present = _with_own(dump, bits) if counts else dump.column("present_fields")
    for line in timelines(dump, now, present):
        yield FieldTimeline(line, (*SUMMARY_FIELDS, *bits.get(line.site, ())))


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


def _with_own(dump: Dump, bits: Mapping[str, Mapping[str, int]]) -> Column:
    """The present fields of each article, those that its layout lacks among them."""
    present, sites = unsigned(integers(dump, "present_fields")), sites_of(dump)
    lacking = enumerate(values_of(dump, "lacks"))
    for position, names in chain(own_fields(dump), lacking):
        known = bits.get(sites.site(position), {})
        for name in names:
            present[position] |= known.get(name, 0)
    return present
