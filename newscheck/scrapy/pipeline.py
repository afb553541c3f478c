"""The item pipeline: checks each item, and drops or tags it."""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from newscheck.model import Finding
from newscheck.scrapy import crawl
from newscheck.scrapy.crawl import CrawlCheck, log
from newscheck.text.display import sanitize

#: Findings that the message about a dropped item names.
_NAMED = 3


class Pipeline:
    """Checks items of any type that Scrapy takes; the settings are `NEWSCHECK_*` (docs/scrapy.md)."""

    def __init__(self, check: CrawlCheck) -> None:
        self._check = check
        self._is_tag_missing = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Pipeline:
        """The pipeline of a crawl.

        Raises NotConfigured where NEWSCHECK_ENABLED is off, UsageError where a setting is wrong.
        """
        check = crawl.of(crawler)
        if check is None:
            raise NotConfigured("NEWSCHECK_ENABLED is off")
        return cls(check)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item, with its findings where they are to be in a field. Raises DropItem where it is to be dropped."""
        findings = self._check.check(item)
        if self._check.is_dropped(findings):
            self._check.drop()
            raise DropItem(_reason(findings))
        if self._check.options.tag:
            self._tag(item, findings)
        return item

    def _tag(self, item: Any, findings: list[Finding]) -> None:
        """Put the findings into a field; an item without that field stays as it is, which is logged once."""
        field = self._check.options.tag
        try:
            ItemAdapter(item)[field] = [_plain(finding) for finding in findings]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            if not self._is_tag_missing:
                log.warning("NEWSCHECK_TAG: %s has no field %r (%s)", type(item).__name__, field, error)
            self._is_tag_missing = True


def _plain(finding: Finding) -> dict[str, str]:
    """What an item says of a finding."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "pointer": finding.pointer,
        "message": finding.message,
    }


def _reason(findings: list[Finding]) -> str:
    named = "; ".join(f"{finding.rule}: {sanitize(finding.message)}" for finding in findings[:_NAMED])
    more = len(findings) - _NAMED
    return f"newscheck: {named}" + (f"; and {more} more" if more > 0 else "")
