"""Where in a whole page the article stands: its headline, date line, picture and text, without menus and comments.

A mutant works on the HTML of an article. In a page that is the smallest element around headline and text; what is in
it and no part of the article (share block, comments, teasers) is set aside, and put back afterwards. Text counts where
it is no link; the element that holds most of it is the body, what is farther down counting for less. No class name is
needed for that, but the names of what is never an article are known. One pass, linear in the length of the page,
whatever is unbalanced in it. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from newscheck.html import dateline, markup, tags
from newscheck.html.markup import Element, Tag
from newscheck.text.regex import lazy_regex

#: What only whole pages have; HTML without any of it is an article as a dump holds it.
_PAGE = frozenset(("html", "head", "body", "title", "meta", "link", "nav", "header", "footer", "aside"))
_DOCTYPE = lazy_regex(r"\s*+<!doctype", 2)
#: Also furniture on a page, though not in the structure, which has to draw them and where all may be in one form.
_CONTROLS = frozenset(("form", "select"))
#: Words of a class or an id that say that an element is no part of an article.
_WORDS = lazy_regex(
    r"(?<![a-z])(?:comments?|disqus|pinglun|related|recommend[a-z]*|side-?bar|shar(?:e|ing)|social|promos?|advert[a-z]*"
    r"|ads?|banner|breadcrumbs?|crumbs?|nav|navbar|menu|footer|copyright|newsletter|subscribe|tags|toolbar|popular"
    r"|teasers?|avatar|logo|cookies?|most-read|read-?more)(?![a-z])",
    2,
)
#: What an article has or is: of what is around it, such words say something else (`with-sidebar`).
_AROUND = frozenset(("h1", "main", "article"))
#: What holds text of its own.
_HOLDERS = tags.CONTAINERS | tags.ROOTS | {"center", "form", "table", "tr", "tbody", "blockquote"}
#: Parts of a table can't be moved alone, and nothing but rows can be put between them.
_TABLE = frozenset(("tr", "tbody", "thead", "tfoot"))
#: What is set aside where most of its text are links, and what ends a page's own parts.
_BLOCKS = frozenset(("div", "section", "ul", "ol", "dl", "table", "header", "article", "p"))
#: Shorter texts are labels. An element has a part of the weight of what is in it.
_FEWEST, _SHARE = 12, 0.6
#: A date line that stands before the headline is among so many texts before it.
_NEAR = 8
_MARK = "newscheck:aside:"
_MARKED = lazy_regex(f"<!--{_MARK}([0-9]++)-->")


class PageSlice(NamedTuple):
    """A page and the article in it: `html` is `page[start:end]` with a comment for each of the parts `set_aside`."""

    page: str
    start: int
    end: int
    html: str
    set_aside: tuple[str, ...] = ()

    def with_article(self, html: str) -> str:
        """The page with another article in the place of its own; parts whose comment is gone are gone, too."""
        whole = _MARKED.sub(lambda found: self.set_aside[int(found[1])], html) if self.set_aside else html
        return self.page[: self.start] + whole + self.page[self.end :]


class _Node:
    """An element in the tree of a page: its parent, what it stands in, and how much text is in it."""

    __slots__ = ("context_flags", "element", "linked", "parent", "text", "weight")

    def __init__(self, element: Element, parent: _Node | None = None, is_aside: bool = False) -> None:
        self.element, self.parent = element, parent
        self.context_flags = tags.context_flags(element.name) | (tags.IN_FURNITURE if is_aside else 0)
        if parent is not None:
            self.context_flags |= parent.context_flags
        self.text = self.linked = 0
        self.weight = 0.0

    @property
    def is_aside(self) -> bool:
        return bool(self.context_flags & tags.IN_FURNITURE)

    def holds(self, start: int, end: int) -> bool:
        return self.element.start <= start and end <= self.element.end


class _Span(NamedTuple):
    """A text and the element in which it stands."""

    start: int
    end: int
    node: _Node
    weight: int


def bounds(html: str) -> tuple[int, int]:
    """Where the article of a page begins and ends; all of it where the HTML is no page but an article. Never raises."""
    found = find(html)
    return found.start, found.end


def find(html: str) -> PageSlice:
    """The article of a page, ready to be changed. Never raises."""
    if not _is_page(html):
        return PageSlice(html, 0, len(html), html)
    pieces = [*markup.pieces(html)]
    elements = markup.match_tags(pieces)
    for by_words in (True, False):
        if found := _read(html, pieces, elements, by_words=by_words):
            return found
    start, end = next((one.inner for one in elements if one.name == "body"), (0, len(html)))
    return PageSlice(html, start, end, html[start:end])


def _is_page(html: str) -> bool:
    return bool(_DOCTYPE.match(html)) or any(tag.name in _PAGE for tag in markup.tokens(html))


def _read(html: str, pieces: list[Tag], elements: list[Element], *, by_words: bool) -> PageSlice | None:
    """None where nothing in the page is text of an article."""
    nodes = _nodes(html, elements, by_words=by_words)
    spans = list(_spans(html, pieces, nodes))
    body = _body(nodes)
    if body is None:
        return None
    own = [span for span in spans if span.weight and body.holds(span.start, span.end)]
    kept = [(own[0].start, own[-1].end)] if own else [body.element.inner]
    if headline := _headline(html, nodes, kept[0][0]):
        kept.append((headline.element.start, headline.element.end))
    made = _cut(html, nodes, body, kept)
    if markup.find_dateline(made.html) is None and (date := _date_before(html, spans, kept[0][0])):
        made = _cut(html, nodes, body, [*kept, (date.start, date.end)])
    return made


def _cut(html: str, nodes: list[_Node], body: _Node, kept: list[tuple[int, int]]) -> PageSlice:
    start, end = _extent(_around(body, kept), nodes, kept)
    return _set_aside(html, start, end, [*_asides(nodes, body, start, end, kept)])


def _nodes(html: str, elements: list[Element], *, by_words: bool) -> list[_Node]:
    """The elements of a page in the order of their start tags; the first one is the page."""
    starts = [one.start for one in elements if one.name in _AROUND and not (by_words and _is_comment(html, one))]
    nodes = [_Node(Element("", 0, len(html), (0, len(html))))]
    open_ = [nodes[0]]
    last = 0
    for element in elements:
        while open_[-1].element.end <= element.start:
            open_.pop()
        while last < len(starts) and starts[last] < element.start:
            last += 1
        is_around = element.name in tags.ROOTS or (last < len(starts) and starts[last] < element.end)
        is_aside = element.name in _CONTROLS or (by_words and not is_around and _is_named_so(html, element))
        nodes.append(_Node(element, open_[-1], is_aside))
        open_.append(nodes[-1])
    return nodes


def _is_comment(html: str, element: Element) -> bool:
    """Comments and teasers are commonly an `<article>` each."""
    return element.name == "article" and _is_named_so(html, element)


def _is_named_so(html: str, element: Element) -> bool:
    tag = Tag(element.name, element.start, element.inner[0])
    if element.inner[0] - element.start < len(element.name) + 8:
        return False
    named = (one for one in markup.attributes(html, tag) if one.name in ("class", "id"))
    return any(_WORDS.search(html, *one.value) for one in named)


def _spans(html: str, pieces: list[Tag], nodes: list[_Node]) -> Iterator[_Span]:
    """The texts that are seen, each with its element; what they weigh is added to that of what holds them."""
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
        weight = 0 if context & (tags.IN_LINK | tags.IN_FURNITURE) or length < _FEWEST else length
        node.text += length
        node.linked += length if context & tags.IN_LINK else 0
        node.weight += weight
        yield _Span(start, end, node, weight)


def _body(nodes: list[_Node]) -> _Node | None:
    """The element that holds the text; all nodes know afterwards how much text is in them."""
    for node in reversed(nodes):
        if parent := node.parent:
            parent.text += node.text
            parent.linked += node.linked
            parent.weight += node.weight * (_SHARE if node.element.name in _HOLDERS else 1)
    holders = [node for node in nodes if node.element.name in _HOLDERS and not node.is_aside]
    best = max(holders, key=lambda node: node.weight, default=None)
    return best if best and best.weight else None


def _headline(html: str, nodes: list[_Node], text: int) -> _Node | None:
    """The heading that the page's title begins with, else the last `<h1>` before the text."""
    title = next((_words(html, node.element) for node in nodes if node.element.name == "title"), "")
    found = [node for node in nodes if node.element.name in ("h1", "h2") and not node.is_aside and node.text]
    for node in found:
        if (words := _words(html, node.element)) and title.startswith(words):
            return node
    return next((node for node in reversed(found) if node.element.name == "h1" and node.element.start < text), None)


def _words(html: str, element: Element) -> str:
    inner = html[slice(*element.inner)]
    pieces = [inner] if element.name == "title" else [inner[start:end] for start, end in markup.text_spans(inner)]
    return " ".join(unescape("".join(pieces)).split())


def _around(node: _Node, kept: list[tuple[int, int]]) -> _Node:
    """The smallest element that can be taken out and holds all that is to be kept."""
    while node.parent and (node.element.name in _TABLE or not all(node.holds(*span) for span in kept)):
        node = node.parent
    return node


def _extent(around: _Node, nodes: list[_Node], kept: list[tuple[int, int]]) -> tuple[int, int]:
    """The element, or, where that is the page, those in it from the first to the last that hold what is kept."""
    if around.element.name not in tags.ROOTS:
        return around.element.start, around.element.end
    start, end = min(span[0] for span in kept), max(span[1] for span in kept)
    children = [node.element for node in nodes if node.parent is around]
    return (
        min((one.start for one in children if one.start <= start < one.end), default=start),
        max((one.end for one in children if one.start < end <= one.end), default=end),
    )


def _date_before(html: str, spans: list[_Span], start: int) -> _Span | None:
    """The date line where it stands before the headline: a moment, for a day may be today's."""
    before = (span for span in reversed(spans) if span.start < start and not span.node.is_aside)
    for span in islice(before, _NEAR):
        if line := dateline.parse_block(html[span.start : span.end]):
            return span if line.iso and "T" in line.iso else None
    return None


def _asides(
    nodes: list[_Node], body: _Node, start: int, end: int, kept: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What is in an article's element and no part of it: furniture, lists of links, and all that follows the text."""
    done = start
    for node in nodes:
        one = node.element
        if one.start < done or one.end > end or any(node.holds(*span) for span in kept):
            continue
        is_after = one.start >= body.element.end and one.name not in tags.ROOTS
        is_text = one.name == "p" and one.start >= kept[0][0]
        is_list = one.name in _BLOCKS and node.linked * 2 > node.text and not is_text
        if is_after or node.is_aside or is_list:
            done = one.end
            yield one.start, one.end


def _set_aside(html: str, start: int, end: int, asides: list[tuple[int, int]]) -> PageSlice:
    if _MARK in html:
        return PageSlice(html, start, end, html[start:end])
    edits = [(low - start, high - start, f"<!--{_MARK}{at}-->") for at, (low, high) in enumerate(asides)]
    parts = tuple(html[low:high] for low, high in asides)
    return PageSlice(html, start, end, markup.splice(html[start:end], edits), parts)
