"""The values of the elements of an entry of a feed, or of a record."""

from __future__ import annotations

from html import unescape
from typing import Any

from newscheck.article import entry_elements, xml_form
from newscheck.article.entry_elements import EntryElement
from newscheck.article.xml_form import XmlForm
from newscheck.text import xml_source
from newscheck.text.regex import lazy_regex

#: Members that are lists, also with one entry, and those of which the first counts.
LISTS = frozenset(("category", "dc:subject"))
SINGLE = {
    *("title", "link", "description", "content", "content:encoded", "summary"),
    *("guid", "id", "pubDate", "dc:date", "published", "updated"),
}
#: Elements in which markup is content.
_MARKUP = frozenset(("title", "description", "content", "content:encoded", "summary", "xhtml:body", "body"))
_ADDRESS = lazy_regex(r"(\s(?:href|src)\s*=\s*[\"'])(?!\w+:|//|#)([^\"'<>]+)")
_TAG = lazy_regex(r"<[a-zA-Z/][^<>]*>")
#: Levels of elements in an item that are read.
_MAX_DEPTH = 20


def add(item: dict[str, Any], name: str, value: Any) -> None:
    """Add a member; a repeated one becomes a list."""
    if name not in item:
        item[name] = [value] if name in LISTS else value
    elif name in SINGLE:
        item[name] = item[name] or value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def value_of(text: str, part: EntryElement, form: XmlForm, depth: int = 0) -> Any:
    """The value of an element: its text or markup, its attributes where it is empty, or the values of those inside."""
    name, _, value, element = part
    if value is not None:
        return _text_value(part, value.strip(entry_elements.BLANKS) if form.is_feed else value, form)
    if element is None or depth == _MAX_DEPTH:
        return None
    if form.is_feed and name in _MARKUP:
        start, end = entry_elements.inner(text, element, form)
        return _with_base(_without_prefix(text[start:end], form), part, form)
    inner = entry_elements.elements(text, element.start, element.end, form)
    if not form.is_feed and all(entry.name == "value" for entry in inner):  # a list, as Scrapy writes it
        return [value_of(text, entry, form, depth + 1) for entry in inner]
    values: dict[str, Any] = {}
    for entry in inner:
        add(values, entry.name, value_of(text, entry, form, depth + 1))
    return values


def _text_value(part: EntryElement, value: str, form: XmlForm) -> Any:
    if not part.attributes:
        return _with_base(value, part, form) if form.base else value
    attributes = xml_source.attributes(part.attributes)
    if not value:
        return attributes.get("term", attributes) if part.name == "category" else attributes or value
    if part.name == "title" and form.kind == "atom" and attributes.get("type") == "html":
        return unescape(_TAG.sub("", value) if "<" in value else value).strip(entry_elements.BLANKS)
    return _with_base(value, part, form) if form.base or "xml:base" in attributes else value


def _without_prefix(markup: str, form: XmlForm) -> str:
    """Markup without the prefix of XHTML."""
    for prefix, usual in form.prefixes.items():
        if usual == "xhtml":
            markup = markup.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")
    return markup


def _with_base(value: str, part: EntryElement, form: XmlForm) -> str:
    """A link, or the links in markup, joined with the base address."""
    base = xml_form.joined(form.base, xml_source.attributes(part.attributes).get("xml:base", ""))
    if not base:
        return value
    if part.name == "link" or (part.name == "guid" and entry_elements.is_permalink(part)):
        return xml_form.joined(base, value)
    if part.name not in _MARKUP or "<" not in value or not ("href" in value or "src" in value):
        return value
    return _ADDRESS.sub(lambda found: found[1] + xml_form.joined(base, found[2]), value)
