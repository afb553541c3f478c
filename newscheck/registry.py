"""Registry folders (`rules readers outputs mutants sites presets cli`): each file is an entry; there is no list."""

from __future__ import annotations

import os
from ast import literal_eval
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

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


@cache
def constants(folder: str, name: str) -> dict[str, Any]:
    """The constant `name` of each module of a folder that has it, read from the source: no module is imported.

    The constant is a literal on one line. Raises ValueError or SyntaxError where it is not.
    """
    lines = ((entry, _line(os.path.join(PACKAGE, folder, f"{entry}.py"), name)) for entry in names(folder))
    return {entry: literal_eval(line.partition(" = ")[2].strip()) for entry, line in lines if line}


def source(folder: str, name: str) -> bytes:
    """The source of the module `newscheck.<folder>.<name>`."""
    with open(os.path.join(PACKAGE, folder, f"{name}.py"), "rb") as file:
        return file.read()


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


def _line(path: str, name: str) -> str:
    """The line of a module that assigns a constant; empty where there is none."""
    with open(path, encoding="utf-8") as file:
        return next((line for line in file if line.startswith((f"{name} = ", f"{name}: "))), "")
