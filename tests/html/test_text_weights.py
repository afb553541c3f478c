"""The weight of texts: that of an article has some, that of links, menus and comments has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html import markup, tags, text_weights
from newscheck.html.text_weights import PageNode, TextSpan

LONG = "渔民合作社表示欢迎，港口将更换海图。"


def weighed(html: str, *, by_words: bool = True) -> tuple[list[PageNode], list[TextSpan]]:
    pieces = [*markup.pieces(html, tags.SKIPPED)]
    nodes = text_weights.nodes(html, markup.match_tags(pieces), by_words=by_words)
    return nodes, [*text_weights.text_spans(html, pieces, nodes)]


@pytest.mark.parametrize(
    ("html", "weight"),
    [
        pytest.param(f"<p>{LONG}</p>", len(LONG), id="a paragraph"),
        pytest.param(f"<p> {LONG}\n</p>", len(LONG), id="blanks have none"),
        pytest.param("<p>港口时报</p>", 0, id="a label"),
        pytest.param(f"<p>{'港' * 11}</p>", 0, id="a long label"),
        pytest.param(f"<p>{'港' * 12}</p>", 12, id="a short text"),
        pytest.param(f"<a href=/1>{LONG}</a>", 0, id="a link"),
        pytest.param(f"<nav><p>{LONG}</p></nav>", 0, id="a menu"),
        pytest.param(f"<footer><p>{LONG}</p></footer>", 0, id="a footer"),
        pytest.param(f"<form><p>{LONG}</p></form>", 0, id="a form"),
        pytest.param(f"<div class='post comments'><p>{LONG}</p></div>", 0, id="comments by their class"),
        pytest.param(f"<div id=sidebar><p>{LONG}</p></div>", 0, id="a sidebar by its id"),
        pytest.param(f"<div class=Read-More><p>{LONG}</p></div>", 0, id="capitals"),
        pytest.param(f"<div title=comments><p>{LONG}</p></div>", len(LONG), id="another attribute"),
        pytest.param(f"<div class=commentary><p>{LONG}</p></div>", len(LONG), id="a longer word"),
        pytest.param(f"<div class=with-sidebar><h1>题</h1><p>{LONG}</p></div>", len(LONG), id="around the headline"),
        pytest.param(
            f"<div class=with-sidebar><h1 class=logo>题</h1><p>{LONG}</p></div>",
            len(LONG),
            id="around a headline with a mark of its own",
        ),
        pytest.param(f"<body class=ads><p>{LONG}</p></body>", len(LONG), id="around everything"),
        pytest.param(
            f"<div class=comments><article class=comment><p>{LONG}</p></article></div>", 0, id="a comment as an article"
        ),
        pytest.param(f"<article class=teaser><p>{LONG}</p></article>", 0, id="a teaser as an article"),
    ],
)
def test_the_weight_of_a_text(html: str, weight: int) -> None:
    nodes, spans = weighed(html)
    assert sum(span.weight for span in spans) == sum(node.weight for node in nodes) == weight


def test_words_count_only_where_they_are_asked_for() -> None:
    html = f"<div class=comments><p>{LONG}</p></div>"
    assert sum(span.weight for span in weighed(html, by_words=False)[1]) == len(LONG)


def test_each_text_is_that_of_its_innermost_element() -> None:
    html = f"<div>{LONG}<p>{LONG}<a>港口</a></p>{LONG}</div>"
    nodes, spans = weighed(html)
    assert [span.node.element.name for span in spans] == ["div", "p", "a", "div"]
    assert {node.element.name: (node.text, node.linked) for node in nodes} == {
        "": (0, 0),
        "div": (2 * len(LONG), 0),
        "p": (len(LONG), 0),
        "a": (2, 2),
    }
    assert [node.is_aside for node in nodes] == [False] * 4


def test_what_is_hidden_is_no_text() -> None:
    html = f"<!doctype html><script>{LONG}</script><style>{LONG}</style><template><p>{LONG}</p></template><p>{LONG}</p>"
    assert [html[span.start : span.end] for span in weighed(html)[1]] == [LONG]


def test_a_long_start_tag_is_judged_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    html = f"<div data-x={'a' * 50} class=comments><p>{LONG}</p></div>"
    assert sum(span.weight for span in weighed(html)[1]) == 0
    monkeypatch.setattr(text_weights, "_LONG_TAG", 10)
    assert sum(span.weight for span in weighed(html)[1]) == 0


@given(
    st.lists(
        st.sampled_from(
            ("<p>", "</p>", "<div class=comments>", "</div>", "<a>", "</a>", "<nav>", "</nav>", LONG, "港", "<!--", "<")
        ),
        max_size=12,
    )
)
def test_each_text_is_in_its_element_and_weighs_no_more_than_it_is_long(parts: list[str]) -> None:
    nodes, spans = weighed("".join(parts))
    for span in spans:
        assert span.node.contains(span.start, span.end)
        assert 0 <= span.weight <= span.end - span.start
        assert not (span.node.is_aside and span.weight)
    assert sum(node.weight for node in nodes) == sum(span.weight for span in spans)
