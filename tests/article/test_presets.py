"""Presets: each recognises what its tool writes, and only that; the record that comes out passes.

The samples are `tests/samples/presets/<preset>[.<variant>].<suffix>`; VERSIONS.md there says what wrote them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck import readers, registry
from newscheck.article import presets
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ITEM_FIELDS, ItemMapping
from newscheck.engine.session import default_checker
from newscheck.model import RawInput

FOLDER = Path(__file__).parents[1] / "samples" / "presets"
SAMPLES = sorted(
    path
    for path in FOLDER.iterdir()
    if path.suffix in (".json", ".jsonl", ".jl", ".xml", ".md") and path.stem.islower()
)
#: Midnight of 30 November 2026, UTC.
NOW = 1_795_996_800_000
CHECKER = default_checker(NOW)
#: The list of items in a file that has one inside of an object.
LISTS = {
    "aylien.json": "stories",
    "diffbot.json": "objects",
    "event_registry.json": "articles.results",
    "feedparser.whole.json": "entries",
    "guardian.json": "response.results",
    "json_feed.json": "items",
    "json_feed.rsshub.json": "items",
    "newsapi.json": "articles",
    "newsdata.json": "results",
    "rss.rsshub.json": "item",
    "rss_parser.json": "items",
    "webz.json": "posts",
}
#: Findings that are right: what the tool leaves out of a page that has it.
RIGHT = {
    "fundus": {("url-missing", "the item has no URL")},
    "news_please": {
        ("body-empty", "no text, and no HTML either"),
        ("leftover-word", "the field date_modify is a missing value that a program printed: `None`"),
    },
    "readability": {("url-missing", "the item has no URL")},
    "trafilatura_text": {
        ("epoch-missing", "the item has no epoch"),
        ("title-empty", "the item has no title"),
        ("url-missing", "the item has no URL"),
    },
    "readabilipy": {
        ("url-missing", "the item has no URL"),
        ("paragraph-repeated", "paragraph 1 stands again as paragraph 2"),
    },
}
#: Fields that a tool leaves out.
LEFT_OUT = {
    *(("fundus", "url"), ("readability", "url"), ("readability", "image"), ("readabilipy", "url")),
    *(("readabilipy", "image"), ("news_please", "body")),
    *(("trafilatura_text", field) for field in ("title", "url", "image", "dateline", "epoch_ms")),
}
#: The address and the picture of each page by its title, which WordPress sets with a dash.
PAGES = {
    "跨海大桥周六通车 渡轮班次减半": ("harbour-bridge", "https://img.example.org/bridge.jpg"),
    "跨海大桥周六通车 – 渡轮班次减半": ("harbour-bridge", "https://img.example.org/bridge.jpg"),
    "Night train returns to the coast after nine years": ("night-train", "https://img.example.org/sleeper.jpg"),
    "稻米博物馆开放旧仓库 展出三百件农具": ("rice-museum", "https://img.example.org/granary.jpg"),
}
PIPELINE_PHOTO = "https://img.example.org/photo.jpg"
LAST_WORDS = {
    "harbour-bridge": "市议会将在三个月后听取第一份评估报告",
    "night-train": "will look at the figures again in a year",
    "rice-museum": "门票收入的三分之一将用于修复另外两座仓库",
}


def items_of(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".xml", ".md"):
        documents = readers.read(RawInput(path.name, path.read_bytes()))
        return [dict(document.item or {}) for document in documents]
    if path.suffix != ".json":
        return [json.loads(line) for line in text.splitlines()]
    value = json.loads(text)
    for name in LISTS.get(path.name, "").split(".") if path.name in LISTS else ():
        value = value[name]
    if path.name == "fundus.crawler.json":
        return [item for items in value.values() for item in items]
    return value if isinstance(value, list) else [value]


def all_items() -> Iterator[Any]:
    for path in SAMPLES:
        for number, item in enumerate(items_of(path)):
            yield pytest.param(path.name.partition(".")[0], item, id=f"{path.name}-{number}")


def findings(path: Path, mapping: ItemMapping) -> set[tuple[str, str]]:
    checker = copy(CHECKER)
    checker.mapping = mapping
    result = checker.check(RawInput(path.name, path.read_bytes()))
    assert not result.crashes
    return {(finding.rule, finding.message) for finding in result.findings}


@pytest.mark.parametrize("name", presets.names())
def test_each_preset_has_a_sample(name: str) -> None:
    assert any(path.name.partition(".")[0] == name for path in SAMPLES)


@pytest.mark.parametrize("name", presets.names())
def test_each_preset_is_well_formed(name: str) -> None:
    table = tomllib.loads(registry.data("presets")[f"{name}.toml"])
    assert {"title", "made_by", "fields"} <= set(table)
    assert set(table) <= {"title", "made_by", "recognise", "fields", "epoch_unit", "rank", "lacks"}
    assert set(table.get("recognise", {})) <= {"all", "any", "none"}
    assert set(table["fields"]) <= set(ITEM_FIELDS)
    assert set(table.get("lacks", {})) <= set(ITEM_FIELDS)
    for paths in presets.load(name).fields.values():
        for path in paths:
            is_name = path.steps == (path.text,)
            assert not is_name or not set(path.text) & set('[](). "'), f"{path.text} is no path"


@pytest.mark.parametrize(("name", "item"), list(all_items()))
def test_an_item_is_recognised_by_one_preset(name: str, item: dict[str, Any]) -> None:
    assert [each for each in presets.names() if presets.load(each).fits(item)] == [name]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_passes_as_it_is(path: Path) -> None:
    name = path.name.partition(".")[0]
    found = findings(path, ItemMapping())
    assert found == findings(path, ItemMapping(preset=name))
    assert {each for each in found if each[0] != "body-not-chinese"} <= RIGHT.get(name, set())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_record_of_a_sample_is_the_page(path: Path) -> None:
    name = path.name.partition(".")[0]
    left_out = {field for rule, field in LEFT_OUT if rule == name}
    documents = list(readers.read(RawInput(path.name, path.read_bytes())))
    assert [document.preset for document in documents] == [name] * len(items_of(path))
    for document in documents:
        article = to_article(document, CHECKER.sites)
        slug, photo = PAGES[article.title] if "title" not in left_out else ("", "")
        assert ("url" in left_out and article.url is None) or str(article.url).endswith(f"/2026/11/28/{slug}")
        assert ("image" in left_out and not article.image) or article.image in (photo, PIPELINE_PHOTO)
        assert str(article.dateline).startswith("2026-11-28") or "dateline" in left_out
        assert str(article.epoch_ms).startswith("17958") or "epoch_ms" in left_out
        assert "body" in left_out or LAST_WORDS.get(slug, "") in article.body
        assert all(isinstance(image, str) for image in article.images)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param({"title", "url", "content"}, id="a plain item"),
        pytest.param(
            {"title", "url", "body", "epoch_ms", "dateline", "image", "images", "lead", "paragraphs"}, id="own"
        ),
        pytest.param({"title", "url", "date", "text", "author"}, id="a spider's item"),
        pytest.param({"id", "title", "link", "published_at", "content"}, id="rows of a database"),
        pytest.param(set(), id="nothing"),
    ],
)
def test_other_items_are_recognised_by_none(names: set[str]) -> None:
    assert presets.recognise(names) is None


@given(st.sets(st.sampled_from(sorted({name for each in presets.names() for name in presets.load(each).all_of}))))
def test_recognition_depends_on_names_alone(names: set[str]) -> None:
    first = presets.recognise(tuple(sorted(names)))
    assert first == presets.recognise(tuple(sorted(names, reverse=True)))
    assert first is None or first.fits(names)


@pytest.mark.parametrize(
    ("missing", "lines"),
    [
        pytest.param(
            (),
            ["items of 2 files recognised as Scrapy", "items of 1 file recognised as Fundus"],
            id="most files first",
        ),
        pytest.param(
            ("url", "image"),
            [
                "items of 2 files recognised as Scrapy",
                (
                    "items of 1 file recognised as Fundus; url is left out: write {**article.to_json(), "
                    '"url": article.html.requested_url}'
                ),
            ],
            id="how to add a field that a tool leaves out",
        ),
    ],
)
def test_a_line_names_the_tool(missing: tuple[str, ...], lines: list[str]) -> None:
    assert presets.remarks({"fundus": 1, "scrapy": 2}, missing) == lines


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("2026-11-28T09:00")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["url", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@pytest.mark.slow
@pytest.mark.parametrize("name", presets.names())
@settings(max_examples=20)
@given(data=st.data())
def test_any_values_under_the_names_of_a_tool_are_checked(name: str, data: st.DataObject) -> None:
    preset = presets.load(name)
    read = {str(path.steps[0]) for paths in preset.fields.values() for path in paths if path.steps}
    names = sorted((preset.all_of | preset.any_of | read) - preset.none_of)
    items = [{each: data.draw(VALUES, each) for each in names} for _ in range(2)]
    checker = copy(CHECKER)
    checker.mapping = ItemMapping(preset=name)
    result = checker.check(RawInput("a.json", json.dumps(items, indent=1).encode()))
    assert not result.crashes, result.crashes[0].traceback
    assert all(finding.line >= 1 and finding.column >= 1 for finding in result.findings)
