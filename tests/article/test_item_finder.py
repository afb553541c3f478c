"""Which containers are walked through in search of items, and what in them is an item."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscheck.article.item_finder import ItemFinder
from newscheck.article.item_mapping import ItemMapping
from newscheck.text import json_walk
from newscheck.text.json_objects import JsonObject

FULL = {"title": "港口", "url": "https://paper.example/1", "body": "渔民"}
BRIEF = {"title": "港口", "link": "https://paper.example/2"}
INDEX: dict[str, Any] = {f"a{number}": FULL for number in range(24)}


def places(value: Any, **settings: Any) -> list[str]:
    text, finder = json.dumps(value), ItemFinder(ItemMapping(**settings))

    def walk(start: int, end: int, enters: json_walk.Enters) -> json_walk.Walked:
        return json_walk.walk(text, start, enters)

    walked = walk(0, len(text), finder.enters)
    items = [*finder.items(walk, JsonObject(0, len(text), walked.value, (), walked))]
    assert all(json.loads(text[item.start : item.end]).items() <= item.members.items() for item in items)
    return [item.place for item in items]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"articles": [FULL, BRIEF]}, ["articles[0]", "articles[1]"], id="a list"),
        pytest.param(INDEX, [*INDEX], id="many by key"),
        pytest.param({"data": INDEX}, [f"data.{name}" for name in INDEX], id="many by key, deeper"),
        pytest.param(
            {name: INDEX[name] if name != "a12" else {"count": 1} for name in INDEX},
            [name for name in INDEX if name != "a12"],
            id="another object among many",
        ),
        pytest.param(
            {name: INDEX[name] if name != "a12" else {"articles": [BRIEF]} for name in INDEX},
            [name if name != "a12" else "a12.articles[0]" for name in INDEX],
            id="a wrapper among many",
        ),
    ],
)
def test_items_of_a_value_in_its_order(value: Any, expected: list[str]) -> None:
    assert places(value) == expected


@pytest.mark.parametrize(
    ("steps", "mark", "settings", "expected"),
    [
        pytest.param((), "{", {}, True, id="the outer value"),
        pytest.param(("articles",), "[", {}, True, id="a list"),
        pytest.param(("related",), "[", {}, False, id="a list of other things"),
        pytest.param(("data",), "{", {}, True, id="an envelope"),
        pytest.param(("a1",), "{", {}, False, id="an item"),
        pytest.param(("articles", 0), "{", {}, False, id="an entry"),
        pytest.param(("a", "b"), "{", {"items": "a.*"}, True, id="on the path of the settings"),
        pytest.param(("a", "b", "c"), "[", {"items": "a.*"}, False, id="behind the path of the settings"),
        pytest.param(tuple("abcdefgh"), "[", {}, False, id="deep"),
    ],
)
def test_containers_are_entered(steps: Any, mark: str, settings: Any, expected: bool) -> None:
    finder = ItemFinder(ItemMapping(**settings))
    assert finder.enters(steps, mark, "{") == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(FULL, True, id="an item"),
        pytest.param({}, True, id="nothing"),
        pytest.param(FULL | {"items": [FULL]}, False, id="a wrapper"),
        pytest.param(FULL | {"more": [BRIEF]}, False, id="a list of objects"),
        pytest.param(FULL | {"authors": [BRIEF]}, True, id="a list of other objects"),
    ],
)
def test_an_object_is_an_item_without_a_search(item: dict[str, Any], expected: bool) -> None:
    assert ItemFinder(ItemMapping()).is_item(item) == expected
    assert not ItemFinder(ItemMapping(items="articles")).is_item(item)
