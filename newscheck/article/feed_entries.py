"""The members of an entry of a feed (RSS 2.0, RSS 1.0, Atom) or of a record in XML, by the names that people know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from newscheck.text import xml_source
from newscheck.text.regex import lazy_regex
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
_LISTS = frozenset(("category", "dc:subject"))
_SINGLE = frozenset(
    ("title", "link", "description", "pubDate", "guid", "id", "published", "updated", "content", "content:encoded",
     "summary", "dc:date")
)  # fmt: skip
#: Elements in which markup is content.
_MARKUP = frozenset(("title", "description", "content", "content:encoded", "summary", "xhtml:body", "body"))
#: Elements with the address of a picture, the best first: the name of the attribute that has it.
_PICTURES = {
    "media:content": "url", "media:thumbnail": "url", "enclosure": "url", "itunes:image": "href", "link": "href",
}  # fmt: skip
_PICTURE = lazy_regex(r"(?i)[^?#]+\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#].*)?\Z")
_ADDRESS = lazy_regex(r"(\s(?:href|src)\s*=\s*[\"'])(?!\w+:|//|#)([^\"'<>]+)")
_BLANKS = " \t\r\n"
_MAX_DEPTH = 20


class XmlForm(NamedTuple):
    """What kind of document items stand in ("rss", "atom" or "records"), its namespaces, and its base address.

    `prefixes` maps those of the document to the usual ones.
    """

    kind: str
    prefixes: Mapping[str, str] = {}
    base: str = ""

    @property
    def is_feed(self) -> bool:
        """Whether it is a feed, in which blanks around values mean nothing."""
        return self.kind != "records"


def prefixes(kind: str, attributes: str) -> dict[str, str]:
    """The namespaces that a tag declares: their usual prefixes, none for that of the feed's own elements."""
    home = {"rss": "rss", "atom": "atom"}.get(kind)
    found = {}
    for prefix, double, single in _XMLNS.findall(attributes):
        usual = _PREFIXES.get(double or single, prefix)
        if prefix:
            found[prefix] = "" if usual in (home, "rss") else usual
    return found


def members(text: str, start: int, end: int, form: XmlForm, unclosed: list[int] | None = None) -> dict[str, Any]:
    """The members of the item whose content is `text[start:end]`.

    The offsets of elements without an end tag are added to `unclosed`.
    """
    item: dict[str, Any] = {}
    links: list[dict[str, str]] = []
    pictures = False
    for name, element in _named(text, start, end, form):
        pictures = pictures or name in _PICTURES or name == "media:group"
        if not element.is_closed and unclosed is not None:
            unclosed.append(element.tag_start)
        if name == "link" and form.kind == "atom":
            links.append(xml_source.attributes(element.attributes))
            continue
        _add(item, name, _value(text, element, name, form))
        if name == "guid" and _is_permalink(element):
            item.setdefault("permalink", item[name])
    if links:
        item["links"] = links
        item["link"] = urljoin(form.base, links[_alternate(links)].get("href", ""))
    if pictures and form.is_feed and "image" not in item and (picture := _picture(text, start, end, form)):
        item["image"] = picture[1]
    return item


def span(text: str, start: int, end: int, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    """The span of the value of a member of the item whose content is `text[start:end]`."""
    name, *rest = path
    found = [element for other, element in _named(text, start, end, form) if other == name]
    if name == "link" and form.kind == "atom":
        links = [xml_source.attributes(element.attributes) for element in found]
        rest = ["href"]
        found = found[_alternate(links) :]
    elif name == "permalink":
        return span(text, start, end, ("guid",), form)
    elif name == "image" and form.is_feed and not found:
        picture = _picture(text, start, end, form)
        found, rest = ([picture[0]], [picture[2]]) if picture else ([], [])
    index = rest.pop(0) if rest and isinstance(rest[0], int) else 0
    if not isinstance(index, int) or index >= len(found):
        found, index = found[:1], 0
    return _inner(text, found[index], rest, form) if found else (start, start)


def _inner(text: str, element: XmlElement, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    if path and (attribute := xml_source.attribute_span(text, element.tag_start, str(path[0]))):
        return attribute
    if path and element.value is None:
        return span(text, element.start, element.end, path, form)
    start, end = _content(text, element, form)
    return start, end


def _named(text: str, start: int, end: int, form: XmlForm) -> Iterator[tuple[str, XmlElement]]:
    """The elements of an item with the usual names."""
    for element in xml_source.elements(text, start, end):
        name = element.name
        if ":" in name or "xmlns" in element.attributes:
            name = _usual_name(name, element.attributes, form)
        yield name, element


def _usual_name(name: str, attributes: str, form: XmlForm) -> str:
    prefix, _, local = name.rpartition(":")
    own = {prefix: uri or other for prefix, uri, other in _XMLNS.findall(attributes)} if "xmlns" in attributes else {}
    usual = _PREFIXES.get(own[prefix], prefix) if prefix in own else form.prefixes.get(prefix, prefix)
    return f"{usual}:{local}" if usual and usual not in ("rss", form.kind) else local


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    """Add a member; a repeated one becomes a list."""
    if name not in item:
        item[name] = [value] if name in _LISTS else value
    elif name in _SINGLE:
        item[name] = item[name] or value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def _value(text: str, element: XmlElement, name: str, form: XmlForm, depth: int = 0) -> Any:
    """The value of an element: its text or markup, its attributes where it is empty, or the values of those inside."""
    if element.value is not None:
        value = element.value.strip(_BLANKS) if form.is_feed else element.value
        if not value and element.attributes:
            attributes = xml_source.attributes(element.attributes)
            return attributes.get("term", attributes) if name == "category" else attributes or value
        return _with_base(value, element, name, form) if form.base or "xml:base" in element.attributes else value
    if form.is_feed and name in _MARKUP:
        start, end = _content(text, element, form)
        return _with_base(_without_prefix(text[start:end], form), element, name, form)
    inner = [*_named(text, element.start, element.end, form)] if depth < _MAX_DEPTH else []
    if inner and not form.is_feed and all(name == "value" for name, _ in inner):  # a list, as Scrapy writes it
        return [_value(text, entry, name, form, depth + 1) for name, entry in inner]
    values: dict[str, Any] = {}
    for other, entry in inner:
        _add(values, other, _value(text, entry, other, form, depth + 1))
    return values


def _content(text: str, element: XmlElement, form: XmlForm) -> tuple[int, int]:
    """The span of an element's content: without blanks around it, the `<div>` around XHTML, the marks of CDATA."""
    start, end = element.start, element.end
    if not form.is_feed:
        return start, end
    start, end = _stripped(text, start, end)
    if element.value is not None:
        if text.startswith("<![CDATA[", start) and text.find("]]>", start, end) == end - 3:
            start, end = _stripped(text, start + 9, end - 3)
        return start, end
    first = next(xml_source.tags(text, start, end), None)
    if first and first.start == start and first.name.rpartition(":")[2] == "div":
        closing = xml_source.closing_tag(text, first, end)
        if closing and closing.end == end:
            return _stripped(text, first.end, closing.start)
    return start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(_BLANKS))
    return start, max(start, end - len(inner) + len(inner.rstrip(_BLANKS)))


def _without_prefix(markup: str, form: XmlForm) -> str:
    """Markup without the prefix of XHTML."""
    for prefix, usual in form.prefixes.items():
        if usual == "xhtml":
            markup = markup.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")
    return markup


def _with_base(value: str, element: XmlElement, name: str, form: XmlForm) -> str:
    """A link, or the links in markup, joined with the base address."""
    base = urljoin(form.base, xml_source.attributes(element.attributes).get("xml:base", ""))
    if not base:
        return value
    if name in ("link", "guid"):
        return urljoin(base, value)
    return _ADDRESS.sub(lambda found: found[1] + urljoin(base, found[2]), value) if name in _MARKUP else value


def _alternate(links: Sequence[Mapping[str, str]]) -> int:
    """The index of the link to the article: the alternate one, rather as HTML."""
    ranks = [
        (link.get("rel", "alternate") != "alternate", link.get("type", "text/html") != "text/html") for link in links
    ]
    return ranks.index(min(ranks))


def _is_permalink(guid: XmlElement) -> bool:
    said = xml_source.attributes(guid.attributes).get("isPermaLink", "")
    return said == "true" or (not said and (guid.value or "").strip().startswith(("http://", "https://")))


def _picture(text: str, start: int, end: int, form: XmlForm) -> tuple[XmlElement, str, str] | None:
    """The picture of an entry: its element, its address, and the name of the attribute that has it."""
    found: dict[str, tuple[XmlElement, str, str]] = {}
    for name, element in _named(text, start, end, form):
        if name == "media:group" and "media:content" not in found:
            if inner := _picture(text, element.start, element.end, form):
                found.setdefault("media:content", inner)
        elif attribute := _PICTURES.get(name):
            attributes = xml_source.attributes(element.attributes)
            if _is_picture(name, attributes, attributes.get(attribute, "")):
                address = urljoin(form.base, attributes[attribute])
                found.setdefault(name, (element, address, attribute))
    return next((found[name] for name in _PICTURES if name in found), None)


def _is_picture(name: str, attributes: Mapping[str, str], address: str) -> bool:
    if not address or (name == "link" and attributes.get("rel") != "enclosure"):
        return False
    kind = attributes.get("type") or attributes.get("medium", "")
    return kind.startswith("image") or name in ("media:thumbnail", "itunes:image") or (
        not kind and bool(_PICTURE.match(address))
    )
