"""Write folders of results: one appears whole or not at all, and replaces only one that an earlier run wrote."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from newscheck.engine.files import regular_file, temporary
from newscheck.engine.files.atomic_write import umask
from newscheck.engine.files.path_names import display_path
from newscheck.errors import UsageError

#: Attempts to replace a folder, where other runs do so, too.
_TRIES = 10


class ResultFolder(NamedTuple):
    """A folder of results: which names its files have, and what the one that lists them, `listing`, begins with."""

    path: str
    is_own_name: Callable[[str], bool]
    listing: str
    beginning: bytes

    def foreign_reason(self) -> str:
        """Why what is at the path must not be replaced; empty where nothing is there, or what an earlier run wrote."""
        try:
            with os.scandir(self.path) as entries:
                found = {entry.name: self.is_own_name(entry.name) and entry.is_file() for entry in entries}
            other = min((name for name, is_own in found.items() if not is_own), default=None)
            if other is not None:
                return f"{display_path(os.path.join(self.path, other))} is there, which is no result of newscheck"
            if found and not _has_listing(self):
                return f"it has files, but no {self.listing} of newscheck"
        except OSError as error:
            return unlisted_reason(error)
        return ""


def unlisted_reason(error: OSError) -> str:
    """Why a folder that can't be listed must not be replaced; empty where there is none."""
    if isinstance(error, FileNotFoundError):
        return ""
    return "a file" if isinstance(error, NotADirectoryError) else str(error.strerror)


def _has_listing(folder: ResultFolder) -> bool:
    path = os.path.join(folder.path, folder.listing)
    return os.path.isfile(path) and regular_file.head(path, len(folder.beginning)) == folder.beginning


def write(folder: ResultFolder, files: Iterable[tuple[str, bytes]]) -> None:
    """Write names and contents, whole or not at all. Raises UsageError where that fails."""
    # A link stays a link.
    target = os.path.realpath(folder.path)
    above, name = os.path.split(target)
    try:
        with temporary.directory(above, name) as new:
            for file, content in files:
                with open(os.path.join(new.path, file), "xb") as opened:
                    opened.write(content)
            if reason := folder.foreign_reason():
                raise UsageError(f"can't write {display_path(folder.path)}: {reason}")
            os.chmod(new.path, _mode(target))
            if sys.platform == "win32":
                new.close()
            _replace(new.path, target)
    except OSError as error:
        raise UsageError(f"can't write {display_path(folder.path)}: {error.strerror}") from None


def _mode(target: str) -> int:
    """The permissions of the folder that is there, or of a new one."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        return 0o777 & ~umask()


def _replace(new: str, target: str) -> None:
    """Rename a folder; no rename replaces one that has files, so the former one is put aside: more than once where
    other runs write to the same place."""
    with temporary.directory(*os.path.split(target)) as former:
        for left in reversed(range(_TRIES)):
            aside = os.path.join(former.path, str(left))
            try:
                with suppress(FileNotFoundError):
                    os.rename(target, aside)
                os.rename(new, target)
                return
            except BaseException as error:
                # An interruption may come before, between or after the two.
                if os.path.isdir(aside) and not os.path.lexists(target):
                    os.rename(aside, target)
                is_taken = isinstance(error, OSError) and error.errno in (errno.EEXIST, errno.ENOTEMPTY)
                if not is_taken or not left:
                    raise
