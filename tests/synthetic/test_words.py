"""Word lists and their characters in traditional script."""

from __future__ import annotations

import pytest

from newscheck.synthetic import words
from newscheck.text import unicode_script

LISTS = {name: value for name, value in vars(words).items() if isinstance(value, tuple)}


@pytest.mark.parametrize("name", LISTS)
def test_words_differ(name: str) -> None:
    assert len(LISTS[name]) > 1
    assert len(set(LISTS[name])) == len(LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_no_telltale_simplified_character_is_left(name: str) -> None:
    text = "".join(LISTS[name])
    assert not set(words.to_traditional(text)) & set(unicode_script.SIMPLIFIED)


def test_the_tables_agree() -> None:
    assert words.SIMULATOR_TRADITIONAL.items() <= words.TRADITIONAL.items()
