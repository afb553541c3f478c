"""The content of elements, read in one pass: the same as `xml_source` reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import xml_content, xml_source
from newscheck.text.xml_content import XmlContent

PIECES = [
    *("<a>", "</a>", "<b c='d'>", "</b>", "<b/>", "<a>x</a>", "<![CDATA[", "]]>", "<!-- ", "-->", "<?x ", "?>"),
    *("&amp;", "&", "<", ">", "]", "港", " ", "\n", "<b><![CDATA[<a>]]></b>", "</r>", "<r>", "</r >"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
NESTED = st.recursive(
    st.sampled_from(["", "港", "&lt;", "<![CDATA[</r>]]>", "<!-- <a> -->", "<?x <a> ?>", "<r/>"]),
    lambda inner: st.builds(
        "{1}<{0}>{2}</{0}>".format, st.sampled_from("abr"), st.sampled_from(["", " ", "港"]), inner
    ).flatmap(lambda element: inner.map(element.__add__)),
    max_leaves=8,
)


def content(text: str) -> XmlContent | None:
    return xml_content.read(text, next(xml_source.tags(text)))


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" <a>1</a>x<b c='d'/>\n", [("a", "", "1"), ("b", " c='d'", "")], id="elements and text"),
        pytest.param("<a> 1 &lt;&nbsp;</a>", [("a", "", " 1 <\xa0")], id="references"),
        pytest.param("<a> <![CDATA[</r>]]> </a>", [("a", "", "</r>")], id="CDATA"),
        pytest.param("<a>1<!-- </a> -->2</a>", [("a", "", "12")], id="a comment in a text"),
        pytest.param("<a>1<![CDATA[<]]>2</a>", [("a", "", "1<2")], id="CDATA in a text"),
        pytest.param("<a><b>1</b></a><c/>", [("a", "", None), ("c", "", "")], id="nested"),
        pytest.param("<r><r>1</r></r>", [("r", "", None)], id="of the same name"),
    ],
)
def test_elements(inner: str, expected: list[tuple[str, str, str | None]]) -> None:
    text = f"<r>{inner}</r><r>"
    found = content(text)
    assert found
    assert [part[:3] for part in found.parts] == expected
    assert text[found.start : found.end] == "</r>"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<r><a>1</a>", id="no end tag"),
        pytest.param("<r><a></r>", id="an element in it is not closed"),
        pytest.param("<r></a></r>", id="an end tag without an element"),
        pytest.param("<r><a>1 < 2</a></r>", id="a mark that begins no tag"),
        pytest.param("<r><a><![CDATA[1</a></r>", id="CDATA without an end"),
        pytest.param("<r><a><!-- 1</a></r>", id="a comment without an end"),
    ],
)
def test_what_is_broken_is_not_read(text: str) -> None:
    assert content(text) is None


def assert_is_as_in_source(text: str, found: XmlContent) -> None:
    tag = next(xml_source.tags(text))
    closing = xml_source.closing_tag(text, tag)
    assert closing
    assert (closing.start, closing.end) == (found.start, found.end)
    elements = [*xml_source.elements(text, tag.end, closing.start)]
    assert [part[:3] for part in found.parts] == [(own.name, own.attributes, own.value) for own in elements]
    assert all(part[3] in (None, element) for part, element in zip(found.parts, elements, strict=True))
    assert not any(value is None and element is None for *_, value, element in found.parts)


@given(NESTED)
def test_well_formed_elements_are_those_of_the_source(inner: str) -> None:
    text = f"<r>{inner}</r>"
    found = content(text)
    assert found
    assert_is_as_in_source(text, found)


@given(TEXTS)
def test_other_elements_are_those_of_the_source_or_none(inner: str) -> None:
    text = f"<r>{inner}</r>"
    if found := content(text):
        assert_is_as_in_source(text, found)
