"""What a rule reports (a hit), and the finding that is built from it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

#: In ascending order.
SEVERITIES = ("note", "warning", "error")


class RelatedLocation(Struct, frozen=True):
    """Another file that is involved in a finding."""

    path: str
    message: str = ""
    line: int = 1


class Hit(Struct, frozen=True):
    """What a rule reports about an article or a document: the defect and its location.

    `pointer` names a record field (`/title`, `/paragraphs/3`), `/html` for the raw HTML, or `""` for the file. `start`
    and `end` are offsets in it; without them, the location is the whole field, or `evidence` in it."""

    message: str
    pointer: str = ""
    start: int = -1
    end: int = -1
    evidence: str = ""


class DumpHit(Struct, frozen=True):
    """What a rule reports about a dump, or about the version history of a path.

    `path`, `line`, `site` and `epoch` (ms) are those of the article at which it is reported. `severity` overrides the
    rule's default severity; `details` are lines below the message. `positions` are the positions in the dump of all
    articles involved, where `path` and `related` do not name all of them."""

    message: str
    pointer: str = ""
    path: str = ""
    line: int = 1
    evidence: str = ""
    related: tuple[RelatedLocation, ...] = ()
    severity: str = ""
    details: tuple[str, ...] = ()
    site: str = ""
    epoch: int | None = None
    positions: Sequence[int] = ()


class Excerpt(Struct, frozen=True):
    """A part of a source line and the columns of the marked evidence in it (0-based, half-open)."""

    text: str
    start: int
    end: int


class CountedFindings(Struct, frozen=True, array_like=True, gc=False):
    """Findings that are only counted, alike in all that suppressions and baselines match; `line` is the first one's."""

    fingerprint: str
    count: int
    line: int
    site: str
    epoch: int | None


class Finding(Struct, frozen=True, omit_defaults=False):
    """A hit with rule, severity, location and fingerprint: the one type that all layers above the rules use.

    `item` is the JSON path of the value or of its item in a file of items (`articles[3].headline`). `site` and `epoch`
    (ms) and the recognised `language` (ISO 639-1) are those of the article that it is about, if any; `aggregated` are
    the findings of its rule and severity in its file that it represents (`checker.aggregation`)."""

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
    item: str = ""
    language: str = ""

    @property
    def number(self) -> int:
        """The number of findings: one, or as many as it represents."""
        return sum(counted.count for counted in self.aggregated) if self.aggregated else 1
