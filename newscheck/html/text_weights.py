"""The elements of a page and the weight of their texts: text outside of links, menus and comments has weight."""

from __future__ import annotations

from bisect import bisect_left as bisect
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from newscheck.html import markup, tags
from newscheck.html.markup import Element, Tag
from newscheck.text.regex import lazy_regex

#: Furniture here, but not in the structure: there a form is a part of the template, and a whole page may be one form.
_CONTROLS = frozenset(("form", "select"))
#: Words in a class or an id that mark furniture.
_WORDS = lazy_regex(
    r"(?<![a-z])(?:comments?|disqus|pinglun|related|recommend[a-z]*|side-?bar|shar(?:e|ing)|social|promos?|advert[a-z]*"
    r"|ads?|banner|breadcrumbs?|crumbs?|nav|navbar|menu|footer|copyright|newsletter|subscribe|tags|toolbar|popular"
    r"|teasers?|avatar|logo|cookies?|most-read|read-?more)(?![a-z])",
    2,
)
#: Start tags from this length on are not remembered.
_LONG_TAG = 1_000
#: Parts of an article: around one, such words mean something else (`with-sidebar`).
_AROUND = frozenset(("h1", "main", "article"))
#: Shorter texts are labels and have no weight.
_MIN_LENGTH = 12


class PageNode:
    """An element of a page: its parent, its context and the amount of its text."""

    __slots__ = ("context_flags", "element", "linked", "parent", "text", "weight")

    def __init__(self, element: Element, parent: PageNode | None = None, is_aside: bool = False) -> None:
        self.element, self.parent = element, parent
        self.context_flags = tags.context_flags(element.name) | (tags.IN_FURNITURE if is_aside else 0)
        if parent is not None:
            self.context_flags |= parent.context_flags
        self.text = self.linked = 0
        self.weight = 0.0

    @property
    def is_aside(self) -> bool:
        """Whether it is furniture, or in some."""
        return bool(self.context_flags & tags.IN_FURNITURE)

    def contains(self, start: int, end: int) -> bool:
        """Whether a span of the page is in the element."""
        return self.element.start <= start and end <= self.element.end


class TextSpan(NamedTuple):
    """A text and its element."""

    start: int
    end: int
    node: PageNode
    weight: int


def nodes(html: str, elements: list[Element], *, by_words: bool) -> list[PageNode]:
    """The elements of a page in the order of their start tags, after a root for the page."""
    around = [element for element in elements if element.name in _AROUND]
    if by_words:  # comments and teasers are commonly an `<article>` each
        around = [element for element in around if element.name != "article" or not _is_named_furniture(html, element)]
    starts = [element.start for element in around]
    found = [PageNode(Element("", 0, len(html), (0, len(html))))]
    open_ = [found[0]]
    for element in elements:
        while open_[-1].element.end <= element.start:
            open_.pop()
        is_around = element.name in tags.ROOTS or bisect(starts, element.start) < bisect(starts, element.end)
        is_aside = element.name in _CONTROLS or (by_words and not is_around and _is_named_furniture(html, element))
        found.append(PageNode(element, open_[-1], is_aside))
        open_.append(found[-1])
    return found


def text_spans(html: str, pieces: list[Tag], nodes: list[PageNode]) -> Iterator[TextSpan]:
    """The visible texts, each with its element, which their length and weight are added to."""
    at, node = 1, nodes[0]
    for name, start, end, _ in pieces:
        if name:
            continue
        while at < len(nodes) and nodes[at].element.start < start:
            node = nodes[at]
            at += 1
        while node.parent is not None and node.element.end <= start:
            node = node.parent
        context = node.context_flags
        if context & tags.IN_HIDDEN or html.startswith("<!", start):  # a doctype
            continue
        length = len(html[start:end].strip())
        weight = 0 if context & (tags.IN_LINK | tags.IN_FURNITURE) or length < _MIN_LENGTH else length
        node.text += length
        node.linked += length if context & tags.IN_LINK else 0
        node.weight += weight
        yield TextSpan(start, end, node, weight)


def _is_named_furniture(html: str, element: Element) -> bool:
    """Whether class or id mark an element as furniture."""
    length = element.inner[0] - element.start
    if length < len(element.name) + 8:
        return False
    marks = _marks_furniture if length < _LONG_TAG else _marks_furniture.__wrapped__
    return marks(html[element.start : element.inner[0]], element.name)


@lru_cache(4_096)
def _marks_furniture(tag: str, name: str) -> bool:
    """Whether the class or id of a start tag marks furniture. The tags of a template stand again and again."""
    attributes = markup.attributes(tag, Tag(name, 0, len(tag)))
    return any(attribute.name in ("class", "id") and _WORDS.search(tag, *attribute.value) for attribute in attributes)
