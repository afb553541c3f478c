"""A dump of a few articles, in memory."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newscheck.dump.feature_columns import columns
from newscheck.dump.summary_columns import of_summaries
from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.layout.in_memory_storage import IN_MEMORY
from newscheck.model import ArticleFeatures, ArticleSummary, FeatureColumns, LayoutHistory


class InMemoryDump(list[ArticleSummary]):
    """Article summaries, features, and the features' names by hash (`model.Dump`)."""

    def __init__(
        self,
        summaries: Iterable[ArticleSummary],
        features: Iterable[ArticleFeatures] = (),
        names: Mapping[int, str] | None = None,
        detection: DetectionSettings | None = None,
    ) -> None:
        super().__init__(summaries)
        self._features = list(features)
        self._feature_names = names or {}
        self._detection = detection or DetectionSettings()
        self.storage = IN_MEMORY

    def column(self, name: str) -> Sequence[Any]:
        """A field of all summaries."""
        return of_summaries(name, self)

    def parts(self, *names: str) -> Iterator[tuple[Sequence[Any], ...]]:
        """Columns of all summaries."""
        yield tuple(of_summaries(name, self) for name in names)

    def summaries_at(self, positions: Iterable[int]) -> list[ArticleSummary]:
        """The summaries at some positions."""
        return [self[position] for position in positions]

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The names of some hashes of features, kinds and skeletons."""
        return {hashed: name for hashed, name in self._feature_names.items() if hashed in wanted}

    def features(self, site: str = "") -> Iterator[FeatureColumns]:
        """The features of the articles."""
        if self._features:
            yield columns(self._features)

    @property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self._detection)
