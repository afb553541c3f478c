"""Feeds and lists of records in XML: whole ones, broken ones, and the place of each value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker import locations
from newscheck.checker.execution import Checker
from newscheck.model import Document, Hit, RawInput
from newscheck.readers import xml as reader
from newscheck.text import xml_content

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"


def rss(*items: str, encoding: str = "UTF-8") -> str:
    lines = "\n".join(f"<item>{item}</item>" for item in items)
    return (
        DECLARATION.replace("UTF-8", encoding)
        + f'<rss version="2.0" {NAMESPACES}><channel><title>海事之声</title><link>https://paper.example/</link>\n'
        + f"<image><url>https://paper.example/logo.png</url><title>logo</title></image>\n{lines}\n</channel></rss>\n"
    )


def atom(*entries: str, attributes: str = "") -> str:
    return (
        f'{DECLARATION}<feed xmlns="{ATOM}"{attributes}><title>海事之声</title>\n'
        + "\n".join(f"<entry>{entry}</entry>" for entry in entries)
        + "\n</feed>\n"
    )


def read(text: str | bytes, path: str = "feed.xml", **settings: str) -> list[Document]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(readers.read(RawInput(path, data), ItemMapping(**settings)))


def values(document: Document) -> dict[str, object]:
    own = {"title": document.title, "url": document.url, "html": document.html, "epoch_ms": document.epoch}
    return {name: field.value for name, field in {**own, **document.record_fields}.items() if field is not None}


def members(text: str | bytes) -> dict[str, object]:
    (document,) = read(text)
    return dict(document.item or {})


def faults(text: str | bytes) -> list[tuple[str, tuple[int, int]]]:
    return [
        (fault.detail, locations.line_and_column(document, fault.start))
        for document in read(text)
        for fault in document.faults
    ]


ITEM = (
    "<title>港口 &amp; 渔民</title><link>https://paper.example/1</link>"
    "<pubDate>Tue, 30 Apr 2024 18:28:24 +0000</pubDate>"
    "<content:encoded><![CDATA[<p>港口重新开放</p>]]></content:encoded><description>短</description>"
)
RECORD = {
    "title": "港口 & 渔民",
    "url": "https://paper.example/1",
    "html": "<p>港口重新开放</p>",
    "dateline": "Tue, 30 Apr 2024 18:28:24 +0000",
}


def test_a_feed_needs_no_mapping() -> None:
    first, second = read(rss(ITEM, ITEM))
    assert {name: values(first)[name] for name in RECORD} == RECORD
    assert first.epoch is not None
    assert (first.place, second.place, first.preset, first.faults) == ("item[0]", "item[1]", "rss", ())
    assert second.origin == (5, 1)


@pytest.mark.parametrize(
    ("item", "name", "value"),
    [
        pytest.param("<title>\n 港口\n</title>", "title", "港口", id="blanks around a value"),
        pytest.param("<title> <![CDATA[ A & B ]]> </title>", "title", "A & B", id="CDATA with blanks"),
        pytest.param("<title>a<![CDATA[<b>]]>c&lt;</title>", "title", "a<b>c<", id="text around CDATA"),
        pytest.param("<title>a<!-- b -->c</title>", "title", "ac", id="a comment"),
        pytest.param("<title>&#x6e2f;&#21475;&nbsp;&hellip;</title>", "title", "港口\xa0…", id="references"),
        pytest.param("<title>&amp;lt;</title>", "title", "&lt;", id="an escaped reference"),
        pytest.param("<title>一</title><title>二</title>", "title", "一", id="of two titles the first"),
        pytest.param("<category>一</category>", "category", ["一"], id="a category is a list"),
        pytest.param("<category>一</category><category>二</category>", "category", ["一", "二"], id="two categories"),
        pytest.param("<dc:creator>记者</dc:creator>", "dc:creator", "记者", id="Dublin Core"),
        pytest.param(
            '<x:creator xmlns:x="http://purl.org/dc/elements/1.1/">a</x:creator>', "dc:creator", "a", id="own"
        ),
        pytest.param(
            '<enclosure url="a.mp3" type="audio/mpeg"/>',
            "enclosure",
            {"url": "a.mp3", "type": "audio/mpeg"},
            id="attributes",
        ),
        pytest.param('<source url="https://a">海事</source>', "source", "海事", id="text with attributes"),
        pytest.param(
            "<author><name>记者</name><uri>x</uri></author>", "author", {"name": "记者", "uri": "x"}, id="inner"
        ),
        pytest.param("<guid>https://a/1</guid>", "permalink", "https://a/1", id="a guid is an address"),
        pytest.param('<guid isPermaLink="false">https://a/1</guid>', "guid", "https://a/1", id="unless it says no"),
        pytest.param(
            "<description>港<b>口</b> &amp; 渔</description>", "description", "港<b>口</b> &amp; 渔", id="markup"
        ),
        pytest.param('<media:content url="https://a/1.jpg" medium="image"/>', "image", "https://a/1.jpg", id="media"),
        pytest.param(
            '<media:group><media:content url="https://a/1.jpg"/></media:group>',
            "image",
            "https://a/1.jpg",
            id="a group of media",
        ),
        pytest.param('<enclosure url="https://a/1" type="image/jpeg"/>', "image", "https://a/1", id="enclosure"),
        pytest.param('<itunes:image href="https://a/1"/>', "image", "https://a/1", id="podcast"),
        pytest.param(
            '<media:thumbnail url="https://a/s.jpg"/><media:content url="https://a/1.mp4" type="video/mp4"/>',
            "image",
            "https://a/s.jpg",
            id="a video is no picture",
        ),
    ],
)
def test_members_of_an_rss_item(item: str, name: str, value: object) -> None:
    assert members(rss(f"<link>https://paper.example/1</link>{item}"))[name] == value


def test_only_a_guid_that_is_an_address_is_the_url() -> None:
    permalink, other = read(
        rss("<title>一</title><guid>https://a/1</guid>", '<title>二</title><guid isPermaLink="false">7</guid>')
    )
    assert (values(permalink)["url"], values(other).get("url")) == ("https://a/1", None)


XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


@pytest.mark.parametrize(
    ("entry", "name", "value"),
    [
        pytest.param(
            '<link rel="self" href="/s"/><link href="/1"/>', "link", "https://paper.example/1", id="alternate"
        ),
        pytest.param(
            '<link type="application/pdf" href="/p"/><link type="text/html" href="/1"/>',
            "link",
            "https://paper.example/1",
            id="rather HTML",
        ),
        pytest.param(
            '<link rel="enclosure" type="image/png" href="/i.png"/>',
            "image",
            "https://paper.example/i.png",
            id="a picture",
        ),
        pytest.param(
            '<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>', "title", "A & B", id="title in HTML"
        ),
        pytest.param('<category term="海事"/>', "category", ["海事"], id="category"),
        pytest.param(
            f'<content type="xhtml"><div {XHTML}><p>港<br/>口</p></div></content>',
            "content",
            "<p>港<br/>口</p>",
            id="XHTML",
        ),
        pytest.param(
            f'<content type="xhtml"><div {XHTML}><img src="i.png"/></div></content>',
            "content",
            '<img src="https://paper.example/d/i.png"/>',
            id="a relative address in it",
        ),
        pytest.param(
            '<content type="html" xml:base="e/">&lt;a href="x"&gt;</content>',
            "content",
            '<a href="https://paper.example/d/e/x">',
            id="relative to the content's base",
        ),
        pytest.param("<content>港口</content><content>二</content>", "content", "港口", id="text"),
    ],
)
def test_members_of_an_atom_entry(entry: str, name: str, value: object) -> None:
    text = atom(f"<id>tag:1</id>{entry}", attributes=' xml:base="https://paper.example/d/"')
    assert members(text)[name] == value


def test_an_atom_feed_needs_no_mapping() -> None:
    entry = '<title>港口</title><link href="https://a/1"/><updated>2024-05-01T00:00:00Z</updated><summary>短</summary>'
    (document,) = read(atom(f"{entry}<published>2024-04-30T18:28:24Z</published>"))
    assert (document.place, document.preset, document.faults) == ("entry[0]", "atom", ())
    assert values(document)["dateline"] == "2024-04-30T18:28:24Z"
    assert values(document)["html"] == "短"


def test_an_atom_feed_with_prefixes() -> None:
    text = (
        f'<a:feed xmlns:a="{ATOM}" xmlns:h="http://www.w3.org/1999/xhtml"><a:entry><a:title>港口</a:title>'
        '<a:content type="xhtml"><h:div><h:p>一</h:p></h:div></a:content></a:entry></a:feed>'
    )
    assert members(text) == {"title": "港口", "content": "<p>一</p>"}


def test_an_entry_with_namespaces_and_a_base_of_its_own() -> None:
    text = atom().replace(
        "</feed>",
        f'<p:entry xmlns:p="{ATOM}" xml:base="https://a/"><p:title>港</p:title><p:link href="1"/></p:entry></feed>',
    )
    (document,) = read(text)
    assert values(document) == {"title": "港", "url": "https://a/1"}


def test_rss_1_has_its_items_beside_the_channel() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'{NAMESPACES}><channel rdf:about="https://a"><title>海</title>'
        '<items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel>'
        "<item><title>港口</title><link>https://a/1</link><dc:date>2024-04-30</dc:date></item></rdf:RDF>"
    )
    (document,) = read(text, "feed.rdf")
    assert values(document) | {"epoch_ms": 0} == {
        "title": "港口",
        "url": "https://a/1",
        "dateline": "2024-04-30",
        "epoch_ms": 0,
    }


SCRAPY = (
    '<?xml version="1.0" encoding="utf-8"?>\n<items>\n<item><title> 港口</title><url>https://a/1</url><paragraphs><value>一'
    "</value><value>二</value></paragraphs><meta><lang>zh</lang></meta></item>\n<item><title>二</title></item>\n</items>"
)


@pytest.mark.parametrize(
    ("text", "titles", "place"),
    [
        pytest.param(SCRAPY, [" 港口", "二"], "item[0]", id="Scrapy"),
        pytest.param(
            "<response><status>ok</status><total>1</total><news><article><title>一</title><url>u</url></article></news>"
            "</response>",
            ["一"],
            "article[0]",
            id="in a wrapper",
        ),
        pytest.param("<article><title>一</title><url>u</url></article>", ["一"], "article[0]", id="one record"),
        pytest.param(
            "<rows><row><title>一</title><author><name>a</name><mail>b</mail></author></row></rows>",
            ["一"],
            "row[0]",
            id="with an object inside",
        ),
        pytest.param(
            "<items><item><title>一</title><item>x</item></item><item><title>二</title></item></items>",
            ["一", "二"],
            "item[0]",
            id="a field of the item's name",
        ),
    ],
)
def test_lists_of_records(text: str, titles: list[str], place: str) -> None:
    documents = read(text)
    assert [values(document)["title"] for document in documents] == titles
    assert documents[0].place == place
    assert not any(document.faults for document in documents)


def test_values_of_records() -> None:
    item = read(SCRAPY)[0].item
    assert item == {"title": " 港口", "url": "https://a/1", "paragraphs": ["一", "二"], "meta": {"lang": "zh"}}


def test_the_settings_name_the_records() -> None:
    text = (
        "<a><b><title>一</title><url>u</url></b><b><title>二</title><url>u</url></b><c><headline>三</headline></c></a>"
    )
    assert [document.place for document in read(text, items="a.c", preset="rss")] == ["c[0]"]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        pytest.param(rss("<title>港口</title>", encoding="gb2312").encode("gb2312"), "港口", id="GB 2312"),
        pytest.param(rss("<title>朱镕基</title>", encoding="gb2312").encode("gbk"), "朱镕基", id="GBK called GB 2312"),
        pytest.param(rss("<title>漁業</title>", encoding="big5").replace("声", "聲").encode("big5"), "漁業", id="Big5"),
        pytest.param(rss("<title>港口</title>", encoding="utf-16").encode("utf-16"), "港口", id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf" + rss("<title>港口</title>").encode(), "港口", id="a byte-order mark"),
    ],
)
def test_a_declared_encoding_is_no_fault(data: bytes, title: str) -> None:
    (document,) = read(data)
    assert (values(document)["title"], document.faults) == (title, ())


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        pytest.param(rss(ITEM, encoding="UTF-8").encode("gbk"), "not UTF-8 but GB18030", id="none declared"),
        pytest.param(
            rss(ITEM, encoding="shift_jis").encode("gbk"),
            "not shift_jis, as it declares, but GB18030",
            id="a wrong one",
        ),
        pytest.param(
            rss(ITEM, encoding="gbk").encode(),
            "UTF-8, but it declares gbk: other programs can't read it",
            id="UTF-8 that declares another",
        ),
        pytest.param(
            rss(ITEM, encoding="gbk").encode("gbk").replace("港".encode("gbk"), b"\xff\xff"),
            "not gbk, as it declares: bad bytes in 4 places",
            id="bad bytes",
        ),
    ],
)
def test_a_wrong_encoding_is_one_fault(data: bytes, detail: str) -> None:
    assert [found for found, _ in faults(data)] == [detail]
    assert len([document for document in read(data) if document.title]) == 1


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        pytest.param(
            rss(ITEM, "<title>二</title>")[:-35],
            1,
            [("<item> is not closed: the text ends inside of it", (5, 1))],
            id="cut in an item",
        ),
        pytest.param(rss(ITEM)[:-10], 1, [("the text ends inside of <rss>", (5, 8))], id="cut behind the items"),
        pytest.param(
            rss("<title>一</title>").replace("</item>", "\n<item><title>二</title></item>"),
            2,
            [("<item> is not closed", (4, 1))],
            id="an item without an end",
        ),
        pytest.param(
            rss("<title>一<link>https://a/1</link>"), 1, [("<title> is not closed", (4, 7))], id="a title without"
        ),
        pytest.param(
            rss(ITEM) + rss(ITEM),
            2,
            [
                (
                    "another document begins here, behind the end of the first: other programs read only one of them",
                    (7, 1),
                )
            ],
            id="two feeds",
        ),
        pytest.param(
            f"<br />Warning: x\n{rss(ITEM)}",
            1,
            [("text that is no XML stands before the root element", (1, 1))],
            id="text before",
        ),
        pytest.param(
            rss("<title>一\x0b</title>", "<title>\x01</title>"),
            2,
            [("U+000B is a character that XML may not hold", (4, 15))],
            id="a control character, once",
        ),
        pytest.param(
            rss("<title>一&nbsp;</title>", "<title>&mdash;</title>"),
            2,
            [("`&nbsp;` is a reference that XML does not know without a DTD", (4, 15))],
            id="references, once",
        ),
        pytest.param(
            rss("<title>A&B</title>", "<title>C & D</title>"),
            2,
            [("`&` begins no reference: it has to be `&amp;`", (4, 15))],
            id="ampersands, once",
        ),
        pytest.param(
            rss("<title>一</title><link><![CDATA[https://a/?a=1&b=2&nbsp;]]></link>"), 1, [], id="but in CDATA"
        ),
        pytest.param(
            rss(ITEM) + "<meta name='x'>\n<b>",
            1,
            [("text that does not belong to it stands behind the end of the document", (6, 1))],
            id="a tag behind the end",
        ),
        pytest.param(rss(ITEM) + "<!-- 0.2 s -->\n", 1, [], id="a comment behind the end"),
        pytest.param(rss(), 0, [("no items", (1, 1))], id="no items"),
        pytest.param("<items/>", 0, [("no items", (1, 1))], id="no items in an export"),
        pytest.param("港口", 0, [("text that is no XML stands before the root element", (1, 1))], id="no XML"),
        pytest.param("<!-- <item><title>x</title></item> -->" + rss(ITEM), 1, [], id="a comment before"),
        pytest.param(
            rss("<title>一</title><!-- </item> --><link><![CDATA[</item><item>]]></link>"), 1, [], id="tags in CDATA"
        ),
    ],
)
def test_what_is_broken_costs_no_other_item(text: str, count: int, expected: list[tuple[str, tuple[int, int]]]) -> None:
    if "no items" not in str(expected) and "is no XML" not in str(expected):
        assert len([document for document in read(text) if document.title]) == count
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('<urlset xmlns="x"><url><loc>https://a</loc></url></urlset>', "a sitemap", id="sitemap"),
        pytest.param('<sitemapindex xmlns="x"><sitemap/></sitemapindex>', "an index of sitemaps", id="index"),
        pytest.param("<opml><body><outline/></body></opml>", "a list of feeds", id="OPML"),
        pytest.param("<!doctype html><html><head/></html>", "an HTML page", id="page"),
        pytest.param(
            "<project><name>a</name><build><x/></build></project>", "XML whose <project> has no items", id="any"
        ),
    ],
)
def test_other_kinds_of_files_are_named(text: str, words: str) -> None:
    (document,) = read(text)
    assert [fault.kind for fault in document.faults] == ["other-kind"]
    assert document.faults[0].detail.startswith(words)


def test_entities_are_not_replaced() -> None:
    dtd = '<!DOCTYPE rss [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    (document,) = read(f"{dtd}<rss version='2.0'><channel><item><title>&a;&b;</title></item></channel></rss>")
    assert (values(document), document.faults) == ({"title": "&a;&b;"}, ())


@pytest.mark.parametrize(
    ("hit", "place", "text"),
    [
        pytest.param(Hit("", "/title"), (4, 14), "港口 &amp; 渔民", id="a title"),
        pytest.param(Hit("", "/title", 3, 4), (4, 17), "&amp;", id="a reference in it"),
        pytest.param(Hit("", "/title", 5, 7), (4, 23), "渔民", id="behind a reference"),
        pytest.param(Hit("", "/url", 8, 13), (4, 47), "paper", id="a part of an address"),
        pytest.param(Hit("", "/html", 3, 5), (5, 30), "港口", id="a place in CDATA"),
        pytest.param(Hit("", "/paragraphs/0"), (5, 30), "港口重新开放", id="a paragraph in CDATA"),
        pytest.param(Hit("", "/image"), (6, 21), "https://a/1.jpg", id="an attribute"),
    ],
)
def test_the_place_of_a_value(checker: Checker, hit: Hit, place: tuple[int, int], text: str) -> None:
    item = ITEM.replace("<content:", "\n<content:").replace(
        "<description>", '\n<media:content url="https://a/1.jpg"/><description>'
    )
    source = rss(item)
    (document,) = read(source)
    start, end = locations.offset_of(hit, document, to_article(document, checker.sites))
    assert (*locations.line_and_column(document, start), document.text[start:end]) == (*place, text)
    assert source.split("\n")[place[0] - 1][place[1] - 1 :].startswith(text)


def test_attributes_of_a_record_are_members_of_it() -> None:
    rows = "".join(
        f'<article id="{at}" url="https://a/{at}" title="港口&amp;{at}"><text>渔民合作社</text></article>'
        for at in "12"
    )
    documents = read(f"<articles>{rows}</articles>")
    assert [values(document)["url"] for document in documents] == ["https://a/1", "https://a/2"]
    title = documents[1].title
    assert title is not None
    assert title.value == "港口&2"
    start, end = readers.span(documents[1], title)
    assert documents[1].text[start:end] == "港口&amp;2"


def test_a_member_of_a_record_is_it_rather_than_an_attribute() -> None:
    documents = read('<articles><article title="a" url="https://a/1"><title>b</title></article></articles>')
    assert [values(document)["title"] for document in documents] == ["b"]


def test_the_place_of_a_link_in_atom() -> None:
    (document,) = read(atom('<link rel="self" href="https://a/s"/><link href="https://a/1"/><title>a</title>'))
    assert document.url is not None
    start, end = readers.span(document, document.url)
    assert (document.text[start:end], document.text[:start].count("<link")) == ("https://a/1", 2)


WORDS = st.text(st.sampled_from("港 a&<>]'\"\n"), max_size=8)


@pytest.mark.slow
@given(st.lists(st.tuples(WORDS, WORDS, st.booleans()), min_size=1, max_size=4))
def test_what_lxml_writes_is_read(rows: list[tuple[str, str, bool]]) -> None:
    root = etree.Element("items")
    for title, url, is_cdata in rows:
        item = etree.SubElement(root, "item")
        etree.SubElement(item, "title").text = etree.CDATA(title) if is_cdata and "]]>" not in title else title
        etree.SubElement(item, "url").text = f"https://a/{url}"
    documents = read(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    assert [(values(document).get("title"), values(document)["url"]) for document in documents] == [
        (title if title.strip() else None, f"https://a/{url}") for title, url, _ in rows
    ]
    assert not any(document.faults for document in documents)


PIECES = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "&amp;",
    "&",
    "<",
    ">",
    '<a b="',
    "/>",
    "港",
    "\x0b",
    "<rss version='2.0'>",
    "</rss>",
    "<link href='x'/>",
    "<feed xmlns='a'>",
    "<entry>",
    "</entry>",
    "<value>",
    "</value>",
    "<!DOCTYPE x [",
    "]>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_pieces_of_xml(text: str) -> None:
    for document in read(text):
        assert document.is_blank or document.place
        for field in (document.title, document.url, document.html, *document.record_fields.values()):
            if field is not None:
                start, end = readers.span(document, field)
                assert 0 <= start <= end <= len(document.text)


MEMBERS = [
    "<title>港口</title>",
    "<title type='html'>&lt;b>港口&lt;/b> &amp;amp; 1</title>",
    "<title/>",
    "<link>https://a/1</link>",
    "<link href='https://a/2'/><link rel='enclosure' type='image/png' href='/2.png'/>",
    "<guid isPermaLink='true'>https://a/3</guid>",
    "<category>港</category>",
    "<c:encoded><![CDATA[<p>港口</p>]]></c:encoded>",
    "<description>&lt;p&gt;港口&nbsp;&#28207;&lt;/p&gt;</description>",
    "<description><p>港口 <a href='/x'>x</a><br/></p></description>",
    f"<content type='xhtml' xml:base='/b/'><div xmlns='{XHTML}'><p>港 <!-- </item> --></p></div></content>",
    "<media:group><media:content url='https://a/1.jpg' medium='image'/></media:group>",
    "<images><value>1</value><value>2</value></images>",
    "<author><name>林一</name></author>",
    "<pubDate>Tue, 16 Aug 2023 21:04:00 +0800</pubDate>",
    "<!-- 港 <item> -->",
    "港\n\n",
    "\x0b&pub;",
]
ITEMS = st.lists(st.sampled_from(MEMBERS), max_size=6).map("".join)
ROOTS = {
    "item": (f"<rss xmlns:c='http://purl.org/rss/1.0/modules/content/' {NAMESPACES}><channel>", "</channel></rss>"),
    "entry": (f"<feed xmlns='{ATOM}' xml:base='https://a/' {NAMESPACES}>", "</feed>"),
}


@given(st.lists(ITEMS, min_size=1, max_size=3), st.sampled_from(("item", "entry")))
def test_one_pass_reads_what_the_source_holds(rows: list[str], entry: str) -> None:
    start, end = ROOTS[entry]
    text = start + "\n".join(f"<{entry}>{row}</{entry}>" for row in rows) + end
    fast = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_content, "read", lambda *_: None)
        assert read(text) == fast


ALIKE = [
    "<item><title>港口 &amp; 1</title><link>https://a/1</link></item>",
    "\n\n <item><title><![CDATA[港口]]></title><guid isPermaLink='false'>3</guid></item>",
    "<item><title>&pub;\x0b</title><link>https://a/2</link></item>",
    "<item><title>1</title><images><value>1</value><value>2</value></images></item>",
    "<!-- <item> --><item><title>1</title></item>",
    "<item><title>1</item>",
    "<item/>",
    "</items>",
    "</rss><rss version='2.0'>",
]


@given(
    st.lists(st.sampled_from(ALIKE), max_size=12).map("".join),
    st.sampled_from(["<items>{}</items>", "<rss version='2.0'>{}</rss>"]),
)
def test_items_that_are_written_alike_are_read_as_any(rows: str, root: str) -> None:
    text = root.format(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_MAX_PATTERNS", 0)
        expected = read(text)
        patch.setattr(reader, "_MAX_PATTERNS", 2)
        patch.setattr(reader, "_MANY", 1)
        assert read(text) == expected
