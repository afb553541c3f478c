"""A file whose items lack what other articles of their publisher have is a feed of its own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newscheck.checker.feed_counts import FeedCounts
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Finding, HitCount

RULES = frozenset(("url-missing", "body-empty"))


def summary(path: str, *present: str) -> ArticleSummary:
    bits = sum(1 << SUMMARY_FIELDS.index(field) for field in present)
    return ArticleSummary(path, 1, "eel", 5, None, None, 0, 0, 0, 0, "", "", 0, bits, b"", b"")


def counts_of(path: str, number: int, rule: str = "body-empty", field: str = "body") -> FeedCounts:
    counts = FeedCounts()
    found = [Finding(rule, "error", path, at, 1, f"/{field}", "", "", str(at), site="eel") for at in range(number)]
    counts.add(found, [HitCount(path, "eel", rule, "error", field, number)], [], bool)
    return counts


@pytest.mark.parametrize(
    ("items", "hits", "is_gap"),
    [
        pytest.param(3, 3, True, id="all of three"),
        pytest.param(4, 3, False, id="most"),
        pytest.param(2, 2, False, id="too few to tell"),
    ],
)
def test_what_all_items_of_a_file_lack_is_a_gap(items: int, hits: int, is_gap: bool) -> None:
    counts = counts_of("b.jl", hits)
    others = [summary("a.jl", "url", "body")] * 30
    lacking = [summary("b.jl", "url")] * hits + [summary("b.jl", "url", "body")] * (items - hits)
    properties, unmapped = counts.of_feeds([*others, *lacking], RULES)
    assert properties == []
    assert [(feed.paths, feed.fields, feed.sites) for feed in unmapped] == (
        [(("b.jl",), ("body",), None)] if is_gap else []
    )
    if is_gap:
        assert counts.paths_of(unmapped[0]) == ["b.jl"]
        assert [(entry.rule, entry.hits, entry.articles, entry.findings) for entry in unmapped[0].properties] == [
            ("body-empty", hits, items, hits)
        ]


def test_what_no_article_of_the_run_has_is_no_gap_of_a_file() -> None:
    counts = counts_of("b.jl", 4)
    (feed,) = counts.of_feeds([summary("b.jl", "url")] * 4, RULES)[1]
    assert (feed.paths, feed.fields) == ((), ("body",))


def test_an_item_of_another_publisher_does_not_hide_the_gap_of_a_file() -> None:
    counts = counts_of("b.jl", 4)
    other = Finding("body-empty", "error", "b.jl", 9, 1, "/body", "", "", "9", site="heron")
    counts.add([other], [HitCount("b.jl", "heron", "body-empty", "error", "body", 1)], [], bool)
    others = [summary("a.jl", "url", "body")] * 30
    items = [summary("b.jl", "url")] * 4 + [replace(summary("b.jl", "url"), site="heron")]
    unmapped = counts.of_feeds([*others, *items], RULES)[1]
    assert [(feed.sites, feed.paths) for feed in unmapped] == [(("heron",), ()), (None, ("b.jl",))]
