"""The content of a well-formed element in one pass: what nearly all items of a file are.

`xml_source` reads any text, but looks at each item several times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newscheck.text import xml_source
from newscheck.text.regex import lazy_regex
from newscheck.text.xml_source import ATTRIBUTES, CDATA, LEAF, NAME, XmlElement, XmlTag, unescape

#: An element without others in it (groups 1 to 4), an end tag (5), a tag (6 and 7), what is no content, or a mark that
#: begins none of these (8).
_TOKEN = lazy_regex(
    rf"{LEAF}|</({NAME})\s*+>|<({NAME})((?:\s{ATTRIBUTES})?)>|<!--.*?-->|{CDATA}|<\?.*?\?>|(<)", re.DOTALL
)
#: An element of an item: its name as it is written, its attributes, its text, if it holds no other elements, and where
#: it stands, unless the text is all that one has to know.
XmlPart = tuple[str, str, str | None, XmlElement | None]


class XmlContent(NamedTuple):
    """The elements directly in an element, and the span of its end tag.

    `unclosed` are the offsets of elements without an end tag.
    """

    parts: list[XmlPart]
    start: int
    end: int
    unclosed: tuple[int, ...] = ()


def parts(text: str, start: int, end: int) -> Iterator[XmlPart]:
    """The elements in a part of a text, which may be broken."""
    for element in xml_source.elements(text, start, end):
        yield element.name, element.attributes, element.value, element


def read(text: str, tag: XmlTag) -> XmlContent | None:
    """The content of the element that begins with a tag; None where it is not well-formed."""
    found: list[XmlPart] = []
    opened: list[XmlTag] = []
    for token in _TOKEN.finditer(text, tag.end):
        leaf, attributes, plain, cdata, ended, name, others, stray = token.groups("")
        if leaf:
            if not opened:
                found.append((leaf, attributes, cdata or (unescape(plain) if "&" in plain else plain), None))
        elif name:
            opened.append(XmlTag(name, others, *token.span()))
        elif ended and not opened:
            return XmlContent(found, *token.span()) if ended == tag.name else None
        elif ended:
            opening = opened.pop()
            if opening.name != ended:
                return None
            if not opened:
                element = xml_source.element(text, opening, token.start())
                found.append((ended, opening.attributes, element.value, element))
        elif stray:
            return None
    return None
