"""Where the items in a value are."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import item_shapes
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_ranks import NOTHING, STRONG, WEAK
from newscheck.article.item_shapes import ItemShapes, Lists

SHAPES = ItemShapes(ItemMapping())
FULL = {"title": "港口", "url": "https://paper.example/1", "body": "渔民"}
BRIEF = {"title": "港口", "url": "https://paper.example/1"}
INDEX: dict[str, Any] = {f"a{number}": BRIEF for number in range(30)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(FULL, Lists(STRONG, False, ((),)), id="an item"),
        pytest.param({"articles": [BRIEF, FULL]}, Lists(STRONG, True, (("articles",),)), id="a list"),
        pytest.param({"data": {"list": [FULL]}}, Lists(STRONG, True, (("data", "list"),)), id="a list, deeper"),
        pytest.param({"x": FULL, "y": BRIEF}, Lists(STRONG, False, (("x",), ("y",))), id="by key"),
        pytest.param(INDEX, Lists(WEAK, False, tuple((name,) for name in INDEX)), id="many by key"),
        pytest.param({"count": 1}, Lists(NOTHING, False, ((),)), id="nothing"),
    ],
)
def test_items_are_at_places(value: dict[str, Any], expected: Lists) -> None:
    assert SHAPES.find(value) == expected


@pytest.mark.parametrize(
    ("value", "rank"),
    [
        pytest.param(INDEX, WEAK, id="items"),
        pytest.param(INDEX | {"a29": FULL}, STRONG, id="one with a text"),
        pytest.param(INDEX | {"a15": {"count": 1}}, WEAK, id="another object in the middle"),
        pytest.param(INDEX | {"a29": {"count": 1}}, NOTHING, id="another object at an end"),
        pytest.param(INDEX | {"a15": 1}, NOTHING, id="another value"),
        pytest.param(INDEX | {"a15": {}}, NOTHING, id="an empty object"),
        pytest.param({"a": BRIEF, "b": BRIEF}, NOTHING, id="few"),
    ],
)
def test_a_long_object_of_items_is_an_index(value: dict[str, Any], rank: int) -> None:
    assert SHAPES.index_rank(value) == rank


def test_lists_of_objects_are_counted() -> None:
    value = {"a": [1], "b": {"c": [{}, {}]}, "d": [{"e": [{}]}]}
    assert [*item_shapes.lists_in(value)] == [(("b", "c"), 2), (("d",), 1)]
