"""Signs of what a scraper or a text library did to a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import defect_signs as signs

_HAN = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成立法。"
_ENGLISH = "The maritime court published the agreement on Friday, and the fishermen welcome it."
_REST = "of the coast was closed for all ships from Friday on"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(_HAN, "zh", 0, id="Chinese"),
        pytest.param(_ENGLISH, "en", 0, id="English"),
        pytest.param("", "", 0, id="nothing"),
        pytest.param("港口\n，渔民合作社", "zh", signs.TORN, id="a paragraph that begins with a comma"),
        pytest.param("The harbour\n, the boats", "en", signs.TORN, id="in English"),
        pytest.param("渔民合作社\n的代表表示欢迎。", "zh", signs.TORN, id="a paragraph that begins with a particle"),
        pytest.param("渔民合作社\n的确表示欢迎。", "zh", 0, id="a word that looks so"),
        pytest.param("渔民合作社说，\n法庭没有回答。", "zh", 0, id="a slip"),
        pytest.param("渔民合作社说，\n海事法庭，\n没有回答。", "zh", signs.TORN, id="lines that end with commas"),
        pytest.param("海\n事法庭没有回答。", "zh", signs.TORN, id="a drop cap"),
        pytest.param("漁業組合\nは再度の審査を求めた。", "ja", signs.TORN, id="a Japanese particle"),
        pytest.param("漁業組合\nはじめに組合が述べた。", "ja", 0, id="a word that begins so"),
        pytest.param("어민조합\n은 법원의 결정을 환영했다.", "ko", signs.TORN, id="a Korean particle"),
        pytest.param(f"The port\n{_REST} and\n{_REST}.", "en", signs.TORN, id="lines in the middle of a sentence"),
        pytest.param(f"The port of\n{_REST}.", "en", 0, id="one such line"),
        pytest.param("Flour\nsugar and salt\nbutter from the port\nThe end.", "en", 0, id="a list"),
        pytest.param("L\n'accord est public.", "fr", signs.TORN, id="a French drop cap"),
        pytest.param("海事 法庭 公布 了 救援 协定 的 全部 条文", "zh", signs.SPACED, id="Chinese in words"),
        pytest.param("海事法庭公布了 救援协定 的全部条文，渔民合作社表示欢迎。", "zh", 0, id="blanks around a name"),
        pytest.param("The harbour\n:) he wrote", "en", 0, id="a face"),
        pytest.param("The harbour\n.NET and more", "en", 0, id="a name with a full stop"),
        pytest.param("海事法庭公布了“”的条文。", "zh", signs.GAPS, id="empty quotes"),
        pytest.param("条文由和共同起草。", "zh", signs.GAPS, id="nothing between by and and"),
        pytest.param("据报道。的代表表示欢迎。", "zh", signs.GAPS, id="a sentence that begins with a particle"),
        pytest.param("据报道，的确如此。理由和根据都有。", "zh", 0, id="words that look so"),
        pytest.param("組合は会見した。は再度の審査を求めた。", "ja", signs.GAPS, id="a Japanese particle"),
        pytest.param("組合は会見した。はじめに、のりの話をした。", "ja", 0, id="Japanese words that begin so"),
        pytest.param("它很好，，，他说。", "zh", 0, id="an ellipsis of commas"),
        pytest.param("The text by  and  the court .", "en", signs.GAPS, id="two blanks between words"),
        pytest.param("One  slip of an editor in a text.", "en", 0, id="one is no sign"),
        pytest.param("Le port est ouvert ; il est grand !", "fr", 0, id="French marks"),
        pytest.param("he Maritime court said so.", "en", signs.BEHEADED, id="a small first letter"),
        pytest.param("iPhone sales of Apple rise.", "en", 0, id="a name"),
        pytest.param("all is small in this corpus.", "en", 0, id="a corpus in small letters"),
        pytest.param("港口,渔民说:好,大家来。", "zh", signs.ASCII_MARKS, id="ASCII marks"),
        pytest.param("港口，渔民说：1,000 人来，好,他说。", "zh", 0, id="numbers, and one slip"),
        pytest.param("**渔民** 的船。", "zh", signs.MARKDOWN, id="bold in Markdown"),
        pytest.param("See [the port](https://example.org/x) now.", "en", signs.MARKDOWN, id="a link in Markdown"),
        pytest.param("2 * 3 * 4, and a ** b", "en", 0, id="products"),
        pytest.param("教授赵□说。", "zh", signs.BOXES, id="a box"),
        pytest.param("- 首页\n- 国际\n- 财经\n正文", "zh", signs.MENU, id="a menu"),
        pytest.param("- 渔民说，这很好。\n- 港口\n- 海", "zh", 0, id="dialogue"),
        pytest.param(f"要求如下：\n{_HAN}", "zh", signs.LIST_LOST, id="a list that is announced"),
        pytest.param(f"要求如下：\n一、{_HAN}", "zh", 0, id="a list with numbers"),
        pytest.param("要求如下：\n港口开放\n船只增加", "zh", 0, id="a list of short lines"),
        pytest.param(f"渔民说：\n{_HAN}", "zh", 0, id="a quotation"),
        pytest.param(f"They want the following:\n{_ENGLISH}", "en", signs.LIST_LOST, id="in English"),
        pytest.param(f"{_ENGLISH}\nThey want the following:", "en", signs.LIST_LOST, id="at the end"),
        pytest.param("朱镕基说，好。", "zh", signs.RARE, id="a rare character"),
    ],
)
def test_signs(text: str, language: str, expected: int) -> None:
    assert signs.signs(text, text.split("\n"), language) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<p>海事法庭<a href="/x">公布</a>条文</p>', signs.LINKS, id="inside a sentence"),
        pytest.param('<p>The <a href="/x">court</a> said</p>', signs.LINKS, id="behind a blank"),
        pytest.param('<p><a href="/x">公布</a></p>', 0, id="alone"),
        pytest.param("<p>海事法庭<abbr>x</abbr></p>", 0, id="another element"),
    ],
)
def test_links_of_sentences(html: str, expected: int) -> None:
    assert signs.signs(_HAN, [_HAN], "zh", html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{_HAN}\n渔民{_HAN}\n渔民", "海事渔民", id="short paragraphs don't count"),
        pytest.param(f"“{_HAN}\n{_HAN}", "  海事", id="a mark"),
        pytest.param(f"{_ENGLISH}\n{_ENGLISH}", "", id="an alphabet with capitals"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_beginnings(text: str, expected: str) -> None:
    assert signs.beginnings(text.split("\n")) == expected


@given(st.text(alphabet="海，的由和“”\n\\u :?□*#[]()- ,.Aab", max_size=200), st.sampled_from(["zh", "en", "ja", ""]))
def test_any_text_has_signs(text: str, language: str) -> None:
    assert 0 <= signs.signs(text, text.split("\n"), language, text) < 1 << 10
    assert len(signs.beginnings(text.split("\n"))) % 2 == 0


@given(st.text(alphabet="\n的を은에서がは海가」9 ) ", max_size=30))
def test_a_line_that_begins_otherwise_is_not_torn(text: str) -> None:
    if signs._TORN_EAST.search(text):
        assert signs._BEGINS_TORN.search(text)
