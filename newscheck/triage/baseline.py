"""The baseline: findings that are known and accepted, in a text that git can merge, and the filter that hides them.

    # newscheck baseline 1
    [lead-missing]
    0f3c9d2a77b1e540
    9b1e0f3c9d2a77b1 x3 until 2027-01-31 # the agency's photos are lost for good
    # end

An entry is the fingerprint of a finding (`checker.finding_builder`), which depends neither on the file's name nor on
the line; `x3` accepts three findings with that fingerprint. An entry expires at the end of its `until` day. Rules and
entries are sorted, each on its own line, so that two branches can both add some."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from newscheck.checker import aggregation
from newscheck.model import Finding
from newscheck.rules import UNCHECKED, current_id
from newscheck.text.regex import lazy_regex
from newscheck.triage.hidden_tally import HiddenTally

VERSION = 1
_FIRST, _END = f"# newscheck baseline {VERSION}", "# end"
_HEADER = lazy_regex(r"# newscheck baseline ([0-9]+)")
_RULE = lazy_regex(r"\[([a-z][a-z0-9-]*)\]")
_ENTRY = lazy_regex(r"([0-9a-f]{16})(?: x([1-9][0-9]{0,8}))?(?: until (\d{4}-\d\d-\d\d))?(?: # (.*\S))?")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class BaselineEntry(NamedTuple):
    """The number of accepted findings with one fingerprint; with `until`, accepted to the end of that day."""

    number: int = 1
    until: date | None = None
    reason: str = ""

    def is_expired(self, today: date) -> bool:
        """Whether the last day of the entry has passed."""
        return self.until is not None and today > self.until


#: rule -> fingerprint -> entry
Baseline = Mapping[str, Mapping[str, BaselineEntry]]


class BaselineUsage(NamedTuple):
    """How many findings a baseline hid, and how many of its entries are stale or expired."""

    hidden: int
    stale: int
    expired: int


def read(text: str) -> dict[str, dict[str, BaselineEntry]]:
    """Parse a baseline. Raises ValueError, with the line, where the text is not a baseline or is cut off.

    Of two lines for one fingerprint, which a merge may leave, the one with the greater count wins.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    header = _HEADER.fullmatch(lines[0].strip())
    if header is None:
        raise ValueError("not a baseline of newscheck")
    if int(header[1]) > VERSION:
        raise ValueError(f"of version {header[1]}, which this newscheck can't read")
    baseline: dict[str, dict[str, BaselineEntry]] = {}
    entries: dict[str, BaselineEntry] | None = None
    has_ended = False
    for number, line in enumerate(map(str.strip, lines[1:]), 2):
        if line.startswith(_CONFLICT):
            raise ValueError(f"line {number}: an unresolved git conflict")
        has_ended = has_ended or line == _END
        if not line or line.startswith("#"):
            continue
        if rule := _RULE.fullmatch(line):
            entries = baseline.setdefault(current_id(rule[1]), {})
        elif (entry := _ENTRY.fullmatch(line)) and entries is not None:
            _add(entries, entry, number)
        else:
            raise ValueError(f"line {number}: neither [RULE] nor a fingerprint: {line[:40]!r}")
    if not has_ended:
        raise ValueError(f"cut off: the last line should be `{_END}`")
    return baseline


def write(baseline: Baseline) -> Iterator[str]:
    """The sorted lines of a baseline."""
    yield f"{_FIRST}\n"
    for rule in sorted(baseline):
        if baseline[rule]:
            yield f"[{rule}]\n"
            yield from (_line(fingerprint, entry) for fingerprint, entry in sorted(baseline[rule].items()))
    yield f"{_END}\n"


def from_findings(
    findings: Iterable[Finding], known: Baseline, entry: BaselineEntry
) -> dict[str, dict[str, BaselineEntry]]:
    """A baseline of some findings. Those in `known` keep their reason and day; new ones get those of `entry`.

    A check that did not finish can't be accepted: each run would be green, whatever the file holds.
    """
    counts: dict[str, dict[str, int]] = {}
    for finding in aggregation.expanded(findings):
        if finding.rule in UNCHECKED:
            continue
        own = counts.setdefault(finding.rule, {})
        own[finding.fingerprint] = own.get(finding.fingerprint, 0) + 1
    return {
        rule: {
            fingerprint: known.get(rule, {}).get(fingerprint, entry)._replace(number=count)
            for fingerprint, count in own.items()
        }
        for rule, own in counts.items()
    }


def with_renewed_entries(known: Baseline, entry: BaselineEntry, today: date) -> Baseline:
    """A baseline in which expired entries get the day of `entry`, and its reason if it has one."""
    return {
        rule: {
            fingerprint: old._replace(until=entry.until, reason=entry.reason or old.reason)
            if old.is_expired(today)
            else old
            for fingerprint, old in own.items()
        }
        for rule, own in known.items()
    }


class BaselineFilter:
    """Hides the findings that a baseline accepts, and counts those that it has seen."""

    def __init__(self, baseline: Baseline, today: date) -> None:
        self._baseline = baseline
        self._today = today
        self._seen: dict[str, dict[str, int]] = {}
        #: What is hidden.
        self.tally = HiddenTally()

    def hides(self, finding: Finding) -> bool:
        """Whether a finding is accepted; each entry accepts its number of findings."""
        entry = self._baseline.get(finding.rule, {}).get(finding.fingerprint)
        if entry is None or self.count(finding) > entry.number or entry.is_expired(self._today):
            return False
        self.tally.add(finding)
        return True

    def count(self, finding: Finding) -> int:
        """Count a finding; returns how many with its rule and fingerprint were seen, with this one."""
        seen = self._seen.setdefault(finding.rule, {})
        number = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        return number

    def usage(self, ran: Callable[[str], bool]) -> BaselineUsage:
        """The usage after all findings were filtered; entries of rules that did not run are not stale."""
        entries = [
            (entry, self._seen.get(rule, {}).get(fingerprint, 0))
            for rule, own in self._baseline.items()
            for fingerprint, entry in own.items()
            if ran(rule)
        ]
        expired = sum(1 for entry, seen in entries if seen and entry.is_expired(self._today))
        return BaselineUsage(self.tally.total, sum(1 for entry, seen in entries if seen < entry.number), expired)

    def shrunk(self, ran: Callable[[str], bool]) -> dict[str, dict[str, BaselineEntry]]:
        """The baseline without what no longer matches: no entry is added or gets a greater number."""
        return {
            rule: {
                fingerprint: entry._replace(number=min(entry.number, seen)) if ran(rule) else entry
                for fingerprint, entry in own.items()
                if (seen := self._seen.get(rule, {}).get(fingerprint, 0)) or not ran(rule)
            }
            for rule, own in self._baseline.items()
        }


def _add(entries: dict[str, BaselineEntry], match: re.Match[str], line: int) -> None:
    fingerprint, count, day, reason = match.groups()
    try:
        until = date.fromisoformat(day) if day else None
    except ValueError:
        raise ValueError(f"line {line}: {day} is not a date") from None
    entry = BaselineEntry(int(count or 1), until, reason or "")
    other = entries.get(fingerprint, entry)
    entries[fingerprint] = max(entry, other, key=lambda known: (known.number, bool(known.reason)))


def _line(fingerprint: str, entry: BaselineEntry) -> str:
    count = f" x{entry.number}" if entry.number > 1 else ""
    until = f" until {entry.until.isoformat()}" if entry.until else ""
    reason = f" # {' '.join(entry.reason.split())}" if entry.reason.strip() else ""
    return f"{fingerprint}{count}{until}{reason}\n"
