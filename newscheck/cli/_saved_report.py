"""A saved report, which may come from anywhere: a file, stdin, or a folder that `--findings` wrote."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscheck.errors import UsageError, reason

if TYPE_CHECKING:
    from newscheck.model import RenderOptions, Report

STDIN = "-"


def read(name: str) -> tuple[Report, RenderOptions]:
    """The saved report, and the options that go with it. Raises UsageError where there is none."""
    from newscheck.engine.files.path_names import display_path
    from newscheck.outputs.saved import report

    label = "stdin" if name == STDIN else display_path(name)
    path = _path(name)
    try:
        data = _content(path)
        return report.read(data, None if path == STDIN else _Parts(path).of), report.style_of(data)
    except OSError as error:
        is_other = path != name and not os.path.exists(path)
        why = f"a folder without a {os.path.basename(path)}" if is_other else reason(error)
        raise UsageError(f"{label}: {why}") from None
    except ValueError as error:
        raise UsageError(f"{label}: {error}") from None


def files(name: str) -> tuple[str, ...]:
    """All that reading a report may read: its file, and those with findings beside it."""
    if name == STDIN:
        return ("/dev/stdin",)
    from newscheck.outputs.shards import folder

    path = _path(name)
    beside = os.path.dirname(path)
    try:
        names = [*filter(folder.is_own_name, os.listdir(beside or os.curdir))]
    except OSError:  # reading it says why
        names = []
    return (path, *(os.path.join(beside, name) for name in sorted(names)))


def _path(name: str) -> str:
    """The file, which may be in a folder of findings."""
    from newscheck.outputs.shards import folder

    return os.path.join(name, folder.REPORT) if os.path.isdir(name) else name


def _content(path: str) -> bytes:
    from newscheck.engine.files import saved_file

    if path != STDIN:
        return saved_file.content(path)
    if sys.stdin is None:
        raise ValueError("it is closed")
    return saved_file.of_stream(sys.stdin.buffer)


class _Parts:
    """The files beside a report that have its findings: all of them together are no larger than one may be."""

    def __init__(self, report: str) -> None:
        from newscheck.engine.files.saved_file import MAX_SIZE

        self._folder, self._left = os.path.dirname(report), MAX_SIZE

    def of(self, name: str) -> Iterator[bytes]:
        """The findings of a file, each as JSON. Raises ValueError where they can't be read, or are too large."""
        from newscheck.engine.files import saved_file
        from newscheck.outputs.shards import folder

        if not folder.is_shard(name):
            raise ValueError(f"its findings are in {name}: only those of --findings FORMAT=FOLDER are read")
        try:
            for finding in folder.findings(name, saved_file.content(os.path.join(self._folder, name))):
                self._left -= len(finding)
                if self._left < 0:
                    raise ValueError("larger than a report may be")
                yield finding
        except OSError as error:
            raise ValueError(f"its findings are in {name}: {reason(error)}") from None
        except ValueError as error:
            raise ValueError(f"its findings are in {name}: {error}") from None
