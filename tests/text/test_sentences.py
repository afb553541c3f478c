"""Sentences of texts in any language: where they end, and what only looks like an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("It rained. The port closed.", "en", ["It rained", "The port closed", ""], id="full stop"),
        pytest.param("Did it rain? Yes! It did…\nOn", "en", ["Did it rain", "Yes", "It did", "On"], id="other marks"),
        pytest.param("“It rained.” He left.", "en", ["“It rained", "He left", ""], id="behind a quotation"),
        pytest.param("It cost 4.2 million. Half", "en", ["It cost 4.2 million", "Half"], id="decimal"),
        pytest.param("J. Smith and Dr. Hale met Mrs. Low.", "en", ["J. Smith and Dr. Hale met Mrs. Low."], id="names"),
        pytest.param("Am 14. März kam er. Dann ging er.", "de", ["Am 14. März kam er", "Dann ging er", ""], id="day"),
        pytest.param("Since 1998. Then", "en", ["Since 1998", "Then"], id="year"),
        pytest.param(
            "About 3 p.m. on Monday, etc. and so on", "en", ["About 3 p.m. on Monday, etc. and so on"], id="a.m."
        ),
        pytest.param("See a.example/?b=1!c now", "en", ["See a.example/?b=1!c now"], id="address"),
        pytest.param("It waits.  and goes", "en", ["It waits.  and goes"], id="two blanks and a small letter"),
        pytest.param("Он ушёл. Она нет.", "ru", ["Он ушёл", "Она нет", ""], id="Cyrillic"),
        pytest.param("वह गया। वह नहीं॥ क्या? हाँ।", "hi", ["वह गया", "वह नहीं", "क्या", "हाँ", ""], id="danda"),
        pytest.param("वह गया।वह नहीं", "hi", ["वह गया", "वह नहीं"], id="danda without a blank"),
        pytest.param("وہ گیا۔ وہ نہیں؟ ہاں", "ur", ["وہ گیا", "وہ نہیں", "ہاں"], id="Urdu"),
        pytest.param("ሄደ። መጣ፧ አዎ", "am", ["ሄደ", "መጣ", "አዎ"], id="Ethiopic"),
        pytest.param("갔다. 왔다.", "ko", ["갔다", "왔다", ""], id="Hangul"),
        pytest.param("เขาไป เธอมา 42 คน", "th", ["เขาไป", "เธอมา", "42", "คน"], id="Thai has only blanks"),
        pytest.param("သွားသည်။ လာသည်။", "my", ["သွားသည်", "လာသည်", ""], id="Burmese"),
        pytest.param("ទៅ។ មក។", "km", ["ទៅ", "មក", ""], id="Khmer"),
        pytest.param("", "en", [""], id="nothing"),
    ],
)
def test_where_sentences_end(text: str, language: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


@given(st.text('aZ19 .!?…\n।。”"()éж', max_size=200), st.sampled_from(("en", "ru", "hi", "th", "")))
def test_nothing_but_marks_and_blanks_gets_lost(text: str, language: str) -> None:
    ends = set(' .!?…\n।。”"()')
    assert [char for part in sentences(text, language) for char in part if char not in ends] == [
        char for char in text if char not in ends
    ]


@pytest.mark.parametrize("unit", ["!", "?!", '."', ". ", "\n", " ", "…)", "a. "])
def test_long_runs_are_read_in_one_pass(unit: str) -> None:
    """Anything worse than linear would take minutes."""
    assert sentences(unit * 200_000, "en")
