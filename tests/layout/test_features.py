"""Layout features of articles: pre-checks and caches save time, and never change a feature."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.extraction import to_article
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import features
from newscheck.model import Article, Document, LocatedValue
from newscheck.readers import read
from newscheck.synthetic import specimen

SITES = Session(Project(now=4_000_000_000_000)).checker.sites


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
    features._add_words(names, title, body, "zh")
    assert ("text has the title's words" in names) == bool(pairs and count * 5 >= len(pairs))
    assert ("text has half the title" in names) == bool(pairs and count * 2 >= len(pairs))
    assert ("text has the title" in names) == bool(title and title in body)


@given(TEXT)
def test_the_check_before_the_pattern_loses_no_suffix_of_a_title(title: str) -> None:
    names: list[str] = []
    features._add_title(names, title, is_han=True)
    expected = re.match(r".*\s[-–—|]\s(.{2,24})", title[-80:])
    assert any(name.startswith("title suffix ") for name in names) == bool(expected)


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


def test_each_own_field_is_a_feature() -> None:
    names: set[str] = set()
    article = article_of("T", "https://h.org/a.png", "x")
    with_own = features.feature_set(article, names, ["author", "caption", "a\n\x1b"])
    assert {"has field author", "has field caption", "has field a\n\x1b"} <= names
    assert len(with_own.features) == len(features.feature_set(article, set()).features) + 3 * 4


@pytest.mark.parametrize(
    ("path", "crawl", "expected"),
    [
        pytest.param("2023/08/16/a.html", "2023-08-16T00:00:00", ["on"], id="the first moment of the day"),
        pytest.param("2023/08/16/a.html", "2023-08-15T23:59:59.999", ["before"], id="the last one before"),
        pytest.param("2023/08/16/a.html", "2023-08-16T23:59:59.999", ["on"], id="the last moment of the day"),
        pytest.param("2023/08/16/a.html", "2023-08-17T00:00:00", ["after"], id="the first one after"),
        pytest.param("2023/08/16/a.html", "2023-08-19T23:59:59.999", ["after"], id="three days"),
        pytest.param("2023/08/16/a.html", "2023-08-20T00:00:00", [], id="four days"),
        pytest.param("2023/08/16/a.html", "2023-08-13T00:00:00", ["before"], id="three days before"),
        pytest.param("2023/08/16/a.html", "2023-08-12T23:59:59.999", [], id="four days before"),
        pytest.param("2023/08/a.html", "2023-08-16T12:00:00", [], id="a month"),
        pytest.param("20230816-a", "2023-08-16T12:00:00", ["on"], id="digits alone"),
        pytest.param("202308169500029.aspx", "2023-08-16T12:00:00", ["on"], id="a number that begins with it"),
        pytest.param("2023/13/16/a.html", "2023-08-16T12:00:00", [], id="no day"),
        pytest.param("a.html", "2023-08-16T12:00:00", [], id="no date"),
    ],
)
def test_the_day_in_the_url_beside_that_of_the_crawl(path: str, crawl: str, expected: list[str]) -> None:
    epoch = (datetime.fromisoformat(crawl).replace(tzinfo=UTC) - datetime.fromtimestamp(0, UTC)) // timedelta(
        milliseconds=1
    )
    texts: dict[str, str | int] = {"url": f"http://www.example.org/{path}", "html": "<p>a</p>", "epoch": epoch}
    values = {name: LocatedValue(value, 0, 0) for name, value in texts.items()}
    found = features.extract(to_article(Document("x", "", "dump", **values), SITES))
    assert [name.removeprefix(features.URL_DAY) for name in found if name.startswith(features.URL_DAY)] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<div><p>a</p></div>", [], id="neither"),
        pytest.param("<div><p>a</p></div><p>b</p></div>", [features.STRAY_END_TAGS], id="an end tag too many"),
        pytest.param("<section><section><p>a</p></section>", [], id="a start tag too many"),
        pytest.param("<p>a</p><p>b<br>c<br/>d</p>", [features.LINE_BREAKS], id="breaks for paragraphs"),
        pytest.param("<p>a</p><p>b<br>c</p>", [], id="a break in one of two paragraphs"),
        pytest.param("a<br>b", [features.LINE_BREAKS], id="no paragraphs"),
    ],
)
def test_what_the_tree_does_not_show(html: str, expected: list[str]) -> None:
    document = Document("x", "", "dump", html=LocatedValue(html, 0, 0))
    found = features.extract(to_article(document, SITES, with_features=True))
    assert sorted({*found} & {features.STRAY_END_TAGS, features.LINE_BREAKS}) == expected


@pytest.mark.parametrize(
    ("epoch", "placed"),
    [
        pytest.param(1_692_187_200, 1_692_187_200_000, id="seconds"),
        pytest.param(1_692_187_200_000, 1_692_187_200_000, id="milliseconds"),
        pytest.param(1_692, None, id="neither"),
    ],
)
def test_an_epoch_in_seconds_has_its_place_in_time(epoch: int, placed: int | None) -> None:
    values = {"html": LocatedValue("<p>a</p>", 0, 0), "epoch": LocatedValue(epoch, 0, 0)}
    article, names = to_article(Document("x", "", "dump", **values), SITES), set[str]()
    assert features.feature_set(article, names).epoch == placed
    assert (features.IN_SECONDS in names) == (epoch != placed and placed is not None)
