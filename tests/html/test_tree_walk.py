"""The two walks of a tree return the same for any HTML."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newscheck.html import tree_walk, walk_choice
from newscheck.html.markup_features import has_blank_run
from newscheck.html.parser import parse
from newscheck.html.tree_walk import FusedTags
from newscheck.model import Furniture

REFUSAL = walk_choice.refusal()
#: Where it can't be loaded there is nothing to compare.
COMPILED: Any = None if REFUSAL else import_module("newscheck.html._tree_walk")
needs_compiled = pytest.mark.skipif(bool(REFUSAL), reason=REFUSAL)

#: One element of each kind, which open and close blocks and flags.
KINDS = ["p", "div", "a", "b", "li", "small", "span", "br", "img", "script"]
NAMES = [
    *("strong", "figure", "figcaption", "ul", "h2", "td", "table", "tr", "time", "video", "style", "template", "svg"),
    *("title", "textarea", "button", "head", "html", "body", "newscheck", "plaintext", "select", "option", "iframe"),
    *("noscript", "form", "input", "math", "divclass", "imgsrc", "x-y", "p:q", "é", "p\x00q", "ns:tag"),
]
ATTRIBUTES = [
    *(' class="a b-12"', " class='share x'", ' id="x"', " id=x id=y", ' href="/y"', " href", ' href=""', " src=a.jpg"),
    *(" data-src='b'", " data-original=c", ' srcset="d 2x"', ' width="310" height=5', ' poster="v.jpg"', " data-z"),
    *(
        ' datetime="2023-08-16T21:04"',
        ' class="标题 é"',
        " xml:lang=zh",
        ' xmlns="urn:x"',
        ' xmlns:a="urn:y"',
        " a:b=c",
    ),
    *(' id="', " class='<'", ' style="a&amp;b&#0;c"', ' alt="&nbsp;&unknown;"', " =", ' "', " a:b=c", " \x00", " é=é"),
]
TEXTS = [
    *("字", "a", " ", "  ", "\t", "\n", "\x0b", "\x1c", "\x1f", "\x7f", "\x00", "\u00a0", "\u0085", "\u1680", "\u2028"),
    *("\u3000", "\ufeff", "\u200b", "\ud7ff", "\ue000", "\ufffe", "\U0001f600", "é", "&nbsp;", "&#0;", "&#xD800;"),
    *(
        "&#x110000;",
        "&amp",
        "&unknown;",
        "&lt;p&gt;",
        "<",
        ">",
        "</",
        "<!",
        "<?x y?>",
        "<?",
        "<!-- x -->",
        "<!--",
        "-->",
    ),
    *(
        "<![CDATA[x]]>",
        "]]>",
        "<!DOCTYPE html>",
        "</newscheck>",
        "</body>",
        "</html>",
        "<3",
        "\r\n",
        "x" * 300,
        "字" * 200,
    ),
]
MARKS = Furniture(attributes=("data-z", "é"), classes=frozenset(("share", "b-12")))
TAG = st.one_of(st.sampled_from(KINDS), st.sampled_from(KINDS), st.sampled_from(NAMES))
MAYBE = st.sampled_from(["", "", *ATTRIBUTES])
#: What is open, closed or broken at random.
TOKEN = st.one_of(
    st.sampled_from(["字", "a  b", " ", "x"]),
    st.sampled_from(TEXTS),
    st.builds("<{}{}{}>".format, TAG, MAYBE, MAYBE),
    st.builds("</{}>".format, TAG),
    st.text(max_size=5),
)
#: Elements in elements.
HTML = st.recursive(
    TOKEN,
    lambda inner: st.builds("<{0}{1}>{2}</{0}>".format, TAG, MAYBE, st.lists(inner, max_size=6).map("".join)),
    max_leaves=20,
)
PAGE = st.lists(HTML, max_size=8).map("".join)


def result_of(walk_tree: Any, root: etree._Element, html: str, furniture: Furniture | None, outlined: bool) -> Any:
    """All that a walk returns."""
    fused = FusedTags(html)
    tree = walk_tree(root, fused, furniture, with_outline=outlined, with_blanks=outlined and has_blank_run(html))
    return tree, fused.found


def assert_same(root: etree._Element, html: str, furniture: Furniture | None = None, outlined: bool = True) -> None:
    expected = result_of(tree_walk.walk_tree, root, html, furniture, outlined)
    assert result_of(COMPILED.walk_tree, root, html, furniture, outlined) == expected


@needs_compiled
@pytest.mark.slow
@settings(max_examples=200)
@given(PAGE, st.sampled_from([None, MARKS]), st.booleans())
def test_both_walks_return_the_same(html: str, furniture: Furniture | None, outlined: bool) -> None:
    assert_same(parse(html).root, html, furniture, outlined)


@needs_compiled
@pytest.mark.parametrize(
    "html",
    [
        pytest.param("", id="nothing"),
        pytest.param("<a></a><p>x</p><p>y<i></i></p>", id="an empty link before blocks"),
        pytest.param("<a>x<div>y<i></i></div>z</a>", id="blocks in a link"),
        pytest.param("<b>x<div>y</div><a>z</a></b>w<div>v</div>", id="blocks in emphasis"),
        pytest.param("<li>x<p>y</p><small>z<p>v</p></small></li>w", id="blocks in an item and in a caption"),
        pytest.param("<p>x<br><br>y</p><br>", id="breaks"),
        pytest.param("<p>\u00a0</p> <p>\x1c</p>\u3000<p>\u0085</p>\u200b<p> é</p>", id="white space of all kinds"),
        pytest.param("a  b<p>c</p>  <p>d</p>e\tf<p>  </p>", id="runs of blanks between elements"),
        pytest.param("<img src=a data-src='' srcset=b width=1><video poster=c></video><time datetime=d>", id="media"),
        pytest.param("<li data-z>x</li><p data-z>y</p><div class='a share'>z</div><b data-z>w</b>", id="marks"),
        pytest.param("<div data-z>x<script>y</script><p></p>z<div></div></div>w", id="hidden in hidden"),
        pytest.param("<divclass='x'>y</divclass><imgsrc='z'><subtitle>w</subtitle>", id="fused tags"),
        pytest.param("<p>x</p></newscheck><p class=a>y  z</p>", id="behind the article"),
    ],
)
def test_each_kind(html: str) -> None:
    for outlined in (True, False):
        assert_same(parse(html).root, html, None, outlined)
        assert_same(parse(html).root, html, MARKS, outlined)


@needs_compiled
@given(PAGE, st.lists(st.sampled_from([*KINDS, *NAMES[:20]]), max_size=3))
def test_texts_of_several_nodes_are_one(html: str, names: list[str]) -> None:
    """lxml joins the texts around an element that was taken out; libxml2 has a node for each."""
    root = parse(html).root
    etree.strip_tags(root[0][0], *names)
    assert_same(root, html)


@needs_compiled
@given(st.binary(max_size=60), st.sampled_from(["latin-1", "gb18030", "utf-16"]))
def test_bytes_of_any_encoding(data: bytes, encoding: str) -> None:
    html = f"<p {data.decode(encoding, 'replace')}>{data.decode('utf-8', 'replace')}"
    assert_same(parse(html).root, html)


@needs_compiled
@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 2_500 + "x", id="deeper than the parser goes"),
        pytest.param("<b>x" * 1_500, id="deep, with text at each level"),
        pytest.param("<p>x" * 6_000, id="more elements than have features"),
        pytest.param("<i>" * 6_000, id="more levels than have features"),
        pytest.param("<a href='" + "x" * 100_000 + "' class='" + "字 " * 50_000 + "'>x</a>", id="long values"),
        pytest.param("<p " + " ".join(f"a{number}" for number in range(900)) + ">", id="many attributes"),
        pytest.param("x" * 200_000 + "  <br>" + "\u3000" * 100_000, id="long texts"),
        pytest.param(f"<{'n' * 5_000} {'a' * 5_000}=1>", id="long names"),
        pytest.param("<script>a  b</script><style>\t</style><title> </title>", id="text that is no markup"),
    ],
)
def test_extremes(html: str) -> None:
    assert_same(parse(html).root, html)


@needs_compiled
def test_what_is_no_tree_is_refused() -> None:
    with pytest.raises(TypeError):
        COMPILED.walk_tree(None, FusedTags(""), None, with_outline=False, with_blanks=False)
    with pytest.raises(ValueError, match="without a tree"):
        COMPILED.walk_tree(etree._Element(), FusedTags(""), None, with_outline=False, with_blanks=False)


@needs_compiled
def test_an_exception_ends_the_walk() -> None:
    class Failing(FusedTags):
        def kind(self, tag: str) -> int:
            raise KeyError(tag)

    with pytest.raises(KeyError, match="x-y"):
        COMPILED.walk_tree(parse("<x-y>").root, Failing(""), None, with_outline=True, with_blanks=False)
