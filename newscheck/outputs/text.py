"""For people: findings grouped by file, with the line they are on; very frequent ones are summarised.

Each finding has a mark under its location; the summary comes last. After `RenderOptions.max_per_rule` findings of a
rule in a run (3 in one file), the rest are only counted. Findings across files (without an excerpt, and with related
files or no file at all) are a group of their own after the files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from msgspec.structs import replace

from newscheck.checker import aggregation
from newscheck.model import (
    SEVERITIES,
    Excerpt,
    Finding,
    HiddenFindings,
    RelatedLocation,
    RenderOptions,
    Report,
    Totals,
)
from newscheck.text.display import BOLD, DIM, GREEN, SEVERITY_CODES, paint, quantity, sanitize, sanitize_pieces
from newscheck.text.width import cell_width, is_right_to_left, shorten, tail, wrap
from newscheck.triage.statistics import RuleStatistics, rule_statistics

SUFFIX = ".txt"
#: Where `max_per_rule` limits the output: the most findings of a rule in a file, and related files of a finding.
_MAX_IN_FILE, _MAX_RELATED = 3, 4
#: The most lines of a message, and its cells on the narrowest terminal.
_MAX_LINES, _MIN_CELLS = 4, 24
_GUTTER = "| "
#: They are mirrored where the text goes from right to left.
_BRACKETS = "⟦⟧"
#: Columns of a line in which a location is found without the path of the item.
_LONG_LINE = 200


class _FindingLimit:
    """Decides which findings are shown and which are only counted."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.shown: Counter[str] = Counter()
        self.omitted: Counter[str] = Counter()
        #: Whether some of the omitted ones are only counted in every format.
        self.omits_aggregated = False

    def shows(self, finding: Finding) -> bool:
        """Whether to show one more finding of its rule; if not, it is counted."""
        rule = finding.rule
        if self.limit is None or self.shown[rule] < self.limit:
            self.shown[rule] += 1
            return True
        self._omit(finding)
        return False

    def of_file(self, findings: Iterable[Finding]) -> tuple[list[Finding], Counter[str]]:
        """The findings of one file to show, and how many more there are of the rules that are shown."""
        shown: list[Finding] = []
        here: Counter[str] = Counter()
        more: Counter[str] = Counter()
        for finding in findings:
            rule = finding.rule
            if self.limit is not None and here[rule] == _MAX_IN_FILE:
                self._omit(finding)
                more[rule] += finding.number
            elif self.shows(finding):
                here[rule] += 1
                shown.append(finding)
            elif here[rule]:
                more[rule] += finding.number
        return shown, more

    def _omit(self, finding: Finding) -> None:
        self.omitted[finding.rule] += finding.number
        self.omits_aggregated |= bool(finding.aggregated)


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """Files, findings across files, omitted findings, statistics if they are wanted, the summary."""
    limit = _FindingLimit(style.max_per_rule)
    in_files = (finding for finding in report.findings if not _is_across(finding))
    for path, findings in groupby(in_files, lambda finding: finding.path):
        yield from _file(path, *limit.of_file(findings), style)
    yield from _across(filter(_is_across, report.findings), limit, style)
    if report.known:
        yield from _known(report.known, limit, style)
    yield from _omitted(limit, style)
    if style.statistics and report.findings:
        yield from statistics_table(rule_statistics(report.findings), style)
    if style.statistics and report.hidden:
        yield from _hidden(report.hidden, style)
    yield _summary(report.summary, len(report.crashes), style) + "\n"


def finding_lines(findings: Sequence[Finding], style: RenderOptions, *, by_field: bool = False) -> Iterator[str]:
    """The lines of some findings, without headings or a summary.

    They begin with the location in the file or, `by_field`, with the field of the record.
    """
    locations = [sanitize(finding.pointer) or "/" if by_field else _position(finding) for finding in findings]
    width = max(map(len, locations), default=0)
    for location, finding in zip(locations, findings, strict=True):
        is_across = _is_across(finding)
        yield from _finding(finding, "  " if is_across and not by_field else f"  {location:<{width}}  ", style)


def _is_across(finding: Finding) -> bool:
    return finding.excerpt is None and (not finding.path or bool(finding.related))


def _position(finding: Finding) -> str:
    return f"{finding.line}:{finding.column}"


def _file(path: str, shown: list[Finding], more: Counter[str], style: RenderOptions) -> Iterator[str]:
    if not shown:
        return
    yield paint(sanitize(path), BOLD, style.color) + "\n"
    width = max(len(_position(finding)) for finding in shown)
    for finding in shown:
        yield from _finding(finding, f"  {_position(finding):<{width}}  ", style)
    for rule, number in more.items():
        yield paint(f"  … and {number:,} more of {rule} in this file", DIM, style.color) + "\n"
    yield "\n"


def _across(findings: Iterable[Finding], limit: _FindingLimit, style: RenderOptions) -> Iterator[str]:
    shown = [finding for finding in findings if limit.shows(finding)]
    if not shown:
        return
    yield paint("across files", BOLD, style.color) + "\n"
    for finding in sorted(shown, key=lambda finding: (-SEVERITIES.index(finding.severity), finding.rule)):
        own = (RelatedLocation(finding.path, line=finding.line),) if finding.path else ()
        yield from _finding(replace(finding, related=own + finding.related), "  ", style)
    yield "\n"


def _finding(finding: Finding, start: str, style: RenderOptions) -> Iterator[str]:
    """The message after `start`, the excerpt, the details, and the related files."""
    color = SEVERITY_CODES[finding.severity]
    indent = " " * (len(start) + 9)
    width = max(_MIN_CELLS, style.width - len(indent))
    first, *rest = _with_rule(finding, width, style)
    yield f"{start}{paint(f'{finding.severity:<7}', color, style.color)}  {first}\n"
    for line in rest:
        yield f"{indent}{line}\n"
    if finding.excerpt and finding.excerpt.text.strip():
        for line in _excerpt(finding.excerpt, width, color, style):
            yield f"{indent}{line}\n"
    if finding.item and finding.column > _LONG_LINE:
        yield f"{indent}{paint(shorten(sanitize(f'at {finding.item}'), width), DIM, style.color)}\n"
    for detail in finding.details:
        yield f"{indent}{shorten(sanitize(detail), width)}\n"
    for line in _related(finding, width, style):
        yield f"{indent}{line}\n"


def _with_rule(finding: Finding, width: int, style: RenderOptions) -> list[str]:
    """The lines of the message, with the rule after it or, where it does not fit, below."""
    lines = wrap(sanitize(finding.message), width, _MAX_LINES)
    rule = paint(finding.rule, DIM, style.color)
    if cell_width(lines[-1]) + 2 + len(finding.rule) > width:
        return [*lines, rule]
    return [*lines[:-1], f"{lines[-1]}  {rule}"]


def _excerpt(excerpt: Excerpt, width: int, color: str, style: RenderOptions) -> Iterator[str]:
    """The line, and below it a mark under the location; cut on both sides to fit the terminal.

    Where text goes from right to left, nobody knows what is above the mark: then the evidence is in brackets.
    """
    indent = len(_GUTTER)
    # After the gutter, nothing is at the beginning of a line: `---` needs no escape.
    before, marked, after = sanitize_pieces(_GUTTER + excerpt.text, excerpt.start + indent, excerpt.end + indent)
    before = before[indent:]
    width -= indent
    is_reordered = is_right_to_left(excerpt.text[: excerpt.end])
    width -= len(_BRACKETS) if is_reordered else 0
    left = max(width // 3, width - cell_width(marked) - cell_width(after))
    if cell_width(before) > left:
        before = "…" + tail(before, left - 1)
    indent = cell_width(before)
    gutter = paint(_GUTTER, DIM, style.color)
    if is_reordered:
        shown = shorten(marked, width - indent)
        room = width - indent - cell_width(shown)
        rest = shorten(after, room) if room and shown == marked else ""
        yield gutter + before + paint(shown.join(_BRACKETS), color, style.color) + rest
        return
    shown = shorten(marked + after, width - indent)
    mark = "^" * max(1, min(cell_width(marked), cell_width(shown)))
    yield gutter + before + shown
    yield gutter + " " * indent + paint(mark, color, style.color)


def _related(finding: Finding, width: int, style: RenderOptions) -> Iterator[str]:
    """A path and its message on a line, or on two where they do not fit; paths are never cut."""
    word = "in" if _is_across(finding) else "also in"
    limit = None if style.max_per_rule is None else _MAX_RELATED
    for other in islice(finding.related, limit):
        location = f"{word} {sanitize(other.path)}" + (f":{other.line}" if other.line > 1 else "")
        message = sanitize(other.message)
        if cell_width(location) + 2 + cell_width(message) <= width:
            yield f"{location}  {paint(message, DIM, style.color)}".rstrip()
            continue
        yield location
        for line in wrap(message, width - 2, _MAX_LINES) if message else ():
            yield f"  {paint(line, DIM, style.color)}"
    if limit is not None and len(finding.related) > limit:
        yield paint(f"… and {quantity(len(finding.related) - limit, 'more file')}", DIM, style.color)


def _omitted(limit: _FindingLimit, style: RenderOptions) -> Iterator[str]:
    """The rules with omitted findings, the most frequent first, and how to show them."""
    omitted = sorted(limit.omitted.items(), key=lambda item: (-item[1], item[0]))
    if not omitted:
        return
    width = len(f"{omitted[0][1]:,}")
    for rule, number in omitted:
        yield f"… and {number:>{width},} more of {rule}\n"
    all_of = f"the first {aggregation.MAX_PER_FILE} of each in a file" if limit.omits_aggregated else "them all"
    yield paint(f"To see {all_of}: {sanitize(style.show_all_command)}", DIM, style.color) + "\n\n"


def _known(findings: Iterable[Finding], limit: _FindingLimit, style: RenderOptions) -> Iterator[str]:
    """What the baseline hides, by file."""
    yield paint("known (baseline)", BOLD, style.color) + "\n"
    for path, own in groupby(findings, lambda finding: finding.path):
        yield from _file(path or ".", *limit.of_file(own), style)


def statistics_table(rows: Sequence[RuleStatistics], style: RenderOptions) -> Iterator[str]:
    """A table of rules with the number of their findings and files."""
    width = max(len("rule"), *(len(row.rule) for row in rows))
    yield paint(f"{'rule':<{width}}  severity  findings  {'files':>9}", DIM, style.color) + "\n"
    for row in rows:
        severity = paint(f"{row.severity:<8}", SEVERITY_CODES[row.severity], style.color)
        yield f"{row.rule:<{width}}  {severity}  {row.findings:>8,}  {row.files:>9,}\n"
    yield "\n"


def _hidden(hidden: Sequence[HiddenFindings], style: RenderOptions) -> Iterator[str]:
    """The numbers of hidden findings, the greatest first, with the reasons."""
    width = max(len(f"{entry.findings:,}") for entry in hidden)
    for entry in sorted(hidden, key=lambda entry: -entry.findings):
        reason = paint(f"  ({sanitize(entry.reason)})", DIM, style.color) if entry.reason else ""
        yield f"{entry.findings:>{width},}  {sanitize(entry.label)}{reason}\n"
        for rule, number in sorted(entry.rules.items(), key=lambda item: (-item[1], item[0])):
            yield f"{' ' * width}  {number:>{width},}  {rule}\n"
    yield "\n"


def _summary(summary: Totals, crashes: int, style: RenderOptions) -> str:
    inputs = [quantity(summary.files, "file")]
    if summary.articles > summary.files:
        inputs.append(quantity(summary.articles, "article"))
    findings = [
        paint(quantity(number, severity), SEVERITY_CODES[severity], style.color)
        for severity in reversed(SEVERITIES)
        if (number := getattr(summary, severity))
    ]
    if crashes:
        text = f"{quantity(crashes, 'fault')} of newscheck itself"
        findings.append(paint(text, SEVERITY_CODES["error"], style.color))
    return ", ".join(inputs + (findings or [paint("no findings", GREEN, style.color)]))
