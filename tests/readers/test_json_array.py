"""Broken arrays of JSON."""

from __future__ import annotations

from newscheck import readers
from newscheck.model import Document, RawInput


def read(text: str | bytes, path: str = "a.md", **mapping: str | list[str]) -> list[Document]:
    return list(readers.read(RawInput(path, text.encode() if isinstance(text, str) else text), mapping))


def test_a_broken_array_gives_the_items_before_the_error() -> None:
    documents = read('[{"title": "a"},\n {"title": "b"},\n {"title": c}]', "a.json")
    assert [document.is_blank for document in documents] == [False, False, True]
    assert documents[-1].origin == (3, 12)
