"""Patterns that are compiled at first use behave like compiled ones."""

from __future__ import annotations

import copy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.regex import east_asian, is_east_asian, lazy_regex, lazy_set, lazy_words


def test_an_invalid_pattern_fails_at_first_use() -> None:
    pattern = lazy_regex("(")
    with pytest.raises(re.error):
        pattern.search("a")


def test_a_lazy_pattern_has_the_attributes_of_a_compiled_one() -> None:
    lazy, compiled = lazy_regex(r"(?P<year>\d+)", re.ASCII), re.compile(r"(?P<year>\d+)", re.ASCII)
    assert lazy.groupindex == compiled.groupindex
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)
    assert lazy.sub("x", "a1b22") == "axbx"
    assert lazy.search is lazy.search, "kept after first use"


def test_a_lazy_pattern_can_be_copied() -> None:
    assert copy.copy(lazy_regex("a")).findall("aba") == ["a", "a"]


_TEXT = st.text(alphabet="ab]^-\\海\n", max_size=12)


@given(st.lists(st.text(alphabet="ab]^-\\海\n", min_size=1, max_size=3), min_size=1, max_size=6), _TEXT)
def test_words_are_found_where_the_first_of_them_begins(words: list[str], text: str) -> None:
    expected = min((at for word in words if (at := text.find(word)) >= 0), default=-1)
    match = lazy_words(*words).search(text)
    assert (match.start() if match else -1) == expected


@given(st.text(alphabet="ab]^-\\海", min_size=1, max_size=5), _TEXT)
def test_a_set_matches_each_of_its_characters(characters: str, text: str) -> None:
    assert lazy_set(characters).findall(text) == [char for char in text if char in characters]


def test_letters_of_east_asia() -> None:
    assert east_asian("[a-z]海(?:港|を)", "한 ・、１É") == set("海港を한")


@given(st.characters(min_codepoint=0x3000, max_codepoint=0xD7FF))
def test_a_letter_of_east_asia_is_one_of_a_word_and_has_no_capital(char: str) -> None:
    if is_east_asian(char):
        assert re.fullmatch(r"[^\W\d_]", char)
        assert char.lower() == char.upper() == char
