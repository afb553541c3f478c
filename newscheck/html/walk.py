"""One parse and one walk of an article's HTML, for extraction, rules and features.

No recursion, and constant work for each node: nesting and size may be hostile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newscheck.html import dateline, tags
from newscheck.html.dateline import FIRST_BLOCKS, parse_block
from newscheck.html.markup_features import MAX_ELEMENTS, WalkedElement, extract_features, has_blank_run
from newscheck.html.parser import ParsedHtml, parse
from newscheck.model import Dateline, Furniture, HtmlContent, Image, Site
from newscheck.text import furniture_labels
from newscheck.text.regex import lazy_regex

if TYPE_CHECKING:
    from lxml import etree

#: Values of a program in place of text (in the dump the format comes from, `Array` was the image for three months).
PROGRAM_WORDS = frozenset(
    ("Array", "undefined", "null", "NaN", "None", "nil", "[object Object]", "Invalid Date", "Invalid date")
)
_LONGEST_WORD = 20
_SPACES = lazy_regex(r"[ \t\r\n\f]+")
#: Stands for `<br>` until a block is complete: half of a surrogate pair, which neither UTF-8 nor a reference can hold.
_BR = "\ud800"
_SHORT = 200
_END_BLOCK, _END_ITEM, _END_HIDDEN, _END_BOLD, _END_LINK, _END_CAPTION = range(6)


def extract_content(html: str, site: Site, title: str | None = None, *, with_features: bool = False) -> HtmlContent:
    """Parse `html` and walk it once. Never raises; `is_truncated` and `truncated_tags` of the result show that parts
    were not read.

    With `with_features`, the walk also collects the features of the markup.
    """
    parsed = parse(html)
    walk = _Walk(site, title, html)
    elements = walk.run(parsed.root, MAX_ELEMENTS if with_features else 0)
    return walk.content(parsed, *(extract_features(elements, with_blanks=has_blank_run(html)) if elements else ()))


class _Walk:
    """The state of one walk: the open block, the depth in each kind of element, and the content so far."""

    def __init__(self, site: Site, title: str | None, html: str) -> None:
        self.site = site
        self.title = title
        # What Chinese labels are is in the site files.
        self.has_labels = site.language != "zh" and ("。" not in html or "の" in html)
        furniture = site.furniture
        self.furniture = furniture
        # Most pages hold none of these marks; then no attribute is read.
        self.marked = any(mark in html for mark in furniture.attributes) or (
            bool(furniture.classes) and any(mark in html for mark in furniture.classes)
        )
        self.pieces: list[str] = []
        self.strong = self.linked = self.captioned = self.items = 0
        self.plain = self.unlinked = self.with_link = False
        self.is_past_end = False
        self.paragraphs: list[str] = []
        self.title_lines: list[str] = []
        self.dateline: Dateline | None = None
        self.lead: str | None = None
        self.images: list[Image] = []
        self.links: list[str] = []
        self.captions: list[str] = []
        self.leftovers: list[str] = []
        self.furniture_texts: list[str] = []
        self.fused: list[str] = []
        self.html = html
        self.valued: frozenset[str] | None = None
        self.tags: set[str] = set()
        self.blanks = 0

    def run(self, root: etree._Element, wanted: int = 0) -> list[WalkedElement]:
        """Walk depth first, with a stack of elements, tails (str) and ends of elements (int).

        Returns the first `wanted` elements in document order.
        """
        elements: list[WalkedElement] = []
        stack: list[Any] = [root]
        pop, push, extend = stack.pop, stack.append, stack.extend
        kinds, seen, pieces, marked = tags.KINDS.get, self.tags.add, self.pieces, self.marked
        hidden = 0
        while stack:
            node = pop()
            if node.__class__ is str:
                if not hidden:
                    self.text(node)
                continue
            if node.__class__ is int:
                if node == _END_BLOCK:
                    if pieces:
                        self.flush()
                elif node == _END_HIDDEN:
                    hidden -= 1
                else:
                    self.leave(node)
                continue
            tag = node.tag
            seen(tag)
            kind = kinds(tag)
            if kind is None:
                kind = self.unknown(tag)
            if tail := node.tail:
                push(tail)
            inner, text = len(node), node.text
            if wanted:
                wanted -= 1
                elements.append((node, tag, inner, text, tail))
            if kind == tags.BLOCK and not inner and not text:
                if pieces and not hidden:
                    self.flush()
                self.blanks += tag == "p"
                continue
            if kind == tags.HIDDEN or (
                marked and kind <= tags.ITEM and tag != "p" and _is_furniture(node, self.furniture)
            ):
                hidden += 1
                push(_END_HIDDEN)
            elif hidden:
                pass
            elif kind == tags.BLOCK:
                if pieces:
                    self.flush()
                if not inner:
                    # Most blocks are paragraphs of text only: they need no pieces.
                    self.paragraph(text)
                    continue
                push(_END_BLOCK)
            elif kind:
                self.enter(kind, node, push)
            if text and not hidden:
                self.text(text)
            if inner:
                extend(node[::-1])
        self.flush()
        return elements

    def paragraph(self, text: str) -> None:
        """A block that holds text and no element."""
        text = _folded(text.strip())
        if text:
            self.classify(text, self.strong > 0, self.linked > 0, self.linked > 0)
        else:
            self.blanks += 1

    def unknown(self, tag: str) -> int:
        """The kind of an unknown element: inline, or the kind of the element in a fused tag."""
        if tags.split_fused(tag) and self.valued is None:
            self.valued = tags.valued_names(self.html)
        if name := tags.split_fused(tag, self.valued):
            self.fused.append(tag)
            kind = tags.KINDS[name]
            return kind if kind in (tags.BLOCK, tags.ITEM, tags.HIDDEN, tags.CAPTION) else tags.INLINE
        return tags.INLINE

    def enter(self, kind: int, node: etree._Element, push: Callable[[int], None]) -> None:
        """Open an element that is neither a plain block nor hidden."""
        if kind == tags.BOLD:
            self.strong += 1
            push(_END_BOLD)
        elif kind == tags.LINK:
            if href := node.get("href"):
                self.links.append(href)
            self.linked += 1
            self.with_link = True
            push(_END_LINK)
        elif kind == tags.BREAK:
            self.pieces.append(_BR)
        elif kind == tags.IMAGE:
            self.image(node)
        elif kind == tags.ITEM:
            self.flush()
            self.items += 1
            push(_END_ITEM)
        elif kind == tags.CAPTION:
            self.flush()
            self.captioned += 1
            push(_END_CAPTION)
        elif kind == tags.TIME:
            self.time(node)
        elif kind == tags.VIDEO and (poster := node.get("poster")):
            self.images.append(Image(poster, is_before_text=not self.paragraphs))

    def time(self, node: etree._Element) -> None:
        """A `<time>`: its `datetime` counts where the text shows no date ("three hours ago")."""
        if self.dateline is None and not self.paragraphs:
            self.dateline = dateline.parse(node.get("datetime") or "", day_first=self.site.day_first)

    def leave(self, end: int) -> None:
        """Close what `enter` opened."""
        if end == _END_BOLD:
            self.strong -= 1
        elif end == _END_LINK:
            self.linked -= 1
        else:
            if self.pieces:
                self.flush()
            if end == _END_ITEM:
                self.items -= 1
            elif end == _END_CAPTION:
                self.captioned -= 1

    def text(self, text: str) -> None:
        """Add visible text to the block; note whether any of it is outside of emphasis or of a link."""
        self.pieces.append(text)
        if not (self.strong and self.linked) and not (self.plain and self.unlinked) and not text.isspace():
            self.plain = self.plain or not self.strong
            self.unlinked = self.unlinked or not self.linked

    def image(self, node: etree._Element) -> None:
        """Keep an `<img>`, unless it is in the furniture after the article."""
        if self.is_past_end:
            return
        get = node.get
        fallback = get("data-src") or get("data-original") or get("srcset") or ""
        width, height = get("width") or "", get("height") or ""
        self.images.append(Image(get("src") or "", fallback, width, height, not self.paragraphs))

    def flush(self) -> None:
        """End the block: split it at double `<br>` and classify each part."""
        if not self.pieces:
            return
        whole = "".join(self.pieces)
        self.pieces.clear()
        strong, linked, with_link = not self.plain, not self.unlinked, self.with_link
        self.plain = self.unlinked = False
        self.with_link = self.linked > 0
        text = whole.strip().strip(_BR).strip()
        if not text:
            self.blanks += _BR not in whole
        elif _BR in text:
            for part in _parts(text):
                self.classify(part, strong, linked, with_link)
        else:
            self.classify(_folded(text), strong, linked, with_link)

    def classify(self, text: str, strong: bool, linked: bool, with_link: bool) -> None:
        """Collect a paragraph of visible text as furniture, date line, title, caption, lead or plain paragraph."""
        if self.is_past_end:
            self.furniture_texts.append(text)
            return
        if len(text) < _SHORT:
            if len(text) < _LONGEST_WORD and text in PROGRAM_WORDS:
                self.leftovers.append(text)
                return
            if (self.dateline is None or not self.paragraphs) and self.is_dateline(text):
                return
            furniture = self.furniture
            if (
                (self.items and linked)
                or (furniture.texts and furniture.texts.match(text))
                or (self.has_labels and furniture_labels.is_furniture(text, self.site.language, with_link=with_link))
            ):
                self.is_past_end = bool(furniture.rest and furniture.rest.match(text))
                self.furniture_texts.append(text)
                return
            if text == self.title and not self.paragraphs:
                self.title_lines.append(text)
                return
        if self.captioned:
            self.captions.append(text)
            return
        if strong and not self.paragraphs:
            self.lead = text
        self.paragraphs.append(text)

    def is_dateline(self, text: str) -> bool:
        """Whether a short block is a date line; the first complete one is kept."""
        if len(self.paragraphs) >= FIRST_BLOCKS:
            return False
        line = parse_block(text, day_first=self.site.day_first)
        if line is None:
            return False
        if self.dateline is None or not self.dateline.is_complete:
            self.dateline = line
        return True

    def content(self, parsed: ParsedHtml, features: Sequence[str] = (), skeleton: str = "") -> HtmlContent:
        """The content. A body that is only its title keeps it, so that a rule can report it."""
        return HtmlContent(
            paragraphs=self.paragraphs or self.title_lines,
            dateline=self.dateline,
            lead=self.lead,
            images=self.images,
            links=self.links,
            captions=self.captions,
            leftovers=self.leftovers,
            furniture=self.furniture_texts,
            fused_tags=self.fused,
            tags=self.tags,
            empty_paragraphs=self.blanks,
            is_truncated=parsed.is_truncated,
            truncated_tags=parsed.truncated_tags,
            features=features,
            skeleton=skeleton,
        )


def _folded(text: str) -> str:
    """Collapse white space as a browser does; blanks of other scripts and no-break spaces are text."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        return _SPACES.sub(" ", text)
    return text


def _parts(text: str) -> Iterator[str]:
    """The paragraphs of a block with breaks: one break ends a line, an empty line ends a paragraph."""
    lines: list[str] = []
    for line in text.split(_BR):
        line = _SPACES.sub(" ", line).strip()
        if line:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _is_furniture(node: etree._Element, furniture: Furniture) -> bool:
    """Whether an element has one of the site's furniture marks: an attribute, or a word of its class."""
    names = node.keys()
    if not names:
        return False
    for name in names:
        if name in furniture.attributes:
            return True
    return bool(furniture.classes) and not furniture.classes.isdisjoint((node.get("class") or "").split())
