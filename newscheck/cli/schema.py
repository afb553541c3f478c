"""`newscheck schema [SCHEMA]`: the JSON Schemas of the package."""

from __future__ import annotations

import click


@click.command(epilog="Example: newscheck schema rfi > rfi.schema.json")
@click.argument("name", required=False, metavar="[SCHEMA]")
def command(name: str | None) -> None:
    """Print a JSON Schema: of an article's record, a site, the configuration, the report. Without SCHEMA, list them."""
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
    click.echo(json.dumps(package_data.schema(name), ensure_ascii=False, indent=2))
