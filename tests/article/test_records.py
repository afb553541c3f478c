"""Records of any type that scrapers use become plain records, or are refused with a reason."""

from __future__ import annotations

import collections
import dataclasses
import itertools
import json
from collections.abc import Iterator, Mapping, MutableMapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from pathlib import Path, PurePosixPath
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newscheck.article import records
from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.engine.session import default_checker
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen

TITLE, URL = "海上救援协定周五开始生效", "https://www.rfi.fr/cn/a"


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    title: str = TITLE
    url: str = URL
    #: What is no field of the class is none of the record.
    seen = 5


class Tuple(NamedTuple):
    title: str = TITLE
    url: str = URL


class Struct(msgspec.Struct, frozen=True):
    title: str = TITLE
    url: str = URL


class Attrs:
    """Like a class of attrs: `__attrs_attrs__` names its fields, which are slots."""

    __slots__ = ("title", "url")
    __attrs_attrs__ = (SimpleNamespace(name="title"), SimpleNamespace(name="url"))

    def __init__(self) -> None:
        self.title, self.url = TITLE, URL


class Pydantic:
    """What pydantic makes of a class: `model_dump` gives its fields."""

    def model_dump(self) -> dict[str, Any]:
        return {"title": TITLE, "url": URL}


class Item(MutableMapping[str, Any]):
    """What Scrapy calls an Item: a mapping, but no dict."""

    def __init__(self, **values: Any) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._values[name] = value

    def __delitem__(self, name: str) -> None:
        del self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"title": TITLE, "url": URL}, id="dict"),
        pytest.param(MappingProxyType({"title": TITLE, "url": URL}), id="a mapping that is no dict"),
        pytest.param(collections.ChainMap({"title": TITLE}, {"url": URL, "title": "x"}), id="a chain of mappings"),
        pytest.param(Plain(), id="dataclass"),
        pytest.param(Tuple(), id="NamedTuple"),
        pytest.param(Struct(), id="msgspec"),
        pytest.param(Attrs(), id="like attrs"),
        pytest.param(Pydantic(), id="like pydantic"),
        pytest.param(Item(title=TITLE, url=URL), id="like Scrapy"),
    ],
)
def test_records_of_all_kinds(record: Any) -> None:
    assert records.to_record(record) == {"title": TITLE, "url": URL}
    assert records.to_json_value({"inside": [record]})["inside"] == [{"title": TITLE, "url": URL}]
    assert json.loads(records.to_input(record, "a").data) == {"title": TITLE, "url": URL}


def test_a_class_of_attrs() -> None:
    attrs = pytest.importorskip("attrs")
    kind = attrs.make_class("Article", ["title", "url"])
    assert records.to_record(kind(TITLE, URL)) == {"title": TITLE, "url": URL}


def test_a_model_of_pydantic() -> None:
    pydantic = pytest.importorskip("pydantic")
    kind = pydantic.create_model("Article", title=(str, ...), url=(pydantic.HttpUrl, ...))
    assert records.to_record(kind(title=TITLE, url=URL)) == {"title": TITLE, "url": URL}


def test_an_item_of_scrapy() -> None:
    scrapy = pytest.importorskip("scrapy")
    kind = type("Article", (scrapy.Item,), {"title": scrapy.Field(), "url": scrapy.Field()})
    assert records.to_record(kind(title=TITLE, url=URL)) == {"title": TITLE, "url": URL}


def test_an_article_gives_its_record() -> None:
    (document,) = read(RawInput("a.md", specimen.render()))
    article = to_article(document, default_checker(examples.NOW).sites)
    assert records.to_record(article) == article.record
    assert "body" not in records.without_repeated_body(article)


class Section(StrEnum):
    CHINA = "中国"


class Number(IntEnum):
    ONE = 1


class Kind(Enum):
    WIRE = ("a", 1)


class Text(str):
    """As lxml's and parsel's: a subclass of str."""

    __slots__ = ()


class Whole(int):
    pass


class Address:
    """What pydantic's HttpUrl and yarl's URL are like."""

    scheme, host = "https", "x.example"

    def __str__(self) -> str:
        return "https://x.example/a"


PAGE = html.fromstring("<div><h1>题</h1></div>")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        pytest.param(date(2023, 8, 16), "2023-08-16", id="date"),
        pytest.param(datetime(2023, 8, 16, 21, 4), "2023-08-16T21:04:00", id="time without a zone"),
        pytest.param(datetime(2023, 8, 16, 21, 4, tzinfo=UTC), "2023-08-16T21:04:00+00:00", id="time"),
        pytest.param(
            datetime(2023, 8, 16, 21, 4, tzinfo=timezone(timedelta(hours=8))), "2023-08-16T21:04:00+08:00", id="zone"
        ),
        pytest.param(PurePosixPath("a/b.jpg"), "a/b.jpg", id="path"),
        pytest.param(Decimal("1.10"), "1.10", id="Decimal keeps its digits"),
        pytest.param(Fraction(1, 2), 0.5, id="Fraction"),
        pytest.param(Address(), "https://x.example/a", id="address"),
        pytest.param(Section.CHINA, "中国", id="enumeration of words"),
        pytest.param(Number.ONE, 1, id="enumeration of numbers"),
        pytest.param(Kind.WIRE, ["a", 1], id="enumeration of tuples"),
        pytest.param(Text("题"), "题", id="a str that is more"),
        pytest.param(PAGE.xpath("string(//h1)"), "题", id="text of lxml"),
        pytest.param(PAGE.xpath("//h1/text()"), ["题"], id="texts of lxml"),
        pytest.param(Whole(3), 3, id="an int that is more"),
        pytest.param(np.int64(3), 3, id="numpy's int"),
        pytest.param(np.float32(0.5), 0.5, id="numpy's float"),
        pytest.param(np.bool_(True), True, id="numpy's truth value"),
        pytest.param(np.datetime64("2023-08-16"), "2023-08-16", id="numpy's date"),
        pytest.param(np.array([["a"], ["b"]]), [["a"], ["b"]], id="numpy's array"),
        pytest.param(b"\xe9\xa2\x98", "题", id="bytes"),
        pytest.param(bytearray(b"a\xff"), "a\ufffd", id="bytes that are not UTF-8"),
        pytest.param({"b", "a"}, ["a", "b"], id="a set in order"),
        pytest.param({3, "a", None}, ["a", 3, None], id="a set of all kinds in order"),
        pytest.param(("a", ["b"]), ["a", ["b"]], id="tuple"),
        pytest.param(collections.deque("ab"), ["a", "b"], id="deque"),
        pytest.param({"b": 1, "a": 2}.keys(), ["b", "a"], id="keys"),
        pytest.param({"b": 1, "a": 2}.values(), [1, 2], id="values"),
        pytest.param(range(3), [0, 1, 2], id="range"),
        pytest.param((word for word in "ab"), ["a", "b"], id="generator"),
        pytest.param({1: "a", date(2023, 8, 16): "b"}, {"1": "a", "2023-08-16": "b"}, id="names that are none"),
        pytest.param({"a": {"b": [Plain()]}}, {"a": {"b": [{"title": TITLE, "url": URL}]}}, id="nested"),
        pytest.param("\ud83d", "\ud83d", id="half of a pair is left to the rules"),
    ],
)
def test_values(value: Any, plain: Any) -> None:
    plain_value = records.to_record({"field": value})["field"]
    assert plain_value == plain
    assert type(plain_value) is type(plain)


def _repeated(levels: int) -> list[Any]:
    """A list of ten times the same list, and so on."""
    inner: list[Any] = []
    for _ in range(levels):
        inner = [inner] * 10
    return inner


def _in_itself() -> dict[str, Any]:
    record: dict[str, Any] = {"title": TITLE}
    record["related"] = [record]
    return record


def _nested(depth: int) -> Any:
    record: Any = "文"
    for _ in range(depth):
        record = [record]
    return record


class Broken:
    def model_dump(self) -> dict[str, Any]:
        raise AttributeError("model")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        pytest.param(None, "not a record but None", id="None"),
        pytest.param("文", "not a record but a value of type str", id="text"),
        pytest.param([{"title": TITLE}], "not a record but a value of type list", id="list"),
        pytest.param(Plain, "not a record but a value of type type", id="the class instead of an object"),
        pytest.param(SimpleNamespace(title=TITLE), "not a record but a value of type SimpleNamespace", id="object"),
        pytest.param(PAGE, "not a record but a value of type HtmlElement", id="element"),
        pytest.param({5: TITLE}, "a record whose fields have no names", id="a number for a name"),
        pytest.param({b"title": TITLE}, "a record whose fields have no names", id="bytes for a name"),
        pytest.param({"title": object()}, "title is a value of type object, which no record can hold", id="object()"),
        pytest.param({"title": PAGE}, "title is a value of type HtmlElement, which no record can hold", id="h1"),
        pytest.param(
            {"a": {"b": [len]}},
            "a.b is a value of type builtin_function_or_method, which no record can hold",
            id="a function far inside",
        ),
        pytest.param({"a": -(10**5000)}, "a is a number of more than 4,000 digits", id="a number that JSON has not"),
        pytest.param({"a": np.complex128(1j)}, "a is a value of type complex", id="a complex number of numpy"),
        pytest.param({"a": [str.title]}, "a is a value of type method_descriptor", id="a method not called"),
        pytest.param({"a": time(21, 4)}, "a is a value of type time, which no record can hold", id="a time of day"),
        pytest.param({"a": Plain}, "a is a value of type type", id="a class far inside"),
        pytest.param(_in_itself(), "nested too deep", id="in itself"),
        pytest.param({"a": _nested(30)}, "a is nested too deep", id="nested"),
    ],
)
def test_what_is_no_record(record: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        records.to_record(record)
    assert words in str(caught.value)
    with pytest.raises(TypeError):
        records.to_input(record, "a")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(range(10**12), id="a range"),
        pytest.param(itertools.count(), id="no end"),
        pytest.param({"b": _repeated(12)}, id="lists in lists"),
        pytest.param(dict.fromkeys(range(1_001)), id="an object"),
    ],
)
def test_too_many_values(value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_MAX_VALUES", 1_000)
    with pytest.raises(TypeError, match=r"^a has more than 1,000 values$"):
        records.to_record({"a": value})


def test_what_a_model_raises_is_its_own() -> None:
    with pytest.raises(AttributeError, match="model"):
        records.to_record(Broken())


def test_nested_as_deep_as_no_record_is() -> None:
    assert records.to_record({"a": _nested(20)}) == {"a": _nested(20)}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_json_values_are_unchanged(record: dict[str, Any]) -> None:
    assert records.to_record(record) == record
    assert records.to_record(records.to_record(record)) == record
    assert json.loads(records.to_input(record, "a").data.decode("utf-8", "surrogatepass")) == record


def test_the_record_is_another_object() -> None:
    original: Mapping[str, Any] = {"images": ["a"]}
    record = records.to_record(original)
    record["images"].append("b")
    assert original == {"images": ["a"]}


@pytest.mark.parametrize(
    ("record", "has_body"),
    [
        pytest.param({"paragraphs": ["一", "二"], "body": "一\n二"}, False, id="the same again"),
        pytest.param({"paragraphs": ["一", "二"], "body": "一二"}, True, id="joined otherwise"),
        pytest.param({"paragraphs": [], "body": ""}, True, id="nothing of both"),
        pytest.param({"paragraphs": None, "body": "一"}, True, id="no paragraphs"),
        pytest.param({"paragraphs": "一", "body": "一"}, True, id="paragraphs that are no list"),
        pytest.param({"paragraphs": ["一", 2], "body": "一\n2"}, False, id="a number among them"),
    ],
)
def test_a_body_that_repeats_the_paragraphs_is_left_out(record: dict[str, Any], has_body: bool) -> None:
    assert ("body" in records.without_repeated_body(record)) == has_body


def test_a_field_is_on_a_line_of_its_own() -> None:
    raw = records.to_input({"title": TITLE, "paragraphs": ["一", "二"]}, "record")
    assert raw.path == "record"
    assert raw.data.decode().splitlines()[1] == f' "title": "{TITLE}",'


def test_a_path_of_this_machine() -> None:
    assert records.to_json_value(Path("a") / "b") == str(Path("a") / "b")


def test_a_snapshot_of_an_article_has_the_fields_of_the_record_only() -> None:
    item = {"title": "T", "url": "https://h.example/1", "paragraphs": ["a", "b"], "author": "Ann", "tags": ["x"]}
    (document,) = read(RawInput("a.jsonl", json.dumps(item).encode()))
    article = to_article(document, default_checker(examples.NOW).sites)
    assert {"author", "tags"} <= records.to_record(article).keys()
    assert not {"author", "tags", "body"} & records.without_repeated_body(article).keys()
    assert records.without_repeated_body(item) == item


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=9,
)


@given(st.dictionaries(st.text(), _VALUES, max_size=4))
def test_a_plain_record_is_written_as_json_writes_it(record: dict[str, Any]) -> None:
    expected = json.dumps(record, ensure_ascii=False, indent=1)
    assert records.to_input(record, "a.json").data == expected.encode("utf-8", "surrogatepass")
