"""The links and pictures of an entry of a feed: which of several is that of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscheck.article import entry_elements, xml_form
from newscheck.article.entry_elements import EntryElement
from newscheck.article.xml_form import XmlForm
from newscheck.text import xml_source
from newscheck.text.regex import lazy_regex

#: Elements with the address of a picture, the best first: the name of the attribute that has it.
PICTURES = {
    "media:content": "url",
    "media:thumbnail": "url",
    "enclosure": "url",
    "itunes:image": "href",
    "link": "href",
}
_PICTURE = lazy_regex(r"(?i)[^?#]+\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#].*)?\Z")


def alternate(links: Sequence[Mapping[str, str]]) -> int:
    """The index of the link to the article: the alternate one, rather as HTML."""
    ranks = [
        (link.get("rel", "alternate") != "alternate", link.get("type", "text/html") != "text/html") for link in links
    ]
    return ranks.index(min(ranks))


def picture(text: str, parts: Sequence[EntryElement], form: XmlForm) -> tuple[EntryElement, str, str] | None:
    """The picture of an entry: its element, its address, and the name of the attribute that has it."""
    found: dict[str, tuple[EntryElement, str, str]] = {}
    for part in parts:
        if part.name == "media:group":
            element = part.element
            inner = entry_elements.elements(text, element.start, element.end, form) if element else []
            if best := picture(text, [each for each in inner if each.name in PICTURES], form):
                found.setdefault("media:content", best)
        elif attribute := PICTURES.get(part.name):
            attributes = xml_source.attributes(part.attributes)
            if _is_picture(part.name, attributes, attributes.get(attribute, "")):
                found.setdefault(part.name, (part, xml_form.joined(form.base, attributes[attribute]), attribute))
    return next((found[name] for name in PICTURES if name in found), None)


def _is_picture(name: str, attributes: Mapping[str, str], address: str) -> bool:
    if not address or (name == "link" and attributes.get("rel") != "enclosure"):
        return False
    kind = attributes.get("type") or attributes.get("medium", "")
    is_other = bool(kind) and not kind.startswith("image")
    return not is_other and (bool(kind) or name in ("media:thumbnail", "itunes:image") or bool(_PICTURE.match(address)))
