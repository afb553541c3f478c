"""Messages of failing tests: findings as the command line shows them, why they matter, and where to read more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from msgspec.structs import replace

from newscheck.model import SEVERITIES, Crash, Finding, RenderOptions, Rule
from newscheck.outputs.text import finding_lines
from newscheck.text.display import quantity, sanitize, sanitize_lines

#: Failures are read in CI logs, whose width is unknown.
_STYLE = RenderOptions(width=100, max_per_rule=None)
_WHY = 100
#: Findings in one message.
_MOST = 20


def listing(
    findings: Sequence[Finding], rules: Mapping[str, Rule], *, by_field: bool = False, by_path: bool = False
) -> str:
    """Each finding with its line and a mark below the location, why it matters, and the command that explains it.

    If there are several files, or `by_path`, each file's name stands above its findings.
    """
    lines: list[str] = []
    several = by_path or len({finding.path for finding in findings}) > 1
    for path, group in groupby(findings[:_MOST], lambda finding: finding.path):
        lines += [sanitize(path or "across files")] if several else []
        shown = [_without_brace(finding) for finding in group]
        lines += [line.rstrip("\n") for line in finding_lines(shown, _STYLE, by_field=by_field)]
    if len(findings) > _MOST:
        lines.append(f"  … and {len(findings) - _MOST:,} more")
    for rule in dict.fromkeys(finding.rule for finding in findings):
        lines += wrap(
            f"why {rule}: {_rationale(rules[rule].help)}", _WHY, initial_indent="  ", subsequent_indent="    "
        )
        lines.append(f"  more: newscheck explain {rule}")
    return "\n".join(lines)


def brief(findings: Sequence[Finding]) -> str:
    """`lead-missing: no lead: the text begins with a plain paragraph (and 2 more)`; empty where there are none."""
    if not findings:
        return ""
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{findings[0].rule}: {sanitize(findings[0].message)}{more}"


def heading(findings: Sequence[Finding], where: str) -> str:
    """`2 errors, 1 warning in articles/1.md`."""
    counts = [
        quantity(number, severity)
        for severity in reversed(SEVERITIES)
        if (number := sum(finding.number for finding in findings if finding.severity == severity))
    ]
    return f"{', '.join(counts)} in {sanitize(where)}"


def crash(crashes: Sequence[Crash]) -> str:
    """The message for a crash of newscheck itself."""
    first = crashes[0]
    where = f"rule {first.rule}" if first.rule else "reading"
    return (
        f"{sanitize_lines(first.traceback)}\nnewscheck crashed in {where} on {sanitize(first.path) or 'the dump'};"
        " the findings are incomplete. Please report this with the lines above."
    )


def _without_brace(finding: Finding) -> Finding:
    """A finding about a missing field points at the record's opening brace: drop that excerpt."""
    if finding.excerpt and finding.excerpt.text.strip() == "{":
        return replace(finding, excerpt=None)
    return finding


def _rationale(text: str) -> str:
    """The second paragraph of a rule's documentation, why it matters; the first where there is only one."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return paragraphs[1] if len(paragraphs) > 1 else paragraphs[0]
