"""Builds a finding from a hit: adds rule, severity, location and fingerprint.

A fingerprint is 16 hex digits of rule, field, evidence, and what identifies the article. It depends neither on line
numbers nor on the file's name. Findings that are alike in all of that are numbered.
"""

from __future__ import annotations

from msgspec.structs import replace

from newscheck.article.sites import publisher_name
from newscheck.checker import locations
from newscheck.checker.aggregation import fingerprint_of
from newscheck.checker.rule_selection import ActiveRule
from newscheck.model import Article, Document, DumpHit, Finding, Hit
from newscheck.text import timestamps


class FindingBuilder:
    """Builds findings from the hits of one document."""

    def __init__(self, document: Document, article: Article | None = None) -> None:
        # Findings are few, and each needs the text several times.
        self._document = document if document.source.__class__ is str else replace(document, source=document.text)
        self._article = article
        self._fingerprints = _Fingerprints(_identity(document))

    @property
    def path(self) -> str:
        """The path of the document."""
        return self._document.path

    def build(self, rule: ActiveRule, hit: Hit) -> Finding:
        """The finding for a hit."""
        document, article = self._document, self._article
        start, end = locations.offset_of(hit, document, article)
        line, column = locations.line_and_column(document, start)
        evidence = locations.evidence(hit, document, start, end)
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            path=document.path,
            line=line,
            column=column,
            pointer=hit.pointer,
            message=hit.message,
            evidence=evidence,
            fingerprint=self._fingerprints.next(rule.first_id or rule.id, hit.pointer, evidence or hit.message),
            excerpt=locations.excerpt(document, start, end),
            site=publisher_name(article.site, article.url) if article else "",
            epoch=timestamps.int64_or_none(article.epoch_ms) if article else None,
            item=locations.item_path(hit, document),
            language=article.language if article else "",
        )

    def further(self, rule: ActiveRule, finding: Finding) -> Finding:
        """A finding for the further hits of its rule in this document, which are only counted."""
        return replace(finding, fingerprint=self._fingerprints.further(rule.first_id or rule.id))


class DumpFindingBuilder:
    """Builds findings from the hits of a rule of the dump or of the version history."""

    def __init__(self) -> None:
        self._fingerprints = _Fingerprints("")

    def build(self, rule: ActiveRule, hit: DumpHit) -> Finding:
        """The finding for a hit."""
        return Finding(
            rule=rule.id,
            severity=hit.severity if hit.severity and rule.has_default_severity else rule.severity,
            path=hit.path,
            line=hit.line,
            column=1,
            pointer=hit.pointer,
            message=hit.message,
            evidence=hit.evidence,
            fingerprint=self._fingerprints.next(rule.first_id or rule.id, hit.pointer, hit.evidence or hit.message),
            related=hit.related,
            details=hit.details,
            site=hit.site,
            epoch=hit.epoch,
        )


class _Fingerprints:
    """The fingerprints of the findings about one article, or of the dump, whose identity is empty."""

    def __init__(self, identity: str) -> None:
        self._identity = identity
        self._seen: dict[tuple[str, str, str], int] = {}

    def next(self, rule: str, pointer: str, evidence: str) -> str:
        """The fingerprint of a new finding."""
        family = (rule, pointer.partition("/")[2].partition("/")[0], evidence)
        count = self._seen[family] = self._seen.get(family, 0) + 1
        return fingerprint_of(self._identity, *family, str(count))

    def further(self, rule: str) -> str:
        """The fingerprint that further findings of a rule share."""
        return fingerprint_of(self._identity, rule, "further")


def _identity(document: Document) -> str:
    """What identifies an article: its URL, else its title, else the name of its file."""
    for field in (document.url, document.title):
        if field is not None and isinstance(field.value, str) and field.value:
            return field.value
    return document.path.rpartition("/")[2] or document.path
