"""For people: findings grouped by file, each with the line it is on and a mark under the place, the summary last.

Floods are held back. After `RenderOptions.max_per_rule` findings of a rule in a run (3 in one file) the rest are only
counted. What needs several files to be seen (a finding without an excerpt that names other files, or none at all)
stands in a group of its own after the files."""

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
from newscheck.text.ansi import BOLD, DIM, GREEN, SEVERITY_CODES, paint
from newscheck.text.display import quantity, sanitize, sanitize_pieces
from newscheck.text.width import cell_width, shorten, tail, wrap
from newscheck.triage.statistics import RuleStatistics, rule_statistics

SUFFIX = ".txt"
#: Where not everything is wanted: findings of one rule in a file, and files that one finding names.
_IN_FILE, _RELATED = 3, 4
#: Lines that one message may take, and cells that it has on the narrowest terminal.
_LINES, _NARROWEST = 4, 24
_GUTTER = "| "


class _FindingLimit:
    """Who is told and who is only counted."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.shown: Counter[str] = Counter()
        self.omitted: Counter[str] = Counter()
        #: Whether some of them are told one by one in no format.
        self.is_endless = False

    def shows(self, finding: Finding) -> bool:
        """Whether one more finding of its rule is told; if not, it is counted."""
        rule = finding.rule
        if self.most is None or self.shown[rule] < self.most:
            self.shown[rule] += 1
            return True
        self._omit(finding)
        return False

    def of_file(self, findings: Iterable[Finding]) -> tuple[list[Finding], Counter[str]]:
        """The findings of one file to tell, and how many more there are of the rules that are told."""
        told: list[Finding] = []
        here: Counter[str] = Counter()
        more: Counter[str] = Counter()
        for finding in findings:
            rule = finding.rule
            if self.most is not None and here[rule] == _IN_FILE:
                self._omit(finding)
                more[rule] += finding.number
            elif self.shows(finding):
                here[rule] += 1
                told.append(finding)
            elif here[rule]:
                more[rule] += finding.number
        return told, more

    def _omit(self, finding: Finding) -> None:
        self.omitted[finding.rule] += finding.number
        self.is_endless |= bool(finding.aggregated)


def render(report: Report, style: RenderOptions) -> Iterator[str]:
    """Files, what is across files, what is not shown, the table of rules if it is wanted, the summary."""
    flood = _FindingLimit(style.max_per_rule)
    inside = (finding for finding in report.findings if not _is_across(finding))
    for path, findings in groupby(inside, lambda finding: finding.path):
        yield from _file(path, *flood.of_file(findings), style)
    yield from _across(filter(_is_across, report.findings), flood, style)
    if report.known:
        yield from _known(report.known, flood, style)
    yield from _held(flood, style)
    if style.statistics and report.findings:
        yield from statistics_table(rule_statistics(report.findings), style)
    if style.statistics and report.hidden:
        yield from _hidden(report.hidden, style)
    yield _summary(report.summary, len(report.crashes), style) + "\n"


def finding_lines(findings: Sequence[Finding], style: RenderOptions, *, by_field: bool = False) -> Iterator[str]:
    """The lines of some findings and nothing around them: for who tells of one thing.

    They begin with the place in the file or, `by_field`, with the field of the record.
    """
    places = [
        sanitize(finding.pointer) or "/" if by_field else f"{finding.line}:{finding.column}" for finding in findings
    ]
    room = max(map(len, places), default=0)
    for place, finding in zip(places, findings, strict=True):
        is_across = _is_across(finding)
        yield from _finding(finding, "  " if is_across and not by_field else f"  {place:<{room}}  ", style)


def _is_across(finding: Finding) -> bool:
    return finding.excerpt is None and (not finding.path or bool(finding.related))


def _file(path: str, told: list[Finding], more: Counter[str], style: RenderOptions) -> Iterator[str]:
    if not told:
        return
    yield paint(sanitize(path), BOLD, style.color) + "\n"
    places = [f"{finding.line}:{finding.column}" for finding in told]
    room = max(map(len, places))
    for place, finding in zip(places, told, strict=True):
        yield from _finding(finding, f"  {place:<{room}}  ", style)
    for rule, number in more.items():
        yield paint(f"  … and {number:,} more of {rule} in this file", DIM, style.color) + "\n"
    yield "\n"


def _across(findings: Iterable[Finding], flood: _FindingLimit, style: RenderOptions) -> Iterator[str]:
    told = [finding for finding in findings if flood.shows(finding)]
    if not told:
        return
    yield paint("across files", BOLD, style.color) + "\n"
    for finding in sorted(told, key=lambda finding: (-SEVERITIES.index(finding.severity), finding.rule)):
        own = (RelatedLocation(finding.path, line=finding.line),) if finding.path else ()
        yield from _finding(replace(finding, related=own + finding.related), "  ", style)
    yield "\n"


def _finding(finding: Finding, start: str, style: RenderOptions) -> Iterator[str]:
    """The message with what stands before it, the excerpt, and the files that take part."""
    color = SEVERITY_CODES[finding.severity]
    indent = " " * (len(start) + 9)
    room = max(_NARROWEST, style.width - len(indent))
    first, *rest = _with_rule(finding, room, style)
    yield f"{start}{paint(f'{finding.severity:<7}', color, style.color)}  {first}\n"
    for line in rest:
        yield f"{indent}{line}\n"
    if finding.excerpt and finding.excerpt.text.strip():
        for line in _excerpt(finding.excerpt, room, color, style):
            yield f"{indent}{line}\n"
    for detail in finding.details:
        yield f"{indent}{shorten(sanitize(detail), room)}\n"
    for line in _related(finding, room, style):
        yield f"{indent}{line}\n"


def _with_rule(finding: Finding, room: int, style: RenderOptions) -> list[str]:
    """The lines of the message, the rule after it or, where there is no room, below."""
    lines = wrap(sanitize(finding.message), room, _LINES)
    rule = paint(finding.rule, DIM, style.color)
    if cell_width(lines[-1]) + 2 + len(finding.rule) > room:
        return [*lines, rule]
    return [*lines[:-1], f"{lines[-1]}  {rule}"]


def _excerpt(excerpt: Excerpt, room: int, color: str, style: RenderOptions) -> Iterator[str]:
    """The line and, below it, a mark under the place; cut on both sides to what the terminal has room for."""
    indent = len(_GUTTER)
    # Behind the gutter nothing is at the beginning of a line: `---` is shown as it is.
    before, marked, after = sanitize_pieces(_GUTTER + excerpt.text, excerpt.start + indent, excerpt.end + indent)
    before = before[indent:]
    room -= indent
    left = max(room // 3, room - cell_width(marked) - cell_width(after))
    if cell_width(before) > left:
        before = "…" + tail(before, left - 1)
    indent = cell_width(before)
    shown = shorten(marked + after, room - indent)
    mark = "^" * max(1, min(cell_width(marked), cell_width(shown)))
    gutter = paint(_GUTTER, DIM, style.color)
    yield gutter + before + shown
    yield gutter + " " * indent + paint(mark, color, style.color)


def _related(finding: Finding, room: int, style: RenderOptions) -> Iterator[str]:
    """A path on a line with its message, which goes below where it has no room; paths are never cut."""
    word = "in" if _is_across(finding) else "also in"
    most = None if style.max_per_rule is None else _RELATED
    for other in islice(finding.related, most):
        place = f"{word} {sanitize(other.path)}" + (f":{other.line}" if other.line > 1 else "")
        message = sanitize(other.message)
        if cell_width(place) + 2 + cell_width(message) <= room:
            yield f"{place}  {paint(message, DIM, style.color)}".rstrip()
            continue
        yield place
        for line in wrap(message, room - 2, _LINES) if message else ():
            yield f"  {paint(line, DIM, style.color)}"
    if most is not None and len(finding.related) > most:
        yield paint(f"… and {quantity(len(finding.related) - most, 'more file')}", DIM, style.color)


def _held(flood: _FindingLimit, style: RenderOptions) -> Iterator[str]:
    """The rules of which not all was told, the most frequent first, and how to see the rest."""
    held = sorted(flood.omitted.items(), key=lambda item: (-item[1], item[0]))
    if not held:
        return
    room = len(f"{held[0][1]:,}")
    for rule, number in held:
        yield f"… and {number:>{room},} more of {rule}\n"
    all_of = f"the first {aggregation.MAX_PER_FILE} of each in a file" if flood.is_endless else "them all"
    yield paint(f"To see {all_of}: {sanitize(style.show_all_command)}", DIM, style.color) + "\n\n"


def _known(findings: Iterable[Finding], flood: _FindingLimit, style: RenderOptions) -> Iterator[str]:
    """What the baseline hides, by file."""
    yield paint("known (baseline)", BOLD, style.color) + "\n"
    for path, own in groupby(findings, lambda finding: finding.path):
        yield from _file(path or ".", *flood.of_file(own), style)


def statistics_table(made: Sequence[RuleStatistics], style: RenderOptions) -> Iterator[str]:
    """A table of rules and of how many findings they have."""
    room = max(len("rule"), *(len(tally.rule) for tally in made))
    yield paint(f"{'rule':<{room}}  severity  findings  {'files':>9}", DIM, style.color) + "\n"
    for tally in made:
        shown = paint(f"{tally.severity:<8}", SEVERITY_CODES[tally.severity], style.color)
        yield f"{tally.rule:<{room}}  {shown}  {tally.findings:>8,}  {tally.files:>9,}\n"
    yield "\n"


def _hidden(hidden: Sequence[HiddenFindings], style: RenderOptions) -> Iterator[str]:
    """What is not told, the most first, with the reasons."""
    room = max(len(f"{one.findings:,}") for one in hidden)
    for one in sorted(hidden, key=lambda one: -one.findings):
        reason = paint(f"  ({sanitize(one.reason)})", DIM, style.color) if one.reason else ""
        yield f"{one.findings:>{room},}  {sanitize(one.label)}{reason}\n"
        for rule, number in sorted(one.rules.items(), key=lambda item: (-item[1], item[0])):
            yield f"{' ' * room}  {number:>{room},}  {rule}\n"
    yield "\n"


def _summary(summary: Totals, faults: int, style: RenderOptions) -> str:
    read = [quantity(summary.files, "file")]
    if summary.articles > summary.files:
        read.append(quantity(summary.articles, "article"))
    found = [
        paint(quantity(number, severity), SEVERITY_CODES[severity], style.color)
        for severity in reversed(SEVERITIES)
        if (number := getattr(summary, severity))
    ]
    if faults:
        found.append(paint(f"{quantity(faults, 'fault')} of newscheck itself", SEVERITY_CODES["error"], style.color))
    return ", ".join(read + (found or [paint("no findings", GREEN, style.color)]))
