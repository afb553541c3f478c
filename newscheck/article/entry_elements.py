"""The elements of an entry of a feed, or of a record, and the spans of their contents."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.article import xml_form
from newscheck.article.xml_form import XmlForm
from newscheck.text import xml_content, xml_source
from newscheck.text.xml_source import XmlElement

#: What may stand around a value of a feed.
BLANKS = " \t\r\n"


class EntryElement(NamedTuple):
    """An element of an item: its usual name, its attributes, and its text, if it holds no other elements.

    `element` is where it stands, unless the text is all that one has to know.
    """

    name: str
    attributes: str
    value: str | None
    element: XmlElement | None


def elements(text: str, start: int, end: int, form: XmlForm) -> list[EntryElement]:
    """The elements directly in a part of a text."""
    return [
        EntryElement(xml_form.usual_name(name, attributes, form), attributes, value, element)
        for name, attributes, value, element in xml_content.parts(text, start, end)
    ]


def inner(text: str, element: XmlElement, form: XmlForm) -> tuple[int, int]:
    """The span of an element's content: without blanks around it, the `<div>` around XHTML, the marks of CDATA."""
    start, end = (_stripped if form.is_feed else _whole)(text, element.start, element.end)
    if element.value is not None:
        if text.startswith("<![CDATA[", start) and text.find("]]>", start, end) == end - 3:
            return (_stripped if form.is_feed else _whole)(text, start + 9, end - 3)
        return start, end
    first = next(xml_source.tags(text, start, end), None) if form.is_feed else None
    if first and first.start == start and first.name.rpartition(":")[2] == "div" and not first.is_empty:
        closing = xml_source.closing_tag(text, first, end)
        if closing and closing.end == end:
            return _stripped(text, first.end, closing.start)
    return start, end


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    return start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(BLANKS))
    return start, max(start, end - len(inner) + len(inner.rstrip(BLANKS)))


def is_permalink(guid: EntryElement) -> bool:
    """Whether a guid is the address of the article."""
    said = xml_source.attributes(guid.attributes).get("isPermaLink", "")
    return said == "true" or (not said and is_address(guid.value or ""))


def is_address(value: str) -> bool:
    """Whether the text of a guid looks like the address of the article."""
    return value.lstrip().startswith(("http://", "https://"))
