"""Wrapping of text by terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.width import cell_width, wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [""], id="empty"),
        pytest.param("two words here", ["two words", "here"], id="at-blanks"),
        pytest.param("exactly 10", ["exactly 10"], id="exact"),
        pytest.param("海上救援协定生效", ["海上救援协", "定生效"], id="chinese-anywhere"),
        pytest.param("海上救援协。生效", ["海上救援", "协。生效"], id="no-line-begins-with-a-stop"),
        pytest.param("see https://a.fr/b/cd", ["see https:", "//a.fr/b/", "cd"], id="address-after-a-slash"),
        pytest.param("abcdefghijklmno", ["abcdefghij", "klmno"], id="a-word-where-it-must"),
        pytest.param("one two three four five six", ["one two", "three four", "five six"], id="as-many-as-allowed"),
        pytest.param("one two three four five six seven", ["one two", "three four", "five six…"], id="the-rest-is-cut"),
    ],
)
def test_wrapping(text: str, lines: list[str]) -> None:
    assert wrap(text, 10, 3) == lines


@given(text=st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" 国，"), max_size=200))
def test_wrapping_loses_nothing(text: str) -> None:
    lines = wrap(text, 20, 1000)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= 20 for line in lines)
