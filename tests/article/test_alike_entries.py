"""The members of items that are written alike: the same as those of each item for itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscheck.article import alike_entries, feed_entries, xml_form
from newscheck.article.xml_form import XmlForm
from newscheck.text import xml_content, xml_source

CONTENT = " xmlns:c='http://purl.org/rss/1.0/modules/content/'"
FORMS = [
    xml_form.form_of("rss", CONTENT),
    xml_form.form_of("atom", ""),
    xml_form.form_of("records", ""),
    xml_form.form_of("rss", " xml:base='https://a/b/'"),
]
ELEMENTS = [
    *("<title> 港口\u3000</title>", "<title>&lt;b&gt;</title>", "<link>/1</link>", "<category>港</category>"),
    *("<guid>https://a/3</guid>", "<guid>3</guid>", "<guid isPermaLink='true'>4</guid>", "<image/>"),
    *("<c:encoded><![CDATA[<p>港 <a href='x'>y</a></p>\n]]></c:encoded>", "<enclosure url='https://a/1.jpg'/>"),
    *("<link href='https://a/2'/>", "<pubDate> </pubDate>", "<tags><value>1</value> <value> &amp;</value></tags>"),
]


@example(["<a>1</a>", "<a>2</a>", "<tags><value>1</value></tags>"], FORMS[2])
@given(st.lists(st.sampled_from(ELEMENTS), min_size=1, max_size=5), st.sampled_from(FORMS))
def test_members_are_those_of_each_item(elements: list[str], form: XmlForm) -> None:
    text = f"<item>{''.join(elements)}</item>"
    tag = next(xml_source.tags(text))
    content = xml_content.read(text, tag)
    assert content
    entries = alike_entries.like(text, tag, content.start, form)
    if entries is None:
        assert "<value>" in text
        return
    found = entries.match(text, 0)
    assert found
    expected = feed_entries.members(text, content.parts, form)
    assert [*entries.members(text, found).items()] == [*expected.items()]


@pytest.mark.parametrize(
    ("kind", "is_read"), [pytest.param("records", True, id="records"), pytest.param("rss", False, id="a feed")]
)
def test_lists_of_values_are_read_in_records(kind: str, is_read: bool) -> None:
    text = "<item><tags><value>1</value></tags></item>"
    tag = next(xml_source.tags(text))
    entries = alike_entries.like(text, tag, text.index("</item>"), XmlForm(kind))
    assert bool(entries) is is_read
