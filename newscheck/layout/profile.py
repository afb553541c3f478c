"""Profiles of sites: counts of the features of their articles, and the changes detected in them.

A feature is a name (`newscheck.layout.features`) that an article has or has not, so that every count is a sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct

from newscheck.layout.counted_since import VERSION, uncounted
from newscheck.text.timestamps import HOUR

#: Features of one site that are compared, the commonest first.
MAX_FEATURES = 1_000
#: Articles of a site that a reference is made of at most: the latest.
MAX_ARTICLES = 5_000
#: What articles are called that are of no site, as those without a URL are.
NO_SITE = "articles without a site"
#: An epoch (ms) and the path of the article that has it.
DatedPath = tuple[int, str]
_Key = TypeVar("_Key", int, str)


class FeatureShift(Struct, frozen=True):
    """A feature whose share (0 to 1) changed; `kind` is appeared, vanished or shifted."""

    feature: str
    before: float
    after: float
    kind: str
    score: float


class DetectedChange(Struct, frozen=True):
    """A detected change between two articles: `last` before and `first` after it (positions in the stream).

    `window` articles after it were compared with `reference` articles before it. `until` is the position at which the
    layout before came back, or None; `examples_*` are positions of typical articles. `detected_after` is how many
    articles of the stream it took to detect it, or None where only the scan backwards in time did. A change that was
    rolled out in steps is `complete` from that position on. A change in some sections only names their `kinds`: shares,
    `last` and `first` are those of their articles. `is_agreed` if a second method shows it
    (`newscheck.layout.narrowest`).
    """

    site: str
    last: int
    first: int
    shifts: list[FeatureShift]
    reference: int
    window: int
    score: float
    label: str
    until: int | None = None
    examples_before: list[int] = []
    examples_after: list[int] = []
    detected_after: int | None = None
    complete: int | None = None
    kinds: list[str] = []
    is_agreed: bool = False


class FeatureCounts(Struct, frozen=True):
    """The articles of a site with a feature: numbers by hour (since 1970 UTC) and by kind, the first and the last."""

    hours: Mapping[int, int]
    kinds: Mapping[str, int]
    first: DatedPath
    last: DatedPath


class Profile(Struct, frozen=True):
    """Counts of a site's articles: of all, of those with each feature, of those with each skeleton.

    Profiles add up: `merge` is exact, associative and commutative. Features that were added after `version` are not
    counted (`newscheck.layout.counted_since`).
    """

    articles: FeatureCounts
    features: Mapping[str, FeatureCounts]
    skeletons: Mapping[str, int]
    version: int = VERSION

    @property
    def count(self) -> int:
        """The number of articles."""
        return sum(self.articles.hours.values())


def merge(first: Profile, second: Profile) -> Profile:
    """The profile of the articles of both, with what both count; an article in both counts twice."""
    version = min(first.version, second.version)
    features = counted(first.features, version)
    for name, counts in counted(second.features, version).items():
        features[name] = _both(features[name], counts) if name in features else counts
    return Profile(_both(first.articles, second.articles), features, _sum(first.skeletons, second.skeletons), version)


def counted(features: Mapping[str, FeatureCounts], version: int) -> dict[str, FeatureCounts]:
    """Those of the features that a reference of some version counts."""
    later = uncounted(features, version)
    return {name: counts for name, counts in features.items() if name not in later}


def _both(first: FeatureCounts, second: FeatureCounts) -> FeatureCounts:
    return FeatureCounts(
        _sum(first.hours, second.hours),
        _sum(first.kinds, second.kinds),
        min(first.first, second.first),
        max(first.last, second.last),
    )


def _sum(first: Mapping[_Key, int], second: Mapping[_Key, int]) -> dict[_Key, int]:
    total = dict(first)
    for key, number in second.items():
        total[key] = total.get(key, 0) + number
    return total


def without_oldest(profile: Profile, most: int = MAX_ARTICLES) -> Profile:
    """The profile without its oldest hours, down to `most` articles, but at least the newest hour.

    Kinds and skeletons are not counted by hour: they are scaled down and keep their shares.
    """
    count = 0
    oldest = max(profile.articles.hours)
    for hour in sorted(profile.articles.hours, reverse=True):
        count += profile.articles.hours[hour]
        if count > most and hour != max(profile.articles.hours):
            break
        oldest = hour
    features = {name: _since(counts, oldest) for name, counts in profile.features.items()}
    articles = _since(profile.articles, oldest)
    part = sum(articles.hours.values()) / profile.count
    skeletons = {name: round(number * part) for name, number in profile.skeletons.items()}
    kept = {name: counts for name, counts in features.items() if counts.hours}
    return Profile(articles, kept, skeletons, profile.version)


def _since(counts: FeatureCounts, oldest: int) -> FeatureCounts:
    hours = {hour: number for hour, number in counts.hours.items() if hour >= oldest}
    if len(hours) == len(counts.hours):
        return counts
    part = sum(hours.values()) / sum(counts.hours.values())
    kinds = {kind: round(number * part) for kind, number in counts.kinds.items()}
    return FeatureCounts(hours, kinds, max(counts.first, (oldest * HOUR, "")), counts.last)
