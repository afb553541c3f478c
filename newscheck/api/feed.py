"""`newscheck.Feed`: the items of a crawl, checked one by one and, at its end, together and against the site's past."""

from __future__ import annotations

import os
import threading
from types import TracebackType

from msgspec import Struct

from newscheck import outputs, registry
from newscheck.api.item_checks import ItemChecks, Moment
from newscheck.checker.feed_counts import UNMAPPED
from newscheck.engine import feed_report
from newscheck.engine.feed_run import FeedRun
from newscheck.engine.files import atomic_write
from newscheck.engine.report_filter import ReportFilter
from newscheck.errors import UsageError
from newscheck.model import Finding, RenderOptions, Report
from newscheck.text.suggestions import did_you_mean
from newscheck.triage import statistics

#: The formats of a report by the suffix of its file; other formats share one.
_FORMS = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".txt": "text",
}


class FeedResult(Struct, frozen=True):
    """The end of a feed: the number of its items and of the valid ones, and the findings about the feed as a whole
    (duplicates, coverage, layout changes, languages, silence, fields that the settings don't map).

    `report` has these and those of each item, as `newscheck validate` reports them: what (nearly) all items share is
    told once. Its findings are on disk and read as they are iterated. `exit_code` is that of `newscheck validate`: 0, 1
    with a finding at or above the fail level, 2 without any item, or where newscheck itself crashed. `docs_url` is the
    setting `docs-url`, for the links to the pages of rules in SARIF.
    """

    items: int
    valid: int
    findings: list[Finding]
    exit_code: int
    report: Report
    docs_url: str = ""

    def write(self, path: str | os.PathLike[str], form: str | None = None) -> None:
        """Write the report, whole or not at all.

        `form` is one of `newscheck validate --format`; without it, the path's suffix says which. Raises UsageError
        where neither is known, and where the file can't be written.
        """
        name = os.fspath(path)
        form = form or form_of(name)
        if form not in registry.names("outputs"):
            raise UsageError(f"unknown format {form!r}{did_you_mean(form, registry.names('outputs'))}")
        style = RenderOptions(max_per_rule=None, docs_url=self.docs_url)
        atomic_write.write(name, outputs.render(form, self.report, style))


class Feed:
    """The items of a crawl; a context manager. Threads may share it.

    Summaries of the items are kept on disk where they are many. Made by `Checker.feed`.
    """

    def __init__(self, checks: ItemChecks) -> None:
        self._checks = checks
        self._run = FeedRun(checks.session_at())
        self._lock = threading.RLock()
        self._result: FeedResult | None = None
        self._is_closed = False
        #: The number of items so far, and of those that are valid.
        self.items = self.valid = 0

    def check(self, item: object, *, now: Moment | None = None) -> list[Finding]:
        """The findings for an item (`Checker.check`), which is kept for the check of the feed.

        Raises UsageError for a malformed `now`, RuntimeError after the end of the feed.
        """
        with self._lock:
            if self._result:
                raise RuntimeError("the feed is finished")
            self._check_open()
            raw, result, findings = self._checks.check(item, f"item {self.items + 1}", now)
            self._run.add(raw, result)
            self.items += 1
            self.valid += not self._checks.failing(findings)
            return findings

    def finish(self, *, now: Moment | None = None) -> FeedResult:
        """Check the items together, and against the reference if there is one; the same result each time.

        Raises UsageError where the reference has none of the sites, and for a malformed `now`, RuntimeError where the
        feed was closed before.
        """
        with self._lock:
            if not self._result:
                self._check_open()
                self._result = self._checked(now)
            return self._result

    def close(self) -> None:
        """Release the files; a feed that isn't finished has no result."""
        with self._lock:
            self._is_closed = True
            self._run.close()

    def _check_open(self) -> None:
        if self._is_closed:
            raise RuntimeError("the feed is closed: its items were forgotten; finish it before")

    def __enter__(self) -> Feed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _checked(self, now: Moment | None) -> FeedResult:
        session = self._checks.session_at(now)
        report = ReportFilter(session).filter_report(self._run.report(session), is_whole=False)
        report = feed_report.collapse(report, session.checker, hint="")
        rules = session.checker.rules
        about_all = (finding for finding in report.findings if rules[finding.rule].scope == "dump" or _is_gap(finding))
        is_failing = any(
            getattr(report.summary, level) for level in statistics.failing_severities(self._checks.fail_on)
        )
        code = 2 if report.crashes or not self.items else int(is_failing)
        return FeedResult(self.items, self.valid, [*about_all], code, report, session.project.docs_url)


def _is_gap(finding: Finding) -> bool:
    """Whether a finding is about a gap in the settings: fields that no item has by a name that is known."""
    return finding.rule == UNMAPPED


def form_of(path: str) -> str:
    """The format that the suffix of a path names. Raises UsageError where it names none."""
    suffix = os.path.splitext(path)[1]
    if suffix not in _FORMS:
        raise UsageError(f"{path}: wanted one of the suffixes {', '.join(_FORMS)}")
    return _FORMS[suffix]
