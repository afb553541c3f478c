"""The walk of a parsed article: its parts and the outline of its markup, in document order.

It is written twice: here, and in `_tree_walk.pyx` for where that was compiled (`newscheck.html.walk_choice`). This one
is the reference: the other returns the same for every tree. No recursion, and constant work for each node: nesting and
size may be hostile.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from newscheck.html import markup_features, tags
from newscheck.html.markup_features import DEEP, MAX_ELEMENTS, MAX_TOP, TOP, VALUED, Outline, blank_run
from newscheck.model import Furniture

if TYPE_CHECKING:
    from lxml import etree

#: Flags of a block of text: all of it is emphasised, all of it is in links, it has a link, it is in an item of a list,
#: in a caption, it has a BREAK.
STRONG, LINKED, WITH_LINK, IN_ITEM, IN_CAPTION, WITH_BREAK = (1 << bit for bit in range(6))
#: Parts of other kinds: a picture, the still picture of a video, a `<time>`.
PICTURE, POSTER, MOMENT = 64, 65, 66
#: Stands for `<br>` in a block: half of a surrogate pair, which neither UTF-8 nor a reference can hold.
BREAK = "\ud800"
#: Flags of a block, or a kind; the text as it is written, or an address, or a time; of a picture the address to load
#: later, its width and its height.
Part = tuple[int, str, tuple[str, ...]]
_END_BLOCK, _END_ITEM, _END_HIDDEN, _END_BOLD, _END_LINK, _END_CAPTION = range(6)
#: An element, its name, the names of its attributes, the number of its children, its text, its tail.
_Element = tuple[Any, str, list[str], int, str | None, str | None]


class WalkedTree(NamedTuple):
    """The parts of an article, the addresses of its links, the names of its elements, the number of its paragraphs
    without a node, and the outline of its markup, if it was wanted."""

    parts: list[Part]
    links: list[str]
    tags: set[str]
    empty_paragraphs: int
    outline: Outline | None


class FusedTags:
    """The tags of a text that are fused with an attribute: `found` are those that a walk asked for."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found: list[str] = []
        self._valued: frozenset[str] | None = None

    def kind(self, tag: str) -> int:
        """The kind of an unknown element: inline, or the kind of the element in a fused tag."""
        if tags.split_fused(tag) and self._valued is None:
            self._valued = tags.valued_names(self.html)
        if name := tags.split_fused(tag, self._valued):
            self.found.append(tag)
            kind = tags.KINDS[name]
            return kind if kind in (tags.BLOCK, tags.ITEM, tags.HIDDEN, tags.CAPTION) else tags.INLINE
        return tags.INLINE


def is_furniture(names: Container[str], element: Any, furniture: Furniture) -> bool:
    """Whether an element, whose attributes have these names, has one of the site's furniture marks: an attribute, or a
    word of its class."""
    for name in furniture.attributes:
        if name in names:
            return True
    return bool(furniture.classes) and not furniture.classes.isdisjoint((element.get("class") or "").split())


def walk_tree(
    root: etree._Element, fused: FusedTags, furniture: Furniture | None, *, with_outline: bool, with_blanks: bool
) -> WalkedTree:
    """Walk a tree of `newscheck.html.parser` depth first.

    `furniture` is None where no element has one of the site's marks. Without `with_blanks`, the text has no run of
    blanks.
    """
    walk = _Walk(fused, furniture)
    elements = walk.run(root, MAX_ELEMENTS if with_outline else 0)
    outline = _outline(elements, with_blanks=with_blanks) if with_outline else None
    return WalkedTree(walk.parts, walk.links, walk.tags, walk.empty_paragraphs, outline)


class _Walk:
    """The state of one walk: the open block, and the depth in each kind of element."""

    def __init__(self, fused: FusedTags, furniture: Furniture | None) -> None:
        self.fused = fused
        self.furniture = furniture
        self.pieces: list[str] = []
        self.strong = self.linked = self.captioned = self.items = self.around = 0
        self.plain = self.unlinked = self.with_link = False
        self.parts: list[Part] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.empty_paragraphs = 0

    def run(self, root: etree._Element, wanted: int) -> list[_Element]:
        """Walk depth first, with a stack of elements, tails (str) and ends of elements (int).

        Returns the first `wanted` elements in document order.
        """
        elements: list[_Element] = []
        stack: list[Any] = [root]
        pop, push, extend = stack.pop, stack.append, stack.extend
        kinds, seen, pieces, furniture = tags.KINDS.get, self.tags.add, self.pieces, self.furniture
        element: Any = root.__class__
        hidden = 0
        while stack:
            node = pop()
            if node.__class__ is not element:
                if node.__class__ is str:
                    if not hidden:
                        self.text(node)
                elif node == _END_BLOCK:
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
                kind = self.fused.kind(tag)
            if tail := node.tail:
                push(tail)
            names, inner, text = node.keys(), len(node), node.text
            if wanted:
                wanted -= 1
                elements.append((node, tag, names, inner, text, tail))
            if kind == tags.BLOCK and not inner and not text:
                if pieces and not hidden:
                    self.flush()
                self.empty_paragraphs += tag == "p"
                continue
            if kind == tags.HIDDEN or (
                furniture and names and kind <= tags.ITEM and tag != "p" and is_furniture(names, node, furniture)
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
                    self.parts.append((self.around, text, ()))
                    continue
                push(_END_BLOCK)
            elif kind:
                self.enter(kind, node, push)
            if text and not hidden:
                self.text(text)
            if inner:
                extend(node[::-1])
        if pieces:
            self.flush()
        return elements

    def enter(self, kind: int, node: etree._Element, push: Callable[[int], None]) -> None:
        """Open an element that is neither a plain block nor hidden."""
        if kind == tags.BOLD:
            self.strong += 1
            self.note_around()
            push(_END_BOLD)
        elif kind == tags.LINK:
            if href := node.get("href"):
                self.links.append(href)
            self.linked += 1
            self.with_link = True
            self.note_around()
            push(_END_LINK)
        elif kind == tags.BREAK:
            self.pieces.append(BREAK)
        elif kind == tags.IMAGE:
            self.picture(node)
        elif kind == tags.ITEM:
            if self.pieces:
                self.flush()
            self.items += 1
            self.note_around()
            push(_END_ITEM)
        elif kind == tags.CAPTION:
            if self.pieces:
                self.flush()
            self.captioned += 1
            self.note_around()
            push(_END_CAPTION)
        elif kind == tags.TIME:
            self.parts.append((MOMENT, node.get("datetime") or "", ()))
        elif kind == tags.VIDEO and (poster := node.get("poster")):
            self.parts.append((POSTER, poster, ()))

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
        self.note_around()

    def text(self, text: str) -> None:
        """Add visible text to the block; note whether any of it is outside of emphasis or of a link."""
        self.pieces.append(text)
        if not (self.strong and self.linked) and not (self.plain and self.unlinked) and not text.isspace():
            self.plain = self.plain or not self.strong
            self.unlinked = self.unlinked or not self.linked

    def picture(self, node: etree._Element) -> None:
        """An `<img>`."""
        get = node.get
        fallback = get("data-src") or get("data-original") or get("srcset") or ""
        self.parts.append((PICTURE, get("src") or "", (fallback, get("width") or "", get("height") or "")))

    def flush(self) -> None:
        """End the block."""
        flags = self.around & (IN_ITEM | IN_CAPTION)
        if not self.plain:
            flags |= STRONG
        if not self.unlinked:
            flags |= LINKED
        if self.with_link:
            flags |= WITH_LINK
        text = "".join(self.pieces)
        if BREAK in text:
            flags |= WITH_BREAK
        self.parts.append((flags, text, ()))
        self.pieces.clear()
        self.plain = self.unlinked = False
        self.with_link = self.linked > 0

    def note_around(self) -> None:
        """Set the flags of a block that is text only from the elements around it."""
        self.around = (
            (STRONG if self.strong else 0)
            | (LINKED | WITH_LINK if self.linked else 0)
            | (IN_ITEM if self.items else 0)
            | (IN_CAPTION if self.captioned else 0)
        )


def _outline(elements: Sequence[_Element], *, with_blanks: bool) -> Outline:
    """The outline of elements in document order: <html>, <body>, the one around the article, its contents."""
    markup_features.trim_caches()
    _, _, _, left, text, _ = elements[2]
    top = ["#text"] if text and not text.isspace() else []
    empty: set[str] = set()
    runs = {blank_run(text)} if with_blanks else set[str]()
    place, above = TOP, [(DEEP, 0)]
    features: set[str] = set()
    known, add, update = markup_features.ATTRIBUTES, features.add, features.update
    for node, tag, names, inner, text, tail in islice(elements, 3, None):
        while not left and above:
            place, left = above.pop()
        if not above:
            break
        left -= 1
        if with_blanks:  # inline: a call for each text would take half of the time
            if text and ("  " in text or "\t" in text):
                runs.add(blank_run(text))
            if tail and ("  " in tail or "\t" in tail):
                runs.add(blank_run(tail))
        below = place[tag]
        if place is TOP and len(top) < MAX_TOP:
            if not top or top[-1] != below.path:
                top.append(below.path)
            if tail and not tail.isspace():
                top.append("#text")
        add(below.feature)
        for name in names:
            update(known[tag, name, node.get(name) if name in VALUED else ""])
        if inner:
            above.append((place, left))
            place, left = below, inner
        elif not text or text.isspace():
            empty.add(tag)
    runs.discard("")
    return Outline(top, features, empty, runs)
