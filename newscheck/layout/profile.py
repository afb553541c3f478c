"""What the layouts of a dump look like, in counts: a stream of articles in order of time, each with its features.

A feature is a name (`newscheck.layout.features`) that an article has or has not, so that every count is a sum.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct

#: Features of one site that are looked at, the commonest first.
MAX_FEATURES = 1_000
#: Articles of a site that a reference is made of at most: the latest.
MAX_ARTICLES = 5_000
_HOUR = 3_600_000
#: Score from which on a shift is an alarm (`newscheck.layout.calibration` says what it costs).
DEFAULT_THRESHOLD = 40.0
#: An epoch (ms) and the path of the article that has it.
DatedPath = tuple[int, str]
_Key = TypeVar("_Key", int, str)


class Stream(Struct, frozen=True):
    """The articles of one site in the order of their epochs (ties in the order of their paths).

    `epochs` (ms), `rows` (where in the dump it stands), `kinds` and `skeletons` (places in `labels`) have an entry for
    each article; the features of article i are `names[f]` for f in `features[offsets[i]:offsets[i + 1]]`, ascending.
    The first `reference_size` articles stand for the counts of a reference: of an hour's articles, nobody knows which
    had a feature. `left_out` is the number of features that are not among the names, because they are too many."""

    site: str
    names: list[str]
    epochs: array[int]
    rows: array[int]
    offsets: array[int]
    features: array[int]
    labels: list[str] = []
    kinds: array[int] = array("I")
    skeletons: array[int] = array("I")
    reference_size: int = 0
    left_out: int = 0


class FeatureShift(Struct, frozen=True):
    """A feature whose share (0 to 1) changed; `kind` is appeared, vanished or shifted."""

    feature: str
    before: float
    after: float
    kind: str
    score: float


class DetectedChange(Struct, frozen=True):
    """A change that the scan found, between two articles: `last` before and `first` after it (positions in the stream).

    `window` is how many articles after it were compared with the `reference` before it; `until` is that of the first
    article at which the layout before came back, or None. `examples_*` are positions of typical articles.
    `detected_after` is how many articles of the stream it took to notice it, or None where only those after it told."""

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


class FeatureCounts(Struct, frozen=True):
    """A feature in the articles of a site: how many had it, by hour (since 1970 UTC) and by kind of article, and the
    first and the last of them."""

    hours: Mapping[int, int]
    kinds: Mapping[str, int]
    first: DatedPath
    last: DatedPath


class Profile(Struct, frozen=True):
    """What the articles of a site look like, in counts: of all articles, and of those with each feature.

    Profiles add up: `merge` is exact, associative and commutative.
    """

    articles: FeatureCounts
    features: Mapping[str, FeatureCounts]
    skeletons: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many articles it was made of."""
        return sum(self.articles.hours.values())


def merge(one: Profile, other: Profile) -> Profile:
    """The profile of the articles of both; nothing is looked for twice: an article in both is counted twice."""
    features = dict(one.features)
    for name, counted in other.features.items():
        features[name] = _both(features[name], counted) if name in features else counted
    return Profile(_both(one.articles, other.articles), features, _sum(one.skeletons, other.skeletons))


def _both(one: FeatureCounts, other: FeatureCounts) -> FeatureCounts:
    return FeatureCounts(
        _sum(one.hours, other.hours),
        _sum(one.kinds, other.kinds),
        min(one.first, other.first),
        max(one.last, other.last),
    )


def _sum(one: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
    total = dict(one)
    for key, number in other.items():
        total[key] = total.get(key, 0) + number
    return total


def without_oldest(whole: Profile, most: int = MAX_ARTICLES) -> Profile:
    """The profile without its oldest hours, so that no more than `most` articles are left (but at least an hour).

    Kinds and skeletons are not counted by hour: they shrink along, and keep their shares.
    """
    kept = 0
    oldest = max(whole.articles.hours)
    for hour in sorted(whole.articles.hours, reverse=True):
        kept += whole.articles.hours[hour]
        if kept > most and hour != max(whole.articles.hours):
            break
        oldest = hour
    features = {name: _since(counted, oldest) for name, counted in whole.features.items()}
    articles = _since(whole.articles, oldest)
    part = sum(articles.hours.values()) / whole.count
    skeletons = {name: round(number * part) for name, number in whole.skeletons.items()}
    return Profile(articles, {name: counted for name, counted in features.items() if counted.hours}, skeletons)


def _since(counted: FeatureCounts, oldest: int) -> FeatureCounts:
    hours = {hour: number for hour, number in counted.hours.items() if hour >= oldest}
    if len(hours) == len(counted.hours):
        return counted
    part = sum(hours.values()) / sum(counted.hours.values())
    kinds = {kind: round(number * part) for kind, number in counted.kinds.items()}
    return FeatureCounts(hours, kinds, max(counted.first, (oldest * _HOUR, "")), counted.last)
