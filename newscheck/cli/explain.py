"""`newscheck explain RULE`: what a finding means, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newscheck.model import Rule


@click.command(epilog="Example: newscheck explain image-missing")
@click.argument("rule")
def command(rule: str) -> None:
    """Explain a rule: why it matters, what to do, its options, and an example of what it finds."""
    from newscheck.errors import UsageError
    from newscheck.rules import load
    from newscheck.text import toml_writer
    from newscheck.text.suggestions import did_you_mean

    known = load()
    if rule not in known:
        raise UsageError(f"unknown rule {rule!r}{did_you_mean(rule, known)}")
    found = known[rule]
    click.echo(f"{found.id} ({found.severity}, looks at the {found.scope})\n\n{found.help}")
    if found.options:
        click.echo(f'\nConfiguration:\n\n    [tool.newscheck.rules.{found.id}]\n    severity = "{found.severity}"')
        for name, value in found.options.items():
            click.echo(f"    {toml_writer.entry(name.replace('_', '-'), value)}")
    click.echo(f"\nIt says, for example:\n\n{_example(found)}")


def _example(rule: Rule) -> str:
    """What the rule says of the first of its own examples."""
    from newscheck.checker import examples
    from newscheck.engine.settings.config import default_checker

    checker = default_checker(examples.NOW, {rule.id: rule.required_options})
    found = examples.run(checker, rule.scope, rule.bad[0]).findings
    return "\n".join(f"    {finding.severity}: {finding.message}" for finding in found if finding.rule == rule.id)
