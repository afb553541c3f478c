"""The articles of some files of a dump: hits of the dump are narrowed to those that they take part in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from newscheck.dump.hits import related
from newscheck.model import Dump, DumpHit


class DumpSelection:
    """The articles of the files that a run is limited to."""

    def __init__(self, dump: Dump, paths: Collection[str]) -> None:
        self._paths = paths
        self._summaries = {at: summary for at, summary in enumerate(dump) if summary.path in paths}

    def __len__(self) -> int:
        return len(self._summaries)

    def has_any(self, paths: Iterable[str], positions: Iterable[int]) -> bool:
        """Whether one of the files has one of the paths, or one of their articles one of the positions."""
        return any(map(self._paths.__contains__, paths)) or any(map(self._summaries.__contains__, positions))

    def narrow(self, hit: DumpHit) -> DumpHit | None:
        """A hit that one of the files takes part in, with that file named; None for any other hit."""
        if self.has_any((hit.path, *(other.path for other in hit.related)), ()):
            return hit
        unnamed = [self._summaries[at] for at in hit.positions if at in self._summaries]
        return replace(hit, related=(*related(unnamed), *hit.related)) if unnamed else None
