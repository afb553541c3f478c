"""Names of files: as reports show them, as patterns, and back from a report to the file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from fnmatch import translate

from newscheck.engine.files import urls
from newscheck.text import member_paths
from newscheck.text.globs import path_regex

#: Files of a repository that are no articles.
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
#: The folder of page fixtures where the settings name none.
PAGE_FIXTURES = "tests/pages"
#: How `display_name` writes a backslash, and a byte that is not UTF-8.
_ESCAPES = re.compile(r"\\(?:\\|x([89a-f][0-9a-f]))")
_MARK = member_paths.join("", "")
#: The surrogate escape of a byte that is not UTF-8 is the byte plus this.
_SURROGATES = 0xDC00


def display_path(path: str) -> str:
    """A path as reports have it: relative to the working folder where it is below it, posix, printable as UTF-8.

    No two files have the same one; `actual_path` is the way back. A URL stays one, without what is secret in it.
    """
    if urls.is_url(path):
        return urls.displayed(path)
    if _MARK in path and not os.path.lexists(path):
        # The name of a member is as the archive gives it: that of a page is a URL.
        for container, member in member_paths.split(path):
            if os.path.isfile(container):
                return member_paths.join(display_path(container), member)
    path = _without_link_parents(path)
    if os.path.isabs(path):
        relative = os.path.relpath(path)
        is_below = relative != os.pardir and not relative.startswith(os.pardir + os.sep)
        path = relative if is_below else path
    return display_name(os.path.normpath(path).replace(os.sep, "/"))


def display_name(name: str) -> str:
    """A file's name with backslashes and bytes that are not UTF-8 escaped, so that no two names look the same."""
    if "\\" in name:
        name = name.replace("\\", "\\\\")
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def actual_path(path: str) -> str:
    """The file for a path that a user gives: the path itself where something is there, else the one shown like it.

    Programs pass on real names, so that a real name wins over one that was copied from a report.
    """
    if "\\" not in path or os.sep == "\\" or os.path.lexists(path):
        return path
    return real if os.path.lexists(real := path_from_display(path)) else path


def path_from_display(path: str) -> str:
    """The path or name that `display_path` or `display_name` shows like this."""
    return _ESCAPES.sub(lambda escape: chr(_SURROGATES + int(escape[1], 16)) if escape[1] else "\\", path)


def _without_link_parents(path: str) -> str:
    """A path in which `..` cancels the name before it: where that is a link, it is replaced by its target."""
    parts = path.split(os.sep)
    if os.pardir not in parts:
        return path
    end = len(parts) - parts[::-1].index(os.pardir)
    head = os.sep.join(parts[:end])
    real = os.path.realpath(head)
    return path if real == os.path.realpath(os.path.normpath(head)) else os.path.join(real, *parts[end:])


class Exclusion:
    """Patterns of names (`README*`) and, where they have a slash, of paths and the folders above them (`2020/*`).

    A pattern with `./` before it begins at the working folder. Paths are those of reports.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        patterns = [pattern.rstrip("/") for pattern in patterns]
        names = [translate(pattern) for pattern in patterns if "/" not in pattern]
        paths = [_path_pattern(pattern) for pattern in patterns if "/" in pattern]
        self._name = re.compile("|".join(names) or r"(?!)").match
        self._path = re.compile("|".join(paths) or r"(?!)").match

    def covers(self, path: str, name: str) -> bool:
        """Whether a file or folder is excluded."""
        return bool(self._name(name) or self._path(path))


def exact_pattern(path: str) -> str:
    """The pattern (`Exclusion`) that excludes one file, and no other with its name."""
    from glob import escape

    # A backslash in brackets matches itself.
    return "./" + escape(display_path(path)).replace("\\", r"[\]")


def _path_pattern(pattern: str) -> str:
    return path_regex(pattern[2:]) if pattern.startswith("./") else f"(?:.*/)?{path_regex(pattern.lstrip('/'))}"
