"""`newscheck schema [SCHEMA]`: the JSON Schemas of the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from newscheck.cli import _options, _terminal

if TYPE_CHECKING:
    from newscheck.model import Rule


@click.command(epilog="Example: newscheck schema rfi > rfi.schema.json")
@click.argument("name", required=False, metavar="[SCHEMA]")
@_options.config
@_options.no_code
def command(name: str | None, config: str | None, no_code: bool) -> None:
    """Print a JSON Schema: of an article's record, a site, the configuration, the report. Without SCHEMA, list them.

    The schema of the configuration includes the rules that the project's settings name.
    """
    import json

    from newscheck.engine.settings import package_data
    from newscheck.errors import UsageError
    from newscheck.text.suggestions import did_you_mean

    known = package_data.schemas()
    if name is None:
        for known_name, schema in known.items():
            click.echo(f"{known_name:<10} {schema['description']}")
        return
    if name not in known:
        raise UsageError(f"unknown schema {name!r}{did_you_mean(name, known)}")
    rules = _rules(config, no_code) if name == "config" else None
    click.echo(json.dumps(package_data.schema(name, rules), ensure_ascii=False, indent=2))


def _rules(config: str | None, no_code: bool) -> Mapping[str, Rule] | None:
    """The rules of the project; None where it has none of its own.

    Where they can't be loaded, a remark is printed: the schema helps to correct the settings.
    """
    from pathlib import Path

    from newscheck.engine.settings import code_settings, toml_file
    from newscheck.errors import UsageError

    try:
        path = Path(config) if config else toml_file.find(Path())
        table = toml_file.settings_table(path, required=False) if path else {}
        if "rules-from" not in table:
            return None
        if not no_code:
            return code_settings.rules_of_table(table, str(path))
        _terminal.print_remarks(["--no-code: rules-from is left out"])
    except UsageError as error:
        _terminal.print_remarks([f"the schema has the package's rules only: {error}"])
    return None
