"""The data of the package: its JSON Schemas and its publishers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from newscheck import registry, rules
from newscheck.article.sites import GENERIC_SITE, build_site
from newscheck.checker.json_schema import CompiledSchema
from newscheck.engine.settings import compound_schema, rule_schema
from newscheck.errors import UsageError
from newscheck.model import Rule, Schema, Site
from newscheck.text import language_codes

_NO_ADDRESS = "wanted an http or https address such as https://docs.example/newscheck, without user, query or fragment"


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
    """The compiled schemas that a site can name."""
    known = schemas()
    return {
        name: CompiledSchema(known[name], known.values()) for name in known if "epoch_ms" in known[name]["properties"]
    }


def check_table(table: Mapping[str, Any], schema: str, where: str) -> None:
    """Raise UsageError for the first thing in a table (TOML or JSON) that a schema of the package refuses."""
    try:
        plain = json.loads(json.dumps(table, default=str, allow_nan=False, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        raise UsageError(f"{where}: half a character (a lone surrogate) stands in it") from None
    except ValueError:
        raise UsageError(f"{where}: nan and inf are no values here") from None
    compiled = CompiledSchema(schemas()[schema], schemas().values())
    if not compiled.accepts(plain):
        pointer, message = next(compiled.violations(plain))
        message = _in_words(pointer, plain.get(pointer[1:])) or message
        raise UsageError(f"{where}: {pointer.lstrip('/').replace('/', '.') or schema}: {message}")


def _in_words(pointer: str, value: Any) -> str | None:
    """What is wrong with a text whose pattern explains nothing."""
    if not isinstance(value, str) or not value:
        return None
    if pointer == "/language":
        return language_codes.fault(value)
    return _NO_ADDRESS if pointer == "/docs-url" else None
