"""How many articles of a feed have a field, and which of them a rule looks at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.checker.feed_fields import CountedFeed, feeds_of
from newscheck.model import SUMMARY_FIELDS, ArticleSummary

ALL = (1 << len(SUMMARY_FIELDS)) - 1
IMAGE = 1 << SUMMARY_FIELDS.index("image")
ARTICLES = st.lists(st.tuples(st.sampled_from(["", "eel", "heron"]), st.integers(0, ALL), st.booleans()), max_size=20)


def summary(site: str, present: int = ALL, *, has_epoch: bool = True, path: str = "a.jsonl") -> ArticleSummary:
    epoch = 5 if has_epoch else None
    return ArticleSummary(path, 1, site, epoch, None, None, 0, 0, 0, 0, "", "", 0, present, b"", b"")


@pytest.mark.parametrize(
    ("rule", "field", "hits", "articles"),
    [
        pytest.param("image-relative", "image", 6, 6, id="a rule about a value: articles that have it"),
        pytest.param("image-missing", "image", 4, 10, id="a rule about its absence: all"),
        pytest.param("record-schema", "image", 4, 10, id="the schema: all"),
        pytest.param("body-too-short", "author", 4, 10, id="a field that is not counted"),
        pytest.param("image-relative", "image", 7, 10, id="more hits than articles with the field"),
    ],
)
def test_looked_at(rule: str, field: str, hits: int, articles: int) -> None:
    feed = CountedFeed()
    feed.add(6, ALL, has_epoch=True)
    feed.add(4, ALL & ~IMAGE, has_epoch=True)
    assert feed.looked_at(rule, field, hits) == articles


def test_absent_is_what_no_article_has() -> None:
    feed = CountedFeed()
    assert feed.absent == {*SUMMARY_FIELDS, "epoch_ms"}
    feed.add(1, ALL & ~IMAGE, has_epoch=False)
    assert feed.absent == {"image", "epoch_ms"}
    feed.add(1, IMAGE, has_epoch=True)
    assert feed.absent == set()


def test_articles_without_an_address_are_no_feed_but_count_in_all() -> None:
    files = {"b.jsonl": CountedFeed()}
    feeds = feeds_of([summary("eel"), summary("", 0, has_epoch=False, path="b.jsonl")], files)
    assert {site: feed.articles for site, feed in feeds.items()} == {None: 2, "eel": 1}
    assert files["b.jsonl"].articles == 1 and files["b.jsonl"].absent == {*SUMMARY_FIELDS, "epoch_ms"}


@given(ARTICLES)
def test_the_feed_of_all_is_the_sum_of_the_feeds(articles: list[tuple[str, int, bool]]) -> None:
    feeds = feeds_of([summary(site, present, has_epoch=has) for site, present, has in articles], {})
    whole = CountedFeed()
    for _, present, has in articles:
        whole.add(1, present, has_epoch=has)
    every = feeds[None]
    assert (every.articles, every.absent) == (whole.articles, whole.absent)
    assert all(
        every.looked_at("image-relative", field, 0) == whole.looked_at("image-relative", field, 0)
        for field in SUMMARY_FIELDS
    )
