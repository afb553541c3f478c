"""The form of a text without HTML is in its features."""

from __future__ import annotations

import json

import pytest

from newscheck.article.extraction import to_article
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import features
from newscheck.layout.plain_text import PLAIN_PREFIX, plain_text_features
from newscheck.model import RawInput
from newscheck.readers import read


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("One. Two.", [], id="one line"),
        pytest.param("One.\nTwo.", ["line breaks"], id="lines"),
        pytest.param("One.\n\nTwo.\nThree.", ["blank lines"], id="blank lines"),
        pytest.param("One.\r\n\r\nTwo.", ["carriage returns", "blank lines"], id="lines of Windows"),
        pytest.param("One.\r\nTwo.", ["carriage returns", "line breaks"], id="breaks of Windows"),
        pytest.param('“One” and "two"', ["curly quotes", "straight quotes"], id="quotes"),
        pytest.param("One\u00a0%, two\u200b", ["no-break spaces", "zero-width spaces"], id="spaces"),
        pytest.param("See https://port.example/a", ["URLs"], id="a URL"),
        pytest.param("One.  Two.\tThree.", ["runs of blanks"], id="runs"),
    ],
)
def test_plain_text_features(text: str, signs: list[str]) -> None:
    assert plain_text_features(text) == [PLAIN_PREFIX + sign for sign in signs]


@pytest.mark.parametrize(
    ("body", "has_signs"),
    [
        pytest.param('The "port" is open again.\n\nShips return.', True, id="plain"),
        pytest.param('<p>The "port" is open again.</p>\n\n<p>Ships return.</p>', False, id="HTML"),
    ],
)
def test_only_texts_without_html_have_them(body: str, has_signs: bool) -> None:
    checker = Session(Project(now=2_000_000_000_000, collects_features=True)).checker
    raw = RawInput("a.jsonl", json.dumps({"title": "Port", "url": "https://port.example/1", "body": body}).encode())
    (document,) = read(raw, checker.mapping)
    names = features.extract(to_article(document, checker.sites, with_features=True))
    assert any(name.startswith(PLAIN_PREFIX) for name in names) == has_signs
