"""`newscheck rules`: what is checked."""

from __future__ import annotations

import click

from newscheck.cli import _options


@click.command(epilog="Example: newscheck rules --scope dump")
@click.option(
    "--scope", type=click.Choice(["document", "article", "dump", "versions"]), help="Only rules that look at this."
)
@click.option("--markdown", is_flag=True, help="As a Markdown table, with the package's own severities.")
@click.option("--config", type=_options.NAMED, metavar="FILE", help="A configuration file instead of the nearest one.")
def command(scope: str | None, markdown: bool, config: str | None) -> None:
    """List the rules with the severity that the project gives them."""
    from newscheck.extraction.site import GENERIC
    from newscheck.judgement.plans import is_asked, resolve
    from newscheck.model import Site
    from newscheck.rules import load as load_rules
    from newscheck.settings.config import load, named

    if markdown:
        click.echo("| rule | severity | |\n| --- | --- | --- |")
        for rule in load_rules().values():
            if scope in (None, rule.scope):
                click.echo(f"| `{rule.id}` | {rule.severity} | {rule.summary} |")
        return
    project = load({}, file=config)
    chosen = named(project.select) if project.select else frozenset(load_rules())
    chosen -= named(project.ignore)
    for rule in load_rules().values():
        if scope in (None, rule.scope):
            severity, options = resolve(rule, Site(GENERIC), None, project.rules)
            severity = (severity or rule.severity) if rule.id in chosen and is_asked(rule, options) else "off"
            click.echo(f"{rule.id:<26} {severity:<8} {rule.scope:<9} {rule.summary}")
