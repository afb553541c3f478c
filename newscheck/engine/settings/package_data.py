"""The data of the package: its JSON Schemas and its publishers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from newscheck import registry, rules
from newscheck.article.sites import GENERIC_SITE, build_site
from newscheck.checker.package_schema import PackageSchema
from newscheck.engine.settings import compound_schema, rule_schema
from newscheck.errors import UsageError
from newscheck.model import Rule, Schema, Site
from newscheck.text import language_codes


@cache
def sites() -> tuple[Site, ...]:
    """The publishers of the package; the generic one lends its furniture to all others."""
    texts = {name.removesuffix(".toml"): text for name, text in registry.data("sites").items()}
    base = build_site(GENERIC_SITE, tomllib.loads(texts.pop(GENERIC_SITE)), is_known=True)
    return (base, *(build_site(name, tomllib.loads(text), base, is_known=True) for name, text in texts.items()))


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the package by name (`article`, `rfi`, …)."""
    texts = registry.data("schemas")
    return {name.removesuffix(".schema.json"): json.loads(text) for name, text in texts.items()}


def schema(name: str, known: Mapping[str, Rule] | None = None) -> dict[str, Any]:
    """A JSON Schema of the package with all that it refers to; the configuration's has the settings of all rules.

    They are the package's where no others are `known`.
    """
    bundled = compound_schema.bundle(schemas()[name], schemas())
    return rule_schema.add_rules(bundled, rules.load() if known is None else known) if name == "config" else bundled


@cache
def record_schemas() -> Mapping[str, Schema]:
    """The schemas that a site can name."""
    return {name: _prepared(name) for name, schema in schemas().items() if "epoch_ms" in schema["properties"]}


def _prepared(name: str) -> PackageSchema:
    return PackageSchema(schemas()[name], {schema["$id"]: schema for schema in schemas().values()})


def check_table(table: Mapping[str, Any], schema: str, where: str) -> None:
    """Raise UsageError for the first thing in a table (TOML or JSON) that a schema of the package refuses."""
    try:
        plain = json.loads(json.dumps(table, default=str, allow_nan=False, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        raise UsageError(f"{where}: half a character (a lone surrogate) stands in it") from None
    except ValueError:
        raise UsageError(f"{where}: nan and inf are no values here") from None
    prepared = _prepared(schema)
    if not prepared.accepts(plain):
        pointer, message = next(prepared.violations(plain))
        if pointer == "/language" and isinstance(code := plain["language"], str) and code:
            message = language_codes.fault(code) or message  # the form of a code explains nothing
        raise UsageError(f"{where}: {pointer.lstrip('/').replace('/', '.') or schema}: {message}")
