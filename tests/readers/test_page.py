"""Saved pages: the article in them, where each value stands, and what a page without one gives."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping
from newscheck.article.sites import GENERIC_SITE, SiteIndex
from newscheck.checker import locations
from newscheck.model import Article, Document, ExtractorResult, Hit, RawInput, Site
from newscheck.readers import page

TITLE = "灯塔管理局周五公布新的航标"
FIRST = "灯塔管理局周五公布了新的航标，渔民合作社表示欢迎，港口的船只将在两个月内更换海图。"
SECOND = "反对党议员要求公布费用，委员会说，相关文件将在九月提交，具体数字仍有待独立机构核实。"
META = """<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<link rel="canonical" href="https://harbour.example/2023/lights.html">
<meta property="article:published_time" content="2023-08-16T21:04:00+08:00">
<meta property="og:image" content="/photo.jpg?a=1&amp;b=2">"""
BODY = f"""<nav><a href="/">首页</a><a href="/sport">体育</a></nav><article><h1>{TITLE}</h1>
<p>{FIRST}</p><script>var hits = 1;</script>
<aside class="related"><p>别的新闻：渡轮公司公布了新的时刻表，从下周一起执行，票价不变。</p></aside>
<p>{SECOND}</p></article><footer>版权所有</footer>"""
BUILT_IN = ItemMapping(extractor=MAIN_CONTENT)
SITES = SiteIndex((Site(GENERIC_SITE),))


def html(head: str = META.format(title=TITLE), body: str = BODY) -> str:
    return f"<!doctype html>\n<html><head><title>{TITLE} - 港口时报</title>\n{head}</head>\n<body>{body}</body></html>"


def document_of(text: str | bytes, mapping: ItemMapping = BUILT_IN, path: str = "a.html", **context: str) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    (document,) = readers.read(RawInput(path, data, context=context), mapping)
    return document


def article_of(text: str | bytes, mapping: ItemMapping = BUILT_IN, **context: str) -> Article:
    return to_article(document_of(text, mapping, **context), SITES)


def json_ld(*nodes: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'
        for node in nodes
    )


def test_the_record_of_a_page() -> None:
    article = article_of(html())
    assert article.document.faults == ()
    assert article.record == {
        "epoch_ms": 1692191040000,
        "title": TITLE,
        "url": "https://harbour.example/2023/lights.html",
        "dateline": "2023-08-16T21:04",
        "image": "https://harbour.example/photo.jpg?a=1&b=2",
        "images": ["https://harbour.example/photo.jpg?a=1&b=2"],
        "lead": None,
        "paragraphs": [FIRST, SECOND],
        "body": f"{FIRST}\n{SECOND}",
    }
    assert article.content.tags.isdisjoint({"script", "aside", "h1"})


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        ("/title", TITLE),
        ("/url", "https://harbour.example/2023/lights.html"),
        ("/epoch_ms", "2023-08-16T21:04:00+08:00"),
        ("/dateline", "2023-08-16T21:04:00+08:00"),
        ("/image", "/photo.jpg?a=1&amp;b=2"),
        ("/images/0", "/photo.jpg?a=1&amp;b=2"),
        ("/paragraphs/1", SECOND),
    ],
)
def test_each_value_is_located_in_the_page(pointer: str, written: str) -> None:
    text = html()
    document = document_of(text)
    start, end = locations.offset_of(Hit("", pointer), document, to_article(document, SITES))
    assert document.text[start:end] == written
    line, column = locations.line_and_column(document, start)
    assert text.split("\n")[line - 1][column - 1 :].startswith(written)


@pytest.mark.parametrize("words", [FIRST, SECOND])
def test_an_offset_in_the_article_is_one_in_the_page(words: str) -> None:
    """Scripts, furniture and the headline are set aside before it."""
    document = document_of(html())
    assert document.html
    at = document.html.value.index(words)
    start, end = locations.offset_of(Hit("", "/html", at, at + len(words)), document, None)
    assert document.text[start:end] == words


@pytest.mark.parametrize(
    ("title", "at", "found"),
    [
        pytest.param("灯塔 &amp; 渡轮", 3, "&amp;", id="a reference"),
        pytest.param("灯塔 &#38;&#x26; 渡轮", 4, "&#x26;", id="the second of two"),
        pytest.param("AT&T 渡轮", 5, "渡", id="an ampersand that is none"),
    ],
)
def test_a_character_of_an_attribute_is_located(title: str, at: int, found: str) -> None:
    document = document_of(html(META.format(title=title), BODY.replace(TITLE, "")))
    start, end = locations.offset_of(Hit("", "/title", at, at + 1), document, None)
    assert document.text[start:].startswith(found)
    assert end > start


NODE = {
    "@type": "NewsArticle",
    "headline": "灯塔与渡轮",
    "datePublished": "2023-08-16T21:04:00+08:00",
    "image": [{"@type": "ImageObject", "url": "https://harbour.example/ld.jpg"}],
    "mainEntityOfPage": {"@id": "https://harbour.example/ld"},
}


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(json_ld(NODE), id="one node"),
        pytest.param(json_ld([{"@type": "WebSite", "headline": "x"}, NODE]), id="a list"),
        pytest.param(json_ld({"@graph": [{"@type": "Organization", "name": "x"}, NODE]}), id="a graph"),
        pytest.param(json_ld({"@type": "WebPage", "mainEntity": NODE}), id="inside of the page"),
        pytest.param(json_ld('{"@type": "Organization", "name": x}', NODE), id="behind a broken one"),
        pytest.param(json_ld('{"@type": "Person", "name": "', NODE), id="behind one that is cut off"),
        pytest.param(json_ld("[" * 5_000, NODE), id="behind one that is nested too deep"),
        pytest.param(json_ld(f"<!-- {json.dumps(NODE)} -->"), id="in a comment"),
        pytest.param(json_ld(f"//<![CDATA[\n{json.dumps(NODE)}\n//]]>"), id="in CDATA"),
        pytest.param(json_ld(json.dumps(NODE)[:-1] + ",}"), id="a comma too many"),
        pytest.param(json_ld(json.dumps(NODE).replace("/", "\\/")), id="slashes that are escaped"),
        pytest.param(json_ld({**NODE, "@type": ["Thing", "ReportageNewsArticle"]}), id="several types"),
        pytest.param(json_ld(NODE).replace('"application/ld+json"', "application/ld+json"), id="without quotes"),
    ],
)
def test_json_ld(head: str) -> None:
    article = article_of(html(head))
    assert (article.title, article.dateline, article.image, article.url) == (
        "灯塔与渡轮",
        "2023-08-16T21:04",
        "https://harbour.example/ld.jpg",
        "https://harbour.example/ld",
    )
    document = article.document
    start, end = locations.offset_of(Hit("", "/title", 2, 3), document, article)
    assert document.text[start:end] in ("与", "\\u4e0e")


def test_json_ld_in_the_furniture_is_read() -> None:
    assert article_of(html("", BODY.replace("版权所有", json_ld(NODE)))).title == "灯塔与渡轮"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param(f'<meta property="og:title" content="{TITLE} | 港口时报">', TITLE, id="a site's name behind it"),
        pytest.param('<meta property="og:title" content="灯塔的新航标">', "灯塔的新航标", id="another one"),
        pytest.param("", TITLE, id="only the headline"),
        pytest.param('<meta name="og:title" content="">', TITLE, id="an empty one"),
        pytest.param(json_ld({**NODE, "headline": " A &amp; B&#8217;s "}), "A & B’s", id="references in JSON-LD"),
    ],
)
def test_the_title(head: str, title: str) -> None:
    assert article_of(html(head)).title == title


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(f'<div class="t">\n{TITLE}\n</div>', TITLE, id="stands alone on the page"),
        pytest.param("", f"{TITLE} - 港口时报", id="stands nowhere else"),
    ],
)
def test_a_title_without_a_headline(body: str, title: str) -> None:
    assert article_of(html("", f"{body}<div><p>{FIRST}</p><p>{SECOND}</p></div>")).title == title


@pytest.mark.parametrize(
    ("head", "url"),
    [
        pytest.param('<meta property="og:url" content="https://a.example/1">', "https://a.example/1", id="og:url"),
        pytest.param('<link href="https://a.example/2" rel=canonical>', "https://a.example/2", id="canonical"),
        pytest.param(
            '<link rel="canonical" href="https://a.example/"><meta property="og:url" content="https://a.example/3">',
            "https://a.example/3",
            id="canonical is the front page",
        ),
        pytest.param('<link rel="canonical" href="/4">', "https://a.example/4", id="relative"),
        pytest.param("<!-- saved from url=(0019)https://a.example/5 -->", "https://a.example/5", id="by a browser"),
        pytest.param(
            "<!--\n Page saved with SingleFile \n url: https://a.example/6 \n saved date: x -->",
            "https://a.example/6",
            id="by SingleFile",
        ),
        pytest.param(
            "<!-- Mirrored from a.example/7.html by HTTrack Website Copier/3.x [XR&CO'2014], x -->",
            "http://a.example/7.html",
            id="by HTTrack",
        ),
        pytest.param("<!--https://a.example/8.htm-->", "https://a.example/8.htm", id="a comment that is an address"),
        pytest.param('<meta property="og:url" content="javascript:0">', "https://a.example/crawl", id="of a script"),
        pytest.param("", "https://a.example/crawl", id="known from the crawl"),
    ],
)
def test_the_address(head: str, url: str) -> None:
    assert article_of(html(head), url="https://a.example/crawl").url == url


@pytest.mark.parametrize(
    ("head", "context", "epoch"),
    [
        pytest.param(META, {"fetched": "2023-08-16T14:00:00Z"}, 1692194400000, id="of the crawl"),
        pytest.param(
            "<!-- saved date: Wed Aug 16 2023 22:04:00 GMT+0800 (China Standard Time) -->",
            {},
            1692194640000,
            id="of SingleFile",
        ),
        pytest.param(
            "<!-- Mirrored from a/b by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 16 Aug 2023 14:04:00 GMT -->",
            {},
            1692194640000,
            id="of HTTrack",
        ),
        pytest.param(
            "<!-- FILE ARCHIVED ON 14:04:00 Aug 16, 2023 AND RETRIEVED FROM THE INTERNET ARCHIVE -->",
            {},
            1692194640000,
            id="of the Wayback Machine",
        ),
        pytest.param(META, {}, 1692191040000, id="none: the time of publication"),
        pytest.param("", {}, None, id="none at all"),
    ],
)
def test_the_epoch(head: str, context: Mapping[str, str], epoch: int | None) -> None:
    assert article_of(html(head.format(title=TITLE)), **context).epoch_ms == epoch


@pytest.mark.parametrize(
    ("head", "body", "dateline"),
    [
        pytest.param('<meta name="pubdate" content="2023-08-16T21:04:00Z">', "", "2023-08-16T21:04", id="a meta"),
        pytest.param('<meta itemprop="datePublished" content="2023-08-16">', "", "2023-08-16", id="a day"),
        pytest.param(
            '<meta name="PublishDate" content="2023-08-16">',
            "<div>2023年8月16日 21:04</div>",
            "2023-08-16T21:04",
            id="the page shows the time, too",
        ),
        pytest.param("", "<div>16/08/2023 - 21:04</div>", "2023-08-16T21:04", id="shown only"),
        pytest.param("", '<time datetime="2023-08-16T21:04">3小时前</time>', "2023-08-16T21:04", id="a time element"),
    ],
)
def test_the_date_line(head: str, body: str, dateline: str) -> None:
    assert article_of(html(head, BODY.replace("</h1>", f"</h1>{body}"))).dateline == dateline


@pytest.mark.parametrize(
    ("shown", "epoch"),
    [
        pytest.param("16/08/2023 - 21:04", 1692219840000, id="without a zone"),
        pytest.param("2023-08-16 21:04 +08:00", 1692191040000, id="with one"),
        pytest.param("2023年8月16日", None, id="a day only"),
    ],
)
def test_the_epoch_of_a_date_that_is_only_shown(shown: str, epoch: int | None) -> None:
    assert article_of(html("", BODY.replace("</h1>", f"</h1><div>{shown}</div>"))).epoch_ms == epoch


def test_settings_override_what_is_found() -> None:
    mapping = ItemMapping({"title": "url", "dateline": "missing"}, extractor=MAIN_CONTENT)
    article = article_of(html(), mapping)
    assert article.title == "https://harbour.example/2023/lights.html"
    document = article.document
    assert document.text[slice(*locations.offset_of(Hit("", "/title"), document, article))] == article.title


@pytest.mark.parametrize(
    ("text", "context"),
    [
        pytest.param(html().encode("gb18030").replace(b"<meta", b'<meta charset="GB2312"><meta', 1), {}, id="GBK"),
        pytest.param(html().encode("gb18030"), {"charset": '"gbk"'}, id="GBK by HTTP"),
        pytest.param(html().encode("utf-16"), {}, id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf" + html().encode(), {}, id="a byte-order mark"),
    ],
)
def test_a_page_in_its_declared_encoding_has_no_fault(text: bytes, context: Mapping[str, str]) -> None:
    document = document_of(text, **context)
    assert (document.faults, document.title and document.title.value) == ((), TITLE)


def test_a_page_without_a_suffix_is_read_in_its_encoding() -> None:
    text = html().encode("gb18030").replace(b"<meta", b'<meta charset="GB2312"><meta', 1)
    document = document_of(text, path="<stdin>")
    assert (document.faults, document.title and document.title.value) == ((), TITLE)


def test_bytes_that_are_not_of_the_declared_encoding_are_a_fault() -> None:
    text = html("<meta charset=gbk>" + META.format(title=TITLE)).encode("gb18030")
    (fault,) = document_of(text.replace("版权".encode("gb18030"), b"\xff\xff\xff")).faults
    assert (fault.kind, fault.detail) == ("encoding", "bytes that are no GBK, as the page declares")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "<!doctype html><title>首页</title><ul><li><a href='/1'>一条很长很长的新闻标题在这里</a></ul>", id="links"
        ),
        pytest.param("<html><body><script>load()</script></body></html>", id="filled in by a script"),
        pytest.param("<html><head>", id="cut off"),
        pytest.param("<html><body><p>没有找到页面</p></body></html>", id="a few words"),
        pytest.param(
            html('<link rel="canonical" href="https://harbour.example/">'), id="the front page, whatever it shows"
        ),
    ],
)
def test_a_page_without_an_article_has_one_fault(text: str) -> None:
    document = document_of(text)
    assert [fault.kind for fault in document.faults] == ["no-article"]
    assert document.is_blank


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        pytest.param(html(), "a.html", "other-kind", id="a page"),
        pytest.param(html(), "a.shtml", "other-kind", id="by another suffix"),
        pytest.param(
            f"<!-- saved from url=(0012)http://a.cn -->\n{html()}", "a.htm", "other-kind", id="with a comment"
        ),
        pytest.param(f"<!-- {'x' * 500} -->\n{html()}", "a.htm", "other-kind", id="with a long comment"),
        pytest.param(html(), "items.json", "other-kind", id="in the place of JSON"),
        pytest.param(html(), "items.csv", "other-kind", id="in the place of a table"),
        pytest.param(html(), "feed.xml", "other-kind", id="in the place of a feed"),
        pytest.param(f'<?xml version="1.0"?>{html()}', "a.xhtml", "other-kind", id="XHTML"),
        pytest.param(html(), "items.jsonl", "other-kind", id="in the place of JSON Lines"),
        pytest.param(html(), "a.md", "header", id="in the place of a dump file"),
        pytest.param('{"title": "一"}', "a.html", "", id="JSON with a page's name"),
        pytest.param("<!--1692213306000-->\n[一](https://a.cn/1)\n------\n<p>二</p>", "a.html", "", id="a dump file"),
    ],
)
def test_a_page_without_an_extractor_is_named(text: str, path: str, kind: str) -> None:
    document = document_of(text, ItemMapping(), path)
    assert {fault.kind for fault in document.faults} == ({kind} if kind else set())


@pytest.mark.parametrize("path", ["A.HTML", "index.php", "index.php?id=7", "dump/page", "a.aspx"])
def test_a_page_is_one_by_its_content(path: str) -> None:
    document = document_of(html(), path=path)
    assert (document.format, document.faults) == ("page", ())


def test_a_page_in_the_place_of_data_is_no_article_with_an_extractor_either() -> None:
    (fault,) = document_of(html(), path="items.json").faults
    assert fault.detail.startswith("an HTML page instead of data: ")


def test_the_scrapers_own_extractor() -> None:
    calls = []

    def extract(data: bytes, url: str) -> ExtractorResult:
        calls.append((data, url))
        return ExtractorResult({"title": TITLE, "paragraphs": [SECOND], "lead": "没有写在页上"})

    article = article_of(html(), ItemMapping(extractor=extract), fetched="2023-08-16T14:00:00Z")
    assert calls == [(html().encode(), "https://harbour.example/2023/lights.html")]
    assert (article.title, article.paragraphs, article.epoch_ms) == (TITLE, [SECOND], 1692194400000)
    assert article.url == "https://harbour.example/2023/lights.html"
    for pointer, written in (("/title", TITLE), ("/paragraphs/0", SECOND[:60]), ("/lead", "")):
        document = article.document
        assert document.text[slice(*locations.offset_of(Hit("", pointer), document, article))] == written


@pytest.mark.parametrize(
    ("data", "charset", "received"),
    [
        pytest.param("<p>Город".encode("cp1251"), "windows-1251", "\ufeff<p>Город".encode(), id="only HTTP says it"),
        pytest.param(
            "<meta charset=windows-1251><p>Город".encode("cp1251"),
            "windows-1251",
            "<meta charset=windows-1251><p>Город".encode("cp1251"),
            id="the page says it, too",
        ),
        pytest.param("<p>Город".encode(), "utf-8", "<p>Город".encode(), id="UTF-8"),
        pytest.param("<p>Город".encode(), "windows-1251", "<p>Город".encode(), id="a mistake of the server"),
        pytest.param("<p>Город".encode("cp1251"), "", "<p>Город".encode("cp1251"), id="nobody says it"),
    ],
)
def test_an_extractor_gets_a_page_whose_encoding_can_be_told(data: bytes, charset: str, received: bytes) -> None:
    pages: list[bytes] = []

    def extract(page: bytes, url: str) -> ExtractorResult:
        pages.append(page)
        return ExtractorResult({"title": TITLE})

    document_of(data, ItemMapping(extractor=extract), charset=charset)
    assert pages == [received]


def test_an_extractor_without_a_record_is_a_fault() -> None:
    mapping = ItemMapping(extractor=lambda data, url: ExtractorResult(failure="mypkg:parse raised KeyError: 'title'"))
    (fault,) = document_of(html(), mapping).faults
    assert (fault.kind, fault.detail) == ("extractor", "mypkg:parse raised KeyError: 'title'")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(html(body="<div>" * 3_000 + f"<p>{FIRST}</p>"), id="nested deep"),
        pytest.param(html(body=BODY + "<b>" * 3_000), id="never closed"),
        pytest.param(html()[:-200], id="cut off in the text"),
        pytest.param(html(META.format(title=TITLE) + "<meta " * 2_000), id="tags that never end"),
        pytest.param(html(META.format(title=TITLE) + "<!--" * 2_000), id="comments that never end"),
        pytest.param(html() * 3, id="three pages in one file"),
    ],
)
def test_a_damaged_page_is_read(text: str) -> None:
    document = document_of(text)
    assert document.title
    assert document.title.value == TITLE


PARTS = st.sampled_from(
    (
        *("<", ">", "<html>", "<h1>", "</h1>", "<p>", "</p>", "<!--", "-->", "&amp;", "\0", "é", FIRST),
        *("<script type='application/ld+json'>", "</script>", '{"@type":"NewsArticle","headline":"', '"}'),
        *("<meta property='og:title' content='", "'>"),
    )
)


@given(parts=st.lists(PARTS | st.text(max_size=9), max_size=30))
def test_any_markup_gives_one_document_with_places_inside_of_it(parts: list[str]) -> None:
    text = "<html>" + "".join(parts)
    document = document_of(text.encode("utf-8", "replace"))
    fields = [document.title, document.url, document.epoch, document.html, *document.record_fields.values()]
    for field in fields:
        if field is not None:
            assert 0 <= field.start <= field.end <= len(document.text)
            assert field.start <= page.source_offset(document.text, field.start, field.end, 3) <= field.end
    if document.html:
        assert len(document.html.value) == document.html.end - document.html.start


@given(data=st.binary(max_size=300), form=st.sampled_from(["", "page"]))
def test_any_bytes_give_one_document(data: bytes, form: str) -> None:
    (document,) = readers.read(RawInput("a.html", data, form=form), BUILT_IN)
    assert document.is_blank or document.record_fields or document.html
