"""A hit becomes a finding: who says it, how bad it is, where it stands, and what it is known by in later runs."""

from __future__ import annotations

from msgspec.structs import replace
from xxhash import xxh3_64_hexdigest

from newscheck.article.sites import publisher_name
from newscheck.checker import locations
from newscheck.checker.rule_selection import ActiveRule
from newscheck.model import Article, Document, Finding, Hit
from newscheck.text import timestamps


class FindingBuilder:
    """Stamps the hits of one document, or of the dump (None).

    A fingerprint is 16 hex digits of rule, field, evidence, and what the article is known by; it depends neither on
    line numbers nor on the file's name. Equal ones are counted.
    """

    def __init__(self, document: Document | None = None, article: Article | None = None) -> None:
        self._document = document
        self._article = article
        self._seen: dict[tuple[str, str, str], int] = {}

    @property
    def path(self) -> str:
        """The path of the document; empty for the dump."""
        return self._document.path if self._document else ""

    def build(self, step: ActiveRule, hit: Hit) -> Finding:
        """The finding that a hit is."""
        document = self._document
        if document is None:
            identity, line, column, evidence, excerpt = "", hit.line, 1, hit.evidence, None
        else:
            identity = _identity(document)
            start, end = locations.offset_of(hit, document, self._article)
            line, column = locations.line_and_column(document, start)
            evidence = locations.evidence(hit, document, start, end)
            excerpt = locations.excerpt(document, start, end)
        family = (step.rule, hit.pointer.partition("/")[2].partition("/")[0], evidence or hit.message)
        count = self._seen[family] = self._seen.get(family, 0) + 1
        return Finding(
            rule=step.rule,
            severity=hit.severity if hit.severity and step.has_default_severity else step.severity,
            path=document.path if document else hit.path,
            line=line,
            column=column,
            pointer=hit.pointer,
            message=hit.message,
            evidence=evidence,
            fingerprint=_fingerprint(identity, *family, str(count)),
            related=hit.related,
            excerpt=excerpt,
            details=hit.details,
            site=publisher_name(self._article.site, self._article.url) if self._article else hit.site,
            epoch=timestamps.int64_or_none(self._article.epoch_ms) if self._article else hit.epoch,
        )

    def further(self, finding: Finding) -> Finding:
        """What further findings of the same rule in this document are counted as: they have no places of their own."""
        identity = _identity(self._document) if self._document else ""
        return replace(finding, fingerprint=_fingerprint(identity, finding.rule, "further"))


def _identity(document: Document) -> str:
    """What an article is known by: its URL, else its title, else the name of its file."""
    for field in (document.url, document.title):
        if field is not None and isinstance(field.value, str) and field.value:
            return field.value
    return document.path.rpartition("/")[2]


def _fingerprint(*parts: str) -> str:
    return xxh3_64_hexdigest("\0".join(parts).encode("utf-8", "replace"))
