"""A property of a feed is one finding that counts as many; a gap in the settings is one, with the lines for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.checker.aggregation import limited
from newscheck.checker.feed_findings import FeedFindings
from newscheck.checker.settings_advice import switches
from newscheck.model import FeedProperty, Finding, UnmappedFeed

IMAGE = FeedProperty("eel", "image-relative", "warning", "image", 258, 260, 258)
URL = FeedProperty(None, "url-missing", "error", "url", 260, 260, 260)
SCHEMA = FeedProperty(None, "record-schema", "warning", "url", 260, 260, 260)


def finding(entry: FeedProperty, number: int, site: str = "eel") -> Finding:
    message = f"{entry.field} of {number}"
    path = f"{number:03}.md"
    return Finding(
        entry.rule, entry.severity, path, 1, 1, f"/{entry.field}", message, "x", f"{number}", site=site, epoch=number
    )


def test_a_property_is_told_once_and_counts_as_many() -> None:
    other = finding(IMAGE, 1, "heron")
    told = FeedFindings([*(finding(IMAGE, at) for at in range(258)), other], [IMAGE], [])
    (once,) = told.once
    assert once.message == "in 258 of 260 articles of eel: image of 0"
    assert (once.path, once.pointer, once.site, once.number) == ("000.md", "/image", "eel", 258)
    assert list(told.others()) == [other]


def test_a_property_of_those_that_have_the_field_says_so() -> None:
    some = FeedProperty("eel", "image-relative", "warning", "image", 12, 12, 12, is_of_some=True)
    (once,) = FeedFindings([finding(some, at) for at in range(12)], [some], []).once
    assert once.message == "in 12 of 12 articles of eel that have image: image of 0"


def test_what_is_left_after_a_baseline_is_no_property_any_more() -> None:
    few = [finding(IMAGE, at) for at in range(10)]
    told = FeedFindings(few, [IMAGE], [])
    assert told.once == []
    assert list(told.others()) == few


def test_what_is_hidden_of_one_publisher_leaves_a_property_of_another() -> None:
    run = FeedProperty(None, "image-relative", "warning", "image", 516, 520, 516)
    heron = FeedProperty("heron", "image-relative", "warning", "image", 258, 260, 258)
    both = [finding(IMAGE, at, site) for at in range(258) for site in ("eel", "heron")]
    (once,) = FeedFindings(both, [run, IMAGE, heron], []).once
    assert once.message == "in 516 of 520 articles of 2 publishers: image of 0"
    (once,) = FeedFindings([entry for entry in both if entry.site == "heron"], [run, IMAGE, heron], []).once
    assert once.message == "in 258 of 260 articles of heron: image of 0"


def test_aggregated_findings_are_told_with_the_others() -> None:
    same = [finding(IMAGE, at) for at in range(258)]
    same = limited([Finding(*(getattr(entry, name) for name in entry.__struct_fields__)) for entry in same])
    in_one_file = limited([finding(IMAGE, 7) for _ in range(257)] + [finding(IMAGE, 7, "heron")])
    assert in_one_file[-1].number == 158
    told = FeedFindings(in_one_file, [IMAGE], [])
    assert told.once[0].number == 257
    assert [entry.number for entry in told.others()] == [1], "what others have in the same file stays"


def test_a_gap_is_one_finding_with_the_lines_for_the_settings() -> None:
    feed = UnmappedFeed(None, ("url",), (URL, SCHEMA), ("link", "ts"), {"url": "link"})
    told = FeedFindings([finding(entry, at) for entry in (URL, SCHEMA) for at in range(260)], [], [feed])
    (once,) = told.once
    assert (once.rule, once.severity, once.number, once.path) == ("item-unmapped", "error", 1, "000.md")
    assert once.message == (
        "none of 260 items of eel has url (their other fields: `link`, `ts`);"
        ' [fields] of the settings needs url = "link" (newscheck init writes it)'
    )
    assert once.details == ("[fields]", 'url = "link"')
    assert list(told.others()) == []


def test_a_gap_has_neither_the_severity_nor_the_fields_of_what_is_accepted_in_all_items() -> None:
    title = FeedProperty(None, "title-empty", "note", "title", 260, 260, 260)
    feed = UnmappedFeed(None, ("title", "url"), (title, URL), ("link",))
    (once,) = FeedFindings([finding(title, at) for at in range(260)], [], [feed]).once
    assert once.severity == "note"
    assert once.message.startswith("none of 260 items of eel has title (")
    assert once.details == ("[rules]    # where the feed has none", 'title-empty = "off"')


def test_a_field_that_the_tool_leaves_out_is_to_be_added_and_no_rule_to_be_switched_off() -> None:
    title = FeedProperty(None, "title-empty", "error", "title", 260, 260, 260)
    added = 'Fundus leaves url out: write {**article.to_json(), "url": article.html.requested_url}'
    (once,) = FeedFindings([finding(URL, 1)], [], [UnmappedFeed(None, ("url",), (URL,), preset="fundus")]).once
    assert (once.message.partition("; ")[2], once.details) == (added, ())
    feed = UnmappedFeed(None, ("title", "url"), (title, URL), preset="fundus")
    (once,) = FeedFindings([finding(title, 1), finding(URL, 1)], [], [feed]).once
    rest = "nothing fits title: name it in [fields], or switch title-empty off"
    assert once.message.partition("; ")[2] == f"{added}; {rest}"
    assert once.details == ("[rules]    # where the feed has none", 'title-empty = "off"')


def test_without_any_item_the_message_is_that_of_the_file() -> None:
    feed = UnmappedFeed(None, (), (URL,))
    (once,) = FeedFindings([finding(URL, at) for at in range(3)], [], [feed]).once
    assert (once.rule, once.message) == ("item-unmapped", finding(URL, 0).message)


@pytest.mark.parametrize(
    ("feed", "advice", "rules"),
    [
        pytest.param(
            UnmappedFeed(None, ("url",), (URL, SCHEMA)),
            "nothing fits url: name it in [fields], or switch url-missing off",
            ["url-missing"],
            id="nothing fits",
        ),
        pytest.param(
            UnmappedFeed(None, ("url",), (URL,), ("link",), {}, {"url": "link"}),
            "nothing fits url (`link` does not have its form)",
            [],
            id="a name without its form",
        ),
        pytest.param(UnmappedFeed(None, ("url",), (SCHEMA,)), "nothing fits url", [], id="a schema asks for it"),
        pytest.param(
            UnmappedFeed(None, (), (URL,), ("n" * 60, "\ud83d")),
            "nothing in them has the form of an article: name their fields in [fields], or exclude the file",
            [],
            id="no articles",
        ),
    ],
)
def test_the_advice(feed: UnmappedFeed, advice: str, rules: list[str]) -> None:
    (once,) = FeedFindings([finding(entry, 1) for entry in feed.properties], [], [feed]).once
    assert once.message.partition("; ")[2] == advice
    assert switches(feed) == rules
    once.message.encode()


@given(st.lists(st.tuples(st.sampled_from([IMAGE, URL, SCHEMA]), st.integers(0, 259)), unique=True), st.booleans())
def test_whatever_is_accepted_the_worst_severity_is_that_of_the_findings_left(
    left: list[tuple[FeedProperty, int]], is_gap: bool
) -> None:
    findings = [finding(entry, number) for entry, number in left]
    feeds = [UnmappedFeed(None, ("url",), (URL, SCHEMA), ("link",))] if is_gap else []
    told = FeedFindings(findings, [IMAGE] if is_gap else [IMAGE, URL, SCHEMA], feeds)
    shown = [*told.once, *told.others()]
    assert max((entry.severity == "error" for entry in shown), default=False) == any(
        entry.severity == "error" for entry in findings
    )
    assert bool(shown) == bool(findings)
    if not is_gap:
        assert sum(entry.number for entry in shown) == len(findings)
