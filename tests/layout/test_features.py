"""What an article looks like: gates and memories change what it costs to say, never what is said."""

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


def plain_outline(html: str) -> tuple[set[str], str]:
    """The outline as its definition says it, element by element, with nothing remembered."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    article = etree.fromstring(b"<newscheck>" + html.encode(), parser)[0][0]
    found: set[str] = set()

    def descend(node: Any, path: list[str]) -> None:
        tag = markup_features._tag(node.tag)
        inner = path if path and path[-1] == tag else [*path, tag]
        if len(inner) <= 4:
            found.add(f"path {'/'.join(inner)}")
        for name, value in node.items():
            found.update(
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
    found.update(markup_features._top_features.__wrapped__(tuple(top)))
    return found, " ".join(top)


@given(st.lists(HTML, min_size=1, max_size=3))
def test_the_outline_is_that_of_the_tree_whatever_was_seen_before(pages: list[str]) -> None:
    for html in pages:
        tree = extract_content(html, SITES.generic, with_features=True)
        assert (set(tree.features), tree.skeleton) == plain_outline(html)
        assert len(set(tree.features)) == len(tree.features)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_the_words_of_the_title_are_found_as_if_all_were_looked_for(title: str, body: str) -> None:
    end = min(len(title), 40) - 1
    pairs = [title[at : at + 2] for at in range(end)][:: -(-end // 16) if end > 0 else 1]
    pairs = [pair for pair in pairs if pair.isalnum()]
    had = sum(pair in body for pair in pairs)
    found: list[str] = []
    features._add_words(found, title, body)
    assert ("text has the title's words" in found) == bool(pairs and had * 5 >= len(pairs))
    assert ("text has half the title" in found) == bool(pairs and had * 2 >= len(pairs))
    assert ("text has the title" in found) == bool(title and title in body)


@given(st.text("ab./?&:", max_size=30).map("https://h.org".__add__))
def test_an_address_in_an_address_is_found_behind_the_gate(image: str) -> None:
    found: list[str] = []
    url_features.add_embedded_host(found, image)
    expected = url_features._EMBEDDED.search(image, 9)
    assert found == ([f"image of {expected[1].lower()[:40]}"] if expected else [])


@given(TEXT)
def test_a_suffix_of_the_title_is_found_behind_the_gate(title: str) -> None:
    found: list[str] = []
    features._add_title(found, title)
    expected = re.match(r".*\s[-–—|]\s(.{2,24})", title[-80:])
    assert any(name.startswith("title suffix ") for name in found) == bool(expected)


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
