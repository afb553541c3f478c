"""Items are counted once for each rule and field, however often the rule reports it."""

from __future__ import annotations

from newscheck.checker.article_counts import ArticleCounts, field_of
from newscheck.model import Document, HitCount, PresetUse


def test_an_item_counts_once() -> None:
    counts = ArticleCounts()
    item = Document("a.jl", "{}", "jsonl", item={"title": "题"}, preset="fundus")
    image = ("image-relative", "error", "/images/0")
    counts.add(item, None, [image, ("image-relative", "error", "/images/7")])
    counts.add(item, None, [image])
    counts.add(Document("b.md", "", "dump"), None, [image])
    assert counts.hits() == [HitCount("a.jl", "", "image-relative", "error", "images", 2)]
    assert counts.presets() == [PresetUse("a.jl", "fundus")]


def test_the_field_of_a_pointer() -> None:
    assert [field_of(pointer) for pointer in ("", "/url", "/paragraphs/3")] == ["", "url", "paragraphs"]
