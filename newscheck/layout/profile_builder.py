"""Counts the articles of a stream into a profile."""

from __future__ import annotations

from collections.abc import Mapping

from newscheck.layout.features import KIND_PREFIX, SKELETON_PREFIX
from newscheck.layout.profile import MAX_ARTICLES, FeatureCounts, Profile
from newscheck.layout.streams import Stream
from newscheck.model import Dump
from newscheck.text.timestamps import HOUR


def build(stream: Stream, dump: Dump, start: int = 0) -> Profile:
    """The profile of a stream's articles from position `start` on, at most the latest `MAX_ARTICLES`."""
    start = max(start, len(stream.epochs) - MAX_ARTICLES)
    builder = _ProfileBuilder(stream)
    for at in range(start, len(stream.epochs)):
        builder.add(at)
    return builder.profile(dump)


class _ProfileBuilder:
    """Counts by feature (-1: all articles); `spans` are the positions of the first and the last article with it."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.hours: dict[int, dict[int, int]] = {}
        self.kinds: dict[int, dict[str, int]] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self.skeletons: dict[str, int] = {}

    def add(self, at: int) -> None:
        stream = self.stream
        hour, kind = stream.epochs[at] // HOUR, stream.labels[stream.kinds[at]].removeprefix(KIND_PREFIX)
        skeleton = stream.labels[stream.skeletons[at]].removeprefix(SKELETON_PREFIX)
        self.skeletons[skeleton] = self.skeletons.get(skeleton, 0) + 1
        for feature in (-1, *stream.features[stream.offsets[at] : stream.offsets[at + 1]].tolist()):
            hours, kinds = self.hours.setdefault(feature, {}), self.kinds.setdefault(feature, {})
            hours[hour] = hours.get(hour, 0) + 1
            kinds[kind] = kinds.get(kind, 0) + 1
            self.spans[feature] = (self.spans.get(feature, (at, at))[0], at)

    def profile(self, dump: Dump) -> Profile:
        rows = sorted({self.stream.rows[at] for span in self.spans.values() for at in span})
        paths = {row: summary.path for row, summary in zip(rows, dump.summaries_at(rows), strict=True)}
        counts = {feature: self._counts(feature, paths) for feature in self.hours}
        articles = counts.pop(-1)
        return Profile(articles, {self.stream.names[at]: counts[at] for at in counts}, self.skeletons)

    def _counts(self, feature: int, paths: Mapping[int, str]) -> FeatureCounts:
        first, last = ((self.stream.epochs[at], paths[self.stream.rows[at]]) for at in self.spans[feature])
        return FeatureCounts(self.hours[feature], self.kinds[feature], first, last)
