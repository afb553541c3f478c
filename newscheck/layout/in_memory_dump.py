"""A dump of a few articles, in memory."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.model import ArticleFeatures, ArticleSummary, LayoutHistory


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

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The names of some hashes of features, kinds and skeletons."""
        return {hashed: name for hashed, name in self._feature_names.items() if hashed in wanted}

    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """The features of each article."""
        return iter(self._features)

    @property
    def history(self) -> LayoutHistory:
        """Layouts and changes."""
        return layout_history(self, self._detection)
