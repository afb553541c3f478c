"""`newscheck explain RULE`: what a finding means, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscheck.cli import _options

if TYPE_CHECKING:
    from newscheck.engine.settings.config import Project
    from newscheck.model import Rule


@click.command(epilog="Example: newscheck explain image-missing")
@click.argument("rule")
@_options.config
@_options.no_code
def command(rule: str, config: str | None, no_code: bool) -> None:
    """Explain a rule: why it matters, what to do, its options, and an example of what it finds."""
    from newscheck.engine.settings.config import Project, load
    from newscheck.errors import UsageError
    from newscheck.rules import load as load_rules
    from newscheck.text import toml_writer
    from newscheck.text.suggestions import did_you_mean

    # Of the package's own rules, nothing depends on the settings, which may be the mistake that is looked for.
    project = Project(now=0) if rule in load_rules() else load({"no_code": no_code}, file=config)
    _options.print_remarks(project.omissions)
    if rule not in project.known_rules:
        raise UsageError(f"unknown rule {rule!r}{did_you_mean(rule, project.known_rules)}")
    found = project.known_rules[rule]
    click.echo(f"{found.id} ({found.severity}, looks at the {found.scope})\n\n{found.help}")
    if found.options:
        click.echo(f'\nConfiguration:\n\n    [tool.newscheck.rules.{found.id}]\n    severity = "{found.severity}"')
        for name, value in found.options.items():
            click.echo(f"    {toml_writer.entry(name.replace('_', '-'), value)}")
    click.echo(f"\nIt says, for example:\n\n{_example(found, project)}")


def _example(rule: Rule, project: Project) -> str:
    """What the rule says of the first of its own examples."""
    from newscheck.checker import examples
    from newscheck.engine.session import Session
    from newscheck.engine.settings.config import Project

    asked = {rule.id: rule.required_options}
    plain = Project(now=examples.NOW, rules=asked, rules_from=project.rules_from, file=project.file)
    checker = Session(plain).checker
    found = examples.run(checker, rule.scope, rule.bad[0]).findings
    return "\n".join(f"    {finding.severity}: {finding.message}" for finding in found if finding.rule == rule.id)
