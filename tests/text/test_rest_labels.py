"""Labels of links to other pages behind a finished sentence."""

from __future__ import annotations

import pytest

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
