"""What the package brings along as data: its JSON Schemas and its publishers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from newscheck import registry, rules
from newscheck.errors import UsageError
from newscheck.extraction.site import GENERIC, build
from newscheck.judgement.schema import Compiled
from newscheck.model import Schema, Site
from newscheck.settings import embedding, rule_schema


@cache
def sites() -> tuple[Site, ...]:
    """The publishers of the package; the generic one lends its furniture to all others."""
    texts = {name.removesuffix(".toml"): text for name, text in registry.data("sites").items()}
    base = build(GENERIC, tomllib.loads(texts.pop(GENERIC)), is_known=True)
    return (base, *(build(name, tomllib.loads(text), base, is_known=True) for name, text in texts.items()))


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the package by name (`article`, `rfi`, …)."""
    texts = registry.data("schemas")
    return {name.removesuffix(".schema.json"): json.loads(text) for name, text in texts.items()}


def schema(name: str) -> dict[str, Any]:
    """A JSON Schema of the package with all that it refers to; the configuration's has the settings of all rules."""
    found = embedding.whole(schemas()[name], schemas())
    return rule_schema.fill(found, rules.load()) if name == "config" else found


@cache
def record_schemas() -> Mapping[str, Schema]:
    """The compiled schemas that a site can name."""
    known = schemas()
    return {name: Compiled(known[name], known.values()) for name in known if "epoch_ms" in known[name]["properties"]}


def check(table: Mapping[str, Any], schema: str, where: str) -> None:
    """Raise UsageError for the first thing in a table (TOML or JSON) that a schema of the package refuses."""
    try:
        plain = json.loads(json.dumps(table, default=str, allow_nan=False, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        raise UsageError(f"{where}: half a character (a lone surrogate) stands in it") from None
    except ValueError:
        raise UsageError(f"{where}: nan and inf are no values here") from None
    compiled = Compiled(schemas()[schema], schemas().values())
    if not compiled.accepts(plain):
        pointer, message = next(compiled.violations(plain))
        raise UsageError(f"{where}: {pointer.lstrip('/').replace('/', '.') or schema}: {message}")
