"""Checks for a scraper's own tests: findings for a record, an article, a dump text or a path.

The same rules, settings and messages as the command line: the project's `[tool.newscheck]` applies.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from newscheck.article import records
from newscheck.article.extraction import to_article
from newscheck.checker.execution import Checker
from newscheck.dump import freshness
from newscheck.engine import run
from newscheck.engine.files import directory_walk, inputs, path_names
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.session import Session
from newscheck.engine.settings import clock
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import Article, Crash, Finding, RawInput, Site
from newscheck.readers import read
from newscheck.testing import check_inputs, failure_messages
from newscheck.text import value_diff
from newscheck.text.display import sanitize
from newscheck.triage import statistics

#: Forms of a check's time (`engine.settings.clock.parse_time`).
Moment = date | str | int


class Checks:
    """Checks things with the settings of a project.

    A thing is a record (a dict, dataclass, attrs or pydantic object, NamedTuple, Scrapy Item), an Article of
    `newscheck.model`, the text or bytes of a dump file, a path (`pathlib.Path`, or a str without a line break that
    names a file or folder), or a list of such things (no paths), which is also checked as a dump.

    The time of a check is the project's, or with `by_clock` read from the clock for each check.
    """

    def __init__(self, session: Session, *, by_clock: bool = False) -> None:
        self.session = session
        self._by_clock = by_clock

    @property
    def project(self) -> Project:
        """The settings of the project."""
        return self.session.project

    @property
    def checker(self) -> Checker:
        """The checker of the project. Raises UsageError where the settings name what isn't there."""
        return self.session.checker

    def at(self, now: Moment | None = None) -> Checks:
        """The same at a time (default: the clock's or the project's). Raises UsageError for a malformed time."""
        if now is None and not self._by_clock:
            return self
        time = clock.now() if now is None else clock.parse_time(now, "now")
        return Checks(self.session.at(time))

    def check(
        self,
        thing: Any,
        *,
        ignore: Iterable[str] = (),
        select: Iterable[str] = (),
        now: Moment | None = None,
    ) -> list[Finding]:
        """The findings for a thing, in the order of locations.

        `ignore` and `select` name rules as on the command line; `now` is the time of the check instead of the clock's
        (a datetime, ISO 8601, or ms since 1970; UTC where it has no zone). Raises UsageError for an unknown rule, a
        missing path or a malformed time, TypeError for any other kind of thing, RuntimeError where newscheck itself
        crashes.
        """
        __tracebackhide__ = True
        try:
            return self.at(now)._findings(thing, ignore, select)
        except (UsageError, TypeError) as error:
            _shorten(error)
            raise

    def _findings(self, thing: Any, ignore: Iterable[str], select: Iterable[str]) -> list[Finding]:
        rule_ids = self.project.rule_ids
        ignored = rule_ids(_names(ignore))
        selected = rule_ids(_names(select)) if select else None
        findings, crashes = self._check_thing(thing)
        if crashes:
            raise RuntimeError(failure_messages.crash(crashes))
        # Only a folder is a feed: a single file, or some records, may be of any age.
        if not os.path.isdir(check_inputs.path(thing) or ""):
            findings = [finding for finding in findings if finding.rule != freshness.FEED_SILENT]
        return [
            finding
            for finding in ReportFilter(self.session).filter_findings(findings)
            if finding.rule not in ignored and (selected is None or finding.rule in selected)
        ]

    def assert_valid(
        self,
        thing: Any,
        *,
        ignore: Iterable[str] = (),
        select: Iterable[str] = (),
        fail_on: str | None = None,
        now: Moment | None = None,
    ) -> None:
        """Raise AssertionError with the findings at or above the fail level, if there are any.

        The level is `fail_on`, else the project's (default: `error`). Also raises as `check` does.
        """
        __tracebackhide__ = True
        level = fail_on or self.project.fail_on
        statistics.check_level(level, "fail_on")
        failing = [*statistics.failing(self.check(thing, ignore=ignore, select=select, now=now), level)]
        if failing:
            is_record = all(finding.path == check_inputs.RECORD for finding in failing)
            several = check_inputs.is_several(thing)
            listing = failure_messages.listing(failing, self.checker.rules, by_field=is_record, by_path=several)
            raise AssertionError(f"{failure_messages.heading(failing, check_inputs.name(thing))}\n{listing}")

    def record(self, thing: Any) -> dict[str, Any]:
        """The record that a thing is or holds, without a body that only repeats its paragraphs.

        Raises UsageError where a file or text holds no article or several, TypeError for any other kind of thing.
        """
        __tracebackhide__ = True
        try:
            is_file = isinstance(thing, (str, bytes, os.PathLike))
            return records.without_repeated_body(self._article(thing) if is_file else thing)
        except (UsageError, TypeError) as error:
            _shorten(error)
            raise

    def html(self, thing: Any) -> tuple[str, Site | None]:
        """The HTML of a thing, which may be a page itself, and its publisher. Raises as `record` does."""
        __tracebackhide__ = True
        try:
            return self._html(thing)
        except (UsageError, TypeError) as error:
            _shorten(error)
            raise

    def _html(self, thing: Any) -> tuple[str, Site | None]:
        if isinstance(thing, Mapping) and isinstance(thing.get("html"), str):
            return thing["html"], self.checker.sites.for_url(str(thing.get("url") or ""))
        if (page := check_inputs.page(thing)) is not None:
            return page, self.checker.sites.for_url("")
        article = thing if isinstance(thing, Article) else self._article(thing)
        return article.html, article.site

    def _article(self, thing: Any) -> Article:
        """The one article in a file or a text."""
        path = check_inputs.path(thing)
        if path is not None and (os.path.isdir(path) or not os.path.exists(path_names.actual_path(path))):
            raise UsageError(f"no such file: {path_names.display_path(path)}")
        raws = (
            [check_inputs.raw(thing)]
            if path is None
            else inputs.read(
                directory_walk.require_file(path, pages=self.project.reads_pages), self.project.max_file_size
            )
        )
        documents = [item for raw in raws for item in read(raw, self.checker.mapping) if not item.is_blank]
        if len(documents) != 1:
            raise UsageError(f"{check_inputs.name(thing)}: wanted one article, found {len(documents)}")
        return to_article(documents[0], self.checker.sites)

    def _check_thing(self, thing: Any) -> tuple[list[Finding], list[Crash]]:
        if (path := check_inputs.path(thing)) is not None:
            report = run.run(self.session, [path], jobs=self.project.jobs)
            return [*report.findings], report.crashes
        if check_inputs.is_several(thing):
            result = self.checker.check_as_dump(_raws(thing))
        else:
            result = self.checker.check(check_inputs.raw(thing))
        return result.findings, result.crashes


def _raws(parts: Iterable[Any]) -> Iterator[RawInput]:
    """Each of some things as an input, with its number in its path."""
    for number, thing in enumerate(parts, 1):
        if check_inputs.path(thing) is not None:
            raise TypeError("a list of paths: check the folder that they are in")
        raw = check_inputs.raw(thing)
        yield msgspec.structs.replace(raw, path=f"{raw.path} {number}")


def check(
    thing: Any,
    *,
    ignore: Iterable[str] = (),
    select: Iterable[str] = (),
    site: str | None = None,
    now: Moment | None = None,
) -> list[Finding]:
    """The findings for a thing (see `Checks`), with the settings of the project around the working folder.

    `site` is the publisher, instead of that of the URL. Raises as `Checks.check` does.
    """
    __tracebackhide__ = True
    return _project_checks(site).check(thing, ignore=ignore, select=select, now=now)


def assert_valid(
    thing: Any,
    *,
    ignore: Iterable[str] = (),
    select: Iterable[str] = (),
    fail_on: str | None = None,
    site: str | None = None,
    now: Moment | None = None,
) -> None:
    """Raise AssertionError with the findings for a thing (see `Checks`) at or above the fail level, if there are any.

    Also raises as `Checks.assert_valid` does.
    """
    __tracebackhide__ = True
    _project_checks(site).assert_valid(thing, ignore=ignore, select=select, fail_on=fail_on, now=now)


def assert_same(record: Any, expected: Any) -> None:
    """Raise AssertionError with the fields in which a record differs from the expected one, if there are any.

    Both may be any record (see `Checks`); fields that the record doesn't have are not compared. Raises TypeError for
    anything else.
    """
    __tracebackhide__ = True
    try:
        after, before = records.to_record(record), records.to_record(expected)
    except TypeError as error:
        _shorten(error)
        raise
    before = {name: value for name, value in before.items() if name in after}
    names = value_diff.changed_fields(before, after)
    if names:
        lines = [line for name in names for line in value_diff.describe_change(name, before.get(name), after.get(name))]
        raise AssertionError("\n".join([f"what differs: {', '.join(map(sanitize, names))}", *lines]))


_known: dict[str, Session] = {}


def _project_checks(site: str | None) -> Checks:
    """The checks of the project around the working folder. Raises UsageError where its settings are wrong."""
    __tracebackhide__ = True
    try:
        return cached_checks(Session.load({"site": site}))
    except UsageError as error:
        _shorten(error)
        raise


def cached_checks(session: Session) -> Checks:
    """The checks of a project, whose checker is built once for all tests; each check reads its time from the clock."""
    known = _known.setdefault(f"{session.cache_identity}{session.scan_identity}", session)
    return Checks(Session(session.project, known), by_clock=True)


def _shorten(error: UsageError | TypeError) -> None:
    """Drop the traceback through newscheck where the message is enough; escape control sequences in it."""
    *_, last = traceback.extract_tb(error.__traceback__)
    if isinstance(error, UsageError) or last.filename in (__file__, records.__file__):
        error.__traceback__ = None
        error.args = (sanitize(str(error)),)


def _names(names: Iterable[str] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
