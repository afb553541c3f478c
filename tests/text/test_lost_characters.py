"""Boxes and question marks in the place of Chinese characters."""

from __future__ import annotations

import pytest

from newscheck.text import lost_characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("教授赵□说", ["□"], id="a box"),
        pytest.param("胆硷酯?抑制剂", ["?"], id="a question mark"),
        pytest.param("教授赵\ue1a5说", ["\ue1a5"], id="for private use"),
        pytest.param("赵□说，李〓说", ["□", "〓"], id="two"),
        pytest.param("你好吗?他说", [], id="a question"),
        pytest.param("这是什么?几点?好?", [], id="questions"),
        pytest.param("□是 □否，答案是□□", [], id="boxes to fill in"),
        pytest.param("标题 □", [], id="the end of a text"),
        pytest.param("port?open", [], id="no Chinese"),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in lost_characters.find(text)] == expected
