"""Article summaries and features on their way from the files to the dump rules: on disk, read as often as needed."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property
from typing import NamedTuple

from newscheck.engine.cache import shard as packing
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files.spill_file import SpillFile
from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.model import ArticleFeatures, ArticleSummary, LayoutHistory

#: Summaries that stay unpacked, some 9 MB.
_UNPACKED = 4_000


class _Added(NamedTuple):
    """A shard in the store: its number of articles, and the numbers of the pieces after its summaries and features."""

    articles: int = 0
    summaries_end: int = 0
    features_end: int = 0


class DumpStore:
    """The articles of a run (`model.Dump`), filled shard by shard, so that memory doesn't grow with the dump."""

    def __init__(self, detection: DetectionSettings) -> None:
        self.detection = detection
        self._summary_file = SpillFile()
        self._feature_file = SpillFile()
        self._name_file = SpillFile()
        self._added: list[_Added] = []
        self._sites: list[set[str]] = []
        #: The first pieces and the last one that was read: some twenty rules read all summaries.
        self._first: list[list[ArticleSummary]] = []
        self._piece: tuple[int, list[ArticleSummary]] = (-1, [])

    def add(self, shard: Shard) -> None:
        """Append a shard: all of it or, where an exception interrupts, nothing."""
        last = self._added[-1] if self._added else _Added()
        self._piece = (-1, [])
        summaries_end = self._summary_file.write_from(last.summaries_end, packing.in_pieces(shard.summaries))
        features_end = self._feature_file.write_from(last.features_end, packing.in_pieces(shard.features))
        self._name_file.write_from(self.shards, (shard.feature_names,))
        self._added.append(_Added(shard.articles, summaries_end, features_end))

    @property
    def shards(self) -> int:
        """The number of shards in the store."""
        return len(self._added)

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The feature, kind or skeleton of each of the wanted hashes."""
        names: dict[int, str] = {}
        for packed in self._name_file:
            names.update((hashed, name) for hashed, name in packing.feature_names(packed).items() if hashed in wanted)
        return names

    def __iter__(self) -> Iterator[ArticleSummary]:
        for number in range(self._added[-1].summaries_end if self._added else 0):
            yield from self._summaries_in(number)

    def _summaries_in(self, number: int) -> list[ArticleSummary]:
        if number < len(self._first):
            return self._first[number]
        if self._piece[0] != number:
            self._piece = (number, packing.summaries(self._summary_file.piece(number)))
            if number == len(self._first) and sum(map(len, self._first)) < _UNPACKED:
                self._first.append(self._piece[1])
        return self._piece[1]

    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """The features of each article, in the order of the summaries; with `site`, only from shards that have it."""
        for number, packed in enumerate(self._feature_file):
            if number == len(self._sites):
                self._sites.append({features.site for features in packing.features(packed)})
            if not site or site in self._sites[number]:
                yield from packing.features(packed)

    @cached_property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self.detection)

    def __len__(self) -> int:
        return sum(shard.articles for shard in self._added)

    def close(self) -> None:
        """Close the files."""
        self._summary_file.close()
        self._feature_file.close()
        self._name_file.close()
