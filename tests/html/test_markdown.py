"""Markdown becomes the HTML that a site generator would print, and a place in it leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html import markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("一段\n\n二段", "<p>一段</p>\n<p>二段</p>\n", id="paragraphs"),
        pytest.param("一行\n二行", "<p>一行<br>\n二行</p>\n", id="a line end is a break"),
        pytest.param("    缩进的段落", "<p>缩进的段落</p>\n", id="indented text is no code"),
        pytest.param("**导语**", "<p><strong>导语</strong></p>\n", id="bold"),
        pytest.param("![图](/a.jpg)", '<p><img src="/a.jpg" alt="图"></p>\n', id="a picture"),
        pytest.param("[字](https://h.example/)", '<p><a href="https://h.example/">字</a></p>\n', id="a link"),
        pytest.param("<div>原样</div>", "<div>原样</div>", id="HTML passes"),
        pytest.param("```\n<p>\n```", "<pre><code>&lt;p&gt;\n</code></pre>\n", id="code is text"),
        pytest.param("~~~\n{{< figure src='/a.jpg' >}}\n~~~", None, id="no template in code"),
        pytest.param("[^1]\n\n[^1]: 注释 很长", "<p>[^1]</p>\n<p>[^1]: 注释 很长</p>\n", id="a footnote stays text"),
        pytest.param('{{< figure src="/a.jpg" title="x" >}}', '<img src="/a.jpg">', id="Hugo's figure"),
        pytest.param("{% asset_img a.jpg 图 %}", '<img src="a.jpg">', id="Hexo's picture"),
        pytest.param("{% include image.html url='/a.jpg' %}", '<img src="/a.jpg">', id="Jekyll's include"),
        pytest.param("{% raw %}文{% endraw %}", "<p>文</p>\n", id="Liquid"),
        pytest.param("{{< youtube abc >}}", "", id="a player"),
        pytest.param("![x]({{ '/a.jpg' | relative_url }})", '<p><img src="/a.jpg" alt="x"></p>\n', id="an address"),
        pytest.param("{{ title }}", "<p>{{ title }}</p>\n", id="what a program left stays"),
    ],
)
def test_markdown_as_html(text: str, html: str | None) -> None:
    found = markdown.to_html(text)
    assert found == html if html is not None else "{{&lt; figure" in found


def test_a_table() -> None:
    assert "<td>1</td>" in markdown.to_html("| a |\n|---|\n| 1 |\n")


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        pytest.param("<p>文</p>", True, id="a paragraph"),
        pytest.param("<div>\n\n    <p>文</p>\n\n</div>\n", True, id="blank lines and indents"),
        pytest.param("<div>文<br>文</div>", True, id="breaks"),
        pytest.param("<!-- x --><p>文</p>", True, id="a comment first"),
        pytest.param("<div>\n\n**文**\n\n</div>", False, id="Markdown in an element"),
        pytest.param("<img src='/a.jpg'>\n\n文", False, id="a picture before Markdown"),
        pytest.param("<全球见证> 说 <b>", False, id="brackets around a name"),
        pytest.param("文", False, id="text"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_html_is_told_from_markdown(text: str, is_html: bool) -> None:
    assert markdown.is_html(text) == is_html


TEXT = "# 灯塔\n\n潮水退去。\n\n- 一\n- 二\n\n<script src='/x.js'></script>\n\n> 渡轮*停*航"


@pytest.mark.parametrize(
    ("sought", "place"),
    [
        pytest.param("灯塔", "灯塔", id="a heading"),
        pytest.param("<p>潮水", "潮水", id="a tag that the Markdown has not: its block"),
        pytest.param("潮水退去", "潮水退去", id="a text"),
        pytest.param("<script", "<script", id="HTML that passed"),
        pytest.param("<em>停", "> 渡轮", id="markup within a block"),
    ],
)
def test_a_place_in_the_html_leads_to_the_markdown(sought: str, place: str) -> None:
    assert markdown.source_offset(TEXT, markdown.to_html(TEXT).index(sought)) == TEXT.index(place)


@given(st.text("ab 文*_`[]()<>!#-\n|{%}~>:&\\", max_size=100), st.integers(0, 400))
def test_any_text_has_html_and_places(text: str, offset: int) -> None:
    markdown.to_html(text)
    assert 0 <= markdown.source_offset(text, offset) <= len(text)


@pytest.mark.parametrize("words", ["ab 文\u3000\n\n\n。", "a \"'文\u00a0\n\u3000:;?1.-"], ids=["text", "marks"])
@given(data=st.data())
def test_text_without_markup_is_read_as_the_parser_reads_it(words: str, data: st.DataObject) -> None:
    text = data.draw(st.text(words, max_size=60))
    if not markdown._MARKUP.search(text):
        assert markdown._paragraphs(text) == markdown._parser().render(text)
