"""Items of JSON: mapped fields, units, and items without an article."""

from __future__ import annotations

import json

import pytest

from newscheck import readers
from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, RawInput


def read(text: str, path: str = "a.jsonl", **mapping: str | list[str]) -> list[Document]:
    return list(readers.read(RawInput(path, text.encode()), ItemMapping(mapping)))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("[]", ["empty"], id="an array without items"),
        pytest.param(" [\n]\n", ["empty"], id="with blanks"),
        pytest.param("{}", ["empty"], id="an object without members"),
        pytest.param('{"status": "ok", "articles": []}', ["empty"], id="a wrapper without items"),
        pytest.param('{"data": {"total": 0, "list": []}}', ["empty"], id="a wrapper in a wrapper"),
        pytest.param('{\n"items": {}\n}', ["empty"], id="items by key, and none"),
        pytest.param('{"headline": "一", "tags": []}', ["fields"], id="an item with an empty list is none"),
        pytest.param('{"title": "一", "data": []}', [], id="an item that is one"),
        pytest.param("[{}]", ["fields"], id="an item without members"),
        pytest.param("[][]", ["json"], id="twice nothing"),
    ],
)
def test_json_without_items_is_no_green_file(text: str, kinds: list[str]) -> None:
    assert [fault.kind for document in read(text, "a.json") for fault in document.faults] == kinds


def test_fields_are_mapped() -> None:
    text = json.dumps(
        {"t": "题", "meta": {"link": "https://x.org/a"}, "when": "2023-08-16T19:15:06Z", "text": "一\n二"}
    )
    mapping = {"title": "t", "url": "meta.link", "epoch_ms": "when", "body": "text"}
    (document,) = read(text, **mapping)
    assert (document.title, document.url) != (None, None)
    assert document.epoch is not None
    assert document.epoch.value == 1692213306000
    assert document.record_fields["body"].value == "一\n二"


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        pytest.param({"meta": {"name": "一"}, "headline": "二"}, "一", id="the first that is there"),
        pytest.param({"headline": "二", "meta": {}}, "二", id="another"),
        pytest.param({"meta": {"name": None}, "headline": "二"}, "二", id="null is not there"),
        pytest.param({"title": "三"}, "三", id="its own name, though it isn't listed"),
        pytest.param({"title": "三", "headline": "二"}, "二", id="before its own name"),
    ],
)
def test_a_field_may_have_several_names(item: dict[str, object], wanted: str | None) -> None:
    (document,) = read(json.dumps({"url": "https://x.org/a", **item}), title=["meta.name", "headline"])
    assert (document.title and document.title.value) == wanted


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        *(("s", 1692213306), ("s", 1692213306.0), ("s", "1692213306")),
        *(("ms", 1692213306000), ("us", 1692213306000000), ("us", " 1692213306000000 ")),
    ],
)
def test_epoch_units(unit: str, value: float | str) -> None:
    (document,) = read(json.dumps({"title": "a", "epoch_ms": value}), epoch_unit=unit)
    assert document.epoch is not None
    assert document.epoch.value == 1692213306000


def test_items_without_a_known_field_name_the_setting() -> None:
    (document,) = read('{"headline": "a"}')
    assert document.is_blank
    assert "[tool.newscheck.fields]" in document.faults[0].detail
