"""A shard put together from earlier results of the same files and a new check of the rest."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from newscheck.checker.results import merged_names
from newscheck.engine.cache.shard import Shard, split_digests
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import ArticleFeatures, ArticleSummary, FileResult, Finding, HitCount, PresetUse
from newscheck.text.member_paths import file_among


class PartialResults:
    """The results of earlier runs for some files, whose names all differ."""

    def __init__(self, entries: Sequence[FileEntry], contents: bytes) -> None:
        self._entries = entries
        self._wanted = dict(zip(split_digests(contents), entries, strict=True))
        self._digests = {entry.path: digest for digest, entry in self._wanted.items()}
        self._findings: dict[str, list[Finding]] = {}
        self._summaries: dict[str, list[ArticleSummary]] = {}
        self._features: dict[str, list[ArticleFeatures]] = {}
        self._hit_counts: dict[str, list[HitCount]] = {}
        self._preset_uses: dict[str, list[PresetUse]] = {}
        self._names: dict[int, str] = {}
        self._latest = 0

    @property
    def missing(self) -> list[FileEntry]:
        """The files that have no result yet."""
        return list(self._wanted.values())

    def add(self, shard: Shard) -> None:
        """Take the results of the wanted files that have the same bytes in a shard."""
        digests = [digest for digest in split_digests(shard.content_digests) if digest in self._wanted]
        self._take(shard, [self._wanted.pop(digest) for digest in digests])

    def completed_with(self, rest: Shard | None) -> Shard:
        """The shard of all files, in their order; `rest` has the missing ones, whatever they contained when read."""
        digests = dict(self._digests)
        if rest is not None:
            missing = (entry.path for entry in self.missing)
            digests.update(zip(missing, split_digests(rest.content_digests), strict=True))
            self._take(rest, self.missing)
        paths = [entry.path for entry in self._entries]
        features = [features for path in paths for features in self._features.get(path, ())]
        result = FileResult(
            findings=[finding for path in paths for finding in self._findings.get(path, ())],
            summaries=[summary for path in paths for summary in self._summaries.get(path, ())],
            crashes=rest.crashes if rest else [],
            latest_epoch=self._latest,
            features=features,
            feature_names=_used_names(self._names, features),
            is_complete=rest is None or rest.is_complete,
            hit_counts=[count for path in paths for count in self._hit_counts.get(path, ())],
            preset_uses=[use for path in paths for use in self._preset_uses.get(path, ())],
        )
        contents = b"".join(digests[path] for path in paths)
        return Shard.of(result, contents, is_fully_read=rest is None or rest.is_fully_read)

    def _take(self, shard: Shard, entries: Iterable[FileEntry]) -> None:
        paths = {entry.path for entry in entries}
        if not paths:
            return
        result = shard.result
        for finding in result.findings:
            if path := file_among(finding.path, paths):
                self._findings.setdefault(path, []).append(finding)
        for at, summary in enumerate(result.summaries):
            if path := file_among(summary.path, paths):
                self._summaries.setdefault(path, []).append(summary)
                self._features.setdefault(path, []).extend(result.features[at : at + 1])
        for hits in result.hit_counts:
            if path := file_among(hits.path, paths):
                self._hit_counts.setdefault(path, []).append(hits)
        for use in result.preset_uses:
            if path := file_among(use.path, paths):
                self._preset_uses.setdefault(path, []).append(use)
        self._names = merged_names((self._names, result.feature_names))
        self._latest = max(self._latest, shard.latest_epoch)


def _used_names(names: dict[int, str], features: Iterable[ArticleFeatures]) -> dict[int, str]:
    """The names that some features need: others would accumulate as files come and go."""
    used: set[int] = set()
    for article in features:
        used.update(array("I", article.features))
        used.add(article.kind)
    return {hashed: name for hashed, name in names.items() if hashed in used}
