"""`newscheck explain RULE`: what a finding means, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options, _terminal

if TYPE_CHECKING:
    from newscheck.model import Rule


@click.command(epilog="Example: newscheck explain image-missing")
@click.argument("rule")
@_options.config
@_options.no_code
def command(rule: str, config: str | None, no_code: bool) -> None:
    """Explain a rule: why it matters, what to do, its options, and an example of what it finds."""
    from newscheck import rules
    from newscheck.engine.session import Session
    from newscheck.engine.settings import docs_address
    from newscheck.errors import UsageError
    from newscheck.text import rule_pages, toml_writer
    from newscheck.text.suggestions import did_you_mean

    known: Mapping[str, Rule] = rules.load()
    rule = rules.current_id(rule)
    own: dict[str, Any] = {}
    # A rule of the package doesn't depend on the settings, which may be the cause of the question.
    if rule not in known:
        project = Session.load({"no_code": no_code}, file=config).project
        _terminal.print_remarks(project.omissions)
        known, own = project.known_rules, {"rules_from": project.rules_from, "file": project.file}
    if rule not in known:
        raise UsageError(f"unknown rule {rule!r}{did_you_mean(rule, known)}")
    explained = known[rule]
    click.echo(f"{explained.id} ({explained.severity}, scope: {explained.scope})\n\n{explained.help}")
    if explained.options:
        header = f"[tool.newscheck.rules.{explained.id}]"
        click.echo(f'\nConfiguration:\n\n    {header}\n    severity = "{explained.severity}"')
        for name, value in explained.options.items():
            click.echo(f"    {toml_writer.entry(name.replace('_', '-'), value)}")
    click.echo(f"\nFor example, it reports:\n\n{_example(explained, own)}")
    if page := rule_pages.address(docs_address.read(config), rule):
        click.echo(f"\n{page}")


def _example(rule: Rule, own: Mapping[str, Any]) -> str:
    """The findings of a rule for the first of its examples; `own` is where rules of the project come from."""
    from newscheck.checker import examples
    from newscheck.engine.session import default_checker

    checker = default_checker(examples.NOW, {rule.id: rule.required_options}, **own)
    findings = examples.run(checker, rule.scope, rule.bad[0]).findings
    return "\n".join(f"    {finding.severity}: {finding.message}" for finding in findings if finding.rule == rule.id)
