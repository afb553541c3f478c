"""Hits of dump rules: where a finding is reported, and which other files it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from newscheck.model import ArticleSummary, DumpHit, RelatedLocation

#: The most files that a finding names besides its own.
MAX_RELATED = 5
_MAX_EVIDENCE = 80


def hit_at(
    summary: ArticleSummary,
    message: str,
    evidence: str,
    others: tuple[RelatedLocation, ...] = (),
    pointer: str = "",
    members: Sequence[int] = (),
) -> DumpHit:
    """A hit at an article; `evidence` identifies the finding in later runs, `members` are positions as in `DumpHit`."""
    if len(evidence) > _MAX_EVIDENCE:
        evidence = f"{evidence[: _MAX_EVIDENCE - 1]}…"
    return DumpHit(
        message,
        pointer,
        path=summary.path,
        line=summary.line,
        evidence=evidence,
        related=others,
        site=summary.site,
        epoch=summary.epoch,
        positions=members,
    )


def related(summaries: Iterable[ArticleSummary], message: str = "") -> tuple[RelatedLocation, ...]:
    """The first of some articles as the other files of a finding; an empty message is replaced by the titles."""
    return tuple(
        RelatedLocation(summary.path, message or summary.title_text, summary.line)
        for summary in islice(summaries, MAX_RELATED)
    )


def and_more(count: int) -> str:
    """Words for those of `count` other files that a finding doesn't name."""
    return f" (and {count - MAX_RELATED:,} more)" if count > MAX_RELATED else ""
