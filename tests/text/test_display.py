"""Counted nouns and colours; sanitizing is tested in `tests/system/test_untrusted_text.py`."""

from __future__ import annotations

import pytest

from newscheck.text.display import BOLD, paint, quantity, sanitize


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("او می\u200cخواهد برود", id="Persian"),
        pytest.param("क्\u200dष और क्\u200cष", id="Hindi"),
        pytest.param("ශ්\u200dරී ලංකා", id="Sinhala"),
    ],
)
def test_joiners_that_are_spelling_are_shown(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize("text", ["a{}b", "港{}口", "ا{}", "{}ا", "ا{0}{0}ا", ":{}:error", "#{}#[error]", "ا{}b"])
@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_other_joiners_are_escaped(text: str, joiner: str) -> None:
    assert joiner not in sanitize(text.format(joiner))


@pytest.mark.parametrize(("number", "text"), [(0, "0 files"), (1, "1 file"), (10_754, "10,754 files")])
def test_quantity(number: int, text: str) -> None:
    assert quantity(number, "file") == text


@pytest.mark.parametrize(
    ("text", "color", "expected"), [("a", True, "\x1b[1ma\x1b[0m"), ("a", False, "a"), ("", True, "")]
)
def test_paint(text: str, color: bool, expected: str) -> None:
    assert paint(text, BOLD, color) == expected
