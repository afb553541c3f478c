"""Kinds of elements, and fused tags."""

from __future__ import annotations

import pytest

from newscheck.html import tags


@pytest.mark.parametrize(
    ("tag", "element"),
    [
        pytest.param("imgsrc", "img", id="an image"),
        pytest.param("divdata-list", "div", id="a data attribute"),
        pytest.param("ahref", "a", id="the shortest name"),
        pytest.param("figcaptionclass", "figcaption", id="a long name"),
        pytest.param("img", None, id="a known element"),
        pytest.param("share-button", None, id="a custom element"),
        pytest.param("article", None, id="a name that begins like another"),
    ],
)
def test_split_fused(tag: str, element: str | None) -> None:
    assert tags.split_fused(tag) == element


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("a", tags.IN_LINK),
        ("b", tags.IN_BOLD),
        ("video", tags.IN_HIDDEN),
        ("nav", tags.IN_FURNITURE),
        ("p", 0),
        ("x-y", 0),
    ],
)
def test_context_flags(name: str, flags: int) -> None:
    assert tags.context_flags(name) == flags


def test_each_element_has_one_kind() -> None:
    assert sum(len(names.split()) for names in tags._NAMES.values()) == len(tags.KINDS)
