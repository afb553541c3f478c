"""Which members of an archive are read, by their names, and the faults of those that are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from newscheck.containers import Member, leads_outside
from newscheck.engine.files.file_types import FileType
from newscheck.engine.files.path_names import EXCLUDED, Exclusion, display_name
from newscheck.model import RawInput
from newscheck.text import member_paths
from newscheck.text.display import quantity


class MemberNames:
    """The names of the members of an archive: which of them a walk of the same files leaves out.

    `always` are patterns of files that are no articles.
    """

    def __init__(self, path: str, exclude: tuple[str, ...], always: tuple[str, ...] = EXCLUDED) -> None:
        self._path = path
        self._covers = _exclusion((*always, *exclude)).covers
        self._seen: set[int] = set()
        self._folder: tuple[str, bool] = ("", False)

    @staticmethod
    def displayed(name: str) -> str:
        """The name as reports show it (`path_names.display_name`), without `./` before it."""
        while name.startswith("./"):
            name = name[2:].lstrip("/")
        return name if name.isascii() and "\\" not in name else display_name(name)

    def is_excluded(self, name: str) -> bool:
        """Whether the settings leave out a member, or a folder that it is in."""
        folder, _, last = name.rpartition("/")
        if folder != self._folder[0]:
            self._folder = folder, self._is_folder_excluded(folder)
        return self._folder[1] or self._covers(member_paths.join(self._path, name), last)

    def _is_folder_excluded(self, folder: str) -> bool:
        ends = [at for at, character in enumerate(folder) if character == "/"]
        parents = (folder[:end] for end in (*ends, len(folder)))
        return any(
            self._covers(member_paths.join(self._path, parent), parent.rpartition("/")[2])
            for parent in parents
            if parent.rpartition("/")[2] not in ("", "..")
        )

    def repeated(self, name: str) -> tuple[str, str] | None:
        """A reason to leave a member out: its name was there before."""
        size = len(self._seen)
        self._seen.add(hash(name))
        return ("unreadable", "the same name twice") if len(self._seen) == size else None


def refusal(member: Member, name: str, kind: FileType) -> tuple[str, str] | None:
    """The kind of fault and the reason for which a member is not read."""
    if member.fault:
        return member.kind, member.fault
    if leads_outside(name):
        return "outside", "a name"
    if kind.is_archive:
        return "unreadable", "an archive inside of the archive, to be unpacked first"
    return None


class UnreadMembers:
    """The members of an archive that are not read: one fault for each reason, however many they are."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._firsts: dict[tuple[str, str], str] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, kind: str, reason: str) -> None:
        """Count a member."""
        self._firsts.setdefault((kind, reason), name)
        self._counts[kind, reason] += 1

    def inputs(self) -> Iterator[RawInput]:
        """The faults."""
        for (kind, reason), first in self._firsts.items():
            count = self._counts[kind, reason]
            which = first if count == 1 else f"{quantity(count, 'member')}, the first {first}"
            yield RawInput(self._path, fault=kind, detail=f"{reason}: {which}")


@lru_cache(8)
def _exclusion(exclude: tuple[str, ...]) -> Exclusion:
    return Exclusion(exclude)
