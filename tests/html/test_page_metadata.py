"""What a page states of its article: which source counts, and where the value stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.html import markup, page_metadata
from newscheck.html.page_metadata import PageMetadata
from newscheck.model import LocatedValue

NODE = '<script type="application/ld+json">{"@type": "NewsArticle", %s}</script>'
BASE = "https://a.example/news/1"


def read(html: str, url: str = BASE, heading: tuple[int, int] = (0, 0)) -> PageMetadata:
    return page_metadata.read(html, markup.pieces(html), {"url": url}, heading)


def value(field: LocatedValue | None) -> str | None:
    return None if field is None else str(field.value)


def meta(name: str, content: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param(NODE % '"headline": "灯塔"' + meta("og:title", "渡轮"), "灯塔", id="JSON-LD before Open Graph"),
        pytest.param(meta("og:title", "灯塔") + meta("twitter:title", "渡轮"), "灯塔", id="Open Graph before Twitter"),
        pytest.param(meta("twitter:title", "渡轮") + meta("og:title", "灯塔"), "灯塔", id="in any order"),
        pytest.param(meta("og:title", "灯塔") + meta("og:title", "渡轮"), "灯塔", id="the first of two"),
        pytest.param(meta("OG:Title ", "灯塔", "name"), "灯塔", id="the name in any spelling"),
        pytest.param("<title>站名</title><h1>灯塔</h1><h1>渡轮</h1>", "灯塔", id="the headline before the title"),
        pytest.param("<title>站名</title><h1> </h1>", "站名", id="an empty headline"),
        pytest.param(
            meta("og:title", "灯塔的新航标 - 站名") + "<h1>灯塔的新航标</h1>", "灯塔的新航标", id="site's name"
        ),
        pytest.param(
            meta("og:title", "灯塔的新航标更换") + "<h1>灯塔的新航标</h1>", "灯塔的新航标更换", id="a longer title"
        ),
        pytest.param(
            meta("og:title", "灯塔 - 站名") + "<h1>灯塔</h1>", "灯塔 - 站名", id="a headline too short to tell"
        ),
        pytest.param("<title>灯塔的新航标_站名</title><p> 灯塔的新航标 </p>", "灯塔的新航标", id="it stands alone"),
        pytest.param("<title>灯塔的新航标_站名</title><p>灯塔的新航标了</p>", "灯塔的新航标_站名", id="not alone"),
        pytest.param("<title>灯<b>塔</b></title>", "灯塔", id="tags in it"),
        pytest.param("<h1>灯塔", None, id="an open headline"),
        pytest.param("", None, id="none"),
    ],
)
def test_title(html: str, title: str | None) -> None:
    found = read(html).title
    assert value(found) == title
    if found and title and "<b>" not in html:
        assert html[found.start : found.end] == title


def test_a_known_headline_goes_before_others() -> None:
    html = "<h1>站名</h1><h2>灯塔的新航标</h2>"
    at = html.index("灯")
    assert value(read(html, heading=(at, at + 6)).title) == "灯塔的新航标"


@pytest.mark.parametrize(
    ("html", "known", "url"),
    [
        pytest.param(
            '<link rel="canonical" href="/2">' + meta("og:url", "/3"), BASE, "https://a.example/2", id="canonical"
        ),
        pytest.param(
            '<link rel="Canonical " href="/2"><link rel=canonical href="/3">',
            BASE,
            "https://a.example/2",
            id="the first",
        ),
        pytest.param('<link rel="alternate" href="/2">', BASE, BASE, id="another link"),
        pytest.param(meta("og:url", "https://a.example/?p=1"), BASE, "https://a.example/?p=1", id="a query is a path"),
        pytest.param(meta("og:url", "https://a.example/"), BASE, BASE, id="the front page, where another is known"),
        pytest.param(meta("og:url", "https://a.example/"), "", "https://a.example/", id="the front page"),
        pytest.param(meta("og:url", "http://[::1"), BASE, BASE, id="no address"),
        pytest.param(meta("og:url", "ftp://a.example/2"), BASE, BASE, id="another scheme"),
        pytest.param(meta("og:url", "/2"), "", None, id="relative to nothing"),
        pytest.param(NODE % '"url": "https://a.example/2"', BASE, "https://a.example/2", id="JSON-LD"),
        pytest.param("<!-- Mirrored from a.example/2 by HTTrack -->", "", "http://a.example/2", id="a comment"),
        pytest.param("<!-- see https://a.example/2 for it -->", "", None, id="a comment with more in it"),
    ],
)
def test_address(html: str, known: str, url: str | None) -> None:
    assert value(read(html, known).url) == url


@pytest.mark.parametrize(
    ("html", "published"),
    [
        pytest.param(NODE % '"dateCreated": "b", "datePublished": "a"' + meta("pubdate", "c"), "a", id="JSON-LD"),
        pytest.param(meta("date", "b") + meta("article:published_time", "a"), "a", id="the best name"),
        pytest.param(meta("datePublished", "a", "itemprop"), "a", id="microdata"),
        pytest.param('<time datetime="a">b</time>', "a", id="the only time"),
        pytest.param('<time datetime="a"></time><time datetime="b"></time>', None, id="two times"),
        pytest.param("<time>a</time>", None, id="a time for readers"),
        pytest.param(meta("article:modified_time", "a"), None, id="a change"),
    ],
)
def test_published(html: str, published: str | None) -> None:
    assert value(read(html).published) == published


@pytest.mark.parametrize(
    ("html", "image"),
    [
        pytest.param(
            meta("og:image", "/a.jpg?b=1&amp;c=2"), "https://a.example/a.jpg?b=1&c=2", id="relative, a reference"
        ),
        pytest.param(NODE % '"image": {"url": "https://b.example/b.jpg"}', "https://b.example/b.jpg", id="JSON-LD"),
        pytest.param(
            meta("twitter:image", "c.jpg") + meta("og:image", "b.jpg"), "https://a.example/news/b.jpg", id="order"
        ),
        pytest.param(meta("og:image", "//[bad"), "//[bad", id="no address"),
        pytest.param("<img src=a.jpg>", None, id="a picture in the text"),
    ],
)
def test_image(html: str, image: str | None) -> None:
    assert value(read(html).image) == image


@pytest.mark.parametrize(
    ("html", "names_article"),
    [
        pytest.param(NODE % '"headline": "a"', True, id="JSON-LD"),
        pytest.param(meta("og:type", "Article"), True, id="Open Graph"),
        pytest.param(meta("og:type", "website"), False, id="a website"),
        pytest.param(meta("pubdate", "2023-08-16"), True, id="a time of publication"),
        pytest.param('<time datetime="2023-08-16"></time>', False, id="a time on the page"),
        pytest.param(meta("og:title", "灯塔"), False, id="a title"),
    ],
)
def test_what_says_that_a_page_is_an_article(html: str, names_article: bool) -> None:
    assert read(html).names_article is names_article


@pytest.mark.parametrize(
    ("url", "is_front"),
    [
        ("https://a.example", True),
        ("https://a.example/", True),
        ("https://a.example/?p=1", False),
        ("https://a.example/1", False),
        ("/", False),
        ("https://[::1", False),
    ],
)
def test_front_pages(url: str, is_front: bool) -> None:
    assert page_metadata.is_front_page(url) is is_front


def test_only_so_many_tags_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_metadata, "_MAX_TAGS", 3)
    html = meta("a", "b") * 2 + meta("og:title", "灯塔") + meta("og:image", "/a.jpg")
    assert (value(read(html).title), read(html).image) == ("灯塔", None)
    comments = "<!-- a -->" * 3 + "<!--https://a.example/2-->"
    assert read(comments, "").url is None


PARTS = (
    *('<meta property="og:title" content="', "灯塔", '">', "<h1>", "</h1>", "<title>", "</title>", " - ", "&amp;"),
    *('<link rel=canonical href="/1">', "<!--", "-->", "https://a.example/1", "<time datetime=a>", "<script", NODE),
)


@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
def test_any_page_gives_places_in_it(html: str) -> None:
    for field in read(html)[:5]:
        assert field is None or 0 <= field.start <= field.end <= len(html)  # type: ignore[union-attr]
