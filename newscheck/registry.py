"""Registry folders (`rules readers outputs mutants sites presets cli`): each file is an entry; there is no list."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from types import ModuleType

PACKAGE = os.path.dirname(os.path.abspath(__file__))


@cache
def names(folder: str, suffix: str = ".py") -> tuple[str, ...]:
    """The stems of a folder's files, sorted; names that begin with an underscore are not entries."""
    files = os.listdir(os.path.join(PACKAGE, folder))
    return tuple(sorted(name.removesuffix(suffix) for name in files if name.endswith(suffix) and name[0] != "_"))


@cache
def module(folder: str, name: str) -> ModuleType:
    """The module `newscheck.<folder>.<name>`."""
    return import_module(f"newscheck.{folder}.{name}")


def modules(folder: str) -> dict[str, ModuleType]:
    """All modules of a folder by name."""
    return {name: module(folder, name) for name in names(folder)}


def data(folder: str) -> dict[str, str]:
    """The texts of a folder of bundled data (`schemas`, `sites`) by file name.

    It is beside the modules in a wheel, above them in a checkout and in an editable install. Raises FileNotFoundError
    when the installation is broken.
    """
    for place in (PACKAGE, os.path.dirname(PACKAGE)):
        path = os.path.join(place, folder)
        if os.path.isdir(path):
            return {name: _text(os.path.join(path, name)) for name in sorted(os.listdir(path)) if name[0] not in "._"}
    raise FileNotFoundError(f"newscheck is installed without its {folder}/")


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
