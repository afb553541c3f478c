"""The words of dates: each can be met in a text, and means one thing."""

from __future__ import annotations

import re

import pytest

from newscheck.text import date_forms, date_words
from newscheck.text.date_tokens import tokenised
from newscheck.text.written_date import MOMENT

WORDS = date_words.words()
MONTHS = sorted(word for word, token in WORDS.items() if token[0] == "M")
CJK = {
    **dict.fromkeys(date_words.CJK_FILLERS.split(), ""),
    **dict.fromkeys(date_words.CJK_RELATIVE.split(), "R"),
    **{
        word: token
        for tokens in (date_words.CJK_HALVES, date_words.CJK_ZONES)
        for token, words in tokens.items()
        for word in words.split()
    },
}


def test_each_word_is_read_as_its_token() -> None:
    """A word in capitals, in another composition or with a mark that ends a word would never be found."""
    assert {word: tokenised(word).strip() for word in WORDS} == {word: token.strip() for word, token in WORDS.items()}


def test_each_word_without_blanks_is_read_as_its_token() -> None:
    """Also beside others: a longer word goes before one that it begins with."""
    assert {word: tokenised(word).strip() for word in CJK} == CJK
    assert {word: tokenised(f"{word}2023年8月").split() for word in CJK} == {
        word: [*token.split(), "Y2023", "M8"] for word, token in CJK.items()
    }


def test_tokens_are_of_the_kinds_that_are_read() -> None:
    assert [
        token
        for token in WORDS.values()
        if not re.fullmatch(r" |[APNR]|C\d+|[MVJ]([1-9]|1[0-2])|X\d+|Z(-?\d+|.+)", token)
    ] == []


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_of_any_language_makes_a_date(number: int) -> None:
    names = [name for name in MONTHS if WORDS[name] == f"M{number}"]
    read = {name: date_forms.parse(f"16 {name.capitalize()} 2023, 21:04") for name in names}
    assert {name: (date.kind, date.iso) for name, date in read.items()} == dict.fromkeys(
        names, (MOMENT, f"2023-{number:02}-16T21:04")
    )
    assert len(names) >= 20


@pytest.mark.parametrize(
    ("word", "token"),
    [
        pytest.param("ago", "M8", id="a month in Italian; what is relative in English has a number"),
        pytest.param("mar", "V3", id="Tuesday in three languages, where another month stands beside it"),
        pytest.param("i", " ", id="a word of many languages"),
        pytest.param("cst", "Zcst", id="two zones"),
        pytest.param("et", "ZAmerica/New_York", id="a zone with a summer"),
        pytest.param("est", "Z-300", id="a zone without one"),
        pytest.param("sa", "A", id="before noon in Vietnamese, Saturday in German"),
    ],
)
def test_words_of_several_meanings(word: str, token: str) -> None:
    assert WORDS[word] == token
