"""Results: collected while a check runs, and merged into one."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping

from newscheck.checker.aggregation import Quota
from newscheck.checker.article_counts import ArticleCounts
from newscheck.errors import UsageError, is_crash
from newscheck.layout import features
from newscheck.model import ArticleFeatures, ArticleSummary, Crash, FileResult


class ResultCollector:
    """Collects the result of a check; crashes are added to the given list."""

    def __init__(self, crashes: list[Crash] | None = None) -> None:
        self.quota = Quota()
        self.summaries: list[ArticleSummary] = []
        self.features: list[ArticleFeatures] = []
        self.feature_names: set[str] = set()
        self.latest_epoch = 0
        self.counts = ArticleCounts()
        self.crashes: list[Crash] = [] if crashes is None else crashes

    def result(self) -> FileResult:
        """All that was collected."""
        names = features.names_by_hash(self.feature_names)
        return FileResult(
            self.quota.findings(),
            self.summaries,
            self.crashes,
            self.latest_epoch,
            self.features,
            names,
            hit_counts=self.counts.hits(),
            preset_uses=self.counts.presets(),
        )


def crash_of(error: BaseException, path: str, rule: str = "") -> Crash:
    """An exception as a value: it costs only what crashed, and the run ends with exit code 2.

    Raises the exception where it is no crash (`errors.is_crash`).
    """
    if not is_crash(error):
        raise error
    # A mistake of the author of a rule needs no traceback.
    text = str(error) if isinstance(error, UsageError) else "".join(traceback.format_exception(error))
    return Crash(path, rule, text)


def merged(results: Iterable[FileResult]) -> FileResult:
    """One result of several, in their order; it is complete if all of them are."""
    parts = list(results)
    return FileResult(
        findings=[finding for part in parts for finding in part.findings],
        summaries=[summary for part in parts for summary in part.summaries],
        crashes=[crash for part in parts for crash in part.crashes],
        latest_epoch=max((part.latest_epoch for part in parts), default=0),
        features=[article for part in parts for article in part.features],
        feature_names=merged_names(part.feature_names for part in parts),
        is_complete=all(part.is_complete for part in parts),
        hit_counts=[count for part in parts for count in part.hit_counts],
        preset_uses=[use for part in parts for use in part.preset_uses],
    )


def merged_names(parts: Iterable[Mapping[int, str]]) -> dict[int, str]:
    """Feature names by hash; of two names that share a hash, the one that `features.names_by_hash` keeps."""
    names: dict[int, str] = {}
    for part in parts:
        for hashed, name in part.items():
            names[hashed] = max(name, names.get(hashed, name))
    return names
