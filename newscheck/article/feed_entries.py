"""The members of an entry of a feed (RSS 2.0, RSS 1.0, Atom) or of a record in XML, by the names that people know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin

from newscheck.text import xml_content, xml_source
from newscheck.text.regex import lazy_regex
from newscheck.text.xml_content import XmlPart
from newscheck.text.xml_source import XmlElement

#: The usual prefix of a namespace, whatever a feed calls it.
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/": "rss",
    "http://my.netscape.com/rdf/simple/0.9/": "rss",
    "http://backend.userland.com/rss2": "rss",
}
_XMLNS = lazy_regex(r"\sxmlns(?::([^\s=]+))?\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
#: Members that are lists, also with one entry, and those of which the first counts.
LISTS = frozenset(("category", "dc:subject"))
_SINGLE = {
    *("title", "link", "description", "content", "content:encoded", "summary"),
    *("guid", "id", "pubDate", "dc:date", "published", "updated"),
}
#: Elements in which markup is content.
_MARKUP = frozenset(("title", "description", "content", "content:encoded", "summary", "xhtml:body", "body"))
#: Elements with the address of a picture, the best first: the name of the attribute that has it.
_PICTURES = {
    "media:content": "url",
    "media:thumbnail": "url",
    "enclosure": "url",
    "itunes:image": "href",
    "link": "href",
}
_PICTURE = lazy_regex(r"(?i)[^?#]+\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#].*)?\Z")
_ADDRESS = lazy_regex(r"(\s(?:href|src)\s*=\s*[\"'])(?!\w+:|//|#)([^\"'<>]+)")
_TAG = lazy_regex(r"<[a-zA-Z/][^<>]*>")
BLANKS = " \t\r\n"
#: Levels of elements in an item, and names of elements, that are read or kept.
_MAX_DEPTH, _MAX_NAMES = 20, 1_000


class XmlForm(NamedTuple):
    """What kind of document items stand in ("rss", "atom" or "records"), and its base address.

    `prefixes` maps the prefixes of its namespaces to the usual ones, `names` the names of elements that have been read.
    """

    kind: str
    prefixes: Mapping[str, str] = {}
    base: str = ""
    names: dict[str, str] = {}  # noqa: RUF012 - `form_of` gives each form its own

    @property
    def is_feed(self) -> bool:
        """Whether it is a feed, in which blanks around values mean nothing."""
        return self.kind != "records"


class _Part(NamedTuple):
    """An element of an item: its usual name, its attributes, and its text, if it holds no other elements.

    `element` is where it stands, unless the text is all that one has to know.
    """

    name: str
    attributes: str
    value: str | None
    element: XmlElement | None


def form_of(kind: str, attributes: str) -> XmlForm:
    """The form of a document of some kind whose root element has these attributes."""
    return _within(XmlForm(kind), attributes)


def form_within(form: XmlForm, attributes: str) -> XmlForm:
    """The form of an item in a document: its tag may declare namespaces and a base address of its own."""
    is_other = "xmlns" in attributes or "xml:base" in attributes
    return _within(form, attributes) if is_other else form


def _within(form: XmlForm, attributes: str) -> XmlForm:
    prefixes = dict(form.prefixes)
    for prefix, double, single in _XMLNS.findall(attributes):
        if prefix:
            prefixes[prefix] = _PREFIXES.get(double or single, prefix)
    base = xml_source.attributes(attributes).get("xml:base", "")
    return XmlForm(form.kind, prefixes, _joined(form.base, base), {})


def members(text: str, parts: Iterable[XmlPart], form: XmlForm) -> dict[str, Any]:
    """The members of the item in a text whose elements are `parts`."""
    item: dict[str, Any] = {}
    links: list[dict[str, str]] = []
    pictures: list[_Part] = []
    is_feed, base, names = form.is_feed, form.base, form.names
    for written, attributes, value, element in parts:
        name = (None if attributes else names.get(written)) or usual_name(written, attributes, form)
        if not (attributes or value is None or name in item or name in LISTS or base):
            item[name] = value.strip(BLANKS) if is_feed else value
            if name == "guid" and is_address(value):
                item["permalink"] = item[name]
            continue
        part = _Part(name, attributes, value, element)
        if name in _PICTURES or name == "media:group":
            pictures.append(part)
        if name == "link" and form.kind == "atom":
            links.append(xml_source.attributes(attributes))
        else:
            _add(item, name, _value(text, part, form))
            if name == "guid" and _is_permalink(part):
                item["permalink"] = item[name]
    if links:
        item["links"] = links
        item["link"] = _joined(base, links[_alternate(links)].get("href", ""))
    if pictures and is_feed and "image" not in item and (picture := _picture(text, pictures, form)):
        item["image"] = picture[1]
    return item


def span(text: str, start: int, end: int, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    """The span of the value of a member of the item whose content is `text[start:end]`."""
    name, *rest = path
    parts = _parts(text, start, end, form)
    found = [part for part in parts if part.name == name]
    if name == "link" and form.kind == "atom":
        links = [xml_source.attributes(part.attributes) for part in found]
        found, rest = found[_alternate(links) :] if links else [], ["href"]
    elif name == "permalink":
        return span(text, start, end, ("guid",), form)
    elif name == "image" and form.is_feed and not found:
        picture = _picture(text, [part for part in parts if part.name in _PICTURES or part.name == "media:group"], form)
        found, rest = ([picture[0]], [picture[2]]) if picture else ([], [])
    index = rest.pop(0) if rest and isinstance(rest[0], int) else 0
    if name in _SINGLE and len(found) > 1 and form.kind != "atom":
        found = [part for part in found if part.value is None or part.value.strip()] or found
    element = found[min(int(index), len(found) - 1)].element if found else None
    return _inner_span(text, element, rest, form) if element else (start, start)


def _inner_span(text: str, element: XmlElement, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    if path and (attribute := xml_source.attribute_span(text, element.tag_start, str(path[0]))):
        return attribute
    if path and isinstance(path[0], str) and element.value is None:
        return span(text, element.start, element.end, path, form)
    return _content(text, element, form)


def _parts(text: str, start: int, end: int, form: XmlForm) -> list[_Part]:
    return [
        _Part(usual_name(name, attributes, form), attributes, value, element)
        for name, attributes, value, element in xml_content.parts(text, start, end)
    ]


def usual_name(written: str, attributes: str, form: XmlForm) -> str:
    """The name of an element with the usual prefix; none for the feed's own elements."""
    prefix, _, local = written.rpartition(":")
    usual = form.prefixes.get(prefix, prefix)
    if "xmlns" in attributes:
        for other, double, single in _XMLNS.findall(attributes):
            usual = _PREFIXES.get(double or single, other) if other == prefix else usual
    name = f"{usual}:{local}" if usual and usual not in ("rss", form.kind) else local
    if not attributes and len(form.names) < _MAX_NAMES:
        form.names[written] = name
    return name


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    """Add a member; a repeated one becomes a list."""
    if name not in item:
        item[name] = [value] if name in LISTS else value
    elif name in _SINGLE:
        item[name] = item[name] or value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def _value(text: str, part: _Part, form: XmlForm, depth: int = 0) -> Any:
    """The value of an element: its text or markup, its attributes where it is empty, or the values of those inside."""
    name, _, value, element = part
    if value is not None:
        return _text_value(part, value.strip(BLANKS) if form.is_feed else value, form)
    if element is None or depth == _MAX_DEPTH:
        return None
    if form.is_feed and name in _MARKUP:
        start, end = _content(text, element, form)
        return _with_base(_without_prefix(text[start:end], form), part, form)
    inner = _parts(text, element.start, element.end, form)
    if not form.is_feed and all(entry.name == "value" for entry in inner):  # a list, as Scrapy writes it
        return [_value(text, entry, form, depth + 1) for entry in inner]
    values: dict[str, Any] = {}
    for entry in inner:
        _add(values, entry.name, _value(text, entry, form, depth + 1))
    return values


def _text_value(part: _Part, value: str, form: XmlForm) -> Any:
    if not part.attributes:
        return _with_base(value, part, form) if form.base else value
    attributes = xml_source.attributes(part.attributes)
    if not value:
        return attributes.get("term", attributes) if part.name == "category" else attributes or value
    if part.name == "title" and form.kind == "atom" and attributes.get("type") == "html":
        return unescape(_TAG.sub("", value)).strip(BLANKS)
    return _with_base(value, part, form) if form.base or "xml:base" in attributes else value


def _content(text: str, element: XmlElement, form: XmlForm) -> tuple[int, int]:
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


def _without_prefix(markup: str, form: XmlForm) -> str:
    """Markup without the prefix of XHTML."""
    for prefix, usual in form.prefixes.items():
        if usual == "xhtml":
            markup = markup.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")
    return markup


def _with_base(value: str, part: _Part, form: XmlForm) -> str:
    """A link, or the links in markup, joined with the base address."""
    base = _joined(form.base, xml_source.attributes(part.attributes).get("xml:base", ""))
    if not base:
        return value
    if part.name == "link" or (part.name == "guid" and _is_permalink(part)):
        return _joined(base, value)
    if part.name not in _MARKUP or "<" not in value:
        return value
    return _ADDRESS.sub(lambda found: found[1] + _joined(base, found[2]), value)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # an address such as http://[
        return address


def _alternate(links: Sequence[Mapping[str, str]]) -> int:
    """The index of the link to the article: the alternate one, rather as HTML."""
    ranks = [
        (link.get("rel", "alternate") != "alternate", link.get("type", "text/html") != "text/html") for link in links
    ]
    return ranks.index(min(ranks))


def _is_permalink(guid: _Part) -> bool:
    said = xml_source.attributes(guid.attributes).get("isPermaLink", "")
    return said == "true" or (not said and is_address(guid.value or ""))


def is_address(value: str) -> bool:
    """Whether the text of a guid is the address of the article."""
    return value.lstrip().startswith(("http://", "https://"))


def _picture(text: str, parts: Sequence[_Part], form: XmlForm) -> tuple[_Part, str, str] | None:
    """The picture of an entry: its element, its address, and the name of the attribute that has it."""
    found: dict[str, tuple[_Part, str, str]] = {}
    for part in parts:
        if part.name == "media:group":
            element = part.element
            inner = _parts(text, element.start, element.end, form) if element else []
            if picture := _picture(text, [each for each in inner if each.name in _PICTURES], form):
                found.setdefault("media:content", picture)
        elif attribute := _PICTURES.get(part.name):
            attributes = xml_source.attributes(part.attributes)
            if _is_picture(part.name, attributes, attributes.get(attribute, "")):
                found.setdefault(part.name, (part, _joined(form.base, attributes[attribute]), attribute))
    return next((found[name] for name in _PICTURES if name in found), None)


def _is_picture(name: str, attributes: Mapping[str, str], address: str) -> bool:
    if not address or (name == "link" and attributes.get("rel") != "enclosure"):
        return False
    kind = attributes.get("type") or attributes.get("medium", "")
    is_other = bool(kind) and not kind.startswith("image")
    return not is_other and (bool(kind) or name in ("media:thumbnail", "itunes:image") or bool(_PICTURE.match(address)))
