"""Layout features of articles: pre-checks and caches save time, and never change a feature."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newscheck.article.extraction import to_article
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.html import markup_features
from newscheck.html.walk import extract_content
from newscheck.layout import features, url_features
from newscheck.model import Article, Document, LocatedValue
from newscheck.readers import read
from newscheck.synthetic import specimen

SITES = Session(Project(now=4_000_000_000_000)).checker.sites
TAGS = ["p", "div", "strong", "a", "img", "br", "span", "figure", "ul", "li", "table", "td", "h2", "divclass", "script"]
ATTRIBUTES = [
    "",
    ' class="a b-12"',
    ' id="x"',
    ' href="/y"',
    " data-z",
    ' class="标题" width="310"',
    " class='<'",
    ' id="',
]
SCRAPS = ["字", " ", "&nbsp;", "<", "</newscheck>", "<newscheck>", "<body>", "<!-- x -->", "<![CDATA[x]]>", "</p>"]
TOKENS = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(SCRAPS),
)
HTML = st.lists(TOKENS, max_size=40).map("".join)


def features_by_definition(html: str) -> tuple[set[str], str]:
    """The features of markup by their definition, element by element, without caches."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    article = etree.fromstring(b"<newscheck>" + html.encode(), parser)[0][0]
    names: set[str] = set()

    def descend(node: Any, path: list[str]) -> None:
        tag = markup_features._tag(node.tag)
        inner = path if path and path[-1] == tag else [*path, tag]
        if len(inner) <= 4:
            names.add(f"path {'/'.join(inner)}")
        for name, value in node.items():
            names.update(
                markup_features._attribute_features(
                    tag,
                    markup_features.mask_values(name.strip(markup_features._GLUED)),
                    value if name in markup_features._VALUED else "",
                    name,
                )
            )
        for child in node:
            descend(child, inner)

    top = ["#text"] if (article.text or "").strip() else []
    for child in article:
        descend(child, [])
        top += [markup_features._tag(child.tag), *(["#text"] if (child.tail or "").strip() else [])]
    top = [name for at, name in enumerate(top) if not at or top[at - 1] != name]
    names.update(markup_features._top_features.__wrapped__(tuple(top)))
    return names, " ".join(top)


@given(st.lists(HTML, min_size=1, max_size=3))
def test_features_of_markup_do_not_depend_on_caches(pages: list[str]) -> None:
    for html in pages:
        content = extract_content(html, SITES.generic, with_features=True)
        assert (set(content.features), content.skeleton) == features_by_definition(html)
        assert len(set(content.features)) == len(content.features)


def test_caches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_features, "_LARGEST", 50)
    for number in range(500):
        extract_content(f'<x{number}><y{number} z{number}="">', SITES.generic, with_features=True)
        assert markup_features._PathNode.entry_count <= 60
        assert len(markup_features._attribute_cache) <= 50
    assert "path x499/y499" in extract_content("<x499><y499>", SITES.generic, with_features=True).features


def test_of_too_many_features_the_same_are_kept() -> None:
    names = [f"x{letter}{other}" for letter in "abcdefghijklm" for other in "abcdefghijklm"]
    first = extract_content("".join(f"<{name}></{name}>" for name in names), SITES.generic, with_features=True)
    assert len(first.features) == 120
    assert list(first.features) == sorted(first.features)


def article_of(title: str, image: str, body: str) -> Article:
    texts = {"title": title, "url": "http://www.example.org/a/b", "html": f'<img src="{image}"><p>{body}</p>'}
    return to_article(
        Document("x", "", "dump", **{name: LocatedValue(text, 0, 0) for name, text in texts.items()}), SITES
    )


TEXT = st.text("字体新闻a1&;/<≤â€Ã\ufffd.-| …", max_size=60)


@given(TEXT, TEXT)
def test_words_of_the_title_in_the_text(title: str, body: str) -> None:
    end = min(len(title), 40) - 1
    pairs = [title[at : at + 2] for at in range(end)][:: -(-end // 16) if end > 0 else 1]
    pairs = [pair for pair in pairs if pair.isalnum()]
    count = sum(pair in body for pair in pairs)
    names: list[str] = []
    features._add_words(names, title, body)
    assert ("text has the title's words" in names) == bool(pairs and count * 5 >= len(pairs))
    assert ("text has half the title" in names) == bool(pairs and count * 2 >= len(pairs))
    assert ("text has the title" in names) == bool(title and title in body)


@given(st.text("ab./?&:", max_size=30).map("https://h.org".__add__))
def test_the_check_before_the_pattern_loses_no_embedded_host(image: str) -> None:
    names: list[str] = []
    url_features.add_embedded_host(names, image)
    expected = url_features._EMBEDDED.search(image, 9)
    assert names == ([f"image of {expected[1].lower()[:40]}"] if expected else [])


@given(TEXT)
def test_the_check_before_the_pattern_loses_no_suffix_of_a_title(title: str) -> None:
    names: list[str] = []
    features._add_title(names, title)
    expected = re.match(r".*\s[-–—|]\s(.{2,24})", title[-80:])
    assert any(name.startswith("title suffix ") for name in names) == bool(expected)


@given(
    st.text("htps:/.a@#?", max_size=20) | st.sampled_from(["http://", "https://a", "http:///x", "mailto:a@b", "//x"])
)
def test_the_origin_of_a_link_has_its_host(link: str) -> None:
    assert url_features._link_host(url_features._origin_of(link)) == url_features._cached_link_host.__wrapped__(link)


@given(TEXT, TEXT)
def test_names_are_those_of_the_hashes(title: str, body: str) -> None:
    names: set[str] = set()
    packed = features.feature_set(article_of(title, "https://h.org/a.png", body), names).features
    assert len(packed) == 4 * (len(names) - 1)  # the kind of article is no feature
    assert set(features.names_by_hash(names).values()) == names


def test_features_do_not_depend_on_the_order_of_articles() -> None:
    articles = [
        to_article(document, SITES, with_features=True) for raw in specimen.series([{}] * 40) for document in read(raw)
    ]
    forth = [set(features.extract(article)) for article in articles]
    back = [set(features.extract(article)) for article in reversed(articles)]
    assert forth == back[::-1]
