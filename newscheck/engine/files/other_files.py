"""The files of a walk that no reader takes, counted by what they are."""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.text import file_kinds
from newscheck.text.file_kinds import FileKind


class OtherFiles:
    """The files of known other kinds that a walk leaves out: how many of each, and the first of them."""

    def __init__(self) -> None:
        self._counts: dict[FileKind, int] = {}
        self._first: dict[FileKind, str] = {}
        self._repositories: list[str] = []

    def add(self, path: str) -> None:
        """Count a file by the suffix of its path; one of an unknown kind is passed over."""
        if kind := file_kinds.by_suffix(path):
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._first.setdefault(kind, path)

    def add_repository(self, path: str) -> None:
        """Count a repository inside of the one that is read."""
        self._repositories.append(path)

    def clear(self) -> None:
        """Forget all files: the walk begins again."""
        self._counts.clear()
        self._first.clear()
        self._repositories.clear()

    def remarks(self) -> list[str]:
        """A remark on each kind that may hold articles, and on repositories."""
        return [*self._of_repositories(), *self._of_kinds()]

    def _of_repositories(self) -> Iterator[str]:
        if self._repositories:
            number = len(self._repositories)
            more = "" if number == 1 else f" and {number - 1} more"
            yield f"{self._repositories[0]}{more}: submodules, which are not read (start newscheck there)"

    def _of_kinds(self) -> list[str]:
        return [
            f"{found} {'is' if self._counts[kind] == 1 else 'are'} not read: {kind.advice}"
            for kind, found in self._found()
            if kind.holds_articles
        ]

    def in_words(self) -> str:
        """All that was found, in one line; empty where nothing was."""
        return "; ".join(f"{found}: {kind.advice}" if kind.advice else found for kind, found in self._found())

    def _found(self) -> Iterator[tuple[FileKind, str]]:
        for kind, count in self._counts.items():
            number = kind.one if count == 1 else f"{count:,} {kind.many}"
            yield kind, f"{number} ({self._first[kind]}{'' if count == 1 else ', …'})"
