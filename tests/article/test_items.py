"""Items of JSON: mapped fields, units, and items without an article."""

from __future__ import annotations

import json

import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.model import Document, RawInput, Site


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
        pytest.param('{"title": "", "url": null, "x": NaN}', ["empty"], id="an item without a value"),
        pytest.param('{"title": null, "headline": "一"}', ["fields"], id="a value that is not mapped"),
    ],
)
def test_json_without_items_is_no_green_file(text: str, kinds: list[str]) -> None:
    assert [fault.kind for document in read(text, "a.json") for fault in document.faults] == kinds


@pytest.mark.parametrize(
    ("images", "names"),
    [
        pytest.param("7", [], id="their number"),
        pytest.param('["https://x.org/7.jpg"]', ["images"], id="their addresses"),
        pytest.param('"7"', ["images"], id="a text"),
    ],
)
def test_the_number_of_images_is_none_of_them(images: str, names: list[str]) -> None:
    (document,) = read(f'{{"title": "一", "images": {images}}}')
    assert [name for name in document.record_fields if name == "images"] == names
    assert document.faults == ()


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
        pytest.param({"headline": "", "title": "三"}, "三", id="a text without a letter is not there"),
        pytest.param({"headline": " \u3000", "title": "三"}, "三", id="blanks are not there"),
        pytest.param({"headline": float("nan"), "title": "三"}, "三", id="not a number is not there"),
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


@pytest.mark.parametrize(
    ("written", "epoch"),
    [
        pytest.param("Wed, 16 Aug 2023 19:15:06 GMT", 1692213306000, id="RSS"),
        pytest.param("2023/08/16 19:15:06", 1692213306000, id="a clock without a zone is in UTC"),
        pytest.param("2023-08-16T21:15:06.123+02:00", 1692213306123, id="ISO 8601"),
        pytest.param("2023年8月16日 下午7:15", 1692213300000, id="Chinese"),
        pytest.param(1692213306, 1692213306000, id="seconds"),
        pytest.param(1692213306.5, 1692213306500, id="seconds with a fraction"),
        pytest.param("1692213306.5", 1692213306500, id="as text"),
        pytest.param(1692213306000, 1692213306000, id="milliseconds"),
        pytest.param("1692213306000000", 1692213306000, id="microseconds"),
        pytest.param(1692213306000000000, 1692213306000, id="nanoseconds"),
        pytest.param(20230816, 1692144000000, id="the digits of a day"),
        pytest.param({"$date": "2023-08-16T19:15:06Z"}, 1692213306000, id="MongoDB"),
        pytest.param([2023, 8, 16, 19, 15, 6, 2, 228, 0], 1692213306000, id="feedparser"),
        pytest.param("2023-08-16 21:04 CST", 1692219840000, id="a zone with several meanings"),
        pytest.param(0, 0, id="zero"),
        pytest.param(5, 5, id="no time in any unit"),
        *(
            (text, text)
            for text in ("2 hours ago", "31/02/2023", "0001-01-01T00:00:00Z", "8月16日", "Invalid Date", "soon")
        ),
    ],
)
def test_a_mapped_epoch_is_read_as_a_date_line_is(written: object, epoch: object) -> None:
    (document,) = read(json.dumps({"title": "a", "seen": written}), epoch_ms="seen")
    assert document.epoch is not None
    assert document.epoch.value == epoch


@pytest.mark.parametrize(
    ("title", "epoch"),
    [
        pytest.param("渔民合作社", 1692191040000, id="Chinese"),
        pytest.param("漁民のストライキ", 1692219840000, id="Japanese"),
        pytest.param(5, 1692219840000, id="no title"),
    ],
)
def test_cst_is_chinas_time_under_a_chinese_title(title: object, epoch: int) -> None:
    (document,) = read(json.dumps({"title": title, "seen": "2023-08-16 21:04 CST"}), epoch_ms="seen")
    assert document.epoch is not None
    assert document.epoch.value == epoch


@pytest.mark.parametrize(
    ("written", "epoch"),
    [
        pytest.param("Wed, 16 Aug 2023 19:15:06 GMT", 1692213306000, id="a date"),
        pytest.param(1692213306, 1692213306, id="seconds are not milliseconds"),
        pytest.param(1692213306123.5, 1692213306123, id="part of a millisecond"),
    ],
)
def test_a_number_in_the_records_own_epoch_is_in_milliseconds(written: object, epoch: object) -> None:
    (document,) = read(json.dumps({"title": "a", "epoch_ms": written}))
    assert document.epoch is not None
    assert document.epoch.value == epoch


def test_a_set_unit_goes_before_the_size() -> None:
    (document,) = read(json.dumps({"title": "a", "seen": 1692213306}), epoch_ms="seen", epoch_unit="ms")
    assert document.epoch is not None
    assert document.epoch.value == 1692213306


def test_a_value_that_is_missing_is_no_value_of_the_record() -> None:
    missing = {"title": "", "url": None, "image": " ", "lead": None, "body": "", "dateline": "", "images": None}
    (document,) = read(json.dumps({"paragraphs": ["一"], "html": "<img src='/a.jpg'><p>二</p>", **missing}))
    article = to_article(document, SiteIndex(package_data.sites()))
    assert (article.title, article.url, article.dateline, article.lead) == (None, None, None, None)
    assert (article.image, article.images, article.body) == ("/a.jpg", ["/a.jpg"], "一")
    assert article.mistyped == {}
    assert {name: document.missing[name].value for name in document.missing} == missing


@pytest.mark.parametrize(
    ("stated", "zone", "epoch"),
    [
        pytest.param("2023-08-16 21:04", "Asia/Shanghai", 1692191040000, id="the site's zone"),
        pytest.param("2023-08-16 21:04", None, 1692219840000, id="UTC where it is unknown"),
        pytest.param("2023-08-16 21:04 +0200", "Asia/Shanghai", 1692212640000, id="its own offset"),
        pytest.param("2023-08-16", "America/New_York", 1692158400000, id="midnight there"),
    ],
)
def test_an_epoch_that_is_the_date_line_is_on_the_publishers_clock(stated: str, zone: str | None, epoch: int) -> None:
    (document,) = read(json.dumps({"title": "a", "pub": stated}), epoch_ms="pub", dateline="pub")
    assert to_article(document, SiteIndex([Site("generic", timezone=zone)])).epoch_ms == epoch


def test_items_without_a_known_field_name_the_setting() -> None:
    (document,) = read('{"headline": "a"}')
    assert document.is_blank
    assert "[tool.newscheck.fields]" in document.faults[0].detail


@pytest.mark.parametrize(
    ("body", "is_html"),
    [
        pytest.param("<p>一</p>", True, id="a paragraph"),
        pytest.param('<main class="story"><div>一</div></main>', True, id="a page's element without one"),
        pytest.param("一 <b>二</b>", False, id="a text with a tag"),
        pytest.param("一", False, id="a text"),
    ],
)
def test_a_text_that_is_html(body: str, is_html: bool) -> None:
    (document,) = read(json.dumps({"title": "一", "url": "https://news.example.org/1", "body": body}))
    assert (document.html is not None) == is_html
