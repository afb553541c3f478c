"""The disk: which files a run is about, what is in them, and how an output gets there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import translate
from functools import partial
from glob import escape
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from newscheck import readers
from newscheck.errors import UsageError
from newscheck.model import Raw

#: What stands in a repository beside its articles.
EXCLUDED = (
    ".*",
    "node_modules",
    "__pycache__",
    "README*",
    "readme*",
    "CHANGELOG*",
    "CONTRIBUTING*",
    "CODE_OF_CONDUCT*",
    "SECURITY*",
    "LICENSE*",
    "package.json",
    "package-lock.json",
    "tsconfig*.json",
    "*.schema.json",
)
#: Most files are smaller than this and are read by one call.
_FIRST = 1 << 16
#: A long JSON Lines file is read in pieces of this size, cut at line ends.
_PIECE = 1 << 23
_IN_PIECES = (".jsonl", ".jl", ".ndjson")
#: Files that are being written, beside the places that they are for.
_unfinished: set[str] = set()
#: Where names stand for what a process has open.
_OPEN = ("/dev", "/dev/fd", "/proc/self/fd")


class Entry(Struct, frozen=True):
    """A file to check: `path` as it is told (relative, posix, what is not UTF-8 escaped), `real` as it is opened."""

    path: str
    real: str
    fault: str = ""


def walk(paths: Iterable[str], exclude: Iterable[str] = ()) -> Iterator[Entry]:
    """The files below `paths`, each once, folder by folder in the order of their names.

    In folders, files are taken that have a reader's suffix; a file that is named is taken as it is. Links to folders
    are not followed. Raises UsageError where a path is missing or a folder that was named can't be listed.
    """
    excluded = Exclusion((*EXCLUDED, *exclude))
    suffixes = tuple(readers.suffixes())
    seen: set[str] = set()
    paths = list(paths)
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {shown(path)}")
    several = len(paths) > 1
    for path in paths:
        found = _below(path, excluded, suffixes) if os.path.isdir(path) else iter((Entry(shown(path), path),))
        for entry in found:
            if several:
                if entry.path in seen:
                    continue
                seen.add(entry.path)
            yield entry


def shown(path: str) -> str:
    """A path as reports have it: relative to the working folder where it is below it, posix, printable as UTF-8."""
    if os.path.isabs(path):
        relative = os.path.relpath(path)
        path = path if relative.startswith("..") else relative
    path = os.path.normpath(path).replace(os.sep, "/")
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _below(folder: str, excluded: Exclusion, suffixes: tuple[str, ...]) -> Iterator[Entry]:
    stack = [(folder, shown(folder), True)]
    while stack:
        real, path, is_root = stack.pop()
        try:
            entries = sorted(os.scandir(real), key=lambda entry: entry.name)
        except OSError as error:
            if is_root:
                raise UsageError(f"can't list {path}: {error.strerror}") from None
            yield Entry(path, real, f"can't list the folder: {error.strerror}")
            continue
        prefix = "" if path == "." else f"{path}/"
        folders = []
        for entry in entries:
            name = entry.name
            told = prefix + (name if name.isascii() else shown_name(name))
            if excluded.covers(told, name):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder:
                folders.append((entry.path, told, False))
            if name.endswith(suffixes):
                yield Entry(told, entry.path)
        stack.extend(reversed(folders))


def shown_name(name: str) -> str:
    """A file's name with bytes that are not UTF-8 escaped."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class Exclusion:
    """Patterns of names (`README*`) and, where they have a slash, of paths and the folders above them (`2020/*`).

    What begins with `./` is a path from the working folder on.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        patterns = [pattern.rstrip("/") for pattern in patterns]
        names = [translate(pattern) for pattern in patterns if "/" not in pattern]
        paths = [_path_pattern(pattern) for pattern in patterns if "/" in pattern]
        self._name = re.compile("|".join(names) or r"(?!)").match
        self._path = re.compile("|".join(paths) or r"(?!)").match

    def covers(self, path: str, name: str) -> bool:
        """Whether a file or folder is left out."""
        return bool(self._name(name) or self._path(path))


def only(path: str) -> str:
    """The pattern (`Exclusion`) that leaves out one file, wherever else its name stands."""
    return f"./{escape(shown(path))}"


def _path_pattern(pattern: str) -> str:
    return translate(pattern[2:]) if pattern.startswith("./") else f"(?:.*/)?{translate(pattern.lstrip('/'))}"


def place(file: str) -> tuple[str, int | None]:
    """A file, and the line that is named behind it (`PATH:LINE`) unless a file has that name.

    Raises UsageError where there is no such file.
    """
    found = re.fullmatch(r"(.+):([0-9]{1,9})", file, re.DOTALL)
    real, line = (found[1], int(found[2])) if found and not os.path.lexists(file) else (file, None)
    if not os.path.lexists(real) or os.path.isdir(real):
        raise UsageError(f"{'a folder' if os.path.isdir(real) else 'no such file'}: {shown(real)}")
    return real, line


def read(entry: Entry, limit: int) -> Iterator[Raw]:
    """What is in a file: one Raw, or several for a JSON Lines file over `limit` bytes; a failure is a Raw, too."""
    if entry.fault:
        yield Raw(entry.path, fault="unreadable", detail=entry.fault)
        return
    try:
        handle = os.open(entry.real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        yield Raw(entry.path, fault="unreadable", detail=_reason(entry.real, error))
        return
    try:
        yield from _contents(handle, entry, limit)
    except OSError as error:
        yield Raw(entry.path, fault="unreadable", detail=_reason(entry.real, error))
    finally:
        os.close(handle)


def holds_article(path: str, limit: int, fields: Mapping[str, Any] = {}) -> bool:
    """Whether there is an article in a file, with a title or an address; what `fields` are, `readers.read` says."""
    if not path.endswith(tuple(readers.suffixes())) or not os.path.isfile(path):
        return False
    documents = (document for raw in read(Entry(path, path), limit) for document in readers.read(raw, fields))
    return any(document.url or document.title for document in documents)


def read_stream(stream: IO[bytes], path: str, limit: int) -> Iterator[Raw]:
    """What comes out of a stream (stdin), as if it stood in a file of that name."""
    if path.endswith(_IN_PIECES):
        yield from _pieces(stream.read, b"", path, limit)
        return
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield Raw(path, fault="too-large", detail=f"over the limit of {limit / 1e6:,.0f} MB")
    else:
        yield Raw(path, data)


def _contents(handle: int, entry: Entry, limit: int) -> Iterator[Raw]:
    data = os.read(handle, _FIRST)
    if 0 < len(data) < _FIRST:
        yield Raw(entry.path, data)
        return
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        yield Raw(entry.path, fault="unreadable", detail="neither a file nor a folder")
    elif status.st_size <= limit:
        parts = [data]
        while part := os.read(handle, _PIECE):
            parts.append(part)
        yield Raw(entry.path, b"".join(parts))
    elif entry.real.endswith(_IN_PIECES):
        yield from _pieces(partial(os.read, handle), data, entry.path, limit)
    else:
        size = f"{status.st_size / 1e6:,.0f} MB"
        yield Raw(entry.path, fault="too-large", detail=f"{size}, over the limit of {limit / 1e6:,.0f} MB")


def _pieces(more: Callable[[int], bytes], data: bytes, path: str, limit: int) -> Iterator[Raw]:
    line = 1
    while part := more(_PIECE):
        data += part
        cut = data.rfind(b"\n") + 1
        if cut:
            yield Raw(path, data[:cut], line)
            line += data.count(b"\n", 0, cut)
            data = data[cut:]
        elif len(data) > limit:
            yield Raw(path, line=line, fault="too-large", detail=f"a line over the limit of {limit / 1e6:,.0f} MB")
            return
    if data:
        yield Raw(path, data, line)


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "a folder with the name of a file"
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return "a link to nothing"
    return (error.strerror or str(error)).lower()


def write(path: str, pieces: Iterable[str]) -> None:
    """Write a text file whole or not at all. Raises UsageError where that fails.

    Surrogate escapes become the bytes that they stand for.
    """
    with whole(path) as file:
        file.writelines(piece.encode("utf-8", "surrogateescape") for piece in pieces)


def append(path: str, pieces: Iterable[str]) -> None:
    """Add to the end of a text file, in one piece. Raises UsageError where that fails."""
    try:
        with open(path, "ab") as file:
            file.write("".join(pieces).encode())
    except OSError as error:
        raise UsageError(f"can't write {shown(path)}: {error.strerror}") from None


@contextmanager
def whole(path: str) -> Iterator[IO[bytes]]:
    """A file to write to that stands beside its place, and is renamed when the block has ended well.

    What is no file (a pipe, `/dev/null`, `/dev/stdout`) is written to as it is. Raises UsageError where it can't be
    written.
    """
    import tempfile

    # A link stays a link.
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        if is_stream(path):
            with open(path, "ab") as file:
                yield file
            return
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:80]}.", delete=False) as file:
            temporary = file.name
            _unfinished.add(temporary)
            yield file
        mode = target.stat().st_mode if target.exists() else 0o666 & ~umask()
        Path(temporary).chmod(stat.S_IMODE(mode))
        Path(temporary).replace(target)
    except OSError as error:
        raise UsageError(f"can't write {shown(path)}: {error.strerror}") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
            _unfinished.discard(temporary)


def abandon() -> None:
    """Remove what was being written, when the process ends in the middle of it."""
    for path in list(_unfinished):
        Path(path).unlink(missing_ok=True)


def is_stream(path: str) -> bool:
    """Whether a path leads to what takes bytes and is no file that another could be put in the place of."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    # What stdout is redirected to may be a file, and is one that others write to.
    is_open = os.path.dirname(os.path.abspath(path)) in _OPEN
    return is_open or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def umask() -> int:
    """The permissions that new files of this process don't have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
