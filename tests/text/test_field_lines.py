"""Fields on lines below a heading."""

from __future__ import annotations

import pytest

from newscheck.text import field_lines


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        pytest.param("**URL:** https://h.example/a\n文", {"url": "https://h.example/a"}, "文", id="the colon in bold"),
        pytest.param(
            "**URL**: https://h.example/a  \n文", {"url": "https://h.example/a"}, "文", id="the colon behind it"
        ),
        pytest.param("*Published: 2023-08-16*\n", {"published": "2023-08-16"}, "", id="all of it in italics"),
        pytest.param(
            "> 来源：海港报\n>\n> 时间：今天\n", {"source": "海港报", "published": "今天"}, "", id="a quotation"
        ),
        pytest.param("- Date Published: x\n文", {}, "- Date Published: x\n文", id="an unknown name"),
        pytest.param("Published At: x<br>\n", {"published": "x"}, "", id="two words, a break"),
        pytest.param("**Source:** A | **Time:** B · **x:** C\n", {"source": "A", "published": "B"}, "", id="one line"),
        pytest.param("Link: [x](https://h.example/)\n", {"url": "https://h.example/"}, "", id="a link"),
        pytest.param("Url: a\nUrl: b\n", {"url": "a"}, "", id="the first counts"),
        pytest.param("文：文\n", {}, "文：文\n", id="a text with a colon"),
    ],
)
def test_fields_on_lines(text: str, fields: dict[str, str], rest: str) -> None:
    found, end = field_lines.find(text, 0)
    assert {name: text[slice(*place)] for name, place in found.items()} == fields
    assert text[end:] == rest
