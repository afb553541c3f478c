"""Record fields that no item of a feed fills: a gap in the field mapping, not a fault of the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newscheck.checker.settings_advice import switches
from newscheck.model import Finding, UnmappedFeed
from newscheck.text.display import joined


class MissingFields(NamedTuple):
    """Record fields that nothing in the items fits, and the `rules` to switch off for that."""

    fields: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def missing(unmapped: Iterable[UnmappedFeed]) -> MissingFields:
    """What the items of all feeds lack, and no mapping can mend.

    A field that the items of some publishers lack is no property of the tool that wrote them.
    """
    feeds = [feed for feed in unmapped if feed.sites is None and not feed.paths]
    rules = {rule for feed in feeds for rule in switches(feed)}
    fields = {entry.field for feed in feeds for entry in feed.properties if entry.rule in rules}
    return MissingFields(tuple(sorted(fields)), tuple(sorted(rules)))


def mendable(unmapped: Iterable[UnmappedFeed]) -> list[UnmappedFeed]:
    """The feeds without those of some publishers whose items have nothing that fits: their articles lack a field."""
    return [feed for feed in unmapped if feed.sites is None or feed.mapping or feed.misnamed]


def switched_off(lost: MissingFields) -> Iterator[str]:
    """What is switched off, in words; nothing without rules."""
    if lost.rules:
        verb = "are" if len(lost.rules) > 1 else "is"
        yield (
            f"nothing in the items fits {joined(lost.fields)}: {joined(lost.rules)} {verb} off in [rules]"
            " until [fields] names something"
        )


def remarks(gaps: Sequence[Finding], unwritten: Mapping[str, str]) -> Iterator[str]:
    """What to mend, in words; none without findings about fields that don't fit.

    `unwritten` are the paths, by their settings, of files that only another run can write, once the settings name them.
    """
    for finding in gaps:
        yield f"{finding.path}: {finding.message}"
    if gaps:
        files = " and ".join(f'{name} = "{path}"' for name, path in sorted(unwritten.items()))
        add = f", add {files}" if files else ""
        yield f"nothing is accepted: name the fields in [fields] of the settings{add}; then run newscheck init again"
