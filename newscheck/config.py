"""Settings: from the package's own data, the project's file and the command line, in that order."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import Any

from newscheck import registry, rules
from newscheck.checking import Checker, Settings
from newscheck.model import Schema, Site
from newscheck.schema import Compiled
from newscheck.site import GENERIC, Sites, build


@cache
def bundled_sites() -> tuple[Site, ...]:
    """The publishers of the package; the generic one lends its furniture to all others."""
    texts = {
        name: (registry.data("sites") / f"{name}.toml").read_text("utf-8") for name in registry.names("sites", ".toml")
    }
    base = build(GENERIC, tomllib.loads(texts.pop(GENERIC)))
    return (base, *(build(name, tomllib.loads(text), base) for name, text in texts.items()))


@cache
def bundled_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the package by name (`article`, `rfi`, …)."""
    folder = registry.data("schemas")
    return {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
        for path in sorted(folder.glob("*.schema.json"))
    }


@cache
def record_schemas() -> dict[str, Schema]:
    """The compiled schemas that a site can name."""
    known = bundled_schemas()
    return {site.schema: Compiled(known[site.schema], known.values()) for site in bundled_sites()}


def bundled(now: int) -> Checker:
    """A checker with every rule and site of the package and no settings of a project; `now` in ms since 1970."""
    found = rules.load()
    return Checker(found, Sites(bundled_sites()), record_schemas(), Settings(now=now, selected=frozenset(found)))
