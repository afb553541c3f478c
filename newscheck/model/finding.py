"""What a rule reports, and what is made of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

#: From the mildest to the worst.
SEVERITIES = ("note", "warning", "error")


class RelatedLocation(Struct, frozen=True):
    """Another file that takes part in a finding."""

    path: str
    message: str = ""
    line: int = 1


class Hit(Struct, frozen=True):
    """What a rule says: what and where. Who says it and how bad it is, is stamped on later.

    `pointer` names a record field (`/title`, `/paragraphs/3`, `/html` for a place in the raw HTML, `""` for the file);
    `start` and `end` are offsets in it; without them the place is the field, or `evidence` in it. A hit of the dump
    says `path` and `line` instead; its `severity` goes before the rule's own, and `details` are lines below the
    message. `site` and `epoch` are those of the article at which it is told. `positions` are the positions in the dump
    of all articles that take part, where it names not all of them; `further_count` are further hits at the same
    document that are only counted."""

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
    """A window of a source line and the columns of the mark in it (0-based, half-open)."""

    text: str
    start: int
    end: int


class CountedFindings(Struct, frozen=True, array_like=True, gc=False):
    """Findings that are only counted, with what suppressions and baselines know them by, which they have in common.

    `line` is that of the first of them.
    """

    fingerprint: str
    count: int
    line: int
    site: str
    epoch: int | None


class Finding(Struct, frozen=True, omit_defaults=False):
    """A hit with everything stamped on: the one type from first byte to last pixel.

    `site` and `epoch` (ms) are those of the article that it is about, where there is one; `aggregated` are findings of
    its rule and severity in its file that it stands for (`checker.aggregation`)."""

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
        """How many findings it is: one, or those that it stands for."""
        return sum(counted.count for counted in self.aggregated) if self.aggregated else 1
