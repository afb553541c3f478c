"""The members of an entry of a feed (RSS 2.0, RSS 1.0, Atom) or of a record in XML, by the names that people know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from newscheck.article import entry_elements, entry_links, entry_values, xml_form
from newscheck.article.entry_elements import BLANKS, EntryElement
from newscheck.article.entry_links import PICTURES
from newscheck.article.entry_values import LISTS, SINGLE
from newscheck.article.xml_form import XmlForm
from newscheck.text import xml_source
from newscheck.text.xml_content import XmlPart
from newscheck.text.xml_source import XmlElement


def members(text: str, parts: Iterable[XmlPart], form: XmlForm) -> dict[str, Any]:
    """The members of the item in a text whose elements are `parts`."""
    item: dict[str, Any] = {}
    links: list[dict[str, str]] = []
    pictures: list[EntryElement] = []
    is_feed, base, names = form.is_feed, form.base, form.names
    for written, attributes, value, element in parts:
        name = (None if "xmlns" in attributes else names.get(written)) or xml_form.usual_name(written, attributes, form)
        if not (attributes or value is None or name in item or name in LISTS or base):
            item[name] = value.strip(BLANKS) if is_feed else value
            if name == "guid" and entry_elements.is_address(value):
                item["permalink"] = item[name]
            continue
        part = EntryElement(name, attributes, value, element)
        if name in PICTURES or name == "media:group":
            pictures.append(part)
        if name == "link" and form.kind == "atom":
            links.append(xml_source.attributes(attributes))
        else:
            entry_values.add(item, name, entry_values.value_of(text, part, form))
            if name == "guid" and entry_elements.is_permalink(part):
                item["permalink"] = item[name]
    if links:
        item["links"] = links
        item["link"] = xml_form.joined(base, links[entry_links.alternate(links)].get("href", ""))
    if pictures and is_feed and "image" not in item and (picture := entry_links.picture(text, pictures, form)):
        item["image"] = picture[1]
    return item


def span(text: str, start: int, end: int, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    """The span of the value of a member of the item whose content is `text[start:end]`."""
    name, *rest = path
    parts = entry_elements.elements(text, start, end, form)
    found = [part for part in parts if part.name == name]
    if name == "link" and form.kind == "atom":
        links = [xml_source.attributes(part.attributes) for part in found]
        found, rest = found[entry_links.alternate(links) :] if links else [], ["href"]
    elif name == "permalink":
        return span(text, start, end, ("guid",), form)
    elif name == "image" and form.is_feed and not found:
        picture = entry_links.picture(
            text, [part for part in parts if part.name in PICTURES or part.name == "media:group"], form
        )
        found, rest = ([picture[0]], [picture[2]]) if picture else ([], [])
    index = rest.pop(0) if rest and isinstance(rest[0], int) else 0
    if name in SINGLE and len(found) > 1 and form.kind != "atom":
        found = [part for part in found if part.value is None or part.value.strip()] or found
    element = found[min(int(index), len(found) - 1)].element if found else None
    return _inner_span(text, element, rest, form) if element else (start, start)


def _inner_span(text: str, element: XmlElement, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    if path and (attribute := xml_source.attribute_span(text, element.tag_start, str(path[0]))):
        return attribute
    if path and isinstance(path[0], str) and element.value is None:
        return span(text, element.start, element.end, path, form)
    return entry_elements.inner(text, element, form)
