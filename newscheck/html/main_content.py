"""Find the article in a whole page: its headline, date line, picture and text, without menus and comments.

A mutant works on the HTML of an article. In a page that is the smallest element around headline and text; other parts
in it (share block, comments, teasers) are set aside and put back afterwards. Text outside of links has weight; the
element with most weight is the body, and each level of nesting lowers the weight. That needs no class names of the
site, only common names of furniture. Linear in the length of the page, also for unbalanced markup. Offsets are code
points.

`markup.container` and `structure_parts` search within an article and take the innermost element that holds half of the
text: in a page, a long list of comments or teasers may hold more than the article, so here the weight decides.
"""

from __future__ import annotations

from bisect import bisect_left as bisect
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import NamedTuple

from newscheck.html import dateline, markup, tags
from newscheck.html.markup import Element, Tag
from newscheck.text.regex import lazy_regex

#: Elements that only whole pages have; HTML without any of them is an article from a dump.
_PAGE = frozenset(("html", "head", "body", "title", "meta", "link", "nav", "header", "footer", "aside"))
_DOCTYPE = lazy_regex(r"\s*+<!doctype", 2)
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
#: Elements that may be the body; each lowers the weight of its text.
_HOLDERS = tags.CONTAINERS | tags.ROOTS | {"center", "form", "table", "tr", "tbody", "blockquote"}
#: Parts of a table: they can't be taken out alone, and only rows may stand between them.
_TABLE = frozenset(("tr", "tbody", "thead", "tfoot"))
#: Elements that are set aside where most of their text is links.
_BLOCKS = frozenset(("div", "section", "ul", "ol", "dl", "table", "header", "article", "p"))
#: Shorter texts are labels and have no weight. An element passes on a share of its weight to its parent.
_MIN_LENGTH, _SHARE = 12, 0.6
#: How many texts before the article are searched for its date line.
_TEXTS_BEFORE = 8
#: Elements of an article without text that is read; rules would take their code for the scraper's.
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "svg", "button", "select", "textarea", "object"))
_MARK = "newscheck:aside:"
_MARKED = lazy_regex(f"<!--{_MARK}([0-9]++)-->")


class PageSlice(NamedTuple):
    """A page and its article: `html` is `page[start:end]` with a comment in place of each part in `set_aside`."""

    page: str
    start: int
    end: int
    html: str
    set_aside: tuple[str, ...] = ()

    def with_article(self, html: str) -> str:
        """The page with its article replaced; parts whose comment was removed are removed, too."""
        article = _MARKED.sub(lambda mark: self.set_aside[int(mark[1])], html) if self.set_aside else html
        return self.page[: self.start] + article + self.page[self.end :]


class MainContent(NamedTuple):
    """The article of a page, `page[start:end]`. `html` has the same length: comments of equal length stand in place of
    other parts, of the headline, and of scripts, so that an offset in it is one in the page.

    `headline` is the span of the headline's words, empty where there is none; `weight` is the length of the text.
    """

    start: int
    end: int
    html: str
    headline: tuple[int, int]
    weight: int


class _Parts(NamedTuple):
    """Where an article stands in a page, what is set aside in it, its headline, and the length of its text."""

    start: int
    end: int
    asides: list[tuple[int, int]]
    headline: Element | None
    weight: int


class _Node:
    """An element of a page: its parent, its context and the amount of its text."""

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

    def contains(self, start: int, end: int) -> bool:
        return self.element.start <= start and end <= self.element.end


class _Span(NamedTuple):
    """A text and its element."""

    start: int
    end: int
    node: _Node
    weight: int


def bounds(html: str) -> tuple[int, int]:
    """The start and end of the article in a page; all of the HTML where it is not a whole page. Never raises."""
    article = find(html)
    return article.start, article.end


def find(html: str) -> PageSlice:
    """The article of a page, ready for editing. Never raises."""
    if not _is_page(html):
        return PageSlice(html, 0, len(html), html)
    pieces = [*markup.pieces(html)]
    elements = markup.match_tags(pieces)
    for by_words in (True, False):
        if article := _read(html, pieces, elements, by_words=by_words):
            return article
    start, end = next((element.inner for element in elements if element.name == "body"), (0, len(html)))
    return PageSlice(html, start, end, html[start:end])


def read(html: str, pieces: list[Tag]) -> MainContent | None:
    """The article of a page, with the pieces of its markup; None where no text has weight. Never raises."""
    elements = markup.match_tags(pieces)
    for by_words in (True, False):
        if parts := _parts(html, pieces, elements, by_words=by_words):
            break
    else:
        return None
    start, end, headline = parts.start, parts.end, parts.headline
    blanks = [*parts.asides, *((element.start, element.end) for element in elements if element.name in _NO_TEXT)]
    if headline:
        blanks.append((headline.start, headline.end))
    inside = sorted((low, high) for low, high in blanks if start <= low < high <= end)
    edits = [(low - start, high - start, _blank(high - low)) for low, high in inside]
    return MainContent(
        start, end, markup.splice(html[start:end], edits), headline.inner if headline else (0, 0), parts.weight
    )


def _blank(length: int) -> str:
    """A comment of some length; an element with both tags has seven characters at least."""
    return f"<!--{' ' * (length - 7)}-->"


def _is_page(html: str) -> bool:
    return bool(_DOCTYPE.match(html)) or any(tag.name in _PAGE for tag in markup.tokens(html))


def _read(html: str, pieces: list[Tag], elements: list[Element], *, by_words: bool) -> PageSlice | None:
    """The article of a page; None where no text has weight. With `by_words`, class names mark furniture."""
    parts = _parts(html, pieces, elements, by_words=by_words)
    if parts is None:
        return None
    return _slice(html, parts.start, parts.end, [] if _MARK in html else parts.asides)


def _parts(html: str, pieces: list[Tag], elements: list[Element], *, by_words: bool) -> _Parts | None:
    nodes = _nodes(html, elements, by_words=by_words)
    spans = list(_spans(html, pieces, nodes))
    body = _body(nodes)
    if body is None:
        return None
    own = [span for span in spans if span.weight and body.contains(span.start, span.end)]
    kept = [(own[0].start, own[-1].end)] if own else [body.element.inner]
    headline = _headline(html, nodes, kept[0][0])
    if headline:
        kept.append((headline.element.start, headline.element.end))
    found = _cut(nodes, body, kept)
    if markup.find_dateline(_slice(html, *found).html) is None and (date := _date_before(html, spans, kept[0][0])):
        found = _cut(nodes, body, [*kept, (date.start, date.end)])
    return _Parts(*found, headline.element if headline else None, sum(span.weight for span in own))


def _cut(nodes: list[_Node], body: _Node, kept: list[tuple[int, int]]) -> tuple[int, int, list[tuple[int, int]]]:
    """The start and end of an article, and the parts in it to set aside."""
    start, end = _extent(_around(body, kept), nodes, kept)
    return start, end, [*_asides(nodes, body, start, end, kept)]


def _slice(html: str, start: int, end: int, asides: list[tuple[int, int]]) -> PageSlice:
    edits = [(low - start, high - start, f"<!--{_MARK}{at}-->") for at, (low, high) in enumerate(asides)]
    parts = tuple(html[low:high] for low, high in asides)
    return PageSlice(html, start, end, markup.splice(html[start:end], edits), parts)


def _nodes(html: str, elements: list[Element], *, by_words: bool) -> list[_Node]:
    """The elements of a page in the order of their start tags, after a root for the page."""
    around = [element for element in elements if element.name in _AROUND]
    if by_words:  # comments and teasers are commonly an `<article>` each
        around = [element for element in around if element.name != "article" or not _is_named_furniture(html, element)]
    starts = [element.start for element in around]
    nodes = [_Node(Element("", 0, len(html), (0, len(html))))]
    open_ = [nodes[0]]
    for element in elements:
        while open_[-1].element.end <= element.start:
            open_.pop()
        is_around = element.name in tags.ROOTS or bisect(starts, element.start) < bisect(starts, element.end)
        is_aside = element.name in _CONTROLS or (by_words and not is_around and _is_named_furniture(html, element))
        nodes.append(_Node(element, open_[-1], is_aside))
        open_.append(nodes[-1])
    return nodes


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


def _spans(html: str, pieces: list[Tag], nodes: list[_Node]) -> Iterator[_Span]:
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
        yield _Span(start, end, node, weight)


def _body(nodes: list[_Node]) -> _Node | None:
    """The element with most weight; sums up text and weight of all nodes on the way."""
    for node in reversed(nodes):
        if parent := node.parent:
            parent.text += node.text
            parent.linked += node.linked
            parent.weight += node.weight * (_SHARE if node.element.name in _HOLDERS else 1)
    holders = [node for node in nodes if node.element.name in _HOLDERS and not node.is_aside]
    best = max(holders, key=lambda node: node.weight, default=None)
    return best if best and best.weight else None


def _headline(html: str, nodes: list[_Node], text: int) -> _Node | None:
    """The heading with which the page's title begins, else the last `<h1>` before the text."""
    title = next((_words(html, node.element) for node in nodes if node.element.name == "title"), "")
    headings = [node for node in nodes if node.element.name in ("h1", "h2") and not node.is_aside and node.text]
    for node in headings:
        if (words := _words(html, node.element)) and title.startswith(words):
            return node
    return next((node for node in reversed(headings) if node.element.name == "h1" and node.element.start < text), None)


def _words(html: str, element: Element) -> str:
    inner = html[slice(*element.inner)]
    pieces = [inner] if element.name == "title" else [inner[start:end] for start, end in markup.text_spans(inner)]
    return " ".join(unescape("".join(pieces)).split())


def _around(node: _Node, kept: list[tuple[int, int]]) -> _Node:
    """The smallest element that can be taken out and contains all spans to keep."""
    while node.parent and (node.element.name in _TABLE or not all(node.contains(*span) for span in kept)):
        node = node.parent
    return node


def _extent(around: _Node, nodes: list[_Node], kept: list[tuple[int, int]]) -> tuple[int, int]:
    """The span of the element, or, where that is the page, of its children from the first to the last span to keep."""
    if around.element.name not in tags.ROOTS:
        return around.element.start, around.element.end
    start, end = min(span[0] for span in kept), max(span[1] for span in kept)
    children = [node.element for node in nodes if node.parent is around]
    return (
        min((child.start for child in children if child.start <= start < child.end), default=start),
        max((child.end for child in children if child.start < end <= child.end), default=end),
    )


def _date_before(html: str, spans: list[_Span], start: int) -> _Span | None:
    """The date line before the headline, if it has a clock time: a bare date may be today's."""
    before = (span for span in reversed(spans) if span.start < start and not span.node.is_aside)
    for span in islice(before, _TEXTS_BEFORE):
        if line := dateline.parse_block(html[span.start : span.end]):
            return span if line.iso and "T" in line.iso else None
    return None


def _asides(
    nodes: list[_Node], body: _Node, start: int, end: int, kept: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The parts of an article's element to set aside: furniture, lists of links, and all that follows the text."""
    done = start
    for node in nodes:
        element = node.element
        if element.start < done or element.end > end or any(node.contains(*span) for span in kept):
            continue
        is_after = element.start >= body.element.end and element.name not in tags.ROOTS
        is_text = element.name == "p" and element.start >= kept[0][0]
        is_list = element.name in _BLOCKS and node.linked * 2 > node.text and not is_text
        if is_after or node.is_aside or is_list:
            done = element.end
            yield element.start, element.end
