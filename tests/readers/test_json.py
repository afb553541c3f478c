"""Broken arrays of JSON."""

from __future__ import annotations

from newscheck import readers
from newscheck.model import RawInput


def test_a_broken_array_gives_the_items_before_the_error() -> None:
    text = '[{"title": "a"},\n {"title": "b"},\n {"title": c}]'
    documents = list(readers.read(RawInput("a.json", text.encode())))
    assert [document.is_blank for document in documents] == [False, False, True]
    assert documents[-1].origin == (3, 12)
