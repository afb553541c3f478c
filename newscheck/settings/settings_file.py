"""The file with a project's settings: where it is, and the table in it."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from newscheck import opening
from newscheck.errors import UsageError


def find(folder: Path) -> Path | None:
    """The nearest configuration file: from a folder up to the root of its repository.

    Raises UsageError where a file on the way can't be read.
    """
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        own = place / "newscheck.toml"
        if _is_there(own):
            return own
        shared = place / "pyproject.toml"
        if _is_there(shared) and "newscheck" in toml(shared).get("tool", {}):
            return shared
        if (place / ".git").exists():
            return None
    return None


def repository(folder: Path) -> Path:
    """The root of the repository that a folder is in; the folder itself where it is in none."""
    folder = folder.resolve()
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def _is_there(path: Path) -> bool:
    """Whether something is at a path that should be a file: what is none, or a link to nothing, is told when it is
    read."""
    return os.path.lexists(path) and not path.is_dir()


def toml(path: Path) -> dict[str, Any]:
    """What is in a TOML file. Raises UsageError where it can't be read, or is none."""
    try:
        return tomllib.loads(opening.text(str(path)))
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise UsageError(f"{path}: not TOML: {error}") from None


def read(path: Path, *, required: bool) -> dict[str, Any]:
    """The settings in a file. Raises UsageError where it can't be read, or `required` ones are missing."""
    table = toml(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("newscheck")
        if table is None and required:
            raise UsageError(f"{path}: no [tool.newscheck]")
    return table or {}
