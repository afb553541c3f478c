"""Names of months: each language has twelve, and each name is read, or told to be several months."""

from __future__ import annotations

import pytest

from newscheck.text import dates, month_names, written_date
from newscheck.text.date_words import ambiguous

LANGUAGES = sorted({language for numbers in month_names.months().values() for language in numbers})
SEVERAL = {entry.word for entry in ambiguous()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_name_of_a_language_is_its_month(language: str) -> None:
    words = {word: numbers[language] for word, numbers in month_names.months().items() if language in numbers}
    assert {*words.values()} == {*range(1, 13)}
    read = {word: dates.parse(f"16 {word.replace('_', ' ')} 2023") for word in words}
    expected = {word: f"2023-{number:02d}-16" for word, number in words.items() if word not in SEVERAL}
    assert {word: date.iso for word, date in read.items() if word not in SEVERAL} == expected
    for word in words.keys() & SEVERAL:
        date = written_date.in_language(read[word], language)
        assert (read[word].iso, date.iso) == (None, f"2023-{words[word]:02d}-16")


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_and_dots_change_nothing(language: str) -> None:
    for word in (word for word, numbers in month_names.months().items() if language in numbers):
        if "_" not in word:
            assert dates.parse(f"16. {word.upper()}. 2023, 21:04").kind == dates.parse(f"16 {word} 2023").kind


def test_the_words_that_are_several_months() -> None:
    assert {"lip", "lis", "listopad", "listopada", "srp"} == SEVERAL
