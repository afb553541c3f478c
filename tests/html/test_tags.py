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
        pytest.param("sidenav", None, id="an attribute's name in a longer word"),
        pytest.param("imgsrcset", "img", id="an attribute whose name begins like another"),
        pytest.param("spanv-if", "span", id="an attribute of a framework"),
    ],
)
def test_split_fused(tag: str, element: str | None) -> None:
    assert tags.split_fused(tag) == element


@pytest.mark.parametrize(
    ("html", "tag", "element"),
    [
        pytest.param('<imgsrc="a.jpg">', 'imgsrc="a.jpg"', "img", id="the parser keeps the value"),
        pytest.param('<IMGSRC = "a.jpg">', "imgsrc", "img", id="the parser leaves the value out"),
        pytest.param("<subtitle>", "subtitle", None, id="an element of XML"),
        pytest.param("<sectiontitle lang=en>", "sectiontitle", None, id="one with an attribute"),
        pytest.param("<divdata-list>", "divdata-list", "div", id="an attribute without a value"),
    ],
)
def test_an_attribute_has_its_value(html: str, tag: str, element: str | None) -> None:
    assert tags.split_fused(tag, tags.valued_names(html)) == element


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
