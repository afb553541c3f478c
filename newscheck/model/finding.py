"""Hits of rules, and the findings that are made of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

#: In ascending order.
SEVERITIES = ("note", "warning", "error")


class RelatedLocation(Struct, frozen=True):
    """Another file that a finding refers to."""

    path: str
    message: str = ""
    line: int = 1


class Hit(Struct, frozen=True):
    """The output of a rule: message and location. The finding builder adds the rule and its severity.

    `pointer` names a record field (`/title`, `/paragraphs/3`, `/html` for the raw HTML, `""` for the file); `start` and
    `end` are offsets in it; without them the location is the field, or `evidence` in it. A hit of the dump has `path`
    and `line` instead; its `severity` overrides the rule's own, and `details` are lines below the message. `site` and
    `epoch` are those of the article where it is reported. `positions` are the positions in the dump of all articles
    involved, where the hit does not name all of them; `further_count` counts further hits in the same document."""

    message: str
    pointer: str = ""
    start: int = -1
    end: int = -1
    evidence: str = ""
    related: tuple[RelatedLocation, ...] = ()
    path: str = ""
    line: int = 1
    severity: str = ""
    details: tuple[str, ...] = ()
    site: str = ""
    epoch: int | None = None
    positions: Sequence[int] = ()
    further_count: int = 0


class Excerpt(Struct, frozen=True):
    """A part of a source line and the columns of the marked evidence in it (0-based, half-open)."""

    text: str
    start: int
    end: int


class CountedFindings(Struct, frozen=True, array_like=True, gc=False):
    """Findings that are only counted, with the fields by which suppressions and baselines match them.

    `line` is that of the first of them.
    """

    fingerprint: str
    count: int
    line: int
    site: str
    epoch: int | None


class Finding(Struct, frozen=True, omit_defaults=False):
    """A hit with rule, severity, location and fingerprint.

    `site` and `epoch` (ms) are those of its article, where there is one; `aggregated` are the findings of the same
    rule, severity and file that it represents (`checker.aggregation`)."""

    rule: str
    severity: str
    path: str
    line: int
    column: int
    pointer: str
    message: str
    evidence: str
    fingerprint: str
    related: tuple[RelatedLocation, ...] = ()
    excerpt: Excerpt | None = None
    details: tuple[str, ...] = ()
    site: str = ""
    epoch: int | None = None
    aggregated: tuple[CountedFindings, ...] = ()

    @property
    def number(self) -> int:
        """The number of findings that it represents."""
        return sum(counted.count for counted in self.aggregated) if self.aggregated else 1
