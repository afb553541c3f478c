"""Findings that a project suppresses, with the reason (`[[tool.newscheck.suppress]]`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from newscheck.model import Finding, HiddenFindings
from newscheck.text.globs import path_regex
from newscheck.text.timestamps import DAY, format_day, to_ms
from newscheck.triage.hidden_tally import HiddenTally


class Suppression(NamedTuple):
    """Which findings to suppress, why, and until when. Times are in ms, `since` inclusive, `until` not; None is any."""

    rules: frozenset[str]
    reason: str
    path: str | None = None
    site: str | None = None
    since: int | None = None
    until: int | None = None
    expires: date | None = None
    matches_path: Any = None

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is suppressed. One without a path, site or time is not, where the entry limits that."""
        return (
            finding.rule in self.rules
            and (self.site is None or finding.site == self.site)
            and (self.matches_path is None or bool(finding.path and self.matches_path(finding.path)))
            and self._is_within(finding.epoch)
        )

    def _is_within(self, epoch: int | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if epoch is None:
            return False
        return (self.since is None or epoch >= self.since) and (self.until is None or epoch < self.until)

    @property
    def name(self) -> str:
        """Its name in reports: `lead-missing in articles/2021/*, 2021-03-01 to 2021-11-30`."""
        rules = sorted(self.rules)
        shown = rules[0] if len(rules) == 1 else f"{rules[0]} and {len(rules) - 1} more rules"
        place = f" in {self.path}" if self.path else ""
        site = f" of {self.site}" if self.site else ""
        return f"{shown}{site}{place}{_range(self.since, self.until)}"


def build(table: Mapping[str, Any], rules: frozenset[str]) -> Suppression:
    """The suppression of a configuration entry that names these rules.

    Its dates are whole days in UTC: from the beginning of `since` to the end of `until`.
    """
    path = table.get("path")
    until = _ms(table.get("until"))
    return Suppression(
        rules=rules,
        reason=table["reason"],
        path=path,
        site=table.get("site"),
        since=_ms(table.get("since")),
        until=until + DAY if until is not None else None,
        expires=_day(table.get("expires")),
        matches_path=re.compile(_pattern(path)).match if path else None,
    )


class SuppressionFilter:
    """Hides suppressed findings; the first entry that covers a finding counts it."""

    def __init__(self, entries: Iterable[Suppression], today: date) -> None:
        known = list(entries)
        self.expired = [entry for entry in known if entry.expires is not None and today > entry.expires]
        self._entries = [entry for entry in known if entry not in self.expired]
        self._tallies = [HiddenTally() for _ in self._entries]

    def hides(self, finding: Finding) -> bool:
        """Whether a finding is suppressed; counts it."""
        for index, entry in enumerate(self._entries):
            if entry.covers(finding):
                self._tallies[index].add(finding)
                return True
        return False

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is suppressed; does not count it."""
        return any(entry.covers(finding) for entry in self._entries)

    def hidden(self) -> list[HiddenFindings]:
        """The number of findings that each entry has hidden."""
        return [
            HiddenFindings(f"suppressed: {entry.name}", tally.total, entry.reason, first=tally.first, last=tally.last)
            for entry, tally in zip(self._entries, self._tallies, strict=True)
            if tally.total
        ]

    def unused(self) -> Iterator[Suppression]:
        """The entries that have hidden nothing."""
        return (entry for entry, tally in zip(self._entries, self._tallies, strict=True) if not tally.total)


def _pattern(path: str) -> str:
    """A pattern for a path and everything below it, under any folder."""
    bare = path.removeprefix("./").strip("/")
    return f"(?:.*/)?{path_regex(bare)}|(?:.*/)?{path_regex(bare + '/*')}"


def _day(value: Any) -> date | None:
    if value is None:
        return None
    return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value)[:10])


def _ms(value: Any) -> int | None:
    day = _day(value)
    return None if day is None else to_ms(day)


def _range(since: int | None, until: int | None) -> str:
    if since is None and until is None:
        return ""
    if until is None:
        return f", since {format_day(since or 0)}"
    end = format_day(until - DAY)
    return f", {format_day(since)} to {end}" if since is not None else f", until {end}"
