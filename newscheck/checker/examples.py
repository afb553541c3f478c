"""Runs the examples of the rules: for `explain`, for the documentation, and for the contract test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from newscheck.article.sites import expected_field
from newscheck.checker.execution import Checker
from newscheck.checker.results import merged
from newscheck.model import (
    ArticleRevision,
    ArticleSummary,
    FileResult,
    VersionHistory,
)
from newscheck.synthetic import specimen
from newscheck.text.timestamps import DAY

#: The time of the check of an example: 15 September 2023, after every article of a series.
NOW = 1_694_736_000_000


def run(checker: Checker, scope: str, example: Any) -> FileResult:
    """Run all rules on an example: the patch of an article, or the patches of a dump's or a path's articles.

    The fields that its site expects are those in `record` of the first patch (`[record]` of a site file).
    """
    patches: list[Mapping[str, Any]] = example if scope in ("dump", "versions") else [example]
    if record := patches[0].get("record"):
        checker = checker.expecting({name: expected_field(entry) for name, entry in record.items()})
    articles = specimen.series(patches)
    if scope == "dump":
        return checker.check_as_dump(articles)
    files = merged(map(checker.check, articles))
    return merged((files, checker.check_versions(_versions(files.summaries)))) if scope == "versions" else files


def _versions(summaries: Sequence[ArticleSummary]) -> VersionHistory:
    """The articles of a path as if each were committed a day after the one before."""
    days = (NOW - (len(summaries) - at) * DAY for at in range(len(summaries)))
    edits = zip(days, pairwise(summaries), strict=False)
    return VersionHistory(summaries[0].path, [ArticleRevision(f"{day:040x}", day, *pair) for day, pair in edits])
