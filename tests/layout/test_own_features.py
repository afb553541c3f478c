"""Which features the values of a field have: what a field is, is read from them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from newscheck.dump.own_columns import NUMBER, TEXT, OwnColumn, codes, form_codes
from newscheck.dump.own_value import OwnValue
from newscheck.layout.own_features import Feature, own_features, own_field, varies

HOUR = 3_600_000
DRAW = Random(1)
SECTIONS = [DRAW.choice(["world", "coast", "city"]) for _ in range(200)]
LENGTHS = [DRAW.randrange(60, 900) for _ in range(200)]


def features(values: Sequence[OwnValue]) -> dict[Feature, list[bool]]:
    """The features of a field that the articles of a site have, one an hour."""
    column, forms = OwnColumn(array("I"), array("I")), OwnColumn(array("I"), array("I"))
    for article, value in enumerate(values):
        for code in codes(value):
            column.articles.append(article)
            column.codes.append(code)
        for code in form_codes(value):
            forms.articles.append(article)
            forms.codes.append(code)
    rank = np.arange(len(values))
    field = own_field("field", column, forms, rank, rank * HOUR, rank)
    return {feature: shown.tolist() for feature, shown in own_features(field)}


def subjects(values: Sequence[OwnValue]) -> dict[str, int]:
    """How many features of each subject there are."""
    found = [feature.subject for feature in features(values)]
    return {subject: found.count(subject) for subject in found}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(SECTIONS, {"kind": 1, "repeated": 1, "value": 3}, id="a category"),
        pytest.param([f"id-{at}" for at in range(200)], {"kind": 1, "repeated": 1}, id="an identifier"),
        pytest.param(LENGTHS, {"kind": 1, "step": 7, "repeated": 1}, id="numbers"),
        pytest.param([*range(200)], {"kind": 1, "repeated": 1}, id="numbers that count up"),
        pytest.param([f"issue {at // 10}" for at in range(200)], {"kind": 1}, id="values that come and go"),
        pytest.param(SECTIONS[:100] + [7] * 100, {"kind": 2, "repeated": 1, "value": 4}, id="two kinds"),
        pytest.param(
            [f"https://{name}.example/{at}" for at, name in enumerate(SECTIONS)],
            {"kind": 1, "form": 3, "repeated": 1},
            id="URLs of a few hosts",
        ),
        pytest.param(
            [f"https://{chr(97 + at % 20)}.example/{at}" for at in range(200)], {"kind": 1, "repeated": 1}, id="of many"
        ),
        pytest.param(
            [f"https://{chr(97 + at // 20)}.example/{at}" for at in range(200)],
            {"kind": 1, "repeated": 1},
            id="of hosts that come and go",
        ),
        pytest.param(
            [f"2023-05-{at % 28 + 1}T10:{at}Z" if at % 3 else f"a{at}" for at in range(200)],
            {"kind": 1, "form": 2, "repeated": 1},
            id="dates",
        ),
        pytest.param([[name, "news"] for name in SECTIONS], {"kind": 1, "repeated": 1, "value": 4}, id="lists"),
    ],
)
def test_the_features_of_a_field(values: Sequence[OwnValue], expected: dict[str, int]) -> None:
    assert subjects(values) == expected


def test_a_feature_is_shown_by_the_articles_that_have_it() -> None:
    (code,) = codes("coast")
    assert features(SECTIONS)[Feature("value", code)] == [name == "coast" for name in SECTIONS]
    mixed = features(SECTIONS[:100] + [7] * 100)
    assert mixed[Feature("kind", NUMBER)] == [False] * 100 + [True] * 100
    assert mixed[Feature("kind", TEXT)] == [True] * 100 + [False] * 100


def test_a_step_divides_the_numbers() -> None:
    steps = [shown for feature, shown in features(LENGTHS).items() if feature.subject == "step"]
    for shown in steps:
        reached = [length for length, is_there in zip(LENGTHS, shown, strict=True) if is_there]
        others = [length for length, is_there in zip(LENGTHS, shown, strict=True) if not is_there]
        assert max(others) < min(reached)
    assert [sum(shown) for shown in steps] == sorted((sum(shown) for shown in steps), reverse=True)


@pytest.mark.parametrize("count", [40, 49, 50, 51])
def test_a_few_numbers_have_steps(count: int) -> None:
    """Numbers that are too few to compare neighbours are no counter; numpy warns of a median of nothing."""
    assert subjects([*LENGTHS[:count], *["n. a."] * 60])["step"] > 1


@pytest.mark.parametrize(("count", "expected"), [(0, False), (3, False), (50, True), (98, False), (100, False)])
def test_what_nearly_all_or_hardly_any_have_shows_no_change(count: int, expected: bool) -> None:
    assert varies(np.arange(100) < count) is expected
