"""The characters of a text that stand for lost ones, and those of a wrong decoding."""

from __future__ import annotations

import pytest

from newscheck.text import odd_characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("教授赵□说，李〓说□", "□〓", id="boxes"),
        pytest.param("教授赵\ue1a5说", "\ue1a5", id="for private use"),
        pytest.param("锟斤拷，ï¿½", "锟ï", id="misread"),
        pytest.param("海事法庭周五公布了协定（André）。", "", id="none"),
        pytest.param("", "", id="empty"),
    ],
)
def test_find(text: str, expected: str) -> None:
    assert odd_characters.find(text) == set(expected)
