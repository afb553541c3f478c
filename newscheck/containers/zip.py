"""zip: an archive of files (`articles.zip`), or of a crawl (`crawl.wacz`)."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from struct import unpack_from
from typing import IO, TYPE_CHECKING

from newscheck.containers import ContainerFault, Member, decoded_name, link

if TYPE_CHECKING:
    from zipfile import ZipExtFile, ZipFile, ZipInfo

SUFFIXES = (".zip", ".wacz")
#: Where a WACZ has its web archives; the rest of it is about them.
_CRAWLS, _ABOUT_CRAWLS, _WARCS = "archive/", "datapackage.json", (".warc", ".warc.gz")
#: Bytes of the list of members, which zipfile holds in memory, some ten times as large.
_LONGEST_LIST = 1 << 25
#: The record at the end, with the longest comment.
_END, _END_SIZE = b"PK\x05\x06", 22 + 76 + (1 << 16)
#: ZIP64 has a record of 56 bytes of its own before it, and a locator of that one.
_LOCATOR = b"PK\x06\x07"
_ENCRYPTED, _UTF8, _UNICODE_PATH, _DOS = 0x1, 0x800, 0x7075, 0
_LONGEST_TARGET = 4_096


def members(stream: IO[bytes]) -> Iterator[Member]:
    """The files in an archive, in the order of its list."""
    import zipfile

    _check_list(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (OSError, ContainerFault):
        raise
    except Exception as error:  # of zipfile
        raise ContainerFault(f"damaged zip archive, or cut off: {error}", is_final=True) from None
    entries = archive.infolist()
    is_wacz = any(info.filename == _ABOUT_CRAWLS for info in entries) and any(map(_is_crawl, entries))
    for info in filter(_is_crawl, entries) if is_wacz else entries:
        if (member := _member(archive, info)) is not None:
            yield member


def _is_crawl(info: ZipInfo) -> bool:
    return info.filename.startswith(_CRAWLS) and info.filename.endswith(_WARCS)


def _check_list(stream: IO[bytes]) -> None:
    """Raise ContainerFault where the list of members is too long, or isn't there."""
    if not (size := stream.seek(0, 2)):
        raise ContainerFault("0 bytes", "empty", is_final=True)
    stream.seek(max(0, size - _END_SIZE))
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise ContainerFault("no zip archive, as its name says, or one that is cut off", is_final=True)
    (length,) = unpack_from("<I", tail, at + 12)
    if at >= 76 and tail.startswith(_LOCATOR, at - 20):
        (length,) = unpack_from("<Q", tail, at - 76 + 40)
    if length > _LONGEST_LIST:
        raise ContainerFault(f"a list of members of {length:,} bytes: divide the archive", "too-large", is_final=True)


class _MemberSource:
    """The content of a member, opened when it is read."""

    __slots__ = ("_archive", "_file", "_info", "_left")

    def __init__(self, archive: ZipFile, info: ZipInfo) -> None:
        self._archive, self._info = archive, info
        self._file: ZipExtFile | None = None
        self._left = info.file_size

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        if self._file is not None and not self._left:
            return b""
        try:
            file = self._file = self._file or self._archive.open(self._info)  # type: ignore[assignment]
            data: bytes = file.read(size)
        except Exception as error:  # of zipfile and of the libraries of its methods
            raise ContainerFault(str(error) or "the member ends early") from None
        self._left -= len(data)
        return data


def _member(archive: ZipFile, info: ZipInfo) -> Member | None:
    """The member of an entry of the list; None for a folder and for a link to another member."""
    name = _name(info)
    if name.endswith("/"):
        return None
    if info.flag_bits & _ENCRYPTED:
        return Member(name, fault="encrypted")
    source = _MemberSource(archive, info)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        try:
            target = decoded_name(source.read(_LONGEST_TARGET))
        except ContainerFault as fault:
            return Member(name, fault=fault.detail)
        return link(name, target, name.rpartition("/")[0])
    if kind and kind != stat.S_IFREG:
        return Member(name, fault="neither a file nor a folder")
    return Member(name, source)


def _name(info: ZipInfo) -> str:
    """The name of a member. One that doesn't say that it is UTF-8 may be repeated as such in an extra field."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not info.orig_filename.isascii():
        raw = info.orig_filename.encode("cp437")
        name = _unicode_path(info.extra, raw) or decoded_name(raw, info.orig_filename)
    # Old programs for Windows write its separator.
    return name.replace("\\", "/") if info.create_system == _DOS else name


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in the extra field 0x7075, if it is of this name: a program that renames a member may leave it."""
    from zlib import crc32

    while len(extra) >= 4:
        kind, size = unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1 and unpack_from("<I", field, 1)[0] == crc32(raw):
            return field[5:].decode("utf-8", "replace")
    return ""
