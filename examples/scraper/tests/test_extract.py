"""The extractor on generated pages. The folders in `pages/` test the saved ones."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newscheck.testing import assert_same
from newscheck.testing.strategies import Page, pages

from rfi_scraper.extract import NotAnArticle, parse

HERE = Path(__file__).parent
TEMPLATE = (HERE / "template.html").read_text("utf-8")
SAVED = (HERE / "pages" / "eel-ladder" / "page.html").read_text("utf-8")


@given(pages(TEMPLATE))
def test_whatever_an_article_says_is_read(page: Page) -> None:
    assert_same(parse(page.html.encode(), page.url), page.record)


@given(st.sampled_from(["plain", "story", "breaks", "figures", "blog"]).flatmap(pages))
def test_another_layout_is_refused_and_not_read_by_halves(page: Page) -> None:
    with pytest.raises(NotAnArticle):
        parse(page.html.encode(), page.url)


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(NotAnArticle):
        parse(data)


@pytest.mark.parametrize(
    ("part", "instead", "field", "expected"),
    [
        pytest.param("<figure.*?</figure>", "", "image", None, id="no picture"),
        pytest.param(r'img src="https://\S+"', 'img src="/p.jpg"', "image", "https://www.rfi.fr/p.jpg", id="relative"),
        pytest.param('<p class="story__lead">.*?</p>', "", "lead", None, id="no lead"),
        pytest.param("16/08/2023 - 21:04", "昨晚", "dateline", "2023-08-16T21:04", id="time for machines only"),
        pytest.param(r' datetime="\S+"', "", "dateline", "2023-08-16T21:04", id="time for people only"),
        pytest.param('<p class="story__date">.*?</p>', "", "dateline", None, id="no time"),
        pytest.param('<link rel="canonical".*?>', "", "url", "https://www.rfi.fr/cn/1", id="no address"),
    ],
)
def test_page_where_something_is_otherwise(part: str, instead: str, field: str, expected: str | None) -> None:
    assert getattr(parse(_edited(part, instead), "https://www.rfi.fr/cn/1"), field) == expected


@pytest.mark.parametrize("name", ["title", "text"])
def test_page_without_what_every_article_has(name: str) -> None:
    part = "story__title" if name == "title" else "story__(?:lead|body)"
    with pytest.raises(NotAnArticle, match=f"no {name} in https://www.rfi.fr/cn/.*: has the layout changed"):
        parse(_edited(part, "renamed"))


def _edited(part: str, instead: str) -> bytes:
    """The saved page with every occurrence of a part replaced."""
    edited, count = re.subn(part, instead, SAVED, flags=re.DOTALL)
    assert count
    return edited.encode()
