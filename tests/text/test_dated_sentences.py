"""Short sentences that say their day, in several languages, and those that only have a number."""

from __future__ import annotations

import pytest

from newscheck.text.dated_sentences import is_dated


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        pytest.param("en", "BRENMOUTH, February 7. /HARBOUR/", id="place line"),
        pytest.param("en", "Updated on 7 March 2017", id="update"),
        pytest.param("en", "Published March 7th, 2017", id="ordinal"),
        pytest.param("de", "Hamburg, 7. März 2017 (hbr)", id="German"),
        pytest.param("pt", "Porto, 7 de março", id="Portuguese, a word between"),
        pytest.param("ru", "МУРМАНСК, 7 фев — Порт", id="Russian, abbreviated"),
        pytest.param("de", "Kairo, 07.02.2017", id="dots"),
        pytest.param("de", "Stand: 2017-02-07", id="ISO 8601"),
    ],
)
def test_dated(language: str, sentence: str) -> None:
    assert is_dated(sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("You may save 50% until the end", id="a month's name, and no day"),
        pytest.param("The bridge is 12 metres high", id="a number"),
        pytest.param("In March 1987 the berth was new", id="a year"),
        pytest.param("Marching on", id="no number"),
        pytest.param("Version 1.2.3.4 is out", id="a version"),
        pytest.param("²² March", id="digits that are no number"),
        pytest.param("On 7 March the council of the harbour voted on the new berths of the port", id="longer"),
        pytest.param("He left 3 years ago", id="a month of another language"),
        pytest.param("", id="empty"),
    ],
)
def test_not_dated(sentence: str) -> None:
    assert not is_dated(sentence, "en")
