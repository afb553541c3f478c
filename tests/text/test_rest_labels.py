"""Labels of links to other pages behind a finished sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import rest_labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("The news of the port, once a week. Learn more", "Learn more", id="newsletter"),
        pytest.param("Der Hafen ist offen! Mehr erfahren", "Mehr erfahren", id="German"),
        pytest.param("Chaque lundi le port vous écrit. En savoir plus »", "En savoir plus »", id="arrow"),
        pytest.param("The minister said on Tuesday that… Learn more", None, id="behind an ellipsis: the rest"),
        pytest.param("Children want to learn more", None, id="part of a sentence"),
        pytest.param("The port is open. Children want to learn more.", None, id="a sentence of its own"),
        pytest.param("Learn more", None, id="all of the paragraph: furniture_labels"),
        pytest.param("The port is open. Continue reading", None, id="a link to the rest"),
        pytest.param("", None, id="empty"),
    ],
)
def test_elsewhere(text: str, label: str | None) -> None:
    match = rest_labels.elsewhere(text)
    assert (match and match[0].strip()) == label


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        pytest.param(
            "The port closed on Friday and the crews Continue reading →", "en", "Continue reading →", id="cut"
        ),
        pytest.param("Le port a fermé vendredi et les équipages Lire la suite »", "fr", "Lire la suite »", id="French"),
        pytest.param(
            "Der Hafen blieb am Freitag zu. Zum vollständigen Artikel", "de", "Zum vollständigen Artikel", id="de"
        ),
        pytest.param("The port closed on Friday, and the children continue reading", "en", None, id="a sentence"),
        pytest.param("On the map of the port you can see more →", "en", None, id="elsewhere"),
    ],
)
def test_find(text: str, language: str, label: str | None) -> None:
    found = rest_labels.find(text, language)
    assert (found and found[1][0].strip()) == label


_PARTS = st.sampled_from(["…", "...", "[", "(", "more", "mehr", ")", "]", " ", ".", "อ่านต่อ", "ดูเพิ่มเติม", "The port"])


@given(st.lists(_PARTS, max_size=8).map("".join))
def test_a_label_behind_an_ellipsis_or_in_thai_is_found_wherever_it_is_tried(text: str) -> None:
    tried = rest_labels._MORE.search(text) or rest_labels._THAI.search(text)
    found = rest_labels._more(text, 0)
    assert (found and found.span()) == (tried and tried.span())
