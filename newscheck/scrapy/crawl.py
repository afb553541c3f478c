"""The check of one crawl, which the pipeline and the summary share: findings as stats, what is frequent, the end."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, proxy

from msgspec.structs import replace
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro

from newscheck.api.checker import Checker
from newscheck.api.feed import FeedResult
from newscheck.checker.feed_counts import UNMAPPED
from newscheck.engine.settings import config
from newscheck.errors import UsageError
from newscheck.model import SEVERITIES, Finding
from newscheck.scrapy import options
from newscheck.scrapy.options import CrawlOptions
from newscheck.triage import statistics

log = logging.getLogger("newscheck.scrapy")
#: Of items whose fields the settings don't map.
_PRESET = "scrapy"
#: The reason for which the spider is closed, as in Scrapy's own stat `finish_reason`.
CLOSED = "newscheck"
#: The exit code of a crawl that could not be checked.
UNCHECKED = 2


class RuleCount(NamedTuple):
    """The findings of a rule of one severity: their number, and the first of them."""

    number: int
    first: Finding


class CrawlCheck:
    """The items of a crawl, checked as they come. No fault of newscheck itself reaches the crawl.

    Raises UsageError where a setting is wrong.
    """

    def __init__(self, crawler: Crawler, chosen: CrawlOptions) -> None:
        self.options = chosen
        # The checks of crawls are found by their crawlers, which they must not keep alive.
        self._crawler: Crawler = proxy(crawler)
        given = dict(chosen.checker)
        project = config.load({}, file=given.get("config"))
        if not (given.get("preset") or project.preset or project.fields):
            given["preset"] = _PRESET
        self.checker = Checker(**given)
        self.feed = self.checker.feed()
        self.is_closed = self.has_crashed = False
        #: (severity, rule) -> its findings in items
        self.rules: dict[tuple[str, str], RuleCount] = {}

    def check(self, item: Any) -> list[Finding]:
        """The findings for an item, which are counted in the stats."""
        try:
            findings = self.feed.check(item)
            self._count(findings)
            self._close_at_threshold()
            return findings
        except Exception:
            self._note_crash()
            return []

    def is_dropped(self, findings: Iterable[Finding]) -> bool:
        """Whether an item with some findings is dropped."""
        dropping = statistics.failing_severities(self.options.drop_on)
        return any(finding.severity in dropping for finding in findings)

    def finish(self) -> FeedResult | None:
        """The end of the crawl: the feed as a whole; None where that can't be checked, which is logged."""
        result = None
        try:
            result = self._finished()
        except UsageError as error:
            log.error("newscheck: %s", error)
        except Exception:
            self._note_crash()
        self.set_stat("exit_code", result.exit_code if result else UNCHECKED)
        return result

    def _finished(self) -> FeedResult:
        result = self.feed.finish()
        for finding in result.findings:
            self._increase(f"feed/{finding.rule}", finding.number)
            if finding.rule != UNMAPPED:  # each item has findings that say so
                self._increase(f"findings/{finding.severity}", finding.number)
        unwritten = [path for path in self.options.reports if not self._is_written(result, path)]
        return replace(result, exit_code=UNCHECKED) if unwritten or self.has_crashed else result

    def _is_written(self, result: FeedResult, path: str) -> bool:
        """Write a report; a reason why that fails is logged, as the summary still is."""
        try:
            result.write(path)
        except UsageError as error:
            log.error("newscheck: %s", error)
            return False
        return True

    def set_stat(self, name: str, value: Any) -> None:
        """Set a stat of the crawl."""
        if self._crawler.stats is not None:
            self._crawler.stats.set_value(f"newscheck/{name}", value)

    def drop(self) -> None:
        """Count an item that is dropped."""
        self._increase("items/dropped")

    def _increase(self, name: str, number: int = 1) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"newscheck/{name}", number)

    def _count(self, findings: list[Finding]) -> None:
        is_valid = not self.checker.failing(findings)
        self._increase("items")
        # Both, so that a stat that is 0 is there.
        self._increase("items/invalid", not is_valid)
        self._increase("items/valid", is_valid)
        for finding in findings:
            self._increase(f"findings/{finding.severity}", finding.number)
            self._increase(f"rules/{finding.rule}", finding.number)
            key = (finding.severity, finding.rule)
            known = self.rules.get(key, RuleCount(0, finding))
            self.rules[key] = known._replace(number=known.number + finding.number)

    def _note_crash(self) -> None:
        """A fault of newscheck itself: it makes the exit code 2, and only the first is logged with its traceback."""
        if not self.has_crashed:
            log.exception("newscheck crashed; the crawl goes on. Please report this")
        self.has_crashed = True
        self._increase("crashes")

    def _close_at_threshold(self) -> None:
        chosen, items = self.options, self.feed.items
        invalid = items - self.feed.valid
        is_many = bool(chosen.close_count) and invalid >= chosen.close_count
        is_share = bool(chosen.close_share) and items >= chosen.close_after and invalid >= chosen.close_share * items
        if not (is_many or is_share) or self.is_closed:
            return
        self.is_closed = True
        log.error("newscheck closes the spider: %d of %d items are not valid", invalid, items)
        _close(self._crawler)


def _close(crawler: Crawler) -> None:
    """Close the spider, with what is under way."""
    engine: Any = crawler.engine
    if hasattr(engine, "close_spider_async"):  # Scrapy 2.14
        deferred_from_coro(engine.close_spider_async(reason=CLOSED))
    else:
        engine.close_spider(crawler.spider, CLOSED)


_crawls: WeakKeyDictionary[Crawler, CrawlCheck] = WeakKeyDictionary()


def of(crawler: Crawler) -> CrawlCheck | None:
    """The check of a crawl, the same each time; None where NEWSCHECK_ENABLED is off.

    Raises UsageError where a setting is wrong.
    """
    if crawler not in _crawls:
        check = _made(crawler)
        if check is None:
            return None
        _crawls[crawler] = check
    return _crawls[crawler]


def check_settings(crawler: Crawler) -> None:
    """Raise UsageError where a setting of a crawl that has not begun is wrong."""
    if check := _made(crawler):
        check.feed.close()


def _made(crawler: Crawler) -> CrawlCheck | None:
    try:
        chosen = options.read(crawler.settings)
        return CrawlCheck(crawler, chosen) if chosen.is_enabled else None
    except UsageError as error:
        raise UsageError(f"newscheck: {error}") from None  # Scrapy logs the traceback: no more of it than needed


def worst_first(rules: dict[tuple[str, str], RuleCount]) -> list[tuple[str, str, RuleCount]]:
    """Severity, rule and findings: errors before warnings before notes, the most frequent first."""
    rows = [(severity, rule, count) for (severity, rule), count in rules.items()]
    return sorted(rows, key=lambda row: (-SEVERITIES.index(row[0]), -row[2].number, row[1]))
