"""Which rows of a table by language a text may match."""

from __future__ import annotations

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


def test_where_a_table_has_no_row_nothing_matches() -> None:
    pattern = language_tables.LanguagePatterns({"ru": "вход"}).of("вход", "hu")
    assert pattern.search("вход") is None
    assert pattern.search("") is None


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("Accès refusé", True, id="a title of another page"),
        pytest.param("Accès refusé 港口", False, id="a Chinese title"),
    ],
)
def test_what_has_no_han_beside_chinese_may_be_in_any_language(text: str, *, is_found: bool) -> None:
    pattern = language_tables.LanguagePatterns(wall_phrases.table("title")).of(text, "zh")
    assert bool(pattern.match(text)) is is_found


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
    assert (wall_phrases.notice("Je ne suis pas un robot", language) is not None) is is_found
    assert (rest_labels.find("Le port est fermé. Lire la suite", language) is not None) is is_found
    assert (wall_phrases.ending(["Déjà abonné ? Connectez-vous"], language) is not None) is is_found
