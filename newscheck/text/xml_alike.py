"""Elements that are written alike, as most items of a file are: a pattern that reads the whole of each at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from newscheck.text import xml_source
from newscheck.text.regex import lazy_regex
from newscheck.text.xml_source import ATTRIBUTES, XmlElement, XmlTag, unescape

#: What an element holds: text, a CDATA section, nothing (`<a/>`), or a list of values, as Scrapy writes it.
_TEXT, _CDATA, _EMPTY, _LIST = "text", "CDATA", "empty", "list"
_CONTENTS = {
    _TEXT: r">([^<]*+)</{name}\s*+>",
    _CDATA: r">\s*+<!\[CDATA\[((?:[^\]]++|\](?!\]>))*+)\]\]>\s*+</{name}\s*+>",
    _EMPTY: r"/>()",
    _LIST: r">((?:\s*+<value>[^<]*+</value\s*+>)++)\s*+</{name}\s*+>",
}
_VALUE = lazy_regex(r"<value>([^<]*+)")
_CDATA_MARK = "<![CDATA["
#: The most elements of an item, and characters of their names, of which a pattern is made.
_MAX_ELEMENTS, _MAX_LENGTH = 60, 2_000


class _Kind(NamedTuple):
    """How an element is written."""

    name: str
    content: str
    has_attributes: bool


class XmlAlike:
    """How some elements are written: the `names` of those in them, of which some may have attributes."""

    def __init__(self, name: str, kinds: tuple[_Kind, ...]) -> None:
        self.names = tuple(kind.name for kind in kinds)
        self.has_attributes = any(kind.has_attributes for kind in kinds)
        self._kinds = kinds
        self._texts = [number for number, kind in enumerate(kinds) if kind.content == _TEXT]
        self._lists = [number for number, kind in enumerate(kinds) if kind.content == _LIST]
        inner = "".join(map(_source, kinds))
        self.match = re.compile(rf"\s*+<{re.escape(name)}>{inner}\s*+</{re.escape(name)}\s*+>").match

    @property
    def has_lists(self) -> bool:
        """Whether one of the elements is a list of values."""
        return bool(self._lists)

    def values(self, found: re.Match[str]) -> list[str | list[str]]:
        """The values of the elements, where none of them has attributes."""
        values: list[str | list[str]] = [*found.groups()]
        for number in self._texts:
            if "&" in values[number]:
                values[number] = unescape(found[number + 1])
        for number in self._lists:
            values[number] = [unescape(value) for value in _VALUE.findall(found[number + 1])]
        return values

    def parts(self, found: re.Match[str]) -> Iterator[tuple[str, str, str, None]]:
        """Name, attributes and text of each of the elements, as `xml_content` has them."""
        groups = iter(found.groups())
        for name, content, has_attributes in self._kinds:
            attributes = next(groups) if has_attributes else ""
            value = next(groups)
            yield name, attributes, unescape(value) if content == _TEXT else value, None


def _source(kind: _Kind) -> str:
    name = re.escape(kind.name)
    attributes = rf"(\s{ATTRIBUTES})" if kind.has_attributes else ""
    return rf"\s*+<{name}{attributes}{_CONTENTS[kind.content].replace('{name}', name)}"


def like(text: str, tag: XmlTag, end: int) -> XmlAlike | None:
    """How the element is written that begins with a tag and whose content ends at an offset.

    None where it is not as simple as most: it has attributes, or its elements have others in them.
    """
    elements = [*xml_source.elements(text, tag.end, end)]
    kinds = [_kind(text, element) for element in elements]
    length = len(tag.name) + sum(len(element.name) for element in elements)
    if tag.attributes or not elements or len(elements) > _MAX_ELEMENTS or length > _MAX_LENGTH:
        return None
    known = tuple(kind for kind in kinds if kind is not None)
    alike = _alike(tag.name, known) if len(known) == len(kinds) else None
    return alike if alike and alike.match(text, tag.start) else None


# For a folder of feeds of one kind.
_alike = lru_cache(50)(XmlAlike)


def _kind(text: str, element: XmlElement) -> _Kind | None:
    inner = text[element.start : element.end]
    has_attributes = bool(element.attributes)
    if text.startswith("/>", element.start - 2):
        return _Kind(element.name, _EMPTY, has_attributes)
    if text.startswith(_CDATA_MARK, element.start - len(_CDATA_MARK)):
        return _Kind(element.name, _CDATA, has_attributes)
    if "<" not in inner:
        return _Kind(element.name, _TEXT, has_attributes)
    return None if has_attributes else _Kind(element.name, _LIST, False)
