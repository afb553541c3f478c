"""The values that documents of items and of dump files give."""

from __future__ import annotations

from newscheck import readers
from newscheck.article.document_fields import given
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.model import RawInput


def _given(path: str, text: str) -> dict[str, object]:
    (document,) = readers.read(RawInput(path, text.encode()))
    return {field: located.value for field in ITEM_FIELDS if (located := given(document, field))}


def test_an_item() -> None:
    item = '{"title": "港口", "url": "https://a.example/1", "epoch_ms": 1692215820000, "lead": "船", "body": "船只"}'
    assert _given("a.json", item) == {
        "title": "港口",
        "url": "https://a.example/1",
        "epoch_ms": 1692215820000,
        "lead": "船",
        "body": "船只",
    }


def test_a_dump_file() -> None:
    text = "<!--1692215820000-->\n[港口](https://a.example/1)\n------\n\n<p>船只</p>\n"
    assert _given("a.md", text) == {
        "title": "港口",
        "url": "https://a.example/1",
        "epoch_ms": "1692215820000",
        "html": "<p>船只</p>",
    }
