"""Wrapping of text by terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.width import cell_width, is_right_to_left, tail, wrap


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


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param("港の魚", 6, id="Japanese"),
        pytest.param("ﾐﾅﾄ", 3, id="half-width kana"),
        pytest.param("العبّارات", 8, id="Arabic with a mark"),
        pytest.param("می\u200cخواهم", 7, id="Persian with a joiner"),
        pytest.param("항구", 4, id="Hangul"),
        pytest.param("\u1112\u1161\u11bc\u1100\u116e", 4, id="decomposed Hangul"),
        pytest.param("ภาษาที่", 5, id="Thai"),
    ],
)
def test_cells_of_a_terminal(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "end"),
    [("العبّارات", 4, "ارات"), ("عبّا", 2, "بّا"), ("عبّا", 1, "ا"), ("بّ", 5, "بّ")],
)
def test_an_end_has_the_letters_of_its_marks(text: str, width: int, end: str) -> None:
    assert tail(text, width) == end


def test_letters_from_right_to_left() -> None:
    for text in ("עברית", "عربي", "ܣܘܪܝܝܐ", "ދިވެހި", "ߒߞߏ", "𞤀𞤣𞤤𞤢𞤥"):
        assert is_right_to_left(f"a {text}")
    for text in ("", "abc", "港", "हिन्दी", "ไทย", "\u3000", "Ἑλληνική", "русский"):
        assert not is_right_to_left(text)


@given(text=st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" 国，"), max_size=200))
def test_wrapping_loses_nothing(text: str) -> None:
    lines = wrap(text, 20, 1000)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= 20 for line in lines)
