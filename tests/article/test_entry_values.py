"""The values of elements of feeds and records."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.article import entry_elements, entry_values, xml_form

XHTML = "http://www.w3.org/1999/xhtml"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        pytest.param("rss", "<a> 1 &lt;</a>", "1 <", id="a text"),
        pytest.param("rss", "<category term='港'/>", "港", id="a category"),
        pytest.param("rss", "<a b='1'/>", {"b": "1"}, id="attributes only"),
        pytest.param("atom", "<title type='html'>&lt;b>1&lt;/b> &amp;amp;</title>", "1 &", id="a title in HTML"),
        pytest.param("atom", f"<content xmlns:h='{XHTML}'><h:p>1</h:p></content>", "<h:p>1</h:p>", id="markup"),
        pytest.param("rss", "<link>/1</link>", "https://a/1", id="a link and the base"),
        pytest.param("rss", "<body>&lt;a href='/1'></body>", "<a href='https://a/1'>", id="links in markup"),
        pytest.param("records", "<a><value>1</value><value> </value></a>", ["1", " "], id="a list, as Scrapy has it"),
        pytest.param("records", "<a><b>1</b><c>2</c><c>3</c></a>", {"b": "1", "c": ["2", "3"]}, id="members"),
        pytest.param("records", f"{'<a>' * 30}1{'</a>' * 30}", None, id="too many levels"),
    ],
)
def test_the_value_of_an_element(kind: str, text: str, value: Any) -> None:
    form = xml_form.form_of(kind, " xml:base='https://a/'" if kind == "rss" else "")
    (element,) = entry_elements.elements(text, 0, len(text), form)
    found = entry_values.value_of(text, element, form)
    while value is None and found:
        found = found["a"]
    assert found == value


def test_repeated_members() -> None:
    item: dict[str, Any] = {}
    for name, value in (
        ("category", "1"),
        ("x", "1"),
        ("x", "2"),
        ("x", "3"),
        ("title", ""),
        ("title", "1"),
        ("title", "2"),
    ):
        entry_values.add(item, name, value)
    assert item == {"category": ["1"], "x": ["1", "2", "3"], "title": "1"}
