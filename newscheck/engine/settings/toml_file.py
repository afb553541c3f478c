"""The file with a project's settings: where it is, and the table in it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newscheck.engine.files import regular_file
from newscheck.engine.files.containment import innermost_repository
from newscheck.errors import UsageError

#: Tables and lists in each other that a settings file may have.
_DEEPEST = 32
_TOO_DEEP = f"nested more than {_DEEPEST} deep"


def find(folder: Path) -> Path | None:
    """The nearest configuration file: from a folder up to the root of its repository.

    Raises UsageError where a file on the way can't be read.
    """
    root = innermost_repository(str(folder))
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        own = place / "newscheck.toml"
        if _is_there(own):
            return own
        shared = place / "pyproject.toml"
        if _is_there(shared) and "newscheck" in load(shared).get("tool", {}):
            return shared
        if str(place) == root:
            break
    return None


def repository_root(folder: Path) -> Path:
    """The root of the repository that a folder is in; the folder itself where it is in none."""
    return Path(innermost_repository(str(folder)) or folder.resolve())


def _is_there(path: Path) -> bool:
    """Whether something other than a folder is at a path: if it is no file, reading it reports that."""
    return os.path.lexists(path) and not path.is_dir()


def parse(data: bytes) -> dict[str, Any]:
    """What is in a TOML document. Raises ValueError where it is none, or nested too deep."""
    try:
        # Editors of Windows write a byte-order mark.
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None


def load(path: Path) -> dict[str, Any]:
    """What is in a TOML file. Raises UsageError where it can't be read, or is none."""
    try:
        return parse(regular_file.required_content(str(path), str(path)))
    except ValueError as error:
        raise UsageError(f"{path}: not TOML: {error}") from None


def check_form(table: Mapping[str, Any], where: str) -> None:
    """Raise UsageError where a table is nested too deep, or a text has a character that no path and no name has."""
    level: list[Any] = [table]
    for _ in range(_DEEPEST):
        if any("\0" in text for text in level if isinstance(text, str)):
            raise UsageError(f"{where}: a text has the character U+0000, which no path and no name has")
        level = [part for entry in level for part in _parts(entry)]
        if not level:
            return
    raise UsageError(f"{where}: {_TOO_DEEP}")


def _parts(entry: Any) -> Iterable[Any]:
    if isinstance(entry, Mapping):
        return entry.values()
    return entry if isinstance(entry, list) else ()


def settings_table(path: Path, *, required: bool) -> dict[str, Any]:
    """The settings in a file. Raises UsageError where it can't be read, or `required` ones are missing."""
    table = load(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("newscheck")
        if table is None and required:
            raise UsageError(f"{path}: no [tool.newscheck]")
    return table or {}
