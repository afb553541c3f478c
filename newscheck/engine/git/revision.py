"""The commit that a run reads instead of the working tree."""

from __future__ import annotations

from msgspec import Struct


class Revision(Struct, frozen=True):
    """A commit, by its hash, of the repository whose working tree is at `root`."""

    root: str
    commit: str

    def __str__(self) -> str:
        return self.commit
