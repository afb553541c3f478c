"""The title's words are in the article's own text, and half of them hardly in that of another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscheck.layout import title_words

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "languages").glob("*.jsonl"))


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_title_shares_words_with_its_own_text(path: Path) -> None:
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    own = [title_words.shares(item["title"], item["body"], path.stem) for item in items]
    others = [
        title_words.shares(item["title"], other["body"], path.stem)
        for item in items
        for other in items
        if item != other
    ]
    assert all(some for some, _ in own)
    assert sum(half for _, half in own) >= 2
    # "town" and "spring" are in two of the reports.
    assert sum(half for _, half in others) <= 1


@pytest.mark.parametrize(
    ("title", "body", "language", "expected"),
    [
        pytest.param("", "Text", "en", (False, False), id="no title"),
        pytest.param("A of 3", "a of 3", "en", (False, False), id="no word that tells"),
        pytest.param("HARBOUR REOPENS", "The harbour reopened", "en", (True, True), id="capitals, another form"),
        pytest.param("Harbour reopens", "", "en", (False, False), id="no text"),
        pytest.param("सारस घटे", "सारस कम हुए", "hi", (True, True), id="combining vowels"),
    ],
)
def test_words_of_a_title(title: str, body: str, language: str, expected: tuple[bool, bool]) -> None:
    assert title_words.shares(title, body, language) == expected
