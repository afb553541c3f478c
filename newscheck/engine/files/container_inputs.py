"""The inputs in a container: `newscheck.containers` put together, with limits for what hostile files demand.

Members have paths of their own, `archive.zip!/rfi/1.md`. A compressed file keeps its path, and lines are those of the
text in it. An archive inside of an archive is not opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, NamedTuple

from newscheck.containers import ContainerFault, Decompressed, Member, Source
from newscheck.engine.files import archive_members, archive_pages, file_types
from newscheck.engine.files.file_types import FileType
from newscheck.model import RawInput
from newscheck.text import file_kinds, member_paths

#: Bytes that may come out of a container: so many, or this multiple of its own size, and never more than the last.
#: Repetitive JSON Lines give 50 times their compressed size, constructed data thousands.
_FREE, _RATIO, _MOST = 1 << 28, 200, 1 << 37
#: Members of an archive, read or not.
_MEMBERS = 1_000_000
#: Bytes after which `beat` is called.
_BEAT = 1 << 26
#: Reads the content of a file that is no container: its bytes, its name and its path, and the limit of its size.
ReadContent = Callable[[Source, str, str, int], Iterator[RawInput]]


class Container(NamedTuple):
    """A container to read: its path in reports, its size in bytes, and the limit of an input.

    `member` is the only member to read, where there is one; `exclude` are patterns of members that are left out, as
    are saved pages without `pages`. `beat` is called now and then while much comes out of which nothing is read.
    """

    path: str
    size: int
    limit: int
    member: str = ""
    exclude: tuple[str, ...] = ()
    pages: bool = True
    beat: Callable[[], object] | None = None


def read(stream: IO[bytes], container: Container, read_content: ReadContent) -> Iterator[RawInput]:
    """The inputs in a container. Nothing but OSError is raised: faults are values."""
    return _Reader(container, read_content).read(stream)


class _Reader:
    def __init__(self, container: Container, read_content: ReadContent) -> None:
        self._container, self._read_content = container, read_content
        self._spend = _Budget(container).spend

    def read(self, stream: IO[bytes]) -> Iterator[RawInput]:
        """The inputs in the container itself."""
        path = self._container.path
        kind = file_types.of_named(path)
        try:
            if kind.is_archive:
                yield from self._archive(self._seekable(self._decompressed(stream, kind), kind), kind)
            else:
                yield from self._file(stream, kind, path)
        except ContainerFault as fault:
            yield _fault(path, fault)

    def _decompressed(self, source: Source, kind: FileType) -> Source:
        module = kind.compression
        if module is None:
            return source
        label = (module.__doc__ or "").partition(":")[0]
        return Decompressed(source, module.decompressor, label, module.MAGIC, self._spend)

    def _file(self, source: Source, kind: FileType, path: str) -> Iterator[RawInput]:
        """The inputs in a file that is no archive. Reading them raises ContainerFault."""
        content = self._decompressed(source, kind)
        if kind.container is None:
            return self._read_content(content, kind.name, path, self._container.limit)
        return self._in_container(content, kind, path)

    def _in_container(self, content: Source, kind: FileType, path: str) -> Iterator[RawInput]:
        limit = self._container.limit
        assert kind.container
        raws = kind.container.inputs(self._seekable(content, kind), path, limit)
        for raw in self._pages(raws, path) if kind.has_paths else raws:
            # A table may repeat a large value that stands in it once.
            self._spend(limit if raw.fault == "too-large" else len(raw.data))
            yield raw

    def _pages(self, raws: Iterator[RawInput], path: str) -> Iterator[RawInput]:
        """The pages of a web archive that are read. Raises ContainerFault."""
        container = self._container
        wanted = member_paths.join(container.path, container.member) if container.member else ""
        wanted = "" if wanted == path else wanted
        return archive_pages.selected(raws, path, wanted=wanted, exclude=container.exclude, pages=container.pages)

    def _seekable(self, content: Source, kind: FileType) -> Source:
        """The content of a container, in memory where it has to seek and can't. Raises ContainerFault."""
        if hasattr(kind.container, "IS_SEQUENTIAL") or hasattr(content, "seek"):
            return content
        (raw,) = self._read_content(content, "", "", self._container.limit)
        if raw.fault:
            raise ContainerFault(raw.detail, raw.fault)
        return BytesIO(raw.data)

    def _archive(self, source: Source, kind: FileType) -> Iterator[RawInput]:
        """The inputs in the members of an archive. Raises ContainerFault."""
        unread = archive_members.UnreadMembers(self._container.path)
        try:
            yield from self._members(source, kind, unread)
        except ContainerFault:
            yield from unread.inputs()
            raise
        yield from unread.inputs()

    def _members(self, source: Source, kind: FileType, unread: archive_members.UnreadMembers) -> Iterator[RawInput]:
        """The inputs in the members that are read; the others are added to `unread`. Raises ContainerFault."""
        path, wanted = self._container.path, self._container.member
        names = archive_members.MemberNames(path, self._container.exclude)
        hidden, left_out = archive_members.MemberNames(path, ()), archive_members.UnreadMembers(path)
        has_any, unread_pages = False, 0
        assert kind.container
        for number, member in enumerate(kind.container.members(source)):
            if number == _MEMBERS:
                raise ContainerFault(f"over {_MEMBERS:,} members", "too-large", is_final=True)
            name = names.displayed(member.name)
            if wanted and not member_paths.holds(name, wanted):
                continue
            pages = self._container.pages
            member_type = file_types.of_named(name) if wanted else file_types.of(name, pages=pages)
            if member_type is None:
                unread_pages += file_types.of(name) is not None
                continue
            if not wanted and names.is_excluded(name):
                if hidden.is_excluded(name):
                    left_out.add(name, "empty", "every member with a suffix of articles is hidden")
                else:  # The settings ask for it.
                    has_any = True
                continue
            has_any = True
            if reason := archive_members.refusal(member, name, member_type) or names.repeated(name):
                unread.add(name, *reason)
            else:
                yield from self._member(member, name, member_type, source)
        if not has_any and wanted:
            yield RawInput(member_paths.join(path, wanted), fault="unreadable", detail="the archive has no such member")
        elif not has_any and unread_pages:
            yield RawInput(path, fault="other-kind", detail=file_kinds.pages_in_words(unread_pages))
        elif not has_any:
            nothing = RawInput(path, fault="empty", detail="no member has a suffix of articles")
            yield from tuple(left_out.inputs()) or (nothing,)

    def _member(self, member: Member, name: str, kind: FileType, outer: Source) -> Iterator[RawInput]:
        """The inputs in a member of an archive. Raises ContainerFault where the archive can't be read further."""
        path = member_paths.join(self._container.path, name)
        assert member.source
        try:
            yield from self._file(_CountedSource(member.source, self._spend), kind, path)
        except ContainerFault as fault:
            if fault.is_final or fault is getattr(outer, "fault", None):
                raise
            yield _fault(path, fault)


def _fault(path: str, fault: ContainerFault) -> RawInput:
    return RawInput(path, line=fault.line, fault=fault.kind, detail=fault.detail)


class _Budget:
    """The bytes that may still come out of a container."""

    def __init__(self, container: Container) -> None:
        self._left = min(max(_FREE, container.size * _RATIO), _MOST)
        self._beat = container.beat
        self._next_beat = self._left - _BEAT

    def spend(self, number: int) -> None:
        """Count bytes. Raises ContainerFault where they are too many."""
        self._left -= number
        if self._left < 0:
            raise ContainerFault(f"it decompresses to over {_RATIO} times its size", is_final=True)
        if self._beat and self._left < self._next_beat:
            self._next_beat = self._left - _BEAT
            self._beat()


class _CountedSource:
    """The content of a member, whose bytes are counted."""

    __slots__ = ("_source", "_spend")

    def __init__(self, source: Source, spend: Callable[[int], object]) -> None:
        self._source, self._spend = source, spend

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        if data := self._source.read(size):
            self._spend(len(data))
        return data
