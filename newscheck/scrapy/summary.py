"""The extension: at the end of a crawl it checks the feed as a whole, and logs what was found."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscheck.api.feed import FeedResult
from newscheck.model import Finding
from newscheck.scrapy import crawl
from newscheck.scrapy.crawl import CrawlCheck, RuleCount, log, worst_first
from newscheck.text.display import quantity, sanitize
from newscheck.text.width import wrap

#: Rules, and findings about the feed, that the log lists; cells of a line, and lines of a message.
_LISTED, _WIDTH, _MAX_LINES = 10, 80, 4


class Summary:
    """Logs the rules with the most findings, and the findings about the feed; sets the stat `newscheck/exit_code`."""

    def __init__(self, check: CrawlCheck) -> None:
        self._check = check

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Summary:
        """The summary of a crawl.

        Raises NotConfigured where NEWSCHECK_ENABLED is off, UsageError where a setting is wrong.
        """
        check = crawl.of(crawler)
        if check is None:
            raise NotConfigured("NEWSCHECK_ENABLED is off")
        summary = cls(check)
        crawler.signals.connect(summary.spider_closed, signal=signals.spider_closed)
        return summary

    def spider_closed(self, spider: Spider) -> None:
        """Check the feed and log the summary: as an error where the crawl fails."""
        check = self._check
        result = check.finish()
        if result is not None:
            level = logging.ERROR if result.exit_code else logging.INFO
            log.log(level, "%s", "\n".join(lines(check.rules, result)))
        check.feed.close()


def lines(rules: dict[tuple[str, str], RuleCount], result: FeedResult) -> Iterator[str]:
    """The lines of a summary; only an address makes one longer than a terminal is wide."""
    invalid = result.items - result.valid
    yield f"newscheck: {quantity(result.items, 'item')} checked, {invalid:,} not valid (exit code {result.exit_code})"
    rows = worst_first(rules)
    for severity, rule, count in rows[:_LISTED]:
        yield from _finding(f"  {severity:<7} {count.number:>6,}  ", rule, count.first)
    if len(rows) > _LISTED:
        yield f"  … and {quantity(len(rows) - _LISTED, 'more rule')}"
    yield from _of_feed(result.findings)
    for remark in result.report.remarks:
        yield from _wrapped("  ", remark)


def _of_feed(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings about the feed as a whole."""
    findings = list(findings)
    for finding in islice(findings, _LISTED):
        yield from _finding(f"  {finding.severity:<7}   feed  ", finding.rule, finding)
    if len(findings) > _LISTED:
        yield f"  … and {quantity(len(findings) - _LISTED, 'more finding')} about the feed"


def _finding(head: str, rule: str, finding: Finding) -> Iterator[str]:
    """A finding, and below it the item that has it."""
    yield from _wrapped(head, f"{rule}: {finding.message}")
    if finding.path:
        yield f"{' ' * len(head)}in {sanitize(finding.path)}"


def _wrapped(head: str, text: str) -> Iterator[str]:
    """A text behind a head, its further lines below its beginning."""
    for line in wrap(sanitize(text), _WIDTH - len(head), _MAX_LINES):
        yield f"{head}{line}"
        head = " " * len(head)
