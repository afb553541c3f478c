"""XML: feeds (RSS 2.0, RSS 1.0, Atom) and lists of records, such as Scrapy's feed export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from newscheck.article import alike_entries, feed_entries, items, record_elements, xml_form
from newscheck.article.alike_entries import AlikeEntries
from newscheck.article.item_mapping import ItemMapping
from newscheck.article.xml_form import XmlForm
from newscheck.model import Document, InputFault, RawInput
from newscheck.text import xml_content, xml_faults, xml_source
from newscheck.text.regex import lazy_regex
from newscheck.text.xml_content import XmlContent
from newscheck.text.xml_faults import XmlFaults
from newscheck.text.xml_items import XmlOutline
from newscheck.text.xml_source import XmlTag
from newscheck.text.xml_source import source_offset as source_offset

SUFFIXES = (".xml", ".rss", ".atom", ".rdf")
#: XML says itself how it is encoded.
MAY_HAVE_BYTE_ORDER_MARK = True
_BEGINNING = lazy_regex(r"<\?xml\s|<!--|<(?:rss|feed|rdf:RDF|items|articles|urlset|sitemapindex|opml)[\s>]")
#: The root element of a feed, or of a file that is known to be none, behind text that does not belong to it.
_ROOT = lazy_regex(
    r"<(?:rss\s[^<>]*version|(?:[\w-]+:)?feed\s[^<>]*xmlns|[\w-]+:RDF[\s>]|(?:[\w-]+:)?(?:urlset|sitemapindex|opml)[\s>])"
)
#: What may stand before the root element.
_PROLOG = lazy_regex(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[\"']++|\"[^\"]*+\"|'[^']*+')*+(?:\[.*?\]\s*)?>)*+", re.DOTALL
)
#: Text that is no comment or instruction.
_BEHIND = lazy_regex(r"\s*+(?!<!--|<\?)\S")
#: Characters of the beginning in which the root element is looked for, and that a document with a fault quotes.
_HEAD, _QUOTED = 1 << 16, 200
#: The items behind which it pays to make a pattern for those that are written alike, and the most patterns of a file.
_MANY, _MAX_PATTERNS = 20, 4
_KINDS = {"rss": "rss", "RDF": "rss", "channel": "rss", "feed": "atom"}
_ENTRIES = {"rss": "item", "atom": "entry"}
#: Root elements of files that hold no articles, and what to do with such a file.
_OTHERS = {
    "urlset": "a sitemap, which lists addresses and has no articles: leave it out with `--exclude`",
    "sitemapindex": "an index of sitemaps, which has no articles: leave it out with `--exclude`",
    "opml": "a list of feeds (OPML), which has no articles: leave it out with `--exclude`",
    "html": "an HTML page: give it the suffix .html, or leave it out with `--exclude`",
}


def sniff(head: str) -> bool:
    """Whether a text begins with an XML declaration, a comment, or the root element of a feed."""
    return bool(_BEGINNING.match(head)) and "<html" not in head.lower()


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """A document for each item, and one for each place where the text is no XML that items could be in.

    Of empty items in a row only the first has one: a file may hold millions.
    """
    was_empty = False
    for document in _XmlReader(raw, text, mapping).run():
        is_empty = document.item == {} and len(document.faults) == 1
        if not (is_empty and was_empty):
            yield document
        was_empty = is_empty


def outline(head: str) -> XmlOutline | None:
    """Where items are in a text that begins like this; None where that is not sure, or it has entities of its own."""
    reader = _XmlReader(RawInput(""), head, ItemMapping())
    tag = None if any(reader.start()) else next(xml_source.tags(head, reader.at), None)
    if tag is None or reader.faults.has_dtd or any(reader.begin(tag, _local(tag.name))) or reader.root is None:
        return None
    if _local(tag.name) == reader.entry:
        return None
    return XmlOutline(head[tag.start : tag.end], tag.name, tag.end, reader.entry)


class _XmlReader:
    """A text that is read up to `at`; the items in `root` are called `entry`, without their prefix.

    Items may hold elements of their own name, but not where one of them is not closed (`nests`). `alike` read those
    that are written like earlier ones, the last of them first; at the item with the number `next_pattern` there is to
    be another.

    Where it is a piece of a longer text, its `context` has the `number` of its first item, the tag of the `root` unless
    it has that itself, the name of the items (`entry`), and whether it `goes_on` in another piece.
    """

    def __init__(self, raw: RawInput, text: str, mapping: ItemMapping) -> None:
        self.raw, self.text, self.mapping = raw, text, mapping
        self.at, self.number, self.documents = 0, int(raw.context.get("number", 0)), 0
        self.root: XmlTag | None = None
        self.entry, self.form = "", XmlForm("records")
        self.line, self.beginning, self.seen = raw.line, 1 - raw.column, 0
        self.faults = XmlFaults(text, raw.data)
        self.nests = True
        self.alike: list[AlikeEntries] = []
        self.next_pattern = _MANY

    def run(self) -> Iterator[Document]:
        if "root" in self.raw.context:
            self.enter(next(xml_source.tags(self.raw.context["root"])))
        else:
            yield from self.start()
        while tag := next(xml_source.tags(self.text, self.at), None):
            self.at = tag.end
            local = _local(tag.name)
            if self.root is None:
                yield from self.begin(tag, local)
            elif tag.is_end and tag.name == self.root.name:
                self.root = None
            if self.root is not None and local == self.entry and not tag.is_end:
                yield from self._item(tag)
                yield from self._alike_items()
        if self.raw.context.get("goes_on"):
            return
        if self.root is not None:
            yield self._broken(len(self.text), InputFault("xml", f"the text ends inside of <{self.root.name}>"))
        elif self.documents and _BEHIND.match(self.text, self.at):
            yield from self._behind(self.at)
        if not self.number and not self.faults.told:
            yield self._broken(0, InputFault("empty", "no items"))

    def start(self) -> Iterator[Document]:
        """Go to the root element, and report what is wrong before it."""
        head = self.text[:_HEAD]
        prolog = _PROLOG.match(head)
        start = prolog.end() if prolog else 0
        root = _ROOT.search(head, start)
        self.at = root.start() if root else start
        if own := xml_faults.wrong_declaration(self.raw.data):
            yield self._broken(0, self.faults.fault("encoding", own))
        junk = head[start : self.at] if root else self.text[start : self.text.find("<", start)]
        if junk.strip():
            yield self._broken(start, self.faults.fault("xml", "text that is no XML stands before the root element"))

    def begin(self, tag: XmlTag, local: str) -> Iterator[Document]:
        """Begin a document with its root element."""
        if tag.is_end or (self.documents and local not in _KINDS and local != self.entry):
            yield from self._behind(tag.start)
            return
        if self.documents and "again" not in self.faults.told:
            self.faults.told.add("again")
            detail = "another document begins here, behind the end of the first: other programs read only one of them"
            yield self._broken(tag.start, InputFault("xml", detail))
        if local.lower() in _OTHERS:
            self.documents += 1
            yield self._broken(tag.start, self.faults.fault("other-kind", _OTHERS[local.lower()]))
            self.at = len(self.text)
            return
        self.enter(tag)
        if not self.entry and self.root and self._has_elements(tag):
            detail = f"XML whose <{tag.name[:40]}> has no items: leave it out with `--exclude`, or name them (`items`)"
            yield self._broken(tag.start, self.faults.fault("other-kind", detail))
            self.at, self.root = len(self.text), None

    def enter(self, root: XmlTag) -> None:
        """Go into the root element."""
        kind = _KINDS.get(_local(root.name), "records")
        self.documents += 1
        self.entry = _ENTRIES.get(kind) or _local(self._record_name(root) or "")
        self.form = xml_form.form_of(kind, root.attributes)
        self.alike = []
        if self.form.is_feed and not self.mapping.preset:
            self.mapping = _of_feed(self.mapping, kind)
        self.root = None if root.is_empty else root

    def _behind(self, at: int) -> Iterator[Document]:
        """Report what stands behind the end of the document, or an end tag in the place of a document."""
        if "behind" not in self.faults.told:
            detail = "text that does not belong to it stands behind the end of the document"
            yield self._broken(at, self.faults.fault("xml", detail, what="behind"))

    def _has_elements(self, tag: XmlTag) -> bool:
        inner = next(xml_source.tags(self.text, tag.end), None)
        return inner is not None and not inner.is_end

    def _record_name(self, root: XmlTag) -> str | None:
        if self.mapping.items:
            return re.split(r"[./]", re.sub(r"\[[^\]]*\]", "", self.mapping.items))[-1]
        name = self.raw.context.get("entry") or record_elements.find(self.text, root.start)
        return name or ("item" if root.name == "items" else None)

    def _item(self, tag: XmlTag) -> Iterator[Document]:
        content = self.content(tag)
        if content is None:
            yield self._broken(
                tag.start, self.faults.fault("xml", f"<{tag.name}> is not closed: the text ends inside of it")
            )
            self.at, self.root = len(self.text), None
            return
        form = xml_form.form_within(self.form, tag.attributes)
        item = feed_entries.members(self.text, content.parts, form)
        if tag.attributes and not form.is_feed:
            item = xml_source.attributes(tag.attributes) | dict(item)
        yield self._document(item, form, tag.start, content.end, content.unclosed)
        if self.number >= self.next_pattern and len(self.alike) < _MAX_PATTERNS and not content.unclosed:
            self.next_pattern = 2 * self.number
            if entries := alike_entries.like(self.text, tag, content.start, self.form):
                self.alike.insert(0, entries)
        if tag is self.root:
            self.root = None

    def _alike_items(self) -> Iterator[Document]:
        """The items from here on that are written like earlier ones."""
        while self.root and self.nests and (found := self._found()):
            entries, match = found
            item = entries.members(self.text, match)
            yield self._document(item, self.form, self.text.find("<", self.at), match.end())

    def _found(self) -> tuple[AlikeEntries, re.Match[str]] | None:
        for number, entries in enumerate(self.alike):
            if match := entries.match(self.text, self.at):
                if number:
                    self.alike.insert(0, self.alike.pop(number))
                return entries, match
        return None

    def _document(
        self, item: Mapping[str, Any], form: XmlForm, start: int, end: int, unclosed: Sequence[int] = ()
    ) -> Document:
        """The document of the item that is written at `text[start:end]`."""
        source, origin = self.text[start:end], self._origin(start)
        document = items.to_document(
            *(self.raw.path, source, "xml", item, self.mapping, origin),
            place=f"{self.entry}[{self.number}]",
            siblings=self._items,
            header=form,
        )
        self.at, self.number = end, self.number + 1
        if not (unclosed or self.faults.may_be_in_items):
            return document
        faults = self.faults.of_item(source, [at - start for at in unclosed])
        return replace(document, faults=(*document.faults, *faults)) if faults else document

    def content(self, tag: XmlTag) -> XmlContent | None:
        """The content of an item; up to the next item where it has no end tag, None where it is the last."""
        if tag.is_empty:
            return XmlContent([], tag.end, tag.end)
        if self.nests and (content := xml_content.read(self.text, tag)):
            return content
        closing = self._closing(tag)
        if closing is None:
            return None
        parts = [*xml_content.parts(self.text, tag.end, closing.start)]
        unclosed = [] if closing.is_end else [tag.start]
        unclosed += [element.tag_start for *_, element in parts if element and not element.is_closed]
        return XmlContent(parts, closing.start, closing.end if closing.is_end else closing.start, tuple(unclosed))

    def _items(self) -> Iterator[Mapping[str, Any]]:
        """The items of all documents that are of the form of the present one."""
        at = 0
        while tag := next((tag for tag in xml_source.tags(self.text, at) if _local(tag.name) == self.entry), None):
            content = None if tag.is_end else self.content(tag)
            if content is not None:
                yield feed_entries.members(self.text, content.parts, self.form)
            at = content.end if content is not None else tag.end

    def _closing(self, tag: XmlTag) -> XmlTag | None:
        """The end tag of an item; the next item where it has none."""
        if self.nests and (closing := xml_source.closing_tag(self.text, tag)):
            return closing
        self.nests = False
        return next((other for other in xml_source.tags(self.text, tag.end) if other.name == tag.name), None)

    def _broken(self, at: int, fault: InputFault) -> Document:
        """A document for a fault at an offset, without an article."""
        origin = self._origin(at)
        text = self.text[at : at + _QUOTED]
        return Document(self.raw.path, text, "xml", faults=(fault,), origin=origin, is_blank=True)

    def _origin(self, at: int) -> tuple[int, int]:
        last = self.text.rfind("\n", self.seen, at)
        if last >= 0:
            # In most feeds an item is one line, and to count takes longer than to find.
            first = self.text.find("\n", self.seen, at)
            self.line += 1 if first == last else self.text.count("\n", first, at)
            self.beginning = last + 1
        self.seen = max(self.seen, at)
        return self.line, at - self.beginning + 1


# It remembers how it reads items of the same names: in a folder of feeds, all of them.
@lru_cache(10)
def _of_feed(mapping: ItemMapping, kind: str) -> ItemMapping:
    return ItemMapping(mapping.fields, preset=kind, items=mapping.items, date_order=mapping.date_order)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def span(text: str, path: Sequence[str | int], form: XmlForm) -> tuple[int, int]:
    """The span of the value of a member in the source of its item."""
    start, end = _content(text)
    found = feed_entries.span(text, start, end, path, form)
    own = xml_source.attribute_span(text, 0, str(path[0])) if found == (start, start) and not form.is_feed else None
    return own or found


def _content(text: str) -> tuple[int, int]:
    tag = next(xml_source.tags(text))
    closing = xml_source.closing_tag(text, tag)
    return tag.end, closing.start if closing else len(text)
