"""For comments of pull requests: rules with counts and the first place, layout changes, a time line; some 80 lines.

GitHub's Markdown, also for `$GITHUB_STEP_SUMMARY`. A table of the rules that fired, the worst first, with the number of
findings and files and the first location; layout changes in words; the articles of the sites over time, as a picture of
text; collapsed, further rules, and what the rules mean. Single findings are left to the other formats. GitHub accepts
comments of 65,536 characters, so long paths and messages are cut.

Whatever is quoted is in a `<code>` element with all punctuation as entities, or in a block of code: it can't produce a
table, link, mention, image or element, on GitHub or on GitLab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscheck.model import SEVERITIES, LayoutChange, RelatedLocation, RenderOptions, Report
from newscheck.outputs.picture import time_line
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import quantity, sanitize
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import format_utc
from newscheck.triage.file_locations import location_of
from newscheck.triage.statistics import RuleStatistics, rule_statistics, worst_first

SUFFIX = ".md"
SHOWS_SERIES = True
#: The most rows of the open table and of the collapsed one, layout changes, rules that are explained.
_OPEN, _COLLAPSED, _CHANGES, _MEANINGS = 12, 12, 5, 10
#: The most characters of a quoted text, and features of a change.
_MAX_QUOTED, _FEATURES = 120, 3
#: The picture of the sites over time: as wide as a comment, and few sites.
_PICTURE = PictureStyle(width=80, sites=5, rows=2)
#: All ASCII that some Markdown dialect may interpret, autolinks and mentions included.
_SPECIAL = lazy_regex(r"[!-&(-+;-@\[-`{-~]|:(?! )|www(?=\.)", re.IGNORECASE)
_BACKTICKS = lazy_regex("`+")
_HEAD = "| severity | rule | findings | files | the first |\n| --- | --- | ---: | ---: | --- |\n"


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """A heading with the totals, the table, the changes, and what is collapsed."""
    rows = worst_first(rule_statistics(report.findings))
    yield f"### newscheck: {_totals(report)}\n"
    if report.crashes:
        yield "\nnewscheck itself crashed: the findings are incomplete.\n"
    if rows:
        yield "\n" + _HEAD
        yield from map(_row, rows[:_OPEN])
    yield from _changes(report.changes)
    yield from _picture(report)
    if rest := rows[_OPEN:]:
        yield f"\n<details><summary>{quantity(len(rest), 'more rule')}</summary>\n\n" + _HEAD
        yield from map(_row, rest[:_COLLAPSED])
        if omitted := rest[_COLLAPSED:]:
            number = sum(row.findings for row in omitted)
            yield f"\n… and {quantity(number, 'finding')} of {quantity(len(omitted), 'more rule')}\n"
        yield "\n</details>\n"
    if rows:
        yield "\n<details><summary>What the rules mean</summary>\n\n"
        for rule in dict.fromkeys(row.rule for row in rows[:_MEANINGS]):
            yield f"- {_code(rule)} {_plain(report.rules[rule].summary)}\n"
        yield f"\n{_code('newscheck explain RULE')} explains a rule.\n\n</details>\n"


def _totals(report: Report) -> str:
    counts = [
        quantity(number, severity) for severity in reversed(SEVERITIES) if (number := getattr(report.summary, severity))
    ]
    return f"{', '.join(counts) or 'no findings'} in {quantity(report.summary.files, 'file')}"


def _row(row: RuleStatistics) -> str:
    location = location_of(row.first)
    where = f"{_code(location.path, keeps_end=True)} line {location.line:,}: " if location.path else ""
    first = f"{where}{_code(row.first.message)}"
    return f"| {row.severity} | {_code(row.rule)} | {row.findings:,} | {row.files:,} | {first} |\n"


def _changes(changes: Sequence[LayoutChange]) -> Iterator[str]:
    if not changes:
        return
    yield "\n#### The layout changed\n\n"
    for change in changes[:_CHANGES]:
        yield f"- {_change(change)}\n"
    if more := len(changes) - _CHANGES:
        yield f"- and {quantity(more, 'more change')}\n" if more > 0 else ""


def _change(change: LayoutChange) -> str:
    lost = f"**lost: {_plain(_cut(', '.join(change.harm)))}**; " if change.harm else ""
    shares = [f"{_code(name)} {before:.0%} → {after:.0%}" for name, before, after in change.features[:_FEATURES]]
    pair = [*change.examples_before[:1], *change.examples_after[:1]]
    parts = (_code(change.what), ", ".join(shares), " → ".join(map(_file, pair)))
    return f"{_plain(_cut(change.site))}, since {format_utc(change.since)}: {lost}{'; '.join(filter(None, parts))}"


def _picture(report: Report) -> Iterator[str]:
    """The articles of each site over time, in a block of code that no text in it can close."""
    text = "".join(f"{line}\n" for line in time_line.lines(report, _PICTURE))
    if text:
        fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))
        yield f"\n#### The articles over time\n\n{fence}text\n{text}{fence}\n"


def _file(example: RelatedLocation) -> str:
    return _code(example.path, keeps_end=True) + (f" line {example.line:,}" if example.line > 1 else "")


def _code(text: str, *, keeps_end: bool = False) -> str:
    """A quotation; one that is too long loses its end or, if it `keeps_end`, its beginning."""
    shown = sanitize(text)
    shown = "…" + shown[1 - _MAX_QUOTED :] if keeps_end and len(shown) > _MAX_QUOTED else _cut(shown)
    return f"<code>{_escaped(shown)}</code>" if shown else ""


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_QUOTED else text[: _MAX_QUOTED - 1] + "…"


def _plain(text: str) -> str:
    """Text of our own, escaped; what is between backticks becomes code."""
    parts = sanitize(text).split("`")
    return "".join(_code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", text)
