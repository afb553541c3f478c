"""The contract of the table of walls: each row fires on its example, and not on its sentence of ordinary news."""

from __future__ import annotations

import re

import pytest

from newscheck.text import wall_phrases
from newscheck.text.language import NAMES
from newscheck.text.walls.table import KINDS, WALLS
from newscheck.text.walls.wall import Wall

ROWS = [pytest.param(wall, id=f"{wall.kind}-{wall.language}-{number}") for number, wall in enumerate(WALLS)]


def said(wall: Wall, text: str) -> object:
    """What is found in a text of the row's language, as that of the row's kind."""
    if wall.kind == "title":
        return wall_phrases.title(text, wall.language)
    if wall.kind == "consent":
        return wall_phrases.consent(text, wall.language)
    if wall.kind in ("offer", "remark"):
        return wall_phrases.loose(text, wall.language, [wall.kind])
    return wall_phrases.notice(text, wall.language) or wall_phrases.ending([text], wall.language)


@pytest.mark.parametrize("wall", ROWS)
def test_the_example_fires(wall: Wall) -> None:
    assert said(wall, wall.fires) is not None
    found = re.search(wall.pattern, wall.fires, re.IGNORECASE)
    assert found is not None or wall.language in ("bn", "fa", "hi", "ur")


@pytest.mark.parametrize("wall", ROWS)
def test_the_ordinary_sentence_does_not(wall: Wall) -> None:
    assert said(wall, wall.ordinary) is None


@pytest.mark.parametrize("wall", ROWS)
def test_a_row_is_well_formed(wall: Wall) -> None:
    words = re.sub(r"\\[A-Z]|İ", "", wall.pattern)
    assert words == words.lower()
    assert re.compile(wall.pattern).match("") is None
    assert wall.kind in KINDS
    assert wall.language in NAMES
    assert wall.source
    assert len(wall.ordinary) > 8
