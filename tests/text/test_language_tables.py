"""Which rows of a table by language a text may match."""

from __future__ import annotations

import re

import pytest

from newscheck.text import language_tables, rest_labels, wall_phrases

TABLE = {name: name for name in ("ca", "de", "en", "es", "hi", "ja", "ne", "ru")}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        pytest.param("de", "de en", id="the language and English"),
        pytest.param("es", "ca en es", id="those that it is taken for"),
        pytest.param("ne", "en hi ne", id="in another script"),
        pytest.param("zh", "en ja", id="mostly Han may be Japanese"),
        pytest.param("hu", "en", id="a language that is not in the table"),
        pytest.param("", "ca de en es hi ja ne ru", id="not known"),
        pytest.param("tlh", "ca de en es hi ja ne ru", id="none that is recognised"),
    ],
)
def test_names(language: str, names: str) -> None:
    assert language_tables.names(TABLE, language) == tuple(names.split())


def test_a_row_of_nothing_matches_nothing() -> None:
    pattern = language_tables.row({"ru": "вход"}, "hu")
    assert re.search(pattern, "вход") is None
    assert re.search(pattern, "") is None


@pytest.mark.parametrize(
    ("language", "is_found"),
    [
        pytest.param("fr", True, id="the text's"),
        pytest.param("", True, id="not known"),
        pytest.param("ru", False, id="another"),
    ],
)
def test_words_count_in_their_language(language: str, *, is_found: bool) -> None:
    assert (wall_phrases.title("Accès refusé", language) is not None) is is_found
    assert (wall_phrases.consent("Nous utilisons des cookies.", language) is not None) is is_found
    assert (wall_phrases.phrase("Je ne suis pas un robot", language) is not None) is is_found
    assert (rest_labels.find("Le port est fermé. Lire la suite", language) is not None) is is_found
    assert (rest_labels.paywall("Déjà abonné ? Connectez-vous", language) is not None) is is_found
