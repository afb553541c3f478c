"""Paths to values in an item: their grammar, and what they find."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.item_paths import find, find_all, parse

ITEM: dict[str, Any] = {
    "title": "灯塔",
    "og.title": "渡轮",
    "dc:date": "2026-11-28",
    "@type": "NewsArticle",
    "标题 (中文)": "芦苇港",
    "meta": {"link": "/a", "odd.name": {"x": 1}, 'with "quotes"': 2, "none": None},
    "images": [{"url": "/1.jpg"}, {"path": "2.jpg"}, {"url": "/3.jpg"}],
    "image": {"url": "/0.jpg"},
    "rows": [["a", "b"], ["c"]],
    "body": {
        "summary": ["潮水退去"],
        "sections": [
            {"headline": [], "paragraphs": ["一", "二"]},
            {"headline": ["码头"], "paragraphs": ["三"]},
        ],
    },
}


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        pytest.param("title", "灯塔", ("title",), id="a name"),
        pytest.param("dc:date", "2026-11-28", ("dc:date",), id="a name with a colon"),
        pytest.param("@type", "NewsArticle", ("@type",), id="a name with an at sign"),
        pytest.param("标题 (中文)", "芦苇港", ("标题 (中文)",), id="a name that is no path"),
        pytest.param("og.title", "渡轮", ("og.title",), id="a name as it is written, before the path"),
        pytest.param("meta.link", "/a", ("meta", "link"), id="a member of a member"),
        pytest.param('meta["odd.name"].x', 1, ("meta", "odd.name", "x"), id="a quoted name"),
        pytest.param(r'meta["with \"quotes\""]', 2, ("meta", 'with "quotes"'), id="a name with quotes"),
        pytest.param('["og.title"]', "渡轮", ("og.title",), id="a quoted name at the beginning"),
        pytest.param("images[2].url", "/3.jpg", ("images", 2, "url"), id="an entry"),
        pytest.param("images[-1].url", "/3.jpg", ("images", 2, "url"), id="the last entry"),
        pytest.param("rows[0][1]", "b", ("rows", 0, 1), id="an entry of an entry"),
        pytest.param("images[3]", None, (), id="an entry that there isn't"),
        pytest.param("images[-4]", None, (), id="an entry before the first"),
        pytest.param("meta[0]", None, (), id="an entry of an object"),
        pytest.param("images.url", None, (), id="a member of a list"),
        pytest.param("title.link", None, (), id="a member of a text"),
        pytest.param("meta.none", None, (), id="null is not there"),
        pytest.param("nothing", None, (), id="a name that there isn't"),
        pytest.param("", None, (), id="no name"),
    ],
)
def test_a_path_leads_to_a_value(path: str, value: Any, place: tuple[str | int, ...]) -> None:
    assert find(ITEM, parse(path)) == (value, place)


@pytest.mark.parametrize(
    ("path", "values", "first"),
    [
        pytest.param("images[*].url", ["/1.jpg", "/3.jpg"], ("images", 0, "url"), id="of all entries that have it"),
        pytest.param("image[*].url", ["/0.jpg"], ("image", "url"), id="of an object in place of a list of one"),
        pytest.param("rows[*]", ["a", "b", "c"], ("rows", 0, 0), id="lists are one list"),
        pytest.param("rows[*][0]", ["a", "c"], ("rows", 0, 0), id="an entry of each"),
        pytest.param("(title, @type)", ["灯塔", "NewsArticle"], ("title",), id="several names"),
        pytest.param(
            "body.(summary, sections[*].(headline, paragraphs))",
            ["潮水退去", "一", "二", "码头", "三"],
            ("body", "summary", 0),
            id="a nested body in its order",
        ),
        pytest.param(
            "body.sections[*].paragraphs[-1]", ["二", "三"], ("body", "sections", 0, "paragraphs", 1), id="last"
        ),
        pytest.param(
            '(meta["odd.name"].x,title)', [1, "灯塔"], ("meta", "odd.name", "x"), id="a quoted name in a group"
        ),
    ],
)
def test_a_path_leads_to_several_values(path: str, values: list[Any], first: tuple[str | int, ...]) -> None:
    parsed = parse(path)
    assert find(ITEM, parsed) == (values, first)
    assert [value for value, _ in find_all(ITEM, parsed)] == values
    for value, place in find_all(ITEM, parsed):
        found: Any = ITEM
        for step in place:
            found = found[step]
        assert found == value


@pytest.mark.parametrize("path", ["nothing[*]", "meta.none[*].x", "(nothing, images[9])", "title[*].x"])
def test_without_any_value_there_is_none(path: str) -> None:
    assert find(ITEM, parse(path)) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        *("a..b", "a.", ".a", "a[", "a[]", "a[x]", "a[1", "(a", "(a,)", "()", "a.()", "(a)(b)", "(a)[*]", "(a).b"),
        *('a["b', 'a["b"x', "a,b", "a)", "[1000000000]", "a" * 400 + ".b", "(" * 30 + "a" + ")" * 30),
    ],
)
def test_a_text_that_is_no_path_is_a_name(text: str) -> None:
    assert parse(text).steps == (text,)
    assert find({text: 1}, parse(text)) == (1, (text,))


_PIECES = st.sampled_from([*'ab.,[]()"\\*01-', "[*]", "[0]", '["a"]', ".(", "标题", " "])
_VALUES = st.recursive(
    st.none() | st.text(max_size=3) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=12,
)


@given(st.lists(_PIECES, max_size=30).map("".join), st.dictionaries(st.sampled_from(["a", "b"]), _VALUES))
def test_any_text_leads_to_a_value_of_the_item_or_to_none(text: str, item: dict[str, Any]) -> None:
    path = parse(text)
    value, place = find(item, path)
    inner: Any = item
    for step in place:
        inner = inner[step]
    if value is None:
        assert place == ()
    elif path.is_plural and item.get(text) is None:
        assert value[0] == inner
    else:
        assert value == inner


def test_the_longest_path_is_no_deep_recursion() -> None:
    item: Any = "x"
    for _ in range(99):
        item = [item]
    assert find({"a": item}, parse("a" + "[*]" * 99))[0] == ["x"]
