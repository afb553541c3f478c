"""The findings of a saved report, however many: each stays packed as JSON, and is read when it is its turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Raw
from msgspec.json import Decoder

from newscheck.model import CountedFindings, Excerpt, Finding, RelatedLocation
from newscheck.outputs.saved.form import SavedFinding
from newscheck.outputs.saved.times import milliseconds

_decode = Decoder(SavedFinding).decode


class PackedFindings(Collection[Finding]):
    """Findings in their order. Iterating raises ValueError at one that is none (msgspec.ValidationError)."""

    def __init__(self, packed: Sequence[Raw | bytes]) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Finding]:
        for packed in self._packed:
            yield finding(_decode(packed))

    def __contains__(self, other: object) -> bool:
        return any(other == own for own in self)


def finding(saved: SavedFinding) -> Finding:
    """A finding as it was, without what a report doesn't show."""
    epoch = milliseconds(saved.time)
    counted = CountedFindings(saved.fingerprint, saved.count, saved.line, saved.site, epoch)
    excerpt = saved.excerpt
    return Finding(
        saved.rule,
        saved.severity,
        saved.path,
        saved.line,
        saved.column,
        saved.pointer,
        saved.message,
        saved.evidence,
        saved.fingerprint,
        related=tuple(RelatedLocation(other.path, other.message, other.line) for other in saved.related),
        excerpt=Excerpt(excerpt.text, excerpt.start, excerpt.end) if excerpt else None,
        details=saved.details,
        site=saved.site,
        epoch=epoch,
        aggregated=(counted,) if saved.count else (),
        item=saved.item,
        language=saved.language,
    )
