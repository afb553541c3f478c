"""Findings as the page's script reads them: a row of values each, texts made safe to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newscheck.model import SEVERITIES, Excerpt, Finding, Report
from newscheck.outputs.page.payload import Meter, encode
from newscheck.outputs.page.quota import EvenChoice, shares
from newscheck.outputs.page.tally import Tally
from newscheck.text.display import escape_surrogates, sanitize, sanitize_pieces
from newscheck.text.timestamps import EARLIEST_CRAWL, YEAR_10000

#: The most findings that a page shows one by one.
MAX_FINDINGS = 100_000
#: Related files and lines below the message that are shown; characters of a message, of a path, of the evidence.
_RELATED, _DETAILS, _MESSAGE, _PATH, _EVIDENCE = 8, 16, 600, 400, 200
#: Characters of an excerpt on both sides of what is marked, and of what is marked.
_AROUND, _MARKED = 60, 120
#: From so many findings on, each takes less room: a page is to stay small enough to be opened.
_MANY = 5_000
_MANY_AROUND = 16
#: Bytes of a finding in the page; where those before took more, the next ones are told in so many characters.
_BYTES, _BRIEF = 170, 60


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
        self.sites = sorted(tally.site_totals)
        self._around = _AROUND if self.shown <= _MANY else _MANY_AROUND

    @property
    def omitted(self) -> int:
        """The number of findings that are not shown one by one."""
        return self.total - self.shown

    def texts(self, meter: Meter) -> Iterator[str]:
        """The JSON: names of rules, severities and sites, and a row for each finding by their numbers.

        `meter` tells how much room is taken so far.
        """
        names = {"rules": self.rules, "severities": SEVERITIES, "sites": [*map(sanitize, self.sites)]}
        yield encode(names)[:-1] + ',"rows":['
        rules = {rule: place for place, rule in enumerate(self.rules)}
        sites = {site: place for place, site in enumerate(self.sites)}
        for place, finding in enumerate(self._chosen()):
            kind = [rules[finding.rule], SEVERITIES.index(finding.severity), sites[finding.site]]
            values = self._values(finding) if meter.size <= place * _BYTES else _brief_values(finding)
            yield f"{',' if place else ''}{encode([*kind, *values])}\n"
        yield "]}"

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
            [cut(detail, _MESSAGE) for detail in finding.details[:_DETAILS]],
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


def _brief_values(finding: Finding) -> list[Any]:
    """The first of these values: as much as a table shows."""
    path = finding.path if len(finding.path) <= 2 * _BRIEF else f"…{finding.path[-2 * _BRIEF :]}"
    brief = cut(finding.message, _BRIEF)
    return [seconds(finding.epoch), sanitize(path), finding.line, finding.column, brief, finding.number]


def seconds(epoch: int | None) -> int | None:
    """Seconds since 1970 of an epoch in ms; None where no crawl can have it."""
    return epoch // 1000 if epoch is not None and EARLIEST_CRAWL <= epoch < YEAR_10000 else None


def cut(text: str, most: int) -> str:
    """A text that is safe to show, its end left out where it is too long.

    Lone surrogates are spelled out first, as in the JSON report: the page that is made of it is cut at the same place.
    """
    text = escape_surrogates(text)
    return sanitize(text if len(text) <= most else text[: most - 1] + "…")


def excerpt_pieces(excerpt: Excerpt, around: int) -> list[str]:
    """What is before the mark, what is marked, what is behind it; cut on both sides."""
    text, start, end = excerpt.text, excerpt.start, max(excerpt.start, excerpt.end)
    low, high = max(0, start - around), min(len(text), end + around)
    before, marked, after = sanitize_pieces(text[low:high], start - low, max(start, min(end, high)) - low)
    before = ("…" if low else "") + before
    marked = marked if len(marked) <= _MARKED else marked[: _MARKED - 1] + "…"
    return [before, marked, after + ("…" if high < len(text) else "")]
