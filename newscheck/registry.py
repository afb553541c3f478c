"""Drawers: `rules/ readers/ outputs/ sites/`. A file in the folder is an entry; there is no list to edit."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).parent


@cache
def names(drawer: str, suffix: str = ".py") -> tuple[str, ...]:
    """The stems of a drawer's files, sorted; names that begin with an underscore are not entries."""
    folder = PACKAGE / drawer
    return tuple(sorted(p.stem for p in folder.iterdir() if p.suffix == suffix and p.name[0] != "_"))


@cache
def module(drawer: str, name: str) -> ModuleType:
    """The module `newscheck.<drawer>.<name>`."""
    return import_module(f"newscheck.{drawer}.{name}")


def modules(drawer: str) -> dict[str, ModuleType]:
    """All modules of a drawer by name."""
    return {name: module(drawer, name) for name in names(drawer)}


def data(folder: str) -> Path:
    """The folder of bundled data (`schemas`, `sites`): beside the modules in a wheel, above them in a checkout.

    Raises FileNotFoundError when the installation is broken.
    """
    for place in (PACKAGE / folder, PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"newscheck is installed without its {folder}/")
