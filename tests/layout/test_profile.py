"""A profile without its oldest hours."""

from __future__ import annotations

from newscheck.layout.profile import FeatureCounts, Profile, without_oldest
from newscheck.text.timestamps import HOUR

FIRST, LAST = (100 * HOUR, "a.md"), (103 * HOUR, "b.md")
PROFILE = Profile(
    FeatureCounts({100: 4, 102: 2, 103: 2}, {"/a": 6, "/b": 2}, FIRST, LAST),
    {
        "always": FeatureCounts({100: 4, 102: 2, 103: 2}, {"/a": 6, "/b": 2}, FIRST, LAST),
        "old": FeatureCounts({100: 4}, {"/a": 4}, FIRST, FIRST),
        "new": FeatureCounts({103: 1}, {"/a": 1}, LAST, LAST),
    },
    {"p": 8},
)


def test_kinds_and_skeletons_keep_their_shares() -> None:
    recent = without_oldest(PROFILE, 4)
    counts = FeatureCounts({102: 2, 103: 2}, {"/a": 3, "/b": 1}, (102 * HOUR, ""), LAST)
    assert recent == Profile(counts, {"always": counts, "new": PROFILE.features["new"]}, {"p": 4})


def test_the_newest_hour_is_always_kept() -> None:
    assert without_oldest(PROFILE, 1).articles.hours == {103: 2}
    assert without_oldest(PROFILE, 8) == PROFILE
