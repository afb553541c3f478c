"""Texts for templates: paragraphs, languages, differences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.outputs.page.prose import Piece, difference, language, paragraphs, pieces

WORDS = st.lists(st.sampled_from(["div", "img", "p", "#text"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("one\ntwo", [[Piece("", "one two")]], id="a line that was wrapped"),
        pytest.param(
            "a `b` c\n\n`d`", [[Piece("", "a "), Piece("code", "b"), Piece("", " c")], [Piece("code", "d")]], id="code"
        ),
        pytest.param("a \x1b b", [[Piece("", "a \\x1b b")]], id="what controls a terminal"),
    ],
)
def test_paragraphs(text: str, expected: list[list[Piece]]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("`div` and `class`", ["<div>", " and ", "<class>"], id="words in code"),
        pytest.param("`div` and `class", ["<div>", " and `class"], id="a backtick alone"),
        pytest.param("a `` b", ["a `` b"], id="nothing between two"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_code_in_a_line(text: str, shown: list[str]) -> None:
    assert [f"<{piece.text}>" if piece.kind == "code" else piece.text for piece in pieces(text)] == shown


@pytest.mark.parametrize(
    ("text", "code"),
    [("渔业", "zh"), ("漁業です", "ja"), ("어업", "ko"), ("pêche", ""), ("", "")],
)
def test_the_language_of_a_script(text: str, code: str) -> None:
    assert language(text) == code


def test_what_only_one_of_two_texts_has_is_marked() -> None:
    before, after = difference("div img p div", "div #text p div")
    assert [(piece.kind, piece.text) for piece in before] == [("", "div"), ("del", "img"), ("", "p div")]
    assert [(piece.kind, piece.text) for piece in after] == [("", "div"), ("ins", "#text"), ("", "p div")]


@given(before=WORDS, after=WORDS)
def test_no_word_is_lost_in_a_difference(before: str, after: str) -> None:
    left, right = difference(before, after)
    assert " ".join(piece.text for piece in left) == before
    assert " ".join(piece.text for piece in right) == after
    assert [piece.text for piece in left if not piece.kind] == [piece.text for piece in right if not piece.kind]
