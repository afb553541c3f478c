"""Fields of items are mapped by the names that scrapers use, and only where the values have the right form."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.field_guess import guess, misnamed
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.item_paths import find, parse
from newscheck.model import RawInput

URL, IMAGE = "https://eel.example/coast/4711.html", "https://img.eel.example/4711.jpg"
TEXT = "合作社负责人说，配额在九月初就会用完。"
PUBLISHED = "Wed, 16 Aug 2023 21:04:00 +0800"
HTML = f"<p><b>{TEXT}</b></p><p>{TEXT}</p>"

GUESSES = [
    pytest.param(
        {"epoch_ms": 1692219600000, "title": "题", "url": URL, "html": HTML, "dateline": "2023-08-16T21:04"},
        {},
        id="the names of the record need no mapping",
    ),
    pytest.param(
        {"link": URL, "headline": "题", "crawled_at": 1692219600, "content": HTML, "published": "2023-08-16T21:04:00Z"},
        {
            "url": "link",
            "title": "headline",
            "epoch_ms": "crawled_at",
            "html": "content",
            "dateline": "published",
        },
        id="Scrapy, by hand",
    ),
    pytest.param(
        {
            "url": URL,
            "title": "题",
            "maintext": TEXT,
            "image_url": IMAGE,
            "date_publish": None,
            "date_download": "2023-08-16 21:10:00",
            "language": "zh",
            "source_domain": "eel.example",
        },
        {"body": "maintext", "image": "image_url", "epoch_ms": "date_download"},
        id="news-please",
    ),
    pytest.param(
        {"url": URL, "title": "题", "text": TEXT, "top_image": IMAGE, "publish_date": "2023-08-16T21:04:00"},
        {"body": "text", "image": "top_image", "dateline": "publish_date", "epoch_ms": "publish_date"},
        id="newspaper: without a time of the crawl, that of publication stands for it",
    ),
    pytest.param(
        {
            "title": "题",
            "author": None,
            "hostname": "eel.example",
            "date": "2023-08-16",
            "text": TEXT,
            "image": IMAGE,
            "source": URL,
            "excerpt": TEXT[:9],
        },
        {"url": "source", "body": "text", "dateline": "date", "epoch_ms": "date", "lead": "excerpt"},
        id="trafilatura",
    ),
    pytest.param(
        {
            "html": {"requested_url": URL, "content": HTML, "crawl_date": "2023-08-16T21:10:00+00:00"},
            "title": "题",
            "plaintext": TEXT,
            "publishing_date": "2023-08-16T21:04:00+02:00",
        },
        {
            "url": "html.requested_url",
            "epoch_ms": "html.crawl_date",
            "html": "html.content",
            "dateline": "publishing_date",
            "body": "plaintext",
        },
        id="Fundus",
    ),
    pytest.param(
        {
            "@type": "NewsArticle",
            "headline": "题",
            "link": URL,
            "author": {"name": "王五", "url": "https://eel.example/authors/5"},
            "publisher": {"name": "鳗鱼报", "url": "https://eel.example/", "logo": {"url": IMAGE}},
            "image": {"url": IMAGE, "width": 1200},
            "datePublished": "2023-08-16T21:04:00+08:00",
            "articleBody": TEXT,
        },
        {
            "url": "link",
            "title": "headline",
            "image": "image.url",
            "dateline": "datePublished",
            "epoch_ms": "datePublished",
            "body": "articleBody",
        },
        id="JSON-LD: an author's name and address are not the article's",
    ),
    pytest.param(
        {"标题": "题", "链接": URL, "正文": HTML, "发布时间": "2023年8月16日 21:04", "抓取时间": "2023-08-16 21:10:00"},
        {"title": "标题", "url": "链接", "html": "正文", "dateline": "发布时间", "epoch_ms": "抓取时间"},
        id="Chinese names",
    ),
    pytest.param(
        {
            "date_gmt": "2023-08-16T13:04:00",
            "date": "2023-08-16T21:04:00",
            "guid": {"rendered": URL},
            "link": URL,
            "title": {"rendered": "题"},
            "content": {"rendered": HTML, "protected": False},
            "excerpt": {"rendered": HTML},
        },
        {
            "url": "link",
            "title": "title.rendered",
            "html": "content.rendered",
            "dateline": "date",
            "epoch_ms": "date_gmt",
        },
        id="WordPress",
    ),
    pytest.param(
        {"data": {"headline": "题", "photo": {"src": IMAGE}, "link": URL}, "text": TEXT},
        {"url": "data.link", "title": "data.headline", "image": "data.photo.src", "body": "text"},
        id="deeply nested",
    ),
    pytest.param(
        {"meta": {"link": URL, "fetchedAt": 1692219600000000}, "Title": "题", "bodyHtml": HTML, "pictures": [IMAGE]},
        {
            "url": "meta.link",
            "title": "Title",
            "epoch_ms": "meta.fetchedAt",
            "html": "bodyHtml",
            "images": "pictures",
        },
        id="nested, in camel case",
    ),
    pytest.param(
        {"url": URL, "title": "题", "epoch_ms": 1692219600, "body": TEXT}, {"epoch_unit": "s"}, id="seconds by our name"
    ),
    pytest.param({"url": "/coast/4711.html", "link": URL, "title": "题"}, {"url": "link"}, id="a path is no address"),
    pytest.param(
        {"url": URL, "title": "题", "date": 16, "text": True, "content": 3, "photo": "cat", "summary": 5},
        {},
        id="values of another form are left alone",
    ),
    pytest.param(
        {"url": URL, "title": "题", "body": TEXT, "published": "16/08/2023 - 21:04"},
        {"dateline": "published", "epoch_ms": "published"},
        id="a time in words stands for the crawl clock, too",
    ),
    pytest.param(
        {"website": "鳗鱼报", "title": "题", "date": "2023/08/16", "category": "港口", "url": URL, "content": TEXT},
        {"epoch_ms": "date", "body": "content", "dateline": "date"},
        id="a day stands for the crawl clock",
    ),
    pytest.param(
        {"title": "题", "link": URL, "description": TEXT, "source": "https://eel.example/", "published": PUBLISHED},
        {"url": "link", "body": "description", "dateline": "published", "epoch_ms": "published"},
        id="a feed without texts: its summaries are the text",
    ),
    pytest.param(
        {"新闻标题": "题", "新闻内容": TEXT, "发布时间": "2023-08-16 21:04", "新闻链接": URL},
        {"title": "新闻标题", "url": "新闻链接", "body": "新闻内容", "dateline": "发布时间", "epoch_ms": "发布时间"},
        id="names that say that it is news",
    ),
    pytest.param(
        {"titulo": "题", "enlace": URL, "texto": TEXT, "fuente": "鳗鱼报", "fecha_publicacion": "16/08/2023"},
        {
            "url": "enlace",
            "title": "titulo",
            "body": "texto",
            "dateline": "fecha_publicacion",
            "epoch_ms": "fecha_publicacion",
        },
        id="Spanish",
    ),
    pytest.param(
        {"news_title": "题", "news_url": URL, "meta": {"publish_time": PUBLISHED}, "blocks": [{"text": TEXT}] * 2},
        {
            "url": "news_url",
            "title": "news_title",
            "dateline": "meta.publish_time",
            "epoch_ms": "meta.publish_time",
            "paragraphs": "blocks[*].text",
        },
        id="blocks of text",
    ),
    pytest.param(
        {"url": URL, "title": "题", "texts": [TEXT, TEXT], "images": [{"url": IMAGE, "width": 9}]},
        {"paragraphs": "texts", "images": "images[*].url"},
        id="lists of paragraphs, and of images that are objects",
    ),
    pytest.param(
        {"title": "题", "permalink": "/coast/4711.html", "text": TEXT},
        {"url": "permalink", "body": "text"},
        id="a path is better than nothing",
    ),
    pytest.param(
        {"title": "题", "where": URL, "picture": IMAGE, "words": TEXT * 20},
        {"image": "picture", "body": "words"},
        id="a long text of any name; an address that articles share is none of them",
    ),
    pytest.param(
        {"url": URL, "title": "题", "text": TEXT, "content": TEXT * 9},
        {"body": "content"},
        id="the longer text",
    ),
    pytest.param(
        {"url": URL, "title": "题", "body": TEXT, "ts": "1692219600", "updated": None},
        {"epoch_ms": "ts"},
        id="a clock as text",
    ),
    pytest.param(
        {"titular": "题", "url": URL, "url_imagen": IMAGE, "descripcion": TEXT[:9], "parrafos": [TEXT, TEXT]},
        {"title": "titular", "image": "url_imagen", "paragraphs": "parrafos", "lead": "descripcion"},
        id="Spanish: the address of an image, a list of paragraphs",
    ),
    pytest.param(
        {"judul": "题", "tautan": URL, "deskripsi": TEXT[:9], "isi": TEXT, "tanggal": "16/08/2023"},
        {
            "title": "judul",
            "url": "tautan",
            "lead": "deskripsi",
            "body": "isi",
            "dateline": "tanggal",
            "epoch_ms": "tanggal",
        },
        id="Indonesian",
    ),
    pytest.param(
        {"url": URL, "title_zh": "题", "summary_en": TEXT[:9], "content_zh": TEXT},
        {"title": "title_zh", "body": "content_zh", "lead": "summary_en"},
        id="names with a language",
    ),
    pytest.param(
        {
            "url": URL,
            "content_headline": "题",
            "site_title": "鳗鱼报",
            "text": TEXT,
            "scrap_time": "2023-08-16 21:10:00",
        },
        {"title": "content_headline", "epoch_ms": "scrap_time", "body": "text"},
        id="what is in a name: a title, but not a site's, and a time of the crawl",
    ),
    pytest.param(
        {"url": URL, "title": "题", "body": TEXT, "posted": "3 hours ago"},
        {"dateline": "posted"},
        id="a time that is relative to the crawl is no clock",
    ),
    pytest.param({"url": URL, "title": "题", "body": TEXT, "images": 7, "photos": 3}, {}, id="the number of images"),
    pytest.param(
        {"title": "题", "where": URL, "words": TEXT * 4},
        {"body": "words"},
        id="a Chinese text of any name has as much in fewer characters",
    ),
    pytest.param(
        {"शीर्षक": "题", "लिंक": URL, "तारीख": "2023-08-16", "सामग्री": TEXT},
        {"title": "शीर्षक", "url": "लिंक", "dateline": "तारीख", "epoch_ms": "तारीख", "body": "सामग्री"},
        id="Hindi",
    ),
    pytest.param(
        {"url": URL, "headline": {"print_headline": "题二", "main": "题"}, "body": TEXT},
        {"title": "headline.main"},
        id="the headline of several",
    ),
    pytest.param(
        {"url": URL, "title": "题", "body": TEXT, "created_at": "2023-08-16T21:04Z", "updated_at": "2023-08-17T09:00Z"},
        {"epoch_ms": "created_at", "dateline": "created_at"},
        id="the time of creation, not that of a change, is that of publication",
    ),
    pytest.param(
        {"url": URL, "title": "题", "content": [TEXT, " ", TEXT, "  ", "\n"]},
        {"paragraphs": "content"},
        id="paragraphs of which many are blank",
    ),
    pytest.param(
        {"url": URL, "title": "题", "body": TEXT, "date": "1402/02/12"},
        {"dateline": "date"},
        id="a day of the Persian calendar is no clock",
    ),
    pytest.param(
        {"title": "题", "body": TEXT, "news_url": "www.eel.example/coast/4711.html"},
        {"url": "news_url"},
        id="an address without its scheme",
    ),
    pytest.param({"name": "newscheck", "version": "1.0", "private": True}, {"title": "name"}, id="a package.json"),
]


@pytest.mark.parametrize(("item", "wanted"), GUESSES)
def test_items_are_mapped_by_names_and_forms(item: dict[str, Any], wanted: dict[str, str]) -> None:
    assert guess([item] * 2) == wanted


@pytest.mark.parametrize(("item", "wanted"), GUESSES[1:11])
def test_a_mapping_is_one_that_the_readers_take(item: dict[str, Any], wanted: dict[str, str]) -> None:
    (document,) = readers.read(RawInput("a.jsonl", json.dumps(item).encode()), ItemMapping(guess([item])))
    assert document.title is not None
    assert document.title.value == "题"
    assert document.url is not None
    assert document.url.value == URL
    assert document.html or "body" in document.record_fields


def test_an_address_of_any_name_that_no_two_articles_share_is_theirs() -> None:
    items = [{"title": f"题{at}", "words": TEXT, "picture": f"{IMAGE}?{at}", "where": f"{URL}?{at}"} for at in range(9)]
    assert guess(items) == {"url": "where", "image": "picture"}


def test_names_without_their_form_are_known() -> None:
    items = [{"link": "see above", "crawled_at": "soon", "text": TEXT}]
    assert misnamed(items, ["url", "epoch_ms", "image"]) == {"url": "link", "epoch_ms": "crawled_at"}


def test_the_name_of_a_publisher_is_no_wrong_address() -> None:
    assert misnamed([{"source": "鳗鱼报", "title": "题", "body": TEXT}], ["url"]) == {}


def test_only_what_is_no_title_is_a_wrong_one() -> None:
    items = [{"titulo": "港口重新开放", "headline": 5, "author": {"title": 7}}] * 3
    assert misnamed(items, ["title"]) == {"title": "headline"}


@pytest.mark.parametrize(("marked", "field"), [(2, "body"), (4, "html")])
def test_a_text_is_html_where_some_have_tags(marked: int, field: str) -> None:
    items = [{"url": f"{URL}?{at}", "title": f"题{at}", "content": f"{at}{TEXT}"} for at in range(10)]
    items = [{**item, "content": f"<p>{item['content']}</p>"} if at < marked else item for at, item in enumerate(items)]
    assert guess(items) == {field: "content"}


@pytest.mark.parametrize("name", ["li\nnk", "link\ud83d", ""], ids=ascii)
def test_a_name_that_settings_could_not_hold_is_left_alone(name: str) -> None:
    assert guess([{"title": "题", "body": TEXT, name: URL}]) == {}


@pytest.mark.parametrize("name", ["meta.link", "link[0]", 'the "link"', "link (en)"])
def test_a_name_that_looks_like_a_path_is_one_of_the_item_itself(name: str) -> None:
    item = {"title": "题", "body": TEXT, name: URL}
    assert guess([item]) == {"url": name}
    assert find(item, parse(name)) == (URL, (name,))


def test_what_is_empty_is_missing() -> None:
    items = [
        {"url": URL + str(at), "title": "题", "summary": "", "text": f"{at}{TEXT}" if at else ""} for at in range(9)
    ]
    assert guess(items) == {"body": "text"}


def test_an_item_of_very_many_names_is_no_burden() -> None:
    assert len(guess([{f"n{at}": {"x": at} for at in range(5000)} | {"title": "题"}] * 3)) == 0


def test_a_field_that_few_items_have_is_not_taken() -> None:
    items = [{"url": URL, "title": "题", "body": TEXT, "link": URL} for _ in range(9)]
    assert guess([*items, {"url": URL, "title": "题", "body": TEXT, "photo": IMAGE}]) == {}


def test_what_all_items_have_in_common_is_no_title_and_no_address() -> None:
    items = [
        {"href": f"{URL}?{at}", "link": "https://eel.example/", "title": "鳗鱼报", "h1": f"题{at}"} for at in range(9)
    ]
    assert guess(items) == {"url": "href", "title": "h1"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just(URL),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["link", "date", "a.b", "", "题", "text"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from(["link", "date", "title", "ts", "meta", "x"]), JSON), max_size=5))
def test_any_items_have_a_mapping(items: list[dict[str, Any]]) -> None:
    for path in guess(items).values():
        assert path in ("s", "us") or any(re.split(r"[.\[]", path)[0] in item for item in items)
