"""The rules' own examples, run: for `explain`, for the documentation, and for the contract test."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from newscheck.checker.execution import Checker
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import (
    ArticleFeatures,
    ArticleRevision,
    ArticleSummary,
    Crash,
    FileResult,
    Finding,
    VersionHistory,
)
from newscheck.synthetic import specimen
from newscheck.text.timestamps import DAY

#: The time of the check of an example: 15 September 2023, after every article of a series.
NOW = 1_694_736_000_000


def run(checker: Checker, scope: str, example: Any) -> FileResult:
    """What all rules together say of an example: the patch of an article, or those of a dump's or path's."""
    patches: list[Mapping[str, Any]] = example if scope in ("dump", "versions") else [example]
    findings: list[Finding] = []
    cards: list[ArticleSummary] = []
    shapes: list[ArticleFeatures] = []
    names: dict[int, str] = {}
    crashes: list[Crash] = []
    for raw in specimen.series(patches):
        result = checker.check(raw)
        findings += result.findings
        cards += result.summaries
        shapes += result.features
        names.update(result.feature_names)
        crashes += result.crashes
    if scope == "dump":
        result = checker.check_dump(InMemoryDump(cards, shapes, names))
        findings += result.findings
        crashes += result.crashes
    if scope == "versions":
        result = checker.check_versions(_versions(cards))
        findings += result.findings
        crashes += result.crashes
    return FileResult(findings, cards, crashes)


def _versions(cards: list[ArticleSummary]) -> VersionHistory:
    """The articles of a path as if each were committed a day after the one before."""
    days = (NOW - (len(cards) - at) * DAY for at in range(len(cards)))
    edits = zip(days, pairwise(cards), strict=False)
    return VersionHistory(cards[0].path, [ArticleRevision(f"{when:040x}", when, *pair) for when, pair in edits])
