"""The elements of an item, and where their values stand."""

from __future__ import annotations

import pytest

from newscheck.article import entry_elements, xml_form


@pytest.mark.parametrize(
    ("kind", "text", "inner"),
    [
        pytest.param("rss", "<a> 1 </a>", "1", id="blanks around a value"),
        pytest.param("rss", "<a>\u3000 1</a>", "\u3000 1", id="an indent in Chinese"),
        pytest.param("records", "<a> 1 </a>", " 1 ", id="blanks in a record"),
        pytest.param("rss", "<a> <![CDATA[ <p>1</p> ]]> </a>", "<p>1</p>", id="CDATA"),
        pytest.param("records", "<a><![CDATA[ 1 ]]></a>", " 1 ", id="CDATA in a record"),
        pytest.param("rss", "<a>1<![CDATA[2]]></a>", "1<![CDATA[2]]>", id="a text beside CDATA"),
        pytest.param("atom", "<a> <x:div>\n<p>1</p> </x:div></a>", "<p>1</p>", id="the division around XHTML"),
        pytest.param("atom", "<a><div>1</div><p>2</p></a>", "<div>1</div><p>2</p>", id="a division of the text"),
        pytest.param("atom", "<a><div/></a>", "<div/>", id="an empty division"),
    ],
)
def test_the_content_of_an_element(kind: str, text: str, inner: str) -> None:
    form = xml_form.form_of(kind, "")
    (element,) = entry_elements.elements(text, 0, len(text), form)
    assert element.element
    start, end = entry_elements.inner(text, element.element, form)
    assert text[start:end] == inner


@pytest.mark.parametrize(
    ("text", "is_permalink"),
    [
        pytest.param("<guid>https://a/1</guid>", True, id="an address"),
        pytest.param("<guid>1</guid>", False, id="a number"),
        pytest.param("<guid isPermaLink='true'>1</guid>", True, id="said so"),
        pytest.param("<guid isPermaLink='false'>https://a/1</guid>", False, id="said not so"),
    ],
)
def test_guids(text: str, is_permalink: bool) -> None:
    (element,) = entry_elements.elements(text, 0, len(text), xml_form.form_of("rss", ""))
    assert entry_elements.is_permalink(element) is is_permalink
