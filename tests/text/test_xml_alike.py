"""Elements that are written alike: a pattern reads what a look at each of their elements reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import xml_alike, xml_content, xml_source
from newscheck.text.xml_alike import XmlAlike

ITEM = "<item><a>1 &amp; 2</a>\n<b><![CDATA[<p>港&amp;</p>]]></b><c d='1'>x</c><e/><f g='&lt;'/></item>"
LIST = "<item><a>1</a><tags><value>港</value>\n<value>&lt;</value></tags></item>"


def like(text: str) -> XmlAlike | None:
    tag = next(xml_source.tags(text))
    content = xml_content.read(text, tag)
    assert content
    return xml_alike.like(text, tag, content.start)


def assert_reads_all(alike: XmlAlike, text: str) -> None:
    found = alike.match(text, 0)
    content = xml_content.read(text, next(xml_source.tags(text)))
    assert found
    assert content
    assert found.end() == content.end
    assert [*alike.parts(found)] == content.parts


@pytest.mark.parametrize(
    ("text", "is_alike"),
    [
        pytest.param(ITEM, True, id="itself"),
        pytest.param("\n  <item ><a>", False, id="a blank in the tag"),
        pytest.param(ITEM.replace("1 &amp; 2", ""), True, id="no text"),
        pytest.param(ITEM.replace("d='1'", 'h="<"'), False, id="a mark in an attribute"),
        pytest.param(ITEM.replace("d='1'", 'h="3>" i="4"'), True, id="other attributes"),
        pytest.param(ITEM.replace(" d='1'", ""), False, id="no attributes"),
        pytest.param(ITEM.replace("<p>港&amp;</p>", "]]x"), True, id="brackets in CDATA"),
        pytest.param(ITEM.replace("<e/>", "<e></e>"), False, id="an end tag"),
        pytest.param(ITEM.replace("<e/>", ""), False, id="one element less"),
        pytest.param(ITEM.replace("<e/>", "<e/><e/>"), False, id="one element more"),
        pytest.param(ITEM.replace("1 &amp; 2", "1<!-- 2 -->"), False, id="a comment"),
        pytest.param(ITEM.replace("1 &amp; 2", "1<b>2</b>"), False, id="an element in it"),
        pytest.param(ITEM.replace("</item>", ""), False, id="no end tag"),
        pytest.param(ITEM.replace("</item>", "\n</item\n>"), True, id="blanks around the end"),
        pytest.param(ITEM.replace("</a>", "</a>x"), False, id="a text between"),
    ],
)
def test_items_like_one(text: str, is_alike: bool) -> None:
    alike = like(ITEM)
    assert alike
    assert bool(alike.match(text, 0)) is is_alike
    if is_alike:
        assert_reads_all(alike, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<item a='1'><b>1</b></item>", id="attributes"),
        pytest.param("<item></item>", id="empty"),
        pytest.param("<item><a><b>1</b></a></item>", id="nested"),
        pytest.param("<item><a b='1'><value>1</value></a></item>", id="a list with attributes"),
        pytest.param("<item><a>1<!-- 2 --></a></item>", id="a comment"),
        pytest.param("<item><a>1<![CDATA[2]]></a></item>", id="a text beside CDATA"),
        pytest.param("<item>1<a>2</a></item>", id="a text beside elements"),
        pytest.param(f"<item>{'<a>1</a>' * 61}</item>", id="too many elements"),
        pytest.param(f"<item><{'a' * 2000}>1</{'a' * 2000}></item>", id="a name that is too long"),
    ],
)
def test_no_pattern(text: str) -> None:
    assert like(text) is None


def test_values_of_lists() -> None:
    alike = like(LIST)
    assert alike
    assert alike.has_lists
    found = alike.match(LIST)
    assert found
    assert alike.values(found) == ["1", ["港", "<"]]
    assert not alike.match(LIST.replace("<value>港</value>\n<value>&lt;</value>", ""))


ELEMENTS = st.builds(
    "<{0}{1}>{2}</{0}>".format,
    st.sampled_from(["a", "b:c", "港"]),
    st.sampled_from(["", " d='1'", ' e=">"']),
    st.sampled_from(["", " 1 ", "&amp;&#65;&x;", "<![CDATA[ <i>&amp;]]>", " <![CDATA[]]> ", "港"]),
) | st.sampled_from(["<a/>", "<b f='1'/>", "\n"])
ITEMS = st.lists(ELEMENTS, max_size=4).map(lambda elements: f"<item>{''.join(elements)}</item>")


@given(ITEMS, ITEMS)
def test_what_a_pattern_reads_is_what_is_there(text: str, other: str) -> None:
    alike = like(text)
    assert (alike is None) is (text.strip() in ("<item></item>", "<item>\n</item>") or "<" not in text[6:-7])
    if alike:
        assert_reads_all(alike, text)
        if alike.match(other):
            assert_reads_all(alike, other)
