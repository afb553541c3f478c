"""Counted nouns and colours; sanitizing is tested in `tests/system/test_untrusted_text.py`."""

from __future__ import annotations

import pytest

from newscheck.text.display import BOLD, paint, quantity


@pytest.mark.parametrize(("number", "text"), [(0, "0 files"), (1, "1 file"), (10_754, "10,754 files")])
def test_quantity(number: int, text: str) -> None:
    assert quantity(number, "file") == text


@pytest.mark.parametrize(
    ("text", "color", "expected"), [("a", True, "\x1b[1ma\x1b[0m"), ("a", False, "a"), ("", True, "")]
)
def test_paint(text: str, color: bool, expected: str) -> None:
    assert paint(text, BOLD, color) == expected
