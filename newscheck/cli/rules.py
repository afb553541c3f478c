"""`newscheck rules`: the list of rules."""

from __future__ import annotations

import click

from newscheck.cli import _options, _terminal


@click.command(epilog="Example: newscheck rules --scope dump")
@click.option(
    "--scope", type=click.Choice(["document", "article", "dump", "versions"]), help="Only rules of this scope."
)
@click.option("--markdown", is_flag=True, help="Print a Markdown table with newscheck's own severities.")
@_options.config
@_options.no_code
def command(scope: str | None, markdown: bool, config: str | None, no_code: bool) -> None:
    """List the rules with the severity that the project gives them."""
    from newscheck.article.sites import GENERIC_SITE
    from newscheck.checker.rule_selection import has_required_options, resolve
    from newscheck.engine.session import Session
    from newscheck.model import Site
    from newscheck.rules import load as load_rules

    if markdown:
        click.echo("| rule | severity | |\n| --- | --- | --- |")
        for rule in load_rules().values():
            if scope in (None, rule.scope):
                click.echo(f"| `{rule.id}` | {rule.severity} | {rule.summary} |")
        return
    session = Session.load({"no_code": no_code}, file=config)
    _terminal.print_remarks(session.project.omissions)
    active = session.active_rule_ids
    for rule in session.project.known_rules.values():
        if scope in (None, rule.scope):
            severity, options = resolve(rule, Site(GENERIC_SITE), None, session.project.rules)
            is_on = rule.id in active and has_required_options(rule, options)
            severity = (severity or rule.severity) if is_on else "off"
            click.echo(f"{rule.id:<26} {severity:<8} {rule.scope:<9} {rule.summary}")
