"""Checks of items with the settings of a project: the time of each, its limits, what hides its findings."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from newscheck.checker.results import merged
from newscheck.engine import item_inputs
from newscheck.engine.report_filter import ReportFilter, load_baseline
from newscheck.engine.session import Session
from newscheck.engine.settings import clock
from newscheck.engine.workers.timed_check import check_inputs
from newscheck.model import FileResult, Finding, RawInput
from newscheck.text.display import sanitize_lines
from newscheck.triage import statistics

#: A time: a datetime or date (UTC where it has no zone), ISO 8601, or ms since 1970.
Moment = date | str | int
#: A checker for another time is made once in so many milliseconds.
_TICK = 1_000
#: The rules about how long after its date line an item was crawled: nobody knows where the time of the check stands in.
_LATENESS = frozenset(("epoch-after-dateline", "article-rerun"))
_CRASHED = "check-crashed"
_log = logging.getLogger("newscheck")
#: All checkers of a process share parsers and caches. A child process must not wait for a thread of its parent.
_lock = threading.RLock()


def _renew_lock() -> None:
    global _lock
    _lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


class CheckedItem(NamedTuple):
    """An item as input, its result, and those of its findings that are reported."""

    raw: RawInput
    result: FileResult
    findings: list[Finding]


class ItemChecks:
    """Checks of items with the settings of a session; threads may share it.

    Raises UsageError where the settings name what isn't there.
    """

    def __init__(self, session: Session, *, is_by_clock: bool) -> None:
        self._session = self._latest = session
        self._is_by_clock = is_by_clock
        self._known = load_baseline(session.project.baseline) if session.project.baseline else None
        self._has_filter = bool(session.suppressions or session.project.baseline)
        # All that may be wrong with the settings is reported here, and not with the first item.
        assert session.checker

    @property
    def fail_on(self) -> str:
        """The lowest severity at which an item is not valid."""
        return self._session.project.fail_on

    def failing(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those of some findings for which an item is not valid."""
        return [*statistics.failing(findings, self.fail_on)]

    def session_at(self, now: Moment | None = None) -> Session:
        """The session at a time (default: that of the settings or of the clock, which may be a second old).

        Raises UsageError for a malformed time.
        """
        if now is not None:
            return self._session.at(clock.parse_time(now, "now"))
        if self._is_by_clock and not 0 <= (time := clock.now()) - self._latest.project.now < _TICK:
            self._latest = self._session.at(time)
        return self._latest

    def check(self, item: object, name: str, now: Moment | None = None, *, is_of_feed: bool = True) -> CheckedItem:
        """Check an item; `name` and its URL are the path in its findings. Raises UsageError for a malformed time.

        Nothing is kept of an item that is of no feed.
        """
        with _lock:
            session = self.session_at(now)
            checker, project = session.checker, session.project
            if not is_of_feed:
                checker = checker.of_single_items()
            given = item_inputs.of_item(item, name, checker.mapping, project.now, project.max_file_size)
            result = merged(check_inputs(checker, [given.raw], project.file_timeout))
            if result.crashes:
                result = _with_crash(session, given.raw, result)
            if given.is_crawled_now:
                result = _without(result, _LATENESS)
            if any(summary.file_number is not None for summary in result.summaries):
                # A number in the address is no place in a sequence of files.
                result = replace(result, summaries=[replace(one, file_number=None) for one in result.summaries])
            return CheckedItem(given.raw, result, self._shown(result.findings, session))

    def _shown(self, findings: list[Finding], session: Session) -> list[Finding]:
        """The findings that neither a suppression nor the baseline hides."""
        if not (findings and self._has_filter):
            return findings
        return ReportFilter(session, known=self._known).filter_findings(findings)


def _with_crash(session: Session, raw: RawInput, result: FileResult) -> FileResult:
    """A result in which a crash of newscheck itself is a finding; the traceback is logged."""
    crash = result.crashes[0]
    trace = sanitize_lines(crash.traceback)
    _log.error("newscheck crashed on an item (rule %s); please report this:\n%s", crash.rule or "-", trace)
    if any(finding.rule == _CRASHED for finding in result.findings):
        return result
    reason = crash.traceback.strip().rpartition("\n")[2]
    detail = f"rule {crash.rule}: {reason}" if crash.rule else reason
    added = session.checker.check(replace(raw, data=b"", fault="crashed", detail=detail))
    return replace(result, findings=[*result.findings, *added.findings])


def _without(result: FileResult, rules: frozenset[str]) -> FileResult:
    """A result without the findings of some rules."""
    if not any(finding.rule in rules for finding in result.findings):
        return result
    return replace(
        result,
        findings=[finding for finding in result.findings if finding.rule not in rules],
        hit_counts=[count for count in result.hit_counts if count.rule not in rules],
    )
