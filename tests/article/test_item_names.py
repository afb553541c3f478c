"""Which names of members say what is behind them."""

from __future__ import annotations

import pytest

from newscheck.article import item_names


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("articles", True),
        ("noticias", True),
        ("whatever", True),
        ("https://paper.example/video/1", True),
        ("related", False),
        ("相关新闻", False),
        ("videoGallery", False),
        ("authors", False),
    ],
)
def test_items_may_be_behind_a_name(name: str, may: bool) -> None:
    assert item_names.may_hold_items(name) == may


@pytest.mark.parametrize(("name", "expected"), [("pageProps", True), ("feed", True), ("title", False), ("a1", False)])
def test_envelopes_have_names(name: str, expected: bool) -> None:
    assert item_names.is_envelope(name) == expected
