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

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from newscheck.html import dateline, markup, tags, text_weights
from newscheck.html.markup import Element, Tag
from newscheck.html.text_weights import PageNode, TextSpan
from newscheck.text.regex import lazy_regex

#: Elements that only whole pages have; HTML without any of them is an article from a dump.
_PAGE = frozenset(("html", "head", "body", "title", "meta", "link", "nav", "header", "footer", "aside"))
_DOCTYPE = lazy_regex(r"\s*+<!doctype", 2)
#: Elements that may be the body; each lowers the weight of its text.
_HOLDERS = tags.CONTAINERS | tags.ROOTS | {"center", "form", "table", "tr", "tbody", "blockquote"}
#: Parts of a table: they can't be taken out alone, and only rows may stand between them.
_TABLE = frozenset(("tr", "tbody", "thead", "tfoot"))
#: Elements that are set aside where most of their text is links.
_BLOCKS = frozenset(("div", "section", "ul", "ol", "dl", "table", "header", "article", "p"))
#: An element passes on a share of its weight to its parent.
_SHARE = 0.6
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
    nodes = text_weights.nodes(html, elements, by_words=by_words)
    spans = list(text_weights.text_spans(html, pieces, nodes))
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


def _cut(nodes: list[PageNode], body: PageNode, kept: list[tuple[int, int]]) -> tuple[int, int, list[tuple[int, int]]]:
    """The start and end of an article, and the parts in it to set aside."""
    start, end = _extent(_around(body, kept), nodes, kept)
    return start, end, [*_asides(nodes, body, start, end, kept)]


def _slice(html: str, start: int, end: int, asides: list[tuple[int, int]]) -> PageSlice:
    edits = [(low - start, high - start, f"<!--{_MARK}{at}-->") for at, (low, high) in enumerate(asides)]
    parts = tuple(html[low:high] for low, high in asides)
    return PageSlice(html, start, end, markup.splice(html[start:end], edits), parts)


def _body(nodes: list[PageNode]) -> PageNode | None:
    """The element with most weight; sums up text and weight of all nodes on the way."""
    for node in reversed(nodes):
        if parent := node.parent:
            parent.text += node.text
            parent.linked += node.linked
            parent.weight += node.weight * (_SHARE if node.element.name in _HOLDERS else 1)
    holders = [node for node in nodes if node.element.name in _HOLDERS and not node.is_aside]
    best = max(holders, key=lambda node: node.weight, default=None)
    return best if best and best.weight else None


def _headline(html: str, nodes: list[PageNode], text: int) -> PageNode | None:
    """The heading with which the page's title begins, else the last `<h1>` before the text."""
    title = next((markup.words(html[slice(*node.element.inner)]) for node in nodes if node.element.name == "title"), "")
    headings = [node for node in nodes if node.element.name in ("h1", "h2") and not node.is_aside and node.text]
    for node in headings:
        if (words := markup.words(html[slice(*node.element.inner)])) and title.startswith(words):
            return node
    return next((node for node in reversed(headings) if node.element.name == "h1" and node.element.start < text), None)


def _around(node: PageNode, kept: list[tuple[int, int]]) -> PageNode:
    """The smallest element that can be taken out and contains all spans to keep."""
    while node.parent and (node.element.name in _TABLE or not all(node.contains(*span) for span in kept)):
        node = node.parent
    return node


def _extent(around: PageNode, nodes: list[PageNode], kept: list[tuple[int, int]]) -> tuple[int, int]:
    """The span of the element, or, where that is the page, of its children from the first to the last span to keep."""
    if around.element.name not in tags.ROOTS:
        return around.element.start, around.element.end
    start, end = min(span[0] for span in kept), max(span[1] for span in kept)
    children = [node.element for node in nodes if node.parent is around]
    return (
        min((child.start for child in children if child.start <= start < child.end), default=start),
        max((child.end for child in children if child.start < end <= child.end), default=end),
    )


def _date_before(html: str, spans: list[TextSpan], start: int) -> TextSpan | None:
    """The date line before the headline, if it has a clock time: a bare date may be today's."""
    before = (span for span in reversed(spans) if span.start < start and not span.node.is_aside)
    for span in islice(before, _TEXTS_BEFORE):
        if line := dateline.parse_block(html[span.start : span.end]):
            return span if line.iso and "T" in line.iso else None
    return None


def _asides(
    nodes: list[PageNode], body: PageNode, start: int, end: int, kept: list[tuple[int, int]]
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
