"""How much objects look like articles."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import item_ranks
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_ranks import NOTHING, STRONG, WEAK, ItemRanks

RANKS = ItemRanks(ItemMapping())
URL = "https://paper.example/1"


@pytest.mark.parametrize(
    ("item", "rank", "by_names"),
    [
        pytest.param({"title": "港口", "body": "渔民"}, STRONG, STRONG, id="title and text"),
        pytest.param({"title": "港口", "url": URL}, WEAK, WEAK, id="title and address"),
        pytest.param({"url": URL, "body": "渔民"}, STRONG, NOTHING, id="address and text"),
        pytest.param({"title": "", "url": "", "body": ""}, NOTHING, STRONG, id="nothing but names"),
        pytest.param({"title": "港口"}, NOTHING, NOTHING, id="a title"),
        pytest.param({"name": "林海", "url": URL}, NOTHING, NOTHING, id="a person"),
        pytest.param({"@type": "NewsArticle", "headline": "港口"}, STRONG, NOTHING, id="an article of schema.org"),
        pytest.param({"@type": "Person", "title": "港口", "body": "渔"}, NOTHING, NOTHING, id="a person of schema.org"),
        pytest.param({"title": "港口", "url": URL, "items": [{"title": "x", "url": URL}]}, WEAK, NOTHING, id="a feed"),
        pytest.param(
            {"title": "港口", "content": [{"title": "x", "url": URL}]}, NOTHING, STRONG, id="a text of articles"
        ),
    ],
)
def test_an_object_has_a_rank(item: dict[str, Any], rank: int, by_names: int) -> None:
    assert RANKS.rank(item) == rank
    assert RANKS.plain_rank(tuple(item)) == by_names


def test_values_count_where_names_say_nothing() -> None:
    item = {"a": "港口" * 200, "title": "港口"}
    assert (RANKS.rank(item), RANKS.rank(item, by_value=True)) == (NOTHING, STRONG)


def test_names_of_the_settings_count() -> None:
    ranks = ItemRanks(ItemMapping({"title": "zin", "body": ["stuk.vol", "stuk"]}))
    assert ranks.rank({"zin": "港口", "stuk": "渔民"}) == STRONG
    assert RANKS.rank({"zin": "港口", "stuk": "渔民"}) == NOTHING


@pytest.mark.parametrize(
    ("item", "expected"),
    [({"@type": "Person"}, True), ({"@type": ["WebPage", "NewsArticle"]}, False), ({"title": "港口"}, False)],
)
def test_nodes_of_a_page_are_known_by_their_type(item: dict[str, Any], expected: bool) -> None:
    assert item_ranks.is_page_node(item) == expected
