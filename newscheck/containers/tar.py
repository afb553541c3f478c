"""tar: an archive of files, also compressed (`articles.tar.gz`, `.tgz`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Self

from newscheck.containers import ContainerFault, Member, Source, decoded_name, link

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo

SUFFIXES = (".tar",)
IS_SEQUENTIAL = True
#: Bytes of the headers of one member, which tarfile holds in memory; those of a long name have some hundred.
_HEADERS = 1 << 20
_PIECE = 1 << 16


def members(stream: Source) -> Iterator[Member]:
    """The files in an archive, which is read from its beginning to its end."""
    import tarfile

    source = _LimitedSource(stream)
    try:
        archive = tarfile.open(  # noqa: SIM115 - it has no file of its own
            fileobj=source,  # type: ignore[call-overload]
            mode="r|",
            bufsize=_PIECE,
            tarinfo=_header_class(),
            encoding="utf-8",
            errors="surrogateescape",
        )
        while (info := archive.next()) is not None:
            source.left = None
            if (member := _member(archive, info)) is not None:
                yield member
            _skip(archive)
            source.left = _HEADERS
            # They would add up.
            archive.members.clear()
            archive.pax_headers.clear()
        source.left = None
        _check_rest(archive)
    except (ContainerFault, OSError):
        raise
    except Exception as error:  # of tarfile, or RecursionError in it
        raise ContainerFault(f"damaged tar archive: {error}", is_final=True) from None


class _LimitedSource:
    """The bytes of an archive, of which only so many are read while `left` is a number."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.left: int | None = _HEADERS

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise ContainerFault("damaged tar archive: a header over 1 MB", is_final=True)
        return self._source.read(size)


class _MemberSource:
    """The content of a member."""

    def __init__(self, archive: TarFile, info: TarInfo) -> None:
        self._archive, self._left = archive, info.size

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes. Raises ContainerFault."""
        if not self._left:
            return b""
        # tarfile has read to the end of the header.
        data: bytes = self._archive.fileobj.read(min(size, self._left))
        if not data:
            raise ContainerFault("the tar archive ends early", is_final=True)
        self._left -= len(data)
        return data


def _member(archive: TarFile, info: TarInfo) -> Member | None:
    """The member of a header; None for a folder and for a link to another member."""
    name = decoded_name(info.name.encode("utf-8", "surrogateescape"))
    if info.isdir():
        return None
    if info.issym():
        return link(name, info.linkname, name.rpartition("/")[0])
    if info.islnk():
        return link(name, info.linkname, "")
    if info.issparse():
        return Member(name, fault="a sparse file")
    if not info.isreg():
        return Member(name, fault="neither a file nor a folder")
    return Member(name, _MemberSource(archive, info))


def _skip(archive: TarFile) -> None:
    """Read to the next header. tarfile's own `seek` takes as long as the size that the header claims."""
    while (left := archive.offset - archive.fileobj.tell()) > 0:
        if not archive.fileobj.read(min(left, _PIECE)):
            raise ContainerFault("the tar archive ends early", is_final=True)


def _check_rest(archive: TarFile) -> None:
    """Raise ContainerFault where more than zeros follow the end: tarfile ignores a second archive."""
    while part := archive.fileobj.read(_PIECE):
        if part.strip(b"\0"):
            raise ContainerFault("something else follows the tar archive", is_final=True)


@cache
def _header_class() -> type[TarInfo]:
    """Headers whose faults don't pass as the end of the archive."""
    import tarfile

    class Header(tarfile.TarInfo):
        @classmethod
        def fromtarfile(cls, archive: TarFile) -> Self:
            try:
                return super().fromtarfile(archive)
            except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
                raise
            except tarfile.HeaderError as error:
                what = "damaged tar archive" if archive.offset else "no tar archive, as its name says"
                raise ContainerFault(f"{what}: {error}", is_final=True) from None

    return Header
