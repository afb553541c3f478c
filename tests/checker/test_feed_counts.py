"""What is a property of a feed is counted by articles, however many findings are listed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from newscheck.checker.aggregation import limited
from newscheck.checker.feed_counts import UNMAPPED, FeedCounts
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, FeedProperty, Finding, HitCount, PresetUse

RULES = frozenset(("url-missing", "epoch-missing", "body-empty", "image-relative"))


def covers_all(path: str) -> bool:
    return bool(path)


def summary(path: str, site: str = "eel", present: Iterable[str] = (), epoch: int | None = None) -> ArticleSummary:
    bits = sum(1 << SUMMARY_FIELDS.index(field) for field in present)
    return ArticleSummary(path, 1, site, epoch, None, None, 0, 0, 0, 0, "", "", 0, bits, b"", b"")


def finding(path: str, rule: str = "url-missing", field: str = "url", site: str = "eel", mark: str = "") -> Finding:
    return Finding(rule, "error", path, 1, 1, f"/{field}", "", "", mark, site=site)


def hits(path: str, number: int, rule: str = "url-missing", field: str = "url", site: str = "eel") -> HitCount:
    return HitCount(path, site, rule, "error", field, number)


@pytest.mark.parametrize(
    ("articles", "faulty", "is_property"),
    [
        pytest.param(20, 20, True, id="all"),
        pytest.param(40, 38, True, id="nearly all"),
        pytest.param(40, 37, False, id="many"),
        pytest.param(10, 10, True, id="all of a few"),
        pytest.param(19, 18, False, id="nearly all of a few"),
        pytest.param(9, 9, False, id="too few to tell"),
    ],
)
def test_files_of_an_article_each_are_counted_by_their_findings(articles: int, faulty: int, is_property: bool) -> None:
    counts = FeedCounts()
    counts.add([finding(f"{at}.md") for at in range(faulty) for _ in "ab"], [], [], covers_all)
    properties, unmapped = counts.of_feeds([summary(f"{at}.md") for at in range(articles)], RULES)
    wanted = [FeedProperty(None, "url-missing", "error", "url", faulty, articles, 2 * faulty)]
    assert (properties, unmapped) == (wanted if is_property else [], [])


@pytest.mark.parametrize(
    ("rule", "with_image", "faulty", "is_property"),
    [
        pytest.param("image-relative", 12, 12, True, id="all that have the field"),
        pytest.param("image-relative", 12, 11, False, id="one of them is right"),
        pytest.param("image-relative", 2, 2, False, id="too few have it"),
        pytest.param("image-relative", 12, 13, False, id="also articles without it"),
        pytest.param("image-missing", 12, 12, False, id="a rule about those that lack it"),
    ],
)
def test_a_rule_about_values_looks_at_the_articles_that_have_the_field(
    rule: str, with_image: int, faulty: int, is_property: bool
) -> None:
    counts = FeedCounts()
    found = [finding("feed.jsonl", rule, "image") for _ in range(faulty)]
    counts.add(found, [hits("feed.jsonl", faulty, rule, "image")], [], covers_all)
    summaries = [summary("feed.jsonl", present=("image",) if at < with_image else ("title",)) for at in range(30)]
    properties, _ = counts.of_feeds(summaries, {rule})
    wanted = [FeedProperty(None, rule, "error", "image", faulty, with_image, faulty, is_of_some=True)]
    assert properties == (wanted if is_property else [])


@pytest.mark.parametrize(
    ("items", "faulty", "is_property"),
    [
        pytest.param(3, 3, True, id="all of three"),
        pytest.param(4, 3, False, id="most"),
        pytest.param(2, 2, False, id="too few to tell"),
    ],
)
def test_what_all_items_of_a_short_list_share_is_a_property(items: int, faulty: int, is_property: bool) -> None:
    counts = FeedCounts()
    found = [finding("a.jsonl", "image-relative", "image") for _ in range(faulty)]
    counts.add(found, [hits("a.jsonl", faulty, "image-relative", "image")], [], covers_all)
    summaries = [summary("a.jsonl", present=["image"], epoch=5)] * items
    properties, _ = counts.of_feeds(summaries, RULES)
    assert [entry.articles for entry in properties] == ([3] if is_property else [])


def test_publishers_with_an_item_each_are_one_gap() -> None:
    counts = FeedCounts()
    sites = ["eel", "heron", "tern", "gull"]
    counts.add(
        [finding("a.jl", site=site) for site in sites], [hits("a.jl", 1, site=site) for site in sites], [], covers_all
    )
    assert counts.is_any_frequent
    (feed,) = counts.of_feeds([summary("a.jl", site, ["title"], 5) for site in sites], RULES)[1]
    assert feed.fields == ("url",)


def test_aggregated_findings_count_too() -> None:
    counts = FeedCounts()
    found = limited([finding("a.jsonl", "image-relative", "image", mark=str(at)) for at in range(300)])
    assert len(found) == 101
    counts.add(found, [hits("a.jsonl", 300, "image-relative", "image")], [], covers_all)
    summaries = [summary("a.jsonl", present=["image"], epoch=5)] * 300
    properties, _ = counts.of_feeds(summaries, RULES)
    assert properties == [FeedProperty(None, "image-relative", "error", "image", 300, 300, 300)]


def test_the_publisher_is_named_where_others_are_without_fault() -> None:
    counts = FeedCounts()
    counts.add([finding(f"{at}.md") for at in range(30)], [], [], covers_all)
    summaries = [*(summary(f"{at}.md") for at in range(30)), *(summary(f"b{at}.md", "heron") for at in range(30))]
    assert [entry.site for entry in counts.of_feeds(summaries, RULES)[0]] == ["eel"]
    assert counts.of_feeds(summaries, frozenset()) == ([], []), "a rule of the dump is about several articles anyway"


def test_a_field_that_no_item_has_is_a_gap_from_two_items_on() -> None:
    counts = FeedCounts()
    counts.add([finding("a.jl")] * 2, [hits("a.jl", 2)], [], covers_all)
    properties, (feed,) = counts.of_feeds([summary("a.jl", present=["title"], epoch=5)] * 2, RULES)
    assert (properties, feed.sites, feed.fields) == ([], None, ("url",))
    of_site = replace(feed, sites=("eel",))
    assert counts.paths_of(feed) == counts.paths_of(of_site) == ["a.jl"]
    assert counts.paths_of(replace(feed, sites=("heron",))) == []


def test_a_field_that_one_item_has_is_none() -> None:
    counts = FeedCounts()
    counts.add([finding("a.jl")] * 2, [hits("a.jl", 2)], [], covers_all)
    summaries = [*[summary("a.jl")] * 2, summary("a.jl", present=["url"])]
    assert counts.of_feeds(summaries, RULES) == ([], [])


def test_publishers_that_lack_the_same_are_one_gap() -> None:
    counts = FeedCounts()
    sites = ["eel", "heron", "tern"]
    found = [finding(f"{site}.jl", site=site) for site in sites[:2] for _ in "ab"]
    counts.add(found, [hits(f"{site}.jl", 2, site=site) for site in sites[:2]], [], covers_all)
    summaries = [summary(f"{site}.jl", site, ["url"] if site == "tern" else []) for site in sites for _ in "ab"]
    (feed,) = counts.of_feeds(summaries, RULES)[1]
    assert (feed.sites, feed.fields, len(feed.properties)) == (("eel", "heron"), ("url",), 2)


def test_articles_without_a_url_are_no_feed_beside_others() -> None:
    counts = FeedCounts()
    counts.add([finding("a.jl", site="")] * 2, [hits("a.jl", 2, site="")], [], covers_all)
    summaries = [*[summary("a.jl", "")] * 2, *[summary("a.jl", "eel", ["url"])] * 40]
    assert counts.of_feeds(summaries, RULES) == ([], [])


def test_items_without_any_field_of_the_record_are_one_gap() -> None:
    counts = FeedCounts()
    found = [Finding(UNMAPPED, "error", "a.jl", line, 1, "", "", "", "") for line in range(3)]
    counts.add(found, [HitCount("a.jl", "", UNMAPPED, "error", "", 3)], [], covers_all)
    (feed,) = counts.of_feeds([], RULES)[1]
    assert (feed.fields, feed.properties[0].hits) == ((), 3)


def test_only_some_files_are_counted_where_a_report_is_about_them() -> None:
    counts = FeedCounts()
    items = [PresetUse("a.jl", "fundus"), PresetUse("b.jl", "fundus")]
    counts.add([finding("b.jl")] * 2, [hits("a.jl", 2), hits("b.jl", 2)], items, {"b.jl"}.__contains__)
    assert counts.presets == {"fundus": 1}
    assert counts.of_feeds([summary("b.jl")] * 2, RULES)[1][0].properties[0].hits == 2
