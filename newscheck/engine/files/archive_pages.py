"""Which pages of a web archive are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscheck.engine.files.archive_members import MemberNames
from newscheck.model import RawInput
from newscheck.text import file_kinds, member_paths


def selected(
    raws: Iterable[RawInput], path: str, *, wanted: str = "", exclude: tuple[str, ...] = (), pages: bool = True
) -> Iterator[RawInput]:
    """The pages of the web archive at a path that are read: only the one with the path `wanted`, where there is one.

    Else pages that `exclude` has a pattern of are left out; without `pages`, one fault counts them all.
    """
    if wanted:
        one = next((raw for raw in raws if raw.path == wanted), None)
        yield one or RawInput(wanted, fault="unreadable", detail="the web archive has no such page")
        return
    # Names that belong to no dump in a repository (`README*`) may be those of pages.
    names = MemberNames(path, exclude, ())
    start = len(member_paths.join(path, ""))
    unread = 0
    for raw in raws:
        if names.is_excluded(raw.path[start:]):
            continue
        if pages:
            yield raw
        else:
            unread += 1
    if unread:
        yield RawInput(path, fault="other-kind", detail=file_kinds.pages_in_words(unread))
