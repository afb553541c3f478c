"""Of very many features, those are compared that can be a change; to leave out the others changes nothing."""

from __future__ import annotations

import random
from array import array

import pytest

from newscheck.dump.numpy_loader import np
from newscheck.layout import change_points, feature_choice
from newscheck.layout.feature_table import tabulate
from newscheck.layout.profile import DetectedChange
from newscheck.layout.streams import Stream, varying
from newscheck.layout.thresholds import DEFAULT_THRESHOLDS
from newscheck.text.timestamps import HOUR

ARTICLES = 3_000


def stream(spans: list[range], share: float = 1.0, seed: int = 0) -> Stream:
    """Two articles an hour; feature i is in so many of the articles of a span, and some are in a few anywhere."""
    draw = random.Random(seed)
    having: list[list[int]] = [[] for _ in range(ARTICLES)]
    for feature in range(40):
        for at in draw.sample(range(ARTICLES), 6):
            having[at].append(feature)
    for feature, span in enumerate(spans, 40):
        for at in span:
            if draw.random() < share:
                having[at].append(feature)
    offsets = array("I", np.cumsum([0, *map(len, having)]))
    epochs = array("q", ((at // 2 + 400_000) * HOUR for at in range(ARTICLES)))
    names = [f"class {number:02}" for number in range(40 + len(spans))]
    features = array("H", [feature for features in having for feature in features])
    return Stream("x", names, epochs, array("I", range(ARTICLES)), offsets, features)


def choose(stream: Stream, threshold: float = 40.0) -> tuple[list[int], int]:
    chosen, left_out = feature_choice.chosen(varying(stream), threshold)
    return [*map(stream.names.index, chosen)], left_out


def test_few_features_are_all_compared() -> None:
    assert choose(stream([range(100, 120)])) == ([*range(41)], 0)


@pytest.mark.parametrize(
    ("span", "share", "is_chosen"),
    [
        pytest.param(range(500, 505), 1.0, True, id="five in a row"),
        pytest.param(range(2_990, 3_000), 1.0, True, id="at the end"),
        pytest.param(range(500, 503), 1.0, False, id="three in a row"),
        pytest.param(range(500, 1_500), 0.05, True, id="a small share of many"),
        pytest.param(range(0, 3_000, 200), 1.0, False, id="one in two hundred"),
        pytest.param(range(0, 3_000, 2), 1.0, True, id="half of all"),
    ],
)
def test_a_feature_is_compared_that_can_be_a_change(
    monkeypatch: pytest.MonkeyPatch, span: range, share: float, *, is_chosen: bool
) -> None:
    monkeypatch.setattr(feature_choice, "MAX_FEATURES", 30)
    chosen, left_out = choose(stream([span], share))
    assert (40 in chosen) is is_chosen
    assert left_out == 0


def test_a_lower_threshold_compares_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_choice, "MAX_FEATURES", 30)
    spread = stream([range(500, 700, 10)])
    none, one, more = (len(choose(spread, threshold)[0]) for threshold in (400.0, 40.0, 10.0))
    assert (none, one) == (0, 1)
    assert more > 1


def test_of_too_many_those_of_most_articles_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_choice, "MAX_FEATURES", 3)
    spans = [range(at, at + at // 10) for at in range(200, 800, 100)]
    assert choose(stream(spans)) == ([43, 44, 45], 3)


@pytest.mark.parametrize("seed", range(4))
def test_the_changes_are_those_of_all_features(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    draw = random.Random(seed)
    starts = [draw.randrange(300, 2_500) for _ in range(12)]
    some = stream([range(at, min(ARTICLES, at + draw.choice((8, 60, 400, 3_000)))) for at in starts], 0.8, seed)
    expected = change_points.detect(some)
    monkeypatch.setattr(feature_choice, "MAX_FEATURES", 20)
    table = tabulate(some, DEFAULT_THRESHOLDS.threshold)
    assert table is not None
    assert len(table.names) <= 20
    assert table.left_out == 0
    assert expected
    assert _told(change_points.detect(some)) == _told(expected)


def _told(changes: list[DetectedChange]) -> list[tuple[int, list[str], float]]:
    return [(change.first, [shift.feature for shift in change.shifts], change.score) for change in changes]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("limit", "values"),
    [
        pytest.param("windows._WORTH", (0.0, 2.0), id="columns that do not vary around a window"),
        pytest.param("narrowest._CELLS", (1 << 30, 500), id="columns at a time"),
        pytest.param("feature_table._CELLS", (1 << 30, 1), id="hours at a time"),
        pytest.param("change_points._CELLS", (1 << 30, 1), id="hours scored at a time"),
        pytest.param("feature_table._PART", (10_000, 5), id="articles at a time"),
        pytest.param("feature_table._PIECE", (1 << 30, 3), id="features at a time"),
    ],
)
def test_what_is_worked_through_in_parts_is_the_same(
    monkeypatch: pytest.MonkeyPatch, limit: str, values: tuple[float, float], seed: int
) -> None:
    draw = random.Random(seed)
    starts = [draw.randrange(300, 2_500) for _ in range(12)]
    some = stream([range(at, min(ARTICLES, at + draw.choice((60, 400, 3_000)))) for at in starts], 0.7, seed)
    found = []
    for value in values:
        monkeypatch.setattr(f"newscheck.layout.{limit}", value)
        found.append(change_points.scan(some))
    assert found[0].changes
    assert found[0] == found[1]
