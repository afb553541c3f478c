"""Items that a program hands over: of any type, and never an exception for a bad one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.item_mapping import ItemMapping
from newscheck.engine import item_inputs
from newscheck.readers import read

NOW = 1_692_213_306_000
LIMIT = 1_000_000
URL = "https://news.example/a.html"


@dataclasses.dataclass
class Plain:
    title: str
    url: str


class Row(NamedTuple):
    title: str
    url: str


class Packed(msgspec.Struct):
    title: str
    url: str


class Raising:
    _fields = ("title",)

    @property
    def title(self) -> str:
        raise ZeroDivisionError("of the user")


def converted(item: object, **settings: Any) -> item_inputs.ItemInput:
    return item_inputs.of_item(item, "item", ItemMapping(**settings), NOW, LIMIT)


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({"title": "题", "url": URL}, id="dict"),
        pytest.param(Plain("题", URL), id="dataclass"),
        pytest.param(Row("题", URL), id="NamedTuple"),
        pytest.param(Packed("题", URL), id="msgspec"),
    ],
)
def test_items_of_all_types(item: object) -> None:
    raw, is_crawled_now = converted(item)
    (document,) = read(raw)
    assert (document.title and document.title.value, document.url and document.url.value) == ("题", URL)
    assert document.epoch and document.epoch.value == NOW and is_crawled_now
    assert raw.path == f"{URL} (item)"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        pytest.param(None, "not a record but None", id="None"),
        pytest.param(5, "not a record but a value of type int", id="number"),
        pytest.param([], "not a record but a value of type list", id="list"),
        pytest.param(dict, "not a record but a value of type type", id="a class"),
        pytest.param({1: "a"}, "a record whose fields have no names", id="names that are no text"),
        pytest.param({"title": object()}, "title is a value of type object, which no record can hold", id="object"),
        pytest.param({"title": iter("ab")}, "title is a value of type str_ascii_iterator", id="iterator"),
        pytest.param(Raising(), "ZeroDivisionError: of the user", id="a property that raises"),
        pytest.param({"title": "\x1b[31m" * 1, "url": {1: object()}}, "url.1 is a value of type object", id="nested"),
    ],
)
def test_what_is_no_record_is_a_fault(item: object, words: str) -> None:
    raw, _ = converted(item)
    assert raw.fault == "unreadable"
    assert words in raw.detail


def test_an_item_that_contains_itself() -> None:
    item: dict[str, Any] = {"title": "题"}
    item["body"] = item
    assert converted(item).raw.detail.endswith(".body.body is nested too deep")


def test_values_of_its_own_that_no_record_can_hold_are_left_out() -> None:
    def numbers() -> Iterator[int]:
        yield from range(3)

    pages = numbers()
    raw, _ = converted({"title": "题", "url": URL, "response": object(), "pages": pages, "tags": {"b", "a"}})
    (document,) = read(raw)
    assert document.item == {"title": "题", "url": URL, "tags": ["a", "b"], "epoch_ms": NOW}
    assert [*pages] == [0, 1, 2]


@pytest.mark.parametrize(
    ("item", "settings", "filled"),
    [
        pytest.param({"title": "题"}, {}, True, id="none"),
        pytest.param({"title": "题", "epoch_ms": NOW}, {}, False, id="its own"),
        pytest.param({"title": "题", "epochMs": NOW}, {}, False, id="another spelling"),
        pytest.param({"title": "题", "epoch_ms": ""}, {}, False, id="an empty one is a fault of the scraper"),
        pytest.param({"title": "题", "crawled_at": NOW}, {"preset": "scrapy"}, False, id="of the preset"),
        pytest.param({"title": "题", "published": "2023-08-16"}, {"preset": "scrapy"}, False, id="what stands for it"),
        pytest.param({"title": "题", "published": None}, {"preset": "scrapy"}, True, id="nothing that stands for it"),
        pytest.param({"title": "题"}, {"fields": {"epoch_ms": "at"}}, False, id="a field that the settings name"),
    ],
)
def test_the_time_of_the_check_stands_for_that_of_the_crawl(
    item: object, settings: dict[str, Any], filled: bool
) -> None:
    assert converted(item, **settings).is_crawled_now is filled


def test_an_item_over_the_limit_is_not_checked() -> None:
    raw, _ = converted({"title": "题" * LIMIT})
    assert (raw.fault, raw.data) == ("too-large", b"")


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates() | st.just(object()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.sets(st.integers()),
    max_leaves=8,
)


@given(_values | st.dictionaries(st.sampled_from(["title", "url", "date", "text", "x"]), _values))
def test_any_value_is_input(value: object) -> None:
    raw, _ = converted(value)
    assert raw.fault or [*read(raw)]
