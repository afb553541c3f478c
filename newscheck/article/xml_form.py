"""The form of an XML document: what kind of items stand in it, its namespaces and its base address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from newscheck.text import xml_source
from newscheck.text.regex import lazy_regex

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
#: Names of elements that are kept.
_MAX_NAMES = 1_000


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
    return XmlForm(form.kind, prefixes, joined(form.base, base), {})


def usual_name(written: str, attributes: str, form: XmlForm) -> str:
    """The name of an element with the usual prefix; none for the feed's own elements."""
    prefix, _, local = written.rpartition(":")
    usual = form.prefixes.get(prefix, prefix)
    is_own = "xmlns" in attributes
    if is_own:
        for other, double, single in _XMLNS.findall(attributes):
            usual = _PREFIXES.get(double or single, other) if other == prefix else usual
    name = f"{usual}:{local}" if usual and usual not in ("rss", form.kind) else local
    if not is_own and len(form.names) < _MAX_NAMES:
        form.names[written] = name
    return name


def joined(base: str, address: str) -> str:
    """An address, joined with the base address of a document or an element."""
    try:
        return urljoin(base, address)
    except ValueError:  # an address such as http://[
        return address
