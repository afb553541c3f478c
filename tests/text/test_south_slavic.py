"""Bosnian, Croatian and Serbian by words that one of them has."""

from __future__ import annotations

import pytest

from newscheck.text import south_slavic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("sljedećeg tjedna u kolovozu", "hr", id="Croatian months"),
        pytest.param("sljedeće sedmice u augustu", "bs", id="Bosnian"),
        pytest.param("sledeće nedelje u avgustu", "sr", id="Serbian"),
        pytest.param("vrijeme i mjesto", "", id="a vowel that two have"),
        pytest.param("vreme i mesto", "", id="a vowel, and no word"),
        pytest.param("hiljadu radnika", "sr", id="a word that two have"),
        pytest.param("tko je na kazalištu", "hr", id="who"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_tell(text: str, expected: str) -> None:
    assert south_slavic.tell(text.split()) == expected
