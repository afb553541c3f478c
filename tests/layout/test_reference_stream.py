"""A batch of articles behind those of a saved reference."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from msgspec.structs import replace

from newscheck.layout.profile import FeatureCounts, Profile
from newscheck.layout.reference_stream import new_articles, prepend_reference
from newscheck.layout.streams import Stream
from newscheck.text.timestamps import HOUR

FIRST, LAST = (100 * HOUR, "a.md"), (102 * HOUR, "b.md")
PROFILE = Profile(
    FeatureCounts({100: 3, 102: 2}, {"/": 5}, FIRST, LAST),
    {"old": FeatureCounts({100: 1, 102: 2}, {"/": 3}, FIRST, LAST)},
    {},
)


def stream(*hours: int) -> Stream:
    """Articles at some hours, each with the feature `new`."""
    rows, offsets = array("I", range(len(hours))), array("I", range(len(hours) + 1))
    epochs = array("q", (hour * HOUR for hour in hours))
    return Stream("x", ["new"], epochs, rows, offsets, array("H", [0] * len(hours)), [], rows, rows)


@pytest.mark.parametrize(
    ("hours", "rows", "words"),
    [
        pytest.param((103, 104), [0, 1], "", id="all are later"),
        pytest.param((101, 102, 103), [2], " (2 no later than the reference, not compared)", id="some are later"),
        pytest.param((90, 99), [0, 1], " (the reference is later than all of them)", id="all are before it"),
        pytest.param((101,), [], " (1 no later than the reference, not compared)", id="none is later"),
    ],
)
def test_new_articles(hours: tuple[int, ...], rows: list[int], words: str) -> None:
    later, remark = new_articles(PROFILE, stream(*hours))
    assert (list(later.rows), remark) == (rows, words)
    assert list(later.offsets) == list(range(len(rows) + 1))


@pytest.mark.parametrize(
    ("hours", "epochs"),
    [
        pytest.param((103, 104), [100, 100, 100, 102, 102, 103, 104], id="after the reference"),
        pytest.param((101,), [98, 98, 98, 100, 100, 101], id="a reference that ends later is moved back"),
    ],
)
def test_prepend_reference(hours: tuple[int, ...], epochs: list[int]) -> None:
    both = prepend_reference(PROFILE, stream(*hours))
    assert [epoch // HOUR for epoch in both.epochs] == epochs
    assert both.reference_size == 5
    spans = pairwise(both.offsets)
    features = [[both.names[at] for at in both.features[start:end]] for start, end in spans]
    assert features == [["old"], [], [], ["old"], ["old"], *[["new"]] * len(hours)]


def test_own_fields_are_left_out_where_the_reference_has_none() -> None:
    names = ["a", "has field author", "new"]
    batch = replace(stream(103, 104), names=names, offsets=array("I", [0, 3, 5]), features=array("H", [0, 1, 2, 1, 2]))
    both = prepend_reference(PROFILE, batch)
    assert both.names == ["a", "new", "old"]
    spans = list(pairwise(both.offsets))[-2:]
    assert [[both.names[at] for at in both.features[start:end]] for start, end in spans] == [["a", "new"], ["new"]]
    counts = FeatureCounts({100: 3}, {"/": 3}, FIRST, LAST)
    known = Profile(PROFILE.articles, {**PROFILE.features, "has field tags": counts}, {})
    assert prepend_reference(known, batch).names == ["a", "has field author", "has field tags", "new", "old"]


def test_members_of_objects_that_a_reference_has_not_counted_are_left_out() -> None:
    names = ["has field source", "has field source.id", "has field source.name"]
    batch = replace(stream(103), names=names, offsets=array("I", [0, 3]), features=array("H", [0, 1, 2]))
    counts = FeatureCounts({100: 3}, {"/": 3}, FIRST, LAST)
    older = Profile(PROFILE.articles, {"has field source": counts}, {})
    assert prepend_reference(older, batch).names == ["has field source"]
    newer = Profile(PROFILE.articles, {"has field source": counts, "has field source.id": counts}, {})
    assert prepend_reference(newer, batch).names == names
