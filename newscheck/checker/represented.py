"""Findings about single articles for which one of the dump stands: they are counted in it.

A rule of the dump that reports a site once `stands_for` rules that report the same in each article. Nothing that is
more severe than its finding is counted there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from newscheck.model import SEVERITIES, CountedFindings, Finding, Rule


class Represented:
    """The findings of a run, those of articles counted in the first of the dump that stands for them.

    Two passes over `findings`, which are never a list.
    """

    def __init__(self, findings: Collection[Finding], rules: Mapping[str, Rule]) -> None:
        self._findings = findings
        #: (rule of articles, site) -> the finding that stands for it
        self._standing: dict[tuple[str, str], Finding] = {}
        self._numbers: dict[str, int] = {}
        for finding in findings:
            # A note says what may be wrong, or is usual.
            for rule in rules[finding.rule].stands_for if finding.rule in rules and _rank(finding) else ():
                other = self._standing.get((rule, finding.site))
                if other is None or _rank(finding) > _rank(other):
                    self._standing[rule, finding.site] = finding
        for finding in findings if self._standing else ():
            for site, number in _parts(finding):
                if (standing := self._for(finding, site)) is not None:
                    self._numbers[standing.fingerprint] = self._numbers.get(standing.fingerprint, 0) + number

    def __bool__(self) -> bool:
        """Whether anything is counted."""
        return bool(self._numbers)

    def __iter__(self) -> Iterator[Finding]:
        """The findings that are left, in their order."""
        for finding in self._findings:
            if (number := self._numbers.get(finding.fingerprint)) and not finding.aggregated:
                counted = CountedFindings(finding.fingerprint, number, finding.line, finding.site, finding.epoch)
                yield replace(finding, aggregated=(counted,))
            elif not finding.aggregated:
                if self._for(finding, finding.site) is None:
                    yield finding
            elif left := tuple(entry for entry in finding.aggregated if self._for(finding, entry.site) is None):
                yield finding if len(left) == len(finding.aggregated) else replace(finding, aggregated=left)

    def _for(self, finding: Finding, site: str) -> Finding | None:
        """The finding that stands for one about an article of a site."""
        standing = self._standing.get((finding.rule, site))
        return standing if standing is not None and _rank(standing) >= _rank(finding) else None


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def _parts(finding: Finding) -> list[tuple[str, int]]:
    """The sites that a finding is about, and the number of its findings there."""
    return [(entry.site, entry.count) for entry in finding.aggregated] or [(finding.site, 1)]


def without_usual(findings: Collection[Finding], usual: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """The findings without those about an epoch that are usual in their site; `usual` has the sites by rule."""
    for finding in findings:
        sites = usual.get(finding.rule)
        if sites is None or finding.pointer != "/epoch_ms":
            yield finding
        elif not finding.aggregated:
            if finding.site not in sites:
                yield finding
        elif left := tuple(entry for entry in finding.aggregated if entry.site not in sites):
            yield finding if len(left) == len(finding.aggregated) else replace(finding, aggregated=left)
