"""Names that can be given on the command line: of rules, sites, schemas, revisions, page fixtures.

They are needed at each press of a key, so they come from folders, and nothing is imported that reads articles. Where
something can't be read there are no names, and no error: the command itself will report it.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from click import Context

from newscheck import registry
from newscheck.cli import _options
from newscheck.errors import UsageError


class Name(NamedTuple):
    """A name, and its meaning where that is not obvious."""

    value: str
    meaning: str = ""


def rules(ctx: Context) -> list[Name]:
    """The ids of the rules: the package's, and the project's own, of which none is imported."""
    from newscheck.engine.settings import rule_modules

    table, base = _settings(ctx)
    own = table.get("rules-from")
    try:
        modules = rule_modules.find(own, os.path.abspath(base)) if isinstance(own, list) else []
        return sorted([*_with_summaries("rules"), *(Name(module.id, _summary(module.path)) for module in modules)])
    except (UsageError, OSError, TypeError, AttributeError):
        return _with_summaries("rules")


def selectors(ctx: Context) -> list[Name]:
    """The ids of the rules, and the first words that stand for several of them."""
    known = rules(ctx)
    numbers = Counter(rule.value.partition("-")[0] for rule in known)
    return sorted([*known, *(Name(word, f"{number} rules") for word, number in numbers.items() if number > 1)])


def mutants(ctx: Context) -> list[Name]:
    """The ids of the labelled faults."""
    return _with_summaries("mutants")


def pages(ctx: Context) -> list[Name]:
    """The output that is a page."""
    return [name for name in formats(ctx) if name.value == "html"]


def formats(ctx: Context) -> list[Name]:
    """The output formats."""
    return _with_summaries("outputs")


def shards(ctx: Context) -> list[Name]:
    """The formats of files with some of the findings."""
    return [Name(form) for form in _options.SHARDS]


def sites(ctx: Context) -> list[Name]:
    """The publishers: those of the package, and the project's own."""
    own = _settings(ctx)[0].get("sites")
    files = [file for file in own if isinstance(file, str)] if isinstance(own, list) else []
    names = dict.fromkeys(registry.names("sites", ".toml"), "") | {Path(file).stem: file for file in files}
    return [Name(*site) for site in names.items()]


def schemas(ctx: Context) -> list[Name]:
    """The JSON Schemas of the package."""
    import json

    texts = registry.data("schemas")
    return [Name(file.removesuffix(".schema.json"), json.loads(text)["description"]) for file, text in texts.items()]


def revisions(ctx: Context) -> list[Name]:
    """The branches and tags of the repository of the working folder."""
    from newscheck.engine.git.revisions import refs

    try:
        return [Name(*pair) for pair in refs(".")]
    except UsageError:
        return []


def cases(ctx: Context) -> list[Name]:
    """The page fixtures, and the folders of them."""
    table, base = _settings(ctx)
    root = base / table["pages"] if isinstance(table.get("pages"), str) else Path(_options.PAGES)
    try:
        return sorted(Name(entry.name) for entry in os.scandir(root) if entry.is_dir() and entry.name[0] not in "._")
    except OSError:
        return []


def _with_summaries(folder: str) -> list[Name]:
    """The entries of a registry folder with the first lines of their docstrings, read without importing them."""
    place = os.path.join(registry.PACKAGE, folder)
    return [
        Name(name.replace("_", "-"), _summary(os.path.join(place, f"{name}.py"))) for name in registry.names(folder)
    ]


def _summary(path: str) -> str:
    """The first line of a module's docstring."""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.readline().strip().strip('"').rstrip(".")


def _settings(ctx: Context) -> tuple[dict[str, Any], Path]:
    """The table of the settings, unchecked, and the folder that its paths start from."""
    from newscheck.engine.settings import toml_file

    named = ctx.params.get("config")
    try:
        path = Path(named) if named else toml_file.find(Path())
        return (toml_file.settings_table(path, required=False), path.parent) if path else ({}, Path())
    except UsageError:
        return {}, Path()
