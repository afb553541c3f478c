"""Files that hold inputs, one format each: compressed files, archives, tables, web archives.

A module has `SUFFIXES`, a literal on one line (it is known before the module is imported), and one of:

- `decompressor()`: a `Decompressor`, for compressed files, and `MAGIC`, the first bytes of its data. The suffix of the
  content is before its own (`1.md.gz`); `SHORT_SUFFIXES`, on one line as well, are suffixes that stand
  for two (`.tgz`).
- `members(stream)`: the `Member`s of an archive, one after the other. Raises ContainerFault.
- `inputs(stream, path, limit)`: the `RawInput`s in a binary stream: rows of a table (`form="arrow"`),
  pages of a web archive (`form="page"`, with their URL and time of fetching as `context`). It has `HAS_PATHS` where
  each input has a path of its own (`text.member_paths`).

`stream` can seek, unless the module has `IS_SEQUENTIAL`. Few of the inputs are in memory at a time, and none is larger
than `limit` bytes. Bad input never raises anything but `ContainerFault`: what can't be read becomes a RawInput with a
fault. `engine.files.container_inputs` puts the modules together.

The first line of a module's docstring is a row of README's table: `NAME: content.`
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

#: Bytes of compressed data that are read at a time.
_PIECE = 1 << 17
#: Bytes that come out at a time: with more of them, each copy is slower.
_MOST = 1 << 20


class ContainerFault(Exception):
    """What is wrong with a container, in words for a finding. A value for `engine.files`, which makes a RawInput of it.

    `is_final` where nothing more can be read from it; `line` is that of the text in which a stream ends.
    """

    def __init__(self, detail: str, kind: str = "unreadable", *, is_final: bool = False) -> None:
        super().__init__(detail)
        self.detail, self.kind, self.is_final, self.line = detail, kind, is_final, 1


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, fewer of them at any time, none at the end. Raises ContainerFault and OSError."""


class Decompressor(Protocol):
    """Decompresses one member of gzip data, one frame of zstd data, …"""

    @property
    def eof(self) -> bool:
        """Whether the end of the member has been reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more input."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes. Raises an error of the library where the data are damaged."""


class Member(NamedTuple):
    """A file in an archive: its name, and its `source`, which ends with the next member.

    One that must not or can't be read has a reason, `fault`, and its `kind` (`model.InputFault`).
    """

    name: str
    source: Source | None = None
    fault: str = ""
    kind: str = "unreadable"


class Decompressed:
    """The content of compressed data, of all members one after the other.

    Reading raises ContainerFault, from then on always the same one (`fault`), where the data are damaged, end early, or
    are followed by something else. `spend` is called with the number of bytes that come out.
    """

    def __init__(
        self,
        source: Source,
        new: Callable[[], Decompressor],
        label: str,
        magic: bytes | tuple[bytes, ...],
        spend: Callable[[int], object],
    ) -> None:
        self._source, self._new, self._label, self._magic, self._spend = source, new, label, magic, spend
        self._decompressor: Decompressor | None = None
        self._waiting = b""
        self._is_over = False
        self.fault: ContainerFault | None = None

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        if self.fault:
            raise self.fault
        try:
            while not self._is_over:
                if part := self._next(size):
                    self._spend(len(part))
                    return part
        except ContainerFault as fault:
            self.fault = fault
            raise
        except Exception as error:  # of any library
            self.fault = ContainerFault(f"damaged {self._label} data: {error}")
            raise self.fault from None
        return b""

    def _next(self, size: int) -> bytes:
        current = self._decompressor
        if current is None or current.eof:
            self._begin(current.unused_data if current else b"", is_first=current is None)
            return b""
        data = b""
        if current.needs_input:
            data, self._waiting = self._waiting or self._source.read(_PIECE), b""
            if not data:
                raise ContainerFault(f"the {self._label} data end early")
        return current.decompress(data, min(size, _MOST))

    def _begin(self, rest: bytes, *, is_first: bool) -> None:
        """Begin the next member, if one follows; zeros between them are padding."""
        longest = max(map(len, self._magic)) if isinstance(self._magic, tuple) else len(self._magic)
        while len(rest := rest if is_first else rest.lstrip(b"\0")) < longest:
            part = self._source.read(_PIECE)
            if not part:
                break
            rest += part
        if not rest and not is_first:
            self._is_over = True
        elif rest.startswith(self._magic):
            self._decompressor, self._waiting = self._new(), rest
        elif not rest:
            raise ContainerFault("0 bytes", "empty")
        elif is_first:
            raise ContainerFault(f"no {self._label} data, as its name says")
        else:
            raise ContainerFault(f"something else follows the {self._label} data")


def decoded_name(raw: bytes, other: str | None = None) -> str:
    """A file name that doesn't say its encoding: UTF-8, GB 18030 (archives made in China), else `other`.

    Without `other`, bytes that are not UTF-8 are surrogate escapes.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "surrogateescape") if other is None else other


def is_absolute(path: str) -> bool:
    """Whether a path begins at the root, or at that of a drive."""
    return path.startswith("/") or path[1:3] in (":/", ":\\")


def leads_outside(path: str) -> bool:
    """Whether a path in an archive, in which `..` may occur, leads out of it."""
    if is_absolute(path):
        return True
    if ".." not in path:
        return False
    depth = 0
    for part in path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False


def link(name: str, target: str, folder: str) -> Member | None:
    """The member for a link whose `target` is relative to a folder of the archive.

    None for a link within the archive, whose target is read anyway.
    """
    is_relative = folder and not is_absolute(target)
    is_outside = leads_outside(f"{folder}/{target}" if is_relative else target)
    return Member(name, fault="a link", kind="outside") if is_outside else None
