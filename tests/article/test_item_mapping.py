"""The mapping of items: the order of settings, preset and own names; spellings; errors."""

from __future__ import annotations

import json
import pickle
from copy import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article import presets
from newscheck.article.item_mapping import ItemMapping
from newscheck.engine.session import default_checker
from newscheck.errors import UsageError
from newscheck.model import Document, RawInput
from newscheck.testing import strategies

#: 12 September 2023, after the last article of the strategies.
NOW = 1_694_520_000_000
CHECKER = default_checker(NOW)
FOREIGN = {
    "epoch_ms": "ts",
    "title": ["headline", "meta.title"],
    "url": "link",
    "dateline": "date",
    "image": "pictures[0]",
    "images": "pictures[*].src",
    "lead": "intro",
    "paragraphs": "text[*]",
    "body": "(intro, text)",
    "html": "content",
}


def read(item: dict[str, Any], mapping: ItemMapping) -> Document:
    (document,) = readers.read(RawInput("a.jsonl", json.dumps(item).encode()), mapping)
    return document


def title_of(item: dict[str, Any], mapping: ItemMapping) -> Any:
    document = read({"url": "https://x.org/a", **item}, mapping)
    return document.title and document.title.value


@pytest.mark.parametrize(
    ("fields", "preset", "wanted"),
    [
        pytest.param({"title": "top"}, "", "设置", id="the settings come first"),
        pytest.param({}, "json_ld", "预设", id="then the preset"),
        pytest.param({"title": "top"}, "json_ld", "设置", id="the settings before the preset"),
        pytest.param({"title": "nothing"}, "json_ld", "预设", id="which counts where the settings lead nowhere"),
        pytest.param({"title": "nothing"}, "", "自己", id="the own name comes last"),
        pytest.param({"url": "link"}, "json_ld", "预设", id="settings for another field leave the preset"),
    ],
)
def test_the_order_of_mappings(fields: dict[str, Any], preset: str, wanted: str) -> None:
    item = {"title": "自己", "headline": "预设", "top": "设置"}
    assert title_of(item, ItemMapping(fields, preset=preset)) == wanted


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        pytest.param({"Title": "一"}, "一", id="a capital"),
        pytest.param({"TITLE": "一"}, "一", id="capitals"),
        pytest.param({" title ": "一"}, "一", id="blanks, as in the head of a table"),
        pytest.param({"title": "一", "Title": "二"}, "一", id="the exact name first"),
        pytest.param({"Title": "一", "TITLE": "二"}, None, id="two spellings are none"),
        pytest.param({"subtitle": "一"}, None, id="another name"),
    ],
)
def test_a_name_in_another_spelling(item: dict[str, Any], wanted: str | None) -> None:
    assert title_of(item, ItemMapping()) == wanted


@pytest.mark.parametrize("name", ["epochMs", "Epoch_MS", "epoch-ms"])
def test_the_epoch_in_another_spelling(name: str) -> None:
    document = read({"title": "一", name: 1692213306000}, ItemMapping())
    assert document.epoch is not None
    assert document.epoch.value == 1692213306000


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("fundis", "unknown preset 'fundis'; did you mean 'fundus'?", id="nearly one"),
        pytest.param("news-please", "unknown preset 'news-please'; did you mean 'news_please'?", id="its title"),
        pytest.param("qqqqqq", "unknown preset 'qqqqqq'", id="nothing like one"),
    ],
)
def test_an_unknown_preset(name: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        ItemMapping(preset=name)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_two_columns_of_one_name() -> None:
    with pytest.raises(UsageError, match=r"^columns: two columns are called 'url'; each needs a name of its own$"):
        ItemMapping(columns=["url", "title", "url"])


def test_a_mapping_goes_to_another_process() -> None:
    own = ItemMapping({"title": "top"}, preset="fundus", items="a", date_order="x", columns=["top"])
    mapping = pickle.loads(pickle.dumps(own))
    assert (mapping.fields, mapping.preset, mapping.items, mapping.date_order) == ({"title": "top"}, "fundus", "a", "x")
    assert mapping.columns == ("top",)
    (document,) = readers.read(RawInput("a.json", b'{"a": [{"top": "1"}]}'), mapping)
    assert document.title is not None
    assert document.title.value == "1"


def test_names_of_the_input_are_not_kept() -> None:
    mapping = ItemMapping()
    many = [read({f"{number}-{name}": 1 for name in range(300)} | {"title": "一"}, mapping) for number in range(3)]
    assert [document.title and document.title.value for document in many] == ["一"] * 3
    assert mapping._remembered.cache_info().currsize == 0


def findings(record: dict[str, Any], mapping: ItemMapping) -> set[tuple[str, str]]:
    checker = copy(CHECKER)
    checker.mapping = mapping
    result = checker.check(RawInput("a.jsonl", json.dumps(record).encode()))
    assert not result.crashes
    return {(finding.rule, finding.message) for finding in result.findings}


@pytest.mark.parametrize("preset", ["", *presets.names()])
@given(record=strategies.articles(), mapped=st.sets(st.sampled_from(sorted(FOREIGN))))
def test_a_record_is_valid_under_any_settings(preset: str, record: dict[str, Any], mapped: set[str]) -> None:
    fields = {name: FOREIGN[name] for name in sorted(mapped)} | ({"epoch_unit": "s"} if "epoch_ms" in mapped else {})
    assert findings(record, ItemMapping(fields, preset=preset)) == set()
