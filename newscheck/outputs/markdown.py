"""A summary for the comment of a pull request, or for `$GITHUB_STEP_SUMMARY`: GitHub's Markdown, some 60 lines at most.

A table of the rules that fired, the worst first, with the number of findings and files and the first place; the changes
of the layout in words; folded up, further rules, and what the rules mean. The findings themselves are for the other
formats. GitHub takes comments of 65,536 characters, so long paths and messages are cut.

Whatever is quoted stands in a `<code>` element with all punctuation as entities: no table, link, mention, image or
element comes out of it, on GitHub or on GitLab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscheck.model import SEVERITIES, LayoutChange, RelatedLocation, RenderOptions, Report
from newscheck.text.display import quantity, sanitize
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import format_utc
from newscheck.triage.file_locations import location_of
from newscheck.triage.statistics import RuleStatistics, rule_statistics, worst_first

SUFFIX = ".md"
#: Rows of the open table and of the folded one, changes, rules that are explained.
_OPEN, _FOLDED, _CHANGES, _MEANINGS = 12, 12, 5, 10
#: Characters of a quoted text; features of a change.
_ROOM, _FEATURES = 120, 3
#: All ASCII that may mean something to some Markdown, autolinks and mentions included.
_SPECIAL = lazy_regex(r"[!-&(-+;-@\[-`{-~]|:(?! )|www(?=\.)", re.IGNORECASE)
_HEAD = "| severity | rule | findings | files | the first |\n| --- | --- | ---: | ---: | --- |\n"


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """A heading with the totals, the table, the changes, what is folded up."""
    made = worst_first(rule_statistics(report.findings))
    yield f"### newscheck: {_totals(report)}\n"
    if report.crashes:
        yield "\nnewscheck itself crashed: the findings are incomplete.\n"
    if made:
        yield "\n" + _HEAD
        yield from map(_row, made[:_OPEN])
    yield from _changes(report.changes)
    if rest := made[_OPEN:]:
        yield f"\n<details><summary>{quantity(len(rest), 'more rule')}</summary>\n\n" + _HEAD
        yield from map(_row, rest[:_FOLDED])
        if unsaid := rest[_FOLDED:]:
            number = sum(tally.findings for tally in unsaid)
            yield f"\n… and {quantity(number, 'finding')} of {quantity(len(unsaid), 'more rule')}\n"
        yield "\n</details>\n"
    if made:
        yield "\n<details><summary>What the rules mean</summary>\n\n"
        for rule in dict.fromkeys(tally.rule for tally in made[:_MEANINGS]):
            yield f"- {_code(rule)} {_plain(report.rules[rule].summary)}\n"
        yield f"\n{_code('newscheck explain RULE')} says more.\n\n</details>\n"


def _totals(report: Report) -> str:
    counts = [
        quantity(number, severity) for severity in reversed(SEVERITIES) if (number := getattr(report.summary, severity))
    ]
    return f"{', '.join(counts) or 'no findings'} in {quantity(report.summary.files, 'file')}"


def _row(tally: RuleStatistics) -> str:
    place = location_of(tally.first)
    at = f"{_code(place.path, at_end=True)} line {place.line:,}: " if place.path else ""
    what = f"{at}{_code(tally.first.message)}"
    return f"| {tally.severity} | {_code(tally.rule)} | {tally.findings:,} | {tally.files:,} | {what} |\n"


def _changes(changes: Sequence[LayoutChange]) -> Iterator[str]:
    if not changes:
        return
    yield "\n#### The layout changed\n\n"
    for change in changes[:_CHANGES]:
        yield f"- {_change(change)}\n"
    if more := len(changes) - _CHANGES:
        yield f"- and {quantity(more, 'more change')}\n" if more > 0 else ""


def _change(change: LayoutChange) -> str:
    lost = f"**lost: {_plain(', '.join(change.harm))}**; " if change.harm else ""
    shares = [f"{_code(name)} {before:.0%} → {after:.0%}" for name, before, after in change.features[:_FEATURES]]
    pair = [*change.examples_before[:1], *change.examples_after[:1]]
    parts = (_code(change.what), ", ".join(shares), " → ".join(map(_file, pair)))
    return f"{_plain(change.site)}, since {format_utc(change.since)}: {lost}{'; '.join(filter(None, parts))}"


def _file(example: RelatedLocation) -> str:
    return _code(example.path, at_end=True) + (f" line {example.line:,}" if example.line > 1 else "")


def _code(text: str, *, at_end: bool = False) -> str:
    """A quotation; where it is too long its end is cut off or, where that says more, its beginning."""
    shown = sanitize(text)
    if len(shown) > _ROOM:
        shown = "…" + shown[1 - _ROOM :] if at_end else shown[: _ROOM - 1] + "…"
    return f"<code>{_escaped(shown)}</code>" if shown else ""


def _plain(text: str) -> str:
    """Words of our own that aren't Markdown; what stands between backticks is shown as code."""
    parts = sanitize(text).split("`")
    return "".join(_code(part) if i % 2 else _escaped(part) for i, part in enumerate(parts))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", text)
