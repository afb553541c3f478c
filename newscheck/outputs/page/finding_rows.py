"""Findings as the page's script reads them: a row of values each, texts made safe to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newscheck.model import SEVERITIES, Excerpt, Finding, Report
from newscheck.outputs.page import site_names
from newscheck.outputs.page.cutting import cut
from newscheck.outputs.page.payload import Meter, encode
from newscheck.outputs.page.quota import EvenChoice, shares
from newscheck.outputs.page.tally import Tally
from newscheck.text.display import sanitize, sanitize_pieces
from newscheck.text.timestamps import EARLIEST_CRAWL, YEAR_10000

#: The most findings that a page shows one by one.
MAX_FINDINGS = 100_000
#: Related files and lines below the message that are shown; characters of a message, of a path, of the evidence.
_RELATED, _DETAILS, _MESSAGE, _PATH, _EVIDENCE = 8, 16, 600, 400, 200
#: Characters of the name of a rule.
_RULE = 100
#: Characters of an excerpt on both sides of what is marked, and of what is marked.
_AROUND, _MARKED = 60, 120
#: From so many findings on, each takes less room: a page is to stay small enough to be opened.
_MANY = 5_000
_MANY_AROUND = 16
#: Bytes of a finding in the page; where those before took more, the next ones are told in so many characters, and where
#: even that took more (a text of any script hardly packs), in fewer.
_BYTES, _BRIEF = 170, 60
_MOST_BYTES, _BRIEFEST = 185, 12
_LEFT_OUT = 0


class FindingRows:
    """The rows of a report, and the number of findings that they leave out."""

    def __init__(self, report: Report, tally: Tally, limit: int = MAX_FINDINGS) -> None:
        self._report = report
        numbers = {(row.rule, row.severity): row.rows for row in tally.rules}
        self._shares = shares(numbers, limit)
        self._numbers = numbers
        self.total = sum(numbers.values())
        self.shown = sum(self._shares.values())
        self.rules = sorted({rule for rule, _ in numbers})
        self._sites = site_names.chosen(tally.site_totals)
        self._around = _AROUND if self.shown <= _MANY else _MANY_AROUND

    @property
    def omitted(self) -> int:
        """The number of findings that are not shown one by one."""
        return self.total - self.shown

    def texts(self, meter: Meter) -> Iterator[str]:
        """The JSON: names of rules, severities and sites, and a row for each finding by their numbers.

        `meter` tells how much room is taken so far.
        """
        rules = {rule: place for place, rule in enumerate(self.rules)}
        names = {"rules": [cut(rule, _RULE) for rule in rules], "severities": SEVERITIES, "sites": self._sites.shown}
        yield encode(names)[:-1] + ',"rows":['
        for place, finding in enumerate(self._chosen()):
            kind = [rules[finding.rule], SEVERITIES.index(finding.severity), self._sites.place(finding.site)]
            yield f"{',' if place else ''}{encode([*kind, *self._fitting(finding, meter.size, place)])}\n"
        yield "]}"

    def _fitting(self, finding: Finding, size: int, before: int) -> list[Any]:
        """As much of a finding as there is room for, where `before` others took `size` bytes."""
        if size <= before * _BYTES:
            return self._values(finding)
        return _brief_values(finding, _BRIEF if size <= before * _MOST_BYTES else _BRIEFEST)

    def _chosen(self) -> Iterator[Finding]:
        choices = {kind: EvenChoice(number, self._shares[kind]) for kind, number in self._numbers.items()}
        return (finding for finding in self._report.findings if choices[finding.rule, finding.severity].takes_next())

    def _values(self, finding: Finding) -> list[Any]:
        """Time (s), path, line, column, message, number, pointer, evidence, item, language, details, related files,
        excerpt; those at the end that say nothing are left out."""
        values = [
            seconds(finding.epoch),
            cut(finding.path, _PATH),
            finding.line,
            finding.column,
            cut(finding.message, _MESSAGE),
            finding.number,
            cut(finding.pointer, _PATH),
            cut(finding.evidence, _EVIDENCE),
            cut(finding.item, _PATH),
            finding.language,
            _details(finding),
            self._related(finding),
            excerpt_pieces(finding.excerpt, self._around) if finding.excerpt else None,
        ]
        while not values[-1] and len(values) > 1:
            values.pop()
        return values

    def _related(self, finding: Finding) -> list[Any]:
        """The paths, lines and messages of related files; the number of those that are left out comes last."""
        shown = [
            [cut(related.path, _PATH), related.line, cut(related.message, _MESSAGE)]
            for related in finding.related[:_RELATED]
        ]
        more = len(finding.related) - len(shown)
        return [*shown, more] if more else shown


def _details(finding: Finding) -> list[Any]:
    """The lines below the message; the number of those that are left out comes last."""
    more = len(finding.details) - _DETAILS
    return [*(cut(detail, _MESSAGE) for detail in finding.details[:_DETAILS]), *([more] if more > 0 else [])]


def _brief_values(finding: Finding, most: int) -> list[Any]:
    """The first of these values: as much as a table shows, the message in so many characters, the path in twice as
    many. The number in place of the pointer says that the others are left out."""
    path = finding.path if len(finding.path) <= 2 * most else f"…{finding.path[-2 * most :]}"
    brief = cut(finding.message, most)
    return [seconds(finding.epoch), sanitize(path), finding.line, finding.column, brief, finding.number, _LEFT_OUT]


def seconds(epoch: int | None) -> int | None:
    """Seconds since 1970 of an epoch in ms; None where no crawl can have it."""
    return epoch // 1000 if epoch is not None and EARLIEST_CRAWL <= epoch < YEAR_10000 else None


def excerpt_pieces(excerpt: Excerpt, around: int) -> list[str]:
    """What is before the mark, what is marked, what is behind it; cut on both sides."""
    text, start, end = excerpt.text, excerpt.start, max(excerpt.start, excerpt.end)
    low, high = max(0, start - around), min(len(text), end + around)
    before, marked, after = sanitize_pieces(text[low:high], start - low, max(start, min(end, high)) - low)
    before = ("…" if low else "") + before
    marked = marked if len(marked) <= _MARKED else marked[: _MARKED - 1] + "…"
    return [before, marked, after + ("…" if high < len(text) else "")]
