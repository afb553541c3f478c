"""The articles of a stream, counted: a profile of what a site's articles look like."""

from __future__ import annotations

from collections.abc import Mapping

from newscheck.layout.features import KIND_PREFIX, SKELETON_PREFIX
from newscheck.layout.profile import MAX_ARTICLES, FeatureCounts, Profile, Stream
from newscheck.model import Dump

_HOUR = 3_600_000


def build(stream: Stream, dump: Dump, start: int = 0) -> Profile:
    """The profile of a stream's articles from position `start` on, but no more than the latest `LONGEST`."""
    start = max(start, len(stream.epochs) - MAX_ARTICLES)
    tally = _ProfileBuilder(stream)
    for at in range(start, len(stream.epochs)):
        tally.add(at)
    return tally.profile(dump)


class _ProfileBuilder:
    """Counts articles one by one; `spans` are the positions of the first and the last with a feature (-1: any)."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.hours: dict[int, dict[int, int]] = {}
        self.kinds: dict[int, dict[str, int]] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self.skeletons: dict[str, int] = {}

    def add(self, at: int) -> None:
        stream = self.stream
        hour, kind = stream.epochs[at] // _HOUR, stream.labels[stream.kinds[at]].removeprefix(KIND_PREFIX)
        skeleton = stream.labels[stream.skeletons[at]].removeprefix(SKELETON_PREFIX)
        self.skeletons[skeleton] = self.skeletons.get(skeleton, 0) + 1
        for feature in (-1, *stream.features[stream.offsets[at] : stream.offsets[at + 1]]):
            hours, kinds = self.hours.setdefault(feature, {}), self.kinds.setdefault(feature, {})
            hours[hour] = hours.get(hour, 0) + 1
            kinds[kind] = kinds.get(kind, 0) + 1
            self.spans[feature] = (self.spans.get(feature, (at, at))[0], at)

    def profile(self, dump: Dump) -> Profile:
        rows = {self.stream.rows[at] for span in self.spans.values() for at in span}
        paths = {row: card.path for row, card in enumerate(dump) if row in rows}
        counted = {feature: self._counted(feature, paths) for feature in self.hours}
        everything = counted.pop(-1)
        return Profile(everything, {self.stream.names[at]: counted[at] for at in counted}, self.skeletons)

    def _counted(self, feature: int, paths: Mapping[int, str]) -> FeatureCounts:
        first, last = ((self.stream.epochs[at], paths[self.stream.rows[at]]) for at in self.spans[feature])
        return FeatureCounts(self.hours[feature], self.kinds[feature], first, last)
