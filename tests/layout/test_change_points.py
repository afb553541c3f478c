"""Change points of simulated streams: detected and dated, and none where nothing changed."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck.layout import change_points
from newscheck.layout.profile import DetectedChange
from newscheck.layout.streams import Stream
from newscheck.layout.thresholds import Thresholds
from tests.support.feature_streams import stream_of

HOUR = 3_600_000
START = 1_600_000_000_000
NAMES = ["always", "half", "rare", "switched"]


def stream(rows: list[tuple[int, set[str]]]) -> Stream:
    """A stream of (epoch, features)."""
    rows = sorted(rows, key=lambda row: row[0])
    features, offsets = array("H"), array("I", [0])
    for _, present in rows:
        features.extend(sorted(NAMES.index(name) for name in present))
        offsets.append(len(features))
    epochs, numbers = array("q", (epoch for epoch, _ in rows)), array("I", range(len(rows)))
    return Stream("x", NAMES, epochs, numbers, offsets, features)


def articles(count: int, seed: int, share: Callable[[int], float]) -> list[tuple[int, set[str]]]:
    """Three articles an hour; article i has `switched` with probability share(i)."""
    draw = random.Random(seed)
    return [
        (
            START + i // 3 * HOUR,
            {"always"}
            | ({"half"} if draw.random() < 0.5 else set())
            | ({"rare"} if draw.random() < 0.02 else set())
            | ({"switched"} if draw.random() < share(i) else set()),
        )
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("before", "after", "within"),
    [
        pytest.param(0.0, 1.0, 0, id="appears everywhere"),
        pytest.param(1.0, 0.0, 0, id="vanishes everywhere"),
        pytest.param(0.0, 0.5, 10, id="appears in half"),
        pytest.param(0.0, 0.2, 15, id="appears in a fifth"),
        pytest.param(0.3, 0.9, 15, id="shifts"),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_a_change_is_found_and_dated(before: float, after: float, within: int, seed: int) -> None:
    (change,) = change_points.detect(stream(articles(900, seed, lambda i: before if i < 450 else after)))
    assert abs(change.first - 450) <= within
    assert change.last == change.first - 1
    assert [shift.feature for shift in change.shifts] == ["switched"]
    assert change.until is None


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_found_where_nothing_changed(seed: int) -> None:
    assert change_points.detect(stream(articles(2_000, seed, lambda i: 0.3))) == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_found_in_a_shuffled_stream(seed: int) -> None:
    rows = articles(900, seed, lambda i: 0.0 if i < 450 else 1.0)
    features = [present for _, present in rows]
    random.Random(seed).shuffle(features)
    assert (
        change_points.detect(stream([(epoch, present) for (epoch, _), present in zip(rows, features, strict=True)]))
        == []
    )


def test_week_ends_are_no_change() -> None:
    # Saturday and Sunday by other editors, for half a year: 24 articles a day.
    rows = articles(24 * 180, 1, lambda i: 0.9 if i // 24 % 7 in (5, 6) else 0.1)
    assert len(change_points.detect(stream(rows))) <= 1


@pytest.mark.parametrize("reference_size", [0, 400])
@pytest.mark.parametrize("at", [400, 403, 410, 419])
def test_a_change_in_the_last_hour_is_no_trouble(at: int, reference_size: int) -> None:
    rows = [(START + min(i, 400) * HOUR, {"always"} | ({"switched"} if i >= at else set())) for i in range(420)]
    changes = change_points.detect(replace(stream(rows), reference_size=reference_size))
    assert all(change.first >= reference_size for change in changes)
    assert len(changes) == (reference_size > 0 and at <= 410)


def test_what_comes_back_ends_the_change_before() -> None:
    first, second = change_points.detect(stream(articles(900, 2, lambda i: 1.0 if 300 <= i < 600 else 0.0)))
    assert (first.first, second.first) == (300, 600)
    assert first.until == 600


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("steps", [(0.5,), (0.3, 0.6), (0.4, 0.8)])
def test_what_is_rolled_out_in_steps_is_one_change(seed: int, steps: tuple[float, ...]) -> None:
    end = 500 + 150 * len(steps)
    shares = [0.0] * 500 + [step for step in steps for _ in range(150)] + [1.0] * 500
    (change,) = change_points.detect(stream(articles(len(shares), seed, shares.__getitem__)))
    assert abs(change.first - 500) <= 20
    assert change.complete is not None
    assert abs(change.complete - end) <= 20
    assert [(shift.before, round(shift.after, 2)) for shift in change.shifts] == [(0, 1)]


def test_a_step_need_not_move_each_feature_by_much() -> None:
    """At first, `switched` moves by less than an alarm needs, and in the end `rare` does."""
    draw = random.Random(0)
    first, second = [0.1, 0.2, 0.9], [0.02, 0.8, 0.92]
    rows = [
        (time, present - {"switched", "rare"} | {name for name, share in shares if draw.random() < share})
        for at, (time, present) in enumerate(articles(1_200, 0, lambda at: 0.0))
        for step in [(at >= 500) + (at >= 750)]
        for shares in [(("switched", first[step]), ("rare", second[step]))]
    ]
    changes = change_points.detect(stream(rows))
    assert [change.complete is None for change in changes] == [False]


def test_two_changes_of_one_feature_are_two_if_they_are_far_apart() -> None:
    # Three articles an hour: 2,400 of them are 33 days.
    rows = articles(4_000, 0, lambda i: 0.0 if i < 600 else 0.5 if i < 3_000 else 1.0)
    first, second = change_points.detect(stream(rows))
    assert (first.complete, second.complete) == (None, None)


def with_batch(beside: int) -> list[tuple[int, set[str]]]:
    """Articles without a change, of which only every `beside`th still comes on the day when 80 of another sort come."""
    usual = articles(1_200, 0, lambda i: 0.02)
    day = START + 200 * HOUR, START + 224 * HOUR
    kept = [row for at, row in enumerate(usual) if not day[0] <= row[0] < day[1] or (beside and at % beside == 0)]
    return kept + [(day[0] + at // 8 * HOUR, {"switched"}) for at in range(80)]


def test_a_batch_of_another_sort_beside_the_usual_articles_is_no_change() -> None:
    assert change_points.detect(stream(with_batch(1))) == []


def test_fewer_usual_articles_come_at_the_week_end() -> None:
    """A batch on a day that always has a third of the usual articles is beside them, and not instead of them."""
    start = 13 * 24
    usual = [
        row
        for at, row in enumerate(articles(2_400, 0, lambda at: 0.02))
        if at % 3 == 0 or (row[0] - START) // HOUR % 168 not in range(start % 168, start % 168 + 24)
    ]
    batch = [(START + (start + at // 4) * HOUR, {"switched"}) for at in range(80)]
    assert change_points.detect(stream(usual + batch)) == []


def test_what_comes_instead_of_the_usual_articles_is_a_change() -> None:
    first, second = change_points.detect(stream(with_batch(0)))
    assert (first.first, second.first, first.until) == (600, 680, 680)


@pytest.mark.parametrize("count", range(40, 150, 10))
def test_a_change_soon_after_another_is_found(count: int) -> None:
    rows = articles(900, count, lambda i: float(400 <= i < 400 + count or i >= 700))
    first, second, third = change_points.detect(stream(rows))
    assert (first.first, second.first, third.first) == (400, 400 + count, 700)


@pytest.mark.parametrize("seed", range(3))
def test_all_features_that_show_a_change_date_it(seed: int) -> None:
    # Each of two features is in a third of the articles since: one alone can't tell where it began.
    draw = random.Random(seed)
    rows = [
        (epoch, present - {"half", "rare"} | ({"half", "rare"} if at >= 450 and draw.random() < 0.6 else set()))
        for at, (epoch, present) in enumerate(articles(900, seed, lambda i: 0.6 * (i >= 450)))
    ]
    (change,) = change_points.detect(stream(rows))
    assert abs(change.first - 450) <= 3


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="no articles"),
        pytest.param(articles(47, 0, lambda i: float(i > 30)), id="too few"),
        pytest.param([(START, {"always"})] * 1_000, id="one hour"),
        pytest.param([(START + i * HOUR, set()) for i in range(400)], id="no features"),
        pytest.param([(START + i * HOUR * 24 * 365, {"always"}) for i in range(300)], id="years between"),
    ],
)
def test_odd_streams_have_no_change(rows: list[tuple[int, set[str]]]) -> None:
    assert change_points.detect(stream(rows)) == []


def test_the_numbering_of_features_does_not_matter() -> None:
    straight = stream(articles(900, 4, lambda i: float(i >= 450)))
    order = [3, 1, 0, 2]
    names = [NAMES[at] for at in order]
    offsets = straight.offsets
    renumbered = array("H")
    for start, end in pairwise(offsets):
        renumbered.extend(sorted(order.index(name) for name in straight.features[start:end]))
    other = Stream("x", names, straight.epochs, straight.rows, offsets, renumbered)

    def summary(changes: list[DetectedChange]) -> Any:
        return [(change.first, change.score, [shift.feature for shift in change.shifts]) for change in changes]

    assert summary(change_points.detect(other)) == summary(change_points.detect(straight)) != []


@given(st.integers(0, 2**32), st.integers(158, 400), st.sampled_from([0, 150, 157]), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_any_stream_is_scanned_without_trouble(seed: int, count: int, reference_size: int, burst: int) -> None:
    draw = random.Random(seed)
    hour, rows = 0, []
    shares = [draw.random() for _ in range(3)]
    while len(rows) < count:
        hour += draw.choice([1, 1, 2, 30, 300])
        if draw.random() < 0.2:
            shares = [draw.choice([0.0, 1.0, draw.random()]) for _ in range(3)]
        for _ in range(draw.randint(1, burst)):
            present = {name for name, share in zip(NAMES[1:], shares, strict=True) if draw.random() < share}
            rows.append((START + hour * HOUR, present))
    for change in change_points.detect(replace(stream(rows), reference_size=reference_size)):
        assert reference_size <= change.first < len(rows)
        assert change.last == change.first - 1
        assert change.shifts


@pytest.mark.parametrize(("step", "change"), [(1.5, 101), (1.5, 110)])
def test_a_change_among_few_articles_is_one_change_with_its_features(step: float, change: int) -> None:
    rows = [(START + int(i * step * HOUR), {"always", "switched"} if i < change else {"always"}) for i in range(202)]
    found = change_points.detect(stream(rows), Thresholds(20))
    assert [(one.first, [shift.feature for shift in one.shifts]) for one in found] == [(change, ["switched"])]


@pytest.mark.parametrize(
    ("hours", "share", "count"),
    [
        pytest.param(2, 0.6, 1, id="most of two fetches"),
        pytest.param(2, 0.3, 0, id="some of two fetches"),
        pytest.param(1, 1.0, 0, id="all of one fetch"),
    ],
)
def test_few_fetches_show_a_change_of_what_was_settled(hours: int, share: float, count: int) -> None:
    # Ten articles an hour, for two weeks, and then one or two fetches in which articles have something new.
    end = 24 * 14 * 10
    rows = [
        (
            START + i // 10 * HOUR,
            {"always"} | ({"half"} if i % 2 else set()) | ({"switched"} if i >= end and i % 10 < 10 * share else set()),
        )
        for i in range(end + 10 * hours)
    ]
    assert len(change_points.detect(stream(rows))) == count


def test_a_change_that_few_articles_show_is_dated_before_the_first_of_them() -> None:
    errors, late = [], []
    for seed in range(20):
        rows = articles(800, seed, lambda i: 0.2 if i >= 400 else 0.0)
        first = next(at for at, (_, present) in enumerate(rows) if "switched" in present)
        (change,) = change_points.detect(stream(rows))
        errors.append(change.first - 400)
        late.append(first - 400)
    assert abs(sum(errors)) < sum(late) / 2  # about as often too early as too late
    assert all(error < gap for error, gap in zip(errors, late, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize(("layouts", "has_returned"), [(21, True), (22, False)])
def test_a_layout_that_comes_back_is_looked_for_in_the_latest_twenty_changes(layouts: int, has_returned: bool) -> None:
    """Else the time would grow with the square of the number of changes."""
    parts = [[], *([f"class i.{number}", f"id i#{number}"] for number in range(layouts - 1)), []]
    changes = change_points.detect(stream_of([["path div", *part] for part in parts for _ in range(60)]))
    assert [change.first for change in changes] == [60 * number for number in range(1, layouts + 1)]
    assert (changes[-1].label == "returned") == has_returned
    assert (changes[0].until is not None) == has_returned
