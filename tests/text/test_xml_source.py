"""The source of XML: elements, values and their offsets, valid or broken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newscheck.text import xml_source
from newscheck.text.xml_source import XmlTag

PIECES = [
    *("<a>", "</a>", "<b c='d'>", "</b>", "<a/>", "<![CDATA[", "]]>", "<!--", "-->", "<?x ", "?>"),
    *("&amp;", "&lt;", "&#28207;", "&", "<", ">", "]", "港", " ", "\n", "'", '"'),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


def first_tag(text: str) -> XmlTag:
    return next(xml_source.tags(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("<a><b/></a>", ["a", "b", "a"], id="tags"),
        pytest.param("<!DOCTYPE x [<!ENTITY a '<b>'>]><a>", ["a"], id="a DTD"),
        pytest.param("<!-- <b> --><?php <b> ?><![CDATA[<b>]]><a>", ["a"], id="what is no tag"),
        pytest.param("1 < 2 <a b='>'/>", ["a"], id="a mark that begins none, and one in quotes"),
        pytest.param("<a <b>", ["b"], id="a tag that is not finished"),
        pytest.param("<港口 渔='一'/>", ["港口"], id="names in Chinese"),
    ],
)
def test_tags(text: str, names: list[str]) -> None:
    assert [tag.name for tag in xml_source.tags(text)] == names


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("<a>x</a>", "x", id="plain"),
        pytest.param("<a>x</a >", "x", id="a blank in the end tag"),
        pytest.param("<a><a>x</a></a>", "<a>x</a>", id="nested"),
        pytest.param("<a><a/></a>", "<a/>", id="an empty one in it"),
        pytest.param("<a><ab>x</ab></a>", "<ab>x</ab>", id="a longer name"),
        pytest.param("<a><![CDATA[</a>]]></a>", "<![CDATA[</a>]]>", id="in CDATA"),
        pytest.param("<a><!-- </a> --></a>", "<!-- </a> -->", id="in a comment"),
        pytest.param("<a><a></a>", None, id="none"),
    ],
)
def test_the_end_of_an_element(text: str, inner: str | None) -> None:
    tag = first_tag(text)
    closing = xml_source.closing_tag(text, tag)
    assert (text[tag.end : closing.start] if closing else None) == inner


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("&lt;&gt;&quot;&apos;&amp;", "<>\"'&", id="XML's own"),
        pytest.param("&amp;lt;&#38;lt;", "&lt;&lt;", id="once only"),
        pytest.param("&#x6E2F;&#28207;", "港港", id="characters by number"),
        pytest.param("&nbsp;&hellip;", "\xa0…", id="HTML's"),
        pytest.param("&pub; &; & &#xD800;&#0;&#9999999;", "&pub; &; & \ufffd\ufffd\ufffd", id="none, or no character"),
    ],
)
def test_references(text: str, value: str) -> None:
    assert xml_source.unescape(text) == value


REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "#38": "&"}


@given(st.lists(st.sampled_from([*"&;p/港", "lt", "gt;", "&amp;", "&#38;", "&lt;p&gt;", "&lt;/p&gt;"])).map("".join))
def test_references_of_escaped_paragraphs(text: str) -> None:
    expected = re.sub("&(lt|gt|amp|#38);", lambda found: REFERENCES[found[1]], text)
    assert xml_source.unescape(text) == expected


@given(TEXTS)
def test_elements_are_in_the_text(text: str) -> None:
    at = 0
    for element in xml_source.elements(text, 0, len(text)):
        assert at <= element.tag_start < element.start <= element.end <= len(text)
        assert text.startswith(f"<{element.name}", element.tag_start)
        at = element.end


@given(TEXTS)
def test_values_are_those_of_lxml(text: str) -> None:
    try:
        root = etree.fromstring(f"<r>{text}</r>", etree.XMLParser(resolve_entities=False, remove_comments=True))
    except etree.XMLSyntaxError:
        return
    children = [child for child in root if isinstance(child.tag, str)]
    elements = [*xml_source.elements(text, 0, len(text))]
    assert [element.name for element in elements] == [child.tag for child in children]
    for element, child in zip(elements, children, strict=True):
        if not len(child):
            assert element.value == (child.text or "")


@given(TEXTS)
def test_each_character_of_a_value_has_its_place(text: str) -> None:
    value = xml_source.text_of(text, 0, len(text))
    offsets = [xml_source.source_offset(text, 0, len(text), offset) for offset in range(len(value))]
    assert offsets == sorted(offsets)
    assert all(text[at] in (character, "&") for at, character in zip(offsets, value, strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f"])
def test_control_characters_are_seen_in_all_encodings(encoding: str, character: str) -> None:
    text = f"港{character}口"
    assert xml_source.may_have_forbidden(text, text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "may_have"),
    [
        pytest.param("\t港\r\n", False, id="line ends and tabs"),
        pytest.param("港\ufffe", True, id="U+FFFE"),
        pytest.param("港\uffff", True, id="U+FFFF"),
        pytest.param(" " * (1 << 18) + "\x08", True, id="far behind"),
    ],
)
def test_texts_without_control_characters_are_not_searched(text: str, may_have: bool) -> None:
    assert xml_source.may_have_forbidden(text, text.encode()) == may_have
