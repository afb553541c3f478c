"""JSON-LD of a page: which of its nodes are articles, and where their values stand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html import json_ld
from newscheck.html.json_ld import JsonLdNode
from newscheck.html.markup import Tag

ARTICLE = {"@type": "NewsArticle", "headline": "灯塔"}


def articles(*scripts: str) -> list[JsonLdNode]:
    """The articles of a page with some scripts."""
    html, spans = "<p>港口</p>", []
    for script in scripts:
        spans.append((len(html), len(html) + len(script)))
        html += f"{script}</script>"
    return [*json_ld.articles(html, spans)]


def headlines(*scripts: Any) -> list[str]:
    texts = (script if isinstance(script, str) else json.dumps(script) for script in scripts)
    return [str(found.value) for node in articles(*texts) if (found := node.text("headline"))]


@pytest.mark.parametrize(
    ("types", "is_article"),
    [
        pytest.param("NewsArticle", True, id="the usual one"),
        pytest.param("AnalysisNewsArticle", True, id="a kind of it"),
        pytest.param("BlogPosting", True, id="a post"),
        pytest.param("Report", True, id="a report"),
        pytest.param(["Thing", "Article"], True, id="several"),
        pytest.param("Articles", False, id="another word"),
        pytest.param("WebPage", False, id="a page"),
        pytest.param([1, None], False, id="no names"),
        pytest.param(None, False, id="none"),
    ],
)
def test_types_of_articles(types: Any, is_article: bool) -> None:
    assert headlines({**ARTICLE, "@type": types}) == (["灯塔"] if is_article else [])


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([ARTICLE, {**ARTICLE, "headline": "渡轮"}], id="a list"),
        pytest.param({"@graph": [ARTICLE, {**ARTICLE, "headline": "渡轮"}]}, id="a graph"),
        pytest.param({"mainEntity": ARTICLE, "hasPart": [{**ARTICLE, "headline": "渡轮"}]}, id="two holders"),
        pytest.param(
            {"itemListElement": [{"item": ARTICLE}, {"item": {**ARTICLE, "headline": "渡轮"}}]}, id="a list of items"
        ),
        pytest.param({**ARTICLE, "mainEntityOfPage": {**ARTICLE, "headline": "渡轮"}}, id="one in the other"),
    ],
)
def test_articles_come_in_the_order_of_the_page(script: Any) -> None:
    assert headlines(script) == ["灯塔", "渡轮"]
    assert headlines({"author": script}) == []


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param("%s;", id="a semicolon"),
        pytest.param("<!-- %s -->", id="a comment"),
        pytest.param("// <![CDATA[\n%s\n// ]]>", id="CDATA behind a comment sign"),
        pytest.param("/* <![CDATA[ */%s/* ]]> */", id="CDATA in comments"),
        pytest.param("<![CDATA[%s]]>", id="CDATA"),
        pytest.param("[%s, ]", id="a comma too many"),
        pytest.param("%s {", id="something behind it"),
        pytest.param("\n\n%s\n", id="blanks"),
    ],
)
def test_what_is_around_a_script(wrapped: str) -> None:
    assert headlines(wrapped % json.dumps(ARTICLE)) == ["灯塔"]


@pytest.mark.parametrize(
    ("member", "value", "written"),
    [
        pytest.param('"灯塔"', "灯塔", "灯塔", id="a text"),
        pytest.param('" 灯塔 "', "灯塔", " 灯塔 ", id="with blanks"),
        pytest.param('"\\u706f\\u5854"', "灯塔", "\\u706f\\u5854", id="escapes"),
        pytest.param('"A &amp; B"', "A & B", "A &amp; B", id="a reference"),
        pytest.param('"https:\\/\\/a.example\\/1"', "https://a.example/1", "https:\\/\\/a.example\\/1", id="slashes"),
        pytest.param('["灯塔", "渡轮"]', "灯塔", "灯塔", id="the first of a list"),
        pytest.param('{"url": "/1"}', "/1", "/1", id="the address of an object"),
        pytest.param('[{"@id": "/2"}]', "/2", "/2", id="that of one in a list"),
        pytest.param('{"contentUrl": "/3"}', "/3", "/3", id="that of its content"),
        pytest.param('"a\nb"', "a\nb", "", id="a line end, which is not found again"),
    ],
)
def test_a_value_and_its_place(member: str, value: str, written: str) -> None:
    (node,) = articles(f'{{"@type": "Article", "headline": {member}}}')
    found = node.text("headline")
    assert found is not None and found.value == value
    assert node._html[found.start : found.end] == written


@pytest.mark.parametrize("member", ["null", "17", "[]", '" "', '[[[[["a"]]]]]', "{}"])
def test_what_is_no_text_is_passed_over(member: str) -> None:
    (node,) = articles(f'{{"@type": "Article", "headline": {member}, "name": "渡轮"}}')
    found = node.text("headline", "name")
    assert found is not None and found.value == "渡轮"
    assert node.text("headline") is None


def test_a_value_is_located_in_its_own_script() -> None:
    script = json.dumps(ARTICLE)
    places = [found.start for node in articles(script, script) if (found := node.text("headline"))]
    assert len({*places}) == 2


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_ld, "_MAX_SCRIPTS", 2)
    monkeypatch.setattr(json_ld, "_MAX_NODES", 5)
    assert headlines(ARTICLE, ARTICLE, ARTICLE) == ["灯塔"] * 2
    assert headlines([*[1] * 4, ARTICLE]) == []
    assert headlines([*[1] * 3, ARTICLE]) == ["灯塔"]


@pytest.mark.parametrize(
    ("tag", "is_script"),
    [
        pytest.param('<script type="application/ld+json">', True, id="JSON-LD"),
        pytest.param("<script type=application/ld+json id=x>", True, id="without quotes"),
        pytest.param('<script type="application/json">', False, id="JSON"),
        pytest.param("<script>", False, id="a program"),
    ],
)
def test_scripts(tag: str, is_script: bool) -> None:
    html = f"<p>ld+json{tag}ld+json"
    assert json_ld.is_script(html, Tag("script", 10, 10 + len(tag))) is is_script


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("@type", "@graph", "headline", "item", "mainEntity", "url")), inner, max_size=4
        )
    ),
)


@given(JSON.map(json.dumps) | st.text(max_size=60), st.integers(0, 60))
def test_any_script_gives_articles_with_places_in_it(script: str, cut: int) -> None:
    for text in (script, script[:cut]):
        for node in articles(text):
            found = node.text("headline", "url", "mainEntity")
            assert found is None or (found.value == found.value.strip() and 0 <= found.start <= found.end)
            assert found is None or found.end <= len(node._html)
