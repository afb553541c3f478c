"""Layout features come back from their columns as they were."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump import feature_columns
from newscheck.model import ABSENT, ArticleFeatures

HASH = st.integers(0, (1 << 32) - 1)
ARTICLES = st.lists(
    st.builds(
        ArticleFeatures,
        site=st.sampled_from(["", "a.example", "b.example"]),
        epoch=st.none() | st.integers(-(1 << 62), 1 << 62),
        features=st.lists(HASH, min_size=1, max_size=5).map(lambda hashes: array("I", hashes).tobytes()),
        kind=HASH,
    ),
    max_size=7,
)


@given(ARTICLES, st.sampled_from([1, 3, 2_000]))
def test_articles_come_back(articles: list[ArticleFeatures], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feature_columns, "BLOCK", block)
        packed = [*feature_columns.pack(articles)]
    assert [article for part in packed for article in feature_columns.rows(part)] == articles
    assert len(packed) == -(-len(articles) // block)


def test_columns_have_an_entry_for_each_article() -> None:
    first = ArticleFeatures("a.example", 5, array("I", [1, 2, 3]).tobytes(), 9)
    second = ArticleFeatures("b.example", None, array("I", [4]).tobytes(), 8)
    columns = feature_columns.columns([first, second, first])
    assert columns.sites == ["a.example", "b.example"]
    assert [*array("I", columns.site_numbers)] == [0, 1, 0]
    assert [*array("q", columns.epochs)] == [5, ABSENT, 5]
    assert [*array("I", columns.kinds)] == [9, 8, 9]
    assert [*array("I", columns.skeletons)] == [1, 4, 1]
    assert [*array("I", columns.sizes)] == [2, 0, 2]
    assert [*array("I", columns.features)] == [2, 3, 2, 3]


@given(st.lists(ARTICLES.filter(bool), min_size=1, max_size=4))
def test_joined_columns_have_all_articles(parts: list[list[ArticleFeatures]]) -> None:
    packed = [block for part in parts for block in feature_columns.pack(part)]
    assert feature_columns.rows(feature_columns.joined(packed)) == [article for part in parts for article in part]
