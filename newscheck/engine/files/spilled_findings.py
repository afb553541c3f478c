"""Findings in a spill file, as a collection."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator
from weakref import finalize

from newscheck.engine.files.spill_file import SpillFile
from newscheck.model import Finding


class SpilledFindings(Collection[Finding]):
    """Findings that can be read any number of times; two collections are equal where their findings are."""

    def __init__(self, length: int = 0) -> None:
        self._length = length
        self._spill_file = SpillFile()
        # The file is needed as long as a report has these findings.
        finalize(self, self._spill_file.close)

    @abstractmethod
    def __iter__(self) -> Iterator[Finding]: ...

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, finding: object) -> bool:
        return any(own == finding for own in self)
