"""The newest files of a dump, for tests that run on each new batch."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from newscheck.engine.files.path_names import display_name
from newscheck.engine.session import Session
from newscheck.engine.settings import toml_file
from newscheck.init.discovery import NUMBERED_FOLDER
from newscheck.text.display import sanitize

_PATH: Any = type(Path())
_NUMBER = re.compile(r"(\d+)", re.ASCII)


class _SafePath(_PATH):  # type: ignore[misc] # PosixPath or WindowsPath
    """A path whose repr, which pytest shows, has no control sequences."""

    def __repr__(self) -> str:
        return sanitize(f"{_PATH.__name__}({self.as_posix()!r})")


def newest(near: str | os.PathLike[str], count: int = 20) -> list[Path]:
    """The newest files of a project's dump, by the dates or numbers in their names: about `count`, some of each folder.

    `near` is a file of the project, such as the test (`__file__`), whose settings name the dump.

    Raises UsageError where a path of it is missing.
    """
    here = Path(near).resolve().parent
    project = Session.load({}, folder=str(here)).project
    root = (toml_file.find(here) or here / "-").parent
    folders: dict[Path, list[Path]] = {}
    for entry in project.walk(project.resolve_paths() if project.paths else (str(root),)):
        path = _SafePath(entry.real)
        folders.setdefault(_folder(path), []).append(path)
    share = -(-count // max(1, len(folders)))
    return [path for _, paths in sorted(folders.items()) for path in sorted(paths, key=_natural_key)[-share:]]


def id_of(path: str | os.PathLike[str]) -> str:
    """The name of a file for ids of tests (`ids=id_of`), without control sequences for terminals or CI runners."""
    return sanitize(display_name(Path(path).name))


def _folder(path: Path) -> Path:
    """The nearest folder of a file whose name is no number such as a year or a month."""
    folder = path.parent
    while NUMBERED_FOLDER.fullmatch(folder.name):
        folder = folder.parent
    return folder


def _natural_key(path: Path) -> list[list[str | int]]:
    """Sort key of natural order: 999.md comes before 1000.md."""
    return [[int(piece) if at % 2 else piece for at, piece in enumerate(_NUMBER.split(part))] for part in path.parts]
