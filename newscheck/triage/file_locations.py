"""The file location of a finding, for outputs that require one: a dump finding gets that of its first related file."""

from __future__ import annotations

from msgspec import Struct

from newscheck.model import Finding


class FileLocation(Struct, frozen=True):
    """A location in a file, 1-based; the empty path is the dump as a whole."""

    path: str
    line: int = 1
    column: int = 1


def location_of(finding: Finding) -> FileLocation:
    """The location of the finding, else that of its first related file, else the dump."""
    if finding.path or not finding.related:
        return FileLocation(finding.path, finding.line, finding.column)
    first = finding.related[0]
    return FileLocation(first.path, first.line)


def folder(path: str) -> str:
    """The folder of a path, `.` where it has none."""
    return path.rpartition("/")[0] or "."
