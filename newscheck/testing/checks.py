"""Checks for a scraper's own tests: what newscheck says of a record, an article, a dump text or a path.

The same rules, settings and messages as the command line: the project's `[tool.newscheck]` applies.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from newscheck.article import records
from newscheck.article.extraction import to_article
from newscheck.checker.execution import Checker
from newscheck.dump import freshness
from newscheck.engine import run
from newscheck.engine.files import directory_walk, inputs, path_names
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.settings import clock, config
from newscheck.errors import UsageError
from newscheck.layout.detection import InMemoryDump
from newscheck.model import SEVERITIES, Article, ArticleFeatures, ArticleSummary, Crash, Finding, Site
from newscheck.readers import read
from newscheck.testing import check_inputs, failure_messages
from newscheck.text import value_diff
from newscheck.text.display import sanitize
from newscheck.text.suggestions import did_you_mean
from newscheck.triage import statistics

#: What a time of the check may be (`engine.settings.clock.parse_time`).
Moment = date | str | int


class Checks:
    """newscheck with the settings of a project, for any number of things.

    A thing is a record (a dict, dataclass, attrs or pydantic object, NamedTuple, Scrapy Item), an Article of
    `newscheck.model`, the text or bytes of a dump file, a path (`pathlib.Path`, or a str without a line break that
    names a file or folder), or a list of such things but paths, which is checked as a dump, too.

    The time of a check is the project's; `by_clock`, it is read from the clock for each check.
    """

    def __init__(self, project: config.Project, *, by_clock: bool = False) -> None:
        self.project = project
        self._by_clock = by_clock
        self._kin: Checks | None = None

    @cached_property
    def checker(self) -> Checker:
        """Everything that judges. Raises UsageError where the project names what isn't there."""
        return self._kin.checker.at(self.project.now) if self._kin else config.build_checker(self.project)

    def at(self, now: Moment | None = None) -> Checks:
        """The same at a time: the given one, else the clock's or the project's. Raises UsageError for what is none."""
        if now is None and not self._by_clock:
            return self
        time = clock.now() if now is None else clock.parse_time(now, "now")
        return self.akin(msgspec.structs.replace(self.project, now=time))

    def akin(self, project: config.Project, *, by_clock: bool = False) -> Checks:
        """The checks of a project that differs in its time alone: what takes long to make ready is shared."""
        made = Checks(project, by_clock=by_clock)
        made._kin = self._kin or self
        return made

    def check(
        self,
        thing: Any,
        *,
        ignore: Iterable[str] = (),
        select: Iterable[str] = (),
        now: Moment | None = None,
    ) -> list[Finding]:
        """What newscheck says of a thing, in the order of places.

        `ignore` and `select` name rules as on the command line; `now` is the time of the check instead of the clock's
        (a datetime, ISO 8601, or ms since 1970; UTC where it has no zone). Raises UsageError for an unknown rule, a
        path that isn't there and what is no time, TypeError for what is no such thing, RuntimeError where newscheck
        itself crashes.
        """
        __tracebackhide__ = True
        try:
            return self.at(now)._found(thing, ignore, select)
        except (UsageError, TypeError) as error:
            _shorten(error)
            raise

    def _found(self, thing: Any, ignore: Iterable[str], select: Iterable[str]) -> list[Finding]:
        ignored = config.rule_ids(_names(ignore))
        selected = config.rule_ids(_names(select)) if select else None
        findings, crashes = self._look(thing)
        if crashes:
            raise RuntimeError(failure_messages.crash(crashes))
        # A single file, or some records, may be as old as they like: only a folder is a feed.
        if not os.path.isdir(check_inputs.path(thing) or ""):
            findings = [finding for finding in findings if finding.rule != freshness.FEED_SILENT]
        return [
            finding
            for finding in ReportFilter(self.project).filter_findings(findings)
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
        """Raise AssertionError, with the findings as its message, where there is one at or above the fail level.

        The level is the project's (`error` where it says nothing), or `fail_on`. Raises as `check` does, too.
        """
        __tracebackhide__ = True
        level = fail_on or self.project.fail_on
        if level not in (*SEVERITIES, "never"):
            raise UsageError(f"fail_on: unknown severity {level!r}{did_you_mean(level, (*SEVERITIES, 'never'))}")
        found = [*statistics.failing(self.check(thing, ignore=ignore, select=select, now=now), level)]
        if found:
            is_record = all(finding.path == check_inputs.RECORD for finding in found)
            told = failure_messages.listing(found, by_field=is_record, by_path=check_inputs.is_several(thing))
            raise AssertionError(f"{failure_messages.heading(found, check_inputs.name(thing))}\n{told}")

    def record(self, thing: Any) -> dict[str, Any]:
        """The record that a thing is or holds, without a body that only repeats its paragraphs.

        Raises UsageError where a file or text holds no article or several, TypeError for what is no such thing.
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
            else inputs.read(directory_walk.require_file(path), self.project.max_file_size)
        )
        documents = [one for raw in raws for one in read(raw, self.project.fields) if not one.is_blank]
        if len(documents) != 1:
            raise UsageError(f"{check_inputs.name(thing)}: wanted one article, found {len(documents)}")
        return to_article(documents[0], self.checker.sites)

    def _look(self, thing: Any) -> tuple[list[Finding], list[Crash]]:
        if (path := check_inputs.path(thing)) is not None:
            report = run.run(self.project, [path], jobs=self.project.jobs)
            return [*report.findings], report.crashes
        if check_inputs.is_several(thing):
            return self._together(thing)
        result = self.checker.check(check_inputs.raw(thing))
        return result.findings, result.crashes

    def _together(self, parts: Iterable[Any]) -> tuple[list[Finding], list[Crash]]:
        """What is said of each of some things, and of the dump that they are."""
        findings: list[Finding] = []
        crashes: list[Crash] = []
        cards: list[ArticleSummary] = []
        shapes: list[ArticleFeatures] = []
        names: dict[int, str] = {}
        for number, thing in enumerate(parts, 1):
            if check_inputs.path(thing) is not None:
                raise TypeError("a list of paths: check the folder that they are in")
            raw = check_inputs.raw(thing)
            result = self.checker.check(msgspec.structs.replace(raw, path=f"{raw.path} {number}"))
            findings += result.findings
            crashes += result.crashes
            cards += result.summaries
            shapes += result.features
            names.update(result.feature_names)
        whole = self.checker.check_dump(InMemoryDump(cards, shapes, names))
        return findings + whole.findings, crashes + whole.crashes


def check(
    thing: Any,
    *,
    ignore: Iterable[str] = (),
    select: Iterable[str] = (),
    site: str | None = None,
    now: Moment | None = None,
) -> list[Finding]:
    """What newscheck says of a thing (see `Checks`), with the settings of the project around the working folder.

    `site` is the publisher, whatever the URL says. Raises as `Checks.check` does.
    """
    __tracebackhide__ = True
    try:
        own = _project_checks(site)
    except UsageError as error:
        _shorten(error)
        raise
    return own.check(thing, ignore=ignore, select=select, now=now)


def assert_valid(
    thing: Any,
    *,
    ignore: Iterable[str] = (),
    select: Iterable[str] = (),
    fail_on: str | None = None,
    site: str | None = None,
    now: Moment | None = None,
) -> None:
    """Raise AssertionError, with the findings as its message, where a thing (see `Checks`) is not as it should be.

    Raises as `Checks.assert_valid` does, too.
    """
    __tracebackhide__ = True
    try:
        own = _project_checks(site)
    except UsageError as error:
        _shorten(error)
        raise
    own.assert_valid(thing, ignore=ignore, select=select, fail_on=fail_on, now=now)


def assert_same(record: Any, expected: Any) -> None:
    """Raise AssertionError, with the fields that differ as its message, where a record is not the expected one.

    Both may be any record (see `Checks`); fields that the record doesn't have are not compared. Raises TypeError for
    what is no record.
    """
    __tracebackhide__ = True
    try:
        found, wanted = records.to_record(record), records.to_record(expected)
    except TypeError as error:
        _shorten(error)
        raise
    wanted = {name: value for name, value in wanted.items() if name in found}
    names = value_diff.changed_fields(wanted, found)
    if names:
        lines = [line for name in names for line in value_diff.describe_change(name, wanted.get(name), found.get(name))]
        raise AssertionError("\n".join([f"what differs: {', '.join(map(sanitize, names))}", *lines]))


_known: dict[str, Checks] = {}


def _project_checks(site: str | None) -> Checks:
    """The checks of the project around the working folder."""
    return cached_checks(config.load({"site": site}))


def cached_checks(project: config.Project) -> Checks:
    """The checks of a project, made ready once however many tests ask for them; each asks the clock for its time."""
    key = f"{config.cache_identity(project)}{config.scan_identity(project)}"
    return _known.setdefault(key, Checks(project)).akin(project, by_clock=True)


def _shorten(error: UsageError | TypeError) -> None:
    """Leave out the way through newscheck where an error says all in its words, which nobody obeys."""
    *_, last = traceback.extract_tb(error.__traceback__)
    if isinstance(error, UsageError) or last.filename in (__file__, records.__file__):
        error.__traceback__ = None
        error.args = (sanitize(str(error)),)


def _names(names: Iterable[str] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
