"""Numbers as text: each number is another sentence and another headline."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.synthetic import numbered_sentences


@pytest.mark.parametrize(("forms", "words"), [(numbered_sentences._SENTENCES, 6), (numbered_sentences._HEADLINES, 4)])
def test_every_form_has_all_the_words(forms: tuple[str, ...], words: int) -> None:
    for form in forms:
        assert sorted(re.findall(r"{(\d)}", form)) == [str(word) for word in range(words)]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, numbered_sentences.SENTENCE_COUNT - 1), min_size=2, max_size=2))
def test_numbers_are_spelled_differently(numbers: set[int]) -> None:
    assert len({numbered_sentences.sentence(number) for number in numbers}) == 2
    assert len({numbered_sentences.headline(number % numbered_sentences.HEADLINE_COUNT) for number in numbers}) == len(
        {number % numbered_sentences.HEADLINE_COUNT for number in numbers}
    )
