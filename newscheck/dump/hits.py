"""Hits of dump rules: where a finding is reported, which other files it names, and which files are selected."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from msgspec.structs import replace

from newscheck.dump.dump_columns import values_of
from newscheck.model import ArticleSummary, Dump, DumpHit, RelatedLocation
from newscheck.text.member_paths import file_among

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
    severity: str = "",
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
        severity=severity,
        related=others,
        site=summary.site,
        epoch=summary.epoch,
        # A column on disk lasts as long as a part of it.
        positions=array("I", members) if isinstance(members, memoryview) else members,
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


class DumpSelection:
    """The articles of the files that a run is limited to."""

    def __init__(self, dump: Dump, paths: Collection[str]) -> None:
        self._paths = paths
        every = values_of(dump, "path")
        chosen = [at for at, path in enumerate(every) if file_among(path, paths)]
        self._summaries = dict(zip(chosen, dump.summaries_at(chosen), strict=True))

    def __len__(self) -> int:
        return len(self._summaries)

    def has_any(self, paths: Iterable[str], positions: Iterable[int]) -> bool:
        """Whether one of the files has one of the paths, or one of their articles one of the positions."""
        return any(file_among(path, self._paths) for path in paths) or any(map(self._summaries.__contains__, positions))

    def narrow(self, hit: DumpHit) -> DumpHit | None:
        """A hit that one of the files takes part in, with that file named; None for any other hit."""
        if self.has_any((hit.path, *(other.path for other in hit.related)), ()):
            return hit
        unnamed = [self._summaries[at] for at in hit.positions if at in self._summaries]
        return replace(hit, related=(*related(unnamed), *hit.related)) if unnamed else None
