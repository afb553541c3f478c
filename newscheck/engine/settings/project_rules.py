"""A project's own rules: the modules that its settings name (`rules-from`), imported.

They are code: whoever may change the settings decides what a run executes, unless it is started with `--no-code`.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import NamedTuple

from xxhash import xxh3_128

from newscheck import rules
from newscheck.checker import rule_module
from newscheck.engine.settings import rule_isolation, rule_modules
from newscheck.engine.settings.rule_modules import RuleModule
from newscheck.errors import UsageError, reason
from newscheck.model import Rule


class _LoadedRules(NamedTuple):
    rules: Mapping[str, Rule]
    digest: str


def load(names: tuple[str, ...], folder: str) -> Mapping[str, Rule]:
    """The package's rules and those that the entries of `rules-from` stand for, by id.

    `folder` is that of the settings file, which is searched for modules, too. Raises UsageError where a module can't be
    imported, is no rule, or has the id of another rule.
    """
    return _load(names, folder).rules


def source_digest(names: tuple[str, ...], folder: str) -> str:
    """A digest of all source files of the packages of a project's rules. Raises as `load` does."""
    return _load(names, folder).digest


# Once for each process: an imported module doesn't change, so its digest must not either.
@cache
def _load(names: tuple[str, ...], folder: str) -> _LoadedRules:
    modules = rule_modules.find(names, folder)
    digest = digest_of(modules)
    known = dict(rules.load())
    with _imports(modules, folder):
        for module in modules:
            rule = _rule(module)
            if rule.id in known:
                whose = "newscheck itself" if rule.id in rules.load() else "another module"
                raise UsageError(f"rules-from: {module.name}: {rule.id} is a rule of {whose}: give it another name")
            known[rule.id] = rule
    return _LoadedRules(dict(sorted(known.items())), digest)


def _rule(module: RuleModule) -> Rule:
    """The rule in a module. Raises UsageError."""
    name = module.name.rpartition(".")[2]
    try:
        rule_module.check_name(name)
        return rule_isolation.isolated(_build(name, module))
    except UsageError as error:
        raise UsageError(f"rules-from: {module.name}: {error}") from None


def _build(name: str, module: RuleModule) -> Rule:
    """The rule in a module that is imported. Raises UsageError for whatever it raises."""
    with rule_isolation.StdoutToStderr():
        imported = _import(module)
        try:
            return rule_module.build(name, imported)
        except Exception as error:  # whatever the module has in the place of what a rule has
            raise error if isinstance(error, UsageError) else UsageError(_reason(error, module.path)) from None


def _import(module: RuleModule) -> ModuleType:
    """A module, imported. Raises UsageError where that raises anything."""
    try:
        imported = import_module(module.name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a module may raise anything
        raise UsageError(f"importing it raised {_reason(error, module.path)}") from None
    file = getattr(imported, "__file__", None)
    if os.path.realpath(str(file)) != os.path.realpath(module.path):
        raise UsageError(f"another module of this name is imported: {file}")
    return imported


def _reason(error: BaseException, path: str) -> str:
    """An error in one line, with the last line of the module that led to it."""
    try:
        message = str(error).partition("\n")[0]
    except Exception:  # an exception of the project's own
        message = ""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    where = f" (line {lines[-1]})" if lines else ""
    return f"{type(error).__name__}{f': {message}' if message else ''}{where}"


def digest_of(modules: Sequence[RuleModule]) -> str:
    """A digest of all source files that some modules depend on. Raises UsageError where one can't be read."""
    hashed = xxh3_128()
    for name, path in rule_modules.source_files(modules):
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise UsageError(f"rules-from: {path}: {reason(error)}") from None
        hashed.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hashed.update(data)
    return hashed.hexdigest()


@contextmanager
def _imports(modules: Iterable[RuleModule], folder: str) -> Iterator[None]:
    """Make the modules importable, from the folder, too, within the block."""
    finder = _SourceFinder(frozenset(module.name.partition(".")[0] for module in modules))
    sys.meta_path.insert(0, finder)
    try:
        with rule_modules.importable_from(folder):
            yield
    finally:
        sys.meta_path.remove(finder)


class _SourceFinder:
    """Finds some packages and their modules as Python does, but has them loaded from their source."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname.partition(".")[0] in self._names else None
        if spec and spec.origin and type(spec.loader) is SourceFileLoader:
            spec.loader = _SourceLoader(fullname, spec.origin)
        return spec


class _SourceLoader(SourceFileLoader):
    """Always compiles the source. Python reuses compiled code where the source was edited within a second and kept its
    size: the cache would then store results of the old code under the digest of the new one."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code
