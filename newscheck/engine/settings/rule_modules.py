"""Where the modules of a project's own rules are: found by their names (`rules-from`), and never imported here.

Completion and the identity of the cache need no more than their files.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from typing import NamedTuple

from newscheck.errors import UsageError

#: The group of entry points by which an installed distribution offers rules.
ENTRY_POINTS = "newscheck.rules"


class RuleModule(NamedTuple):
    """A module that has to be a rule: its full name, its file, and the file or folder whose code it depends on."""

    name: str
    path: str
    source: str

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.name.rpartition(".")[2].replace("_", "-")


def find(names: Iterable[str], folder: str) -> list[RuleModule]:
    """The modules of rules that the entries of `rules-from` stand for, in their order, each once.

    An entry is a module, a package (each of its modules is a rule, but for those that begin with an underscore), or
    an entry point of either. `folder` is searched for modules after all other places. Raises UsageError where an entry
    is none of these.
    """
    with importable_from(folder):
        importlib.invalidate_caches()
        modules = [module for name in names for module in _modules(name, folder)]
    return list(dict.fromkeys(modules))


def source_files(modules: Iterable[RuleModule]) -> Iterator[tuple[str, str]]:
    """(name, path) of all source files that some rules depend on: their own, and all of the packages they are in."""
    for source in dict.fromkeys(module.source for module in modules):
        top = os.path.dirname(source)
        for path in [source] if os.path.isfile(source) else _below(source):
            yield os.path.relpath(path, top), path


@contextmanager
def importable_from(folder: str) -> Iterator[None]:
    """Search a folder for modules within the block, after all other places."""
    is_new = folder not in sys.path
    if is_new:
        sys.path.append(folder)
    try:
        yield
    finally:
        if is_new and folder in sys.path:
            sys.path.remove(folder)


def _modules(entry: str, folder: str) -> Iterator[RuleModule]:
    specs = _specs(entry)
    if specs is None:
        module = _entry_point(entry, folder)
        specs = _specs(module)
        if specs is None:
            raise UsageError(f"rules-from: the entry point {entry!r} names {module}, which is no module")
    name, inside = specs[-1].name, specs[-1].submodule_search_locations
    if inside is None:
        paths = [_source(entry, name, specs[-1].origin or "")]
    else:
        paths = [path for place in list(inside) for path in _entries(place)]
    if not paths:
        raise UsageError(f"rules-from: {entry}: no modules in this package")
    package = next((spec.origin for spec in specs if spec.submodule_search_locations and spec.origin), None)
    for path in paths:
        full = name if inside is None else f"{name}.{os.path.basename(path).removesuffix('.py')}"
        # A namespace package may be spread over many distributions: only the folder of the rule is its source.
        yield RuleModule(full, path, os.path.dirname(package or path) if "." in full else path)


def _specs(name: str) -> list[ModuleSpec] | None:
    """The specs of a module and of the packages around it, from the outermost one in; None where there is none.

    Unlike `find_spec` of the whole name, this imports none of them.
    """
    top, *parts = name.split(".")
    if not all(part.isidentifier() for part in (top, *parts)):
        return None
    # Not `importlib.util.find_spec`, which returns the spec of an imported module, wherever that came from.
    finders = (finder.find_spec(top, None) for finder in sys.meta_path)
    spec = next((spec for spec in finders if spec), None)
    specs = []
    for part in (*parts, ""):
        if spec is None:
            return None
        specs.append(spec)
        if part:
            inside = spec.submodule_search_locations
            spec = PathFinder.find_spec(f"{spec.name}.{part}", list(inside)) if inside is not None else None
    return specs


def _entry_point(name: str, folder: str) -> str:
    """The module that an entry point names. Raises UsageError where there is no such entry point."""
    # Reading the metadata of all that is installed takes longer than checking a file.
    from importlib.metadata import entry_points

    known = entry_points(group=ENTRY_POINTS)
    values = sorted({entry.value for entry in known if entry.name == name})
    if not values:
        from newscheck.text.suggestions import did_you_mean

        close = did_you_mean(name, known.names)
        raise UsageError(f"rules-from: no module or entry point {name!r} (looked in {folder} and sys.path){close}")
    if len(values) > 1:
        raise UsageError(f"rules-from: several entry points are called {name!r}: {', '.join(values)}")
    return values[0]


def _source(entry: str, name: str, path: str) -> str:
    if not path.endswith(".py"):
        raise UsageError(f"rules-from: {entry}: {name} is no Python source file")
    return path


def _entries(folder: str) -> list[str]:
    """The modules of a folder of rules."""
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [os.path.join(folder, name) for name in sorted(names) if name.endswith(".py") and name[0] not in "._"]


def _below(folder: str) -> Iterator[str]:
    """The source files of a package."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and name[0] != ".")
        yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(".py"))
