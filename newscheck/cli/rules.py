"""`newscheck rules`: what is checked."""

from __future__ import annotations

import click

from newscheck.cli import _options


@click.command(epilog="Example: newscheck rules --scope dump")
@click.option(
    "--scope", type=click.Choice(["document", "article", "dump", "versions"]), help="Only rules that look at this."
)
@click.option("--markdown", is_flag=True, help="As a Markdown table, with the package's own severities.")
@_options.config
@_options.no_code
def command(scope: str | None, markdown: bool, config: str | None, no_code: bool) -> None:
    """List the rules with the severity that the project gives them."""
    from newscheck.article.sites import GENERIC_SITE
    from newscheck.checker.rule_selection import has_required_options, resolve
    from newscheck.engine.settings.config import load
    from newscheck.model import Site
    from newscheck.rules import load as load_rules

    if markdown:
        click.echo("| rule | severity | |\n| --- | --- | --- |")
        for rule in load_rules().values():
            if scope in (None, rule.scope):
                click.echo(f"| `{rule.id}` | {rule.severity} | {rule.summary} |")
        return
    project = load({"no_code": no_code}, file=config)
    _options.print_remarks(project.omissions)
    chosen = project.rule_ids(project.select) if project.select else frozenset(project.known_rules)
    chosen -= project.rule_ids(project.ignore)
    for rule in project.known_rules.values():
        if scope in (None, rule.scope):
            severity, options = resolve(rule, Site(GENERIC_SITE), None, project.rules)
            severity = (
                (severity or rule.severity) if rule.id in chosen and has_required_options(rule, options) else "off"
            )
            click.echo(f"{rule.id:<26} {severity:<8} {rule.scope:<9} {rule.summary}")
