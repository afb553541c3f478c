"""What the elements of an article's HTML show of furniture: their marks (attribute, class), labels before links, short
blocks.

One walk in document order, without recursion: nesting may be hostile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from newscheck.article.extraction import limit_tags
from newscheck.html import tags
from newscheck.html.parser import parse
from newscheck.model import Article

#: Names that a site file can state: of an attribute that scripts read, and of a class.
_ATTRIBUTE, _CLASS = re.compile(r"data-[a-z][a-z0-9-]{2,54}"), re.compile(r"[A-Za-z_][\w-]{2,59}", re.ASCII)
#: Marks of an article that are kept, characters of their text, and the share of the article from which on an element
#: is (a part of) the text.
_MARKS, _TEXT, _MAX_SHARE = 24, 60, 0.5
#: Labels and short blocks of an article that are kept, and characters of a short block and of one with a link.
_KEPT, _SHORT, _LONGEST = 8, 40, 200
#: The part of a block behind its label that is a link.
_LINKED = 0.8
#: A label: some words, and a colon.
LABEL = re.compile(r"[^\s:：。，,.!?！？\d][^:：。，,.!?！？\d]{0,24}?\s?[:：]")


class Mark(NamedTuple):
    """An element with an attribute or a class (`setting`: `attributes`, `classes`), and the marks `above` it.

    `share` is the part of the article's characters in all elements with the mark, `linked` that of theirs in links;
    `text` is empty where they hold date line, title, lead, or a large part of the text.
    """

    setting: str
    name: str
    text: str
    share: float
    linked: float
    has_image: bool
    above: frozenset[str]


class Markup(NamedTuple):
    """The marks of an article; `labels` of blocks that are a link but for their label, `plain` those of others; short
    `blocks` without a link."""

    is_html: bool = False
    marks: tuple[Mark, ...] = ()
    labels: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


class _Element(NamedTuple):
    start: int
    end: int
    linked: int
    images: int
    names: tuple[str, ...]
    above: frozenset[str]
    is_block: bool
    has_blocks: bool


def observe(article: Article) -> Markup:
    """The marks of an article's HTML; none where an item has only a text."""
    if not article.html:
        return Markup()
    text, elements = _walk(parse(limit_tags(article.html)).root)
    dropped = set(article.content.furniture)
    labels: dict[str, None] = {}
    plain: dict[str, None] = {}
    blocks: dict[str, None] = {}
    for element in elements:
        if not element.is_block or element.has_blocks or element.end - element.start > 2 * _LONGEST:
            continue
        shown = _shown(text[element.start : element.end])
        if not shown or len(shown) >= _LONGEST or shown in dropped or shown == article.title:
            continue
        label = LABEL.match(shown)
        if label and len(shown) > label.end() and element.linked >= _LINKED * (len(shown) - label.end()):
            labels[label[0]] = None
            continue
        if label:
            plain[label[0]] = None
        if len(shown) <= _SHORT and not element.linked:
            blocks[shown] = None
    kept = [(*found,)[:_KEPT] for found in (labels, plain, blocks)]
    return Markup(True, tuple(_marks(article, text, elements)), *kept)


def _walk(root: Any) -> tuple[str, list[_Element]]:
    """The visible text, and its elements in the order of their ends."""
    pieces: list[str] = []
    found: list[_Element] = []
    stack: list[tuple[int, int, int, frozenset[str], tuple[str, ...]]] = []
    length = linked = images = hidden = links = 0
    ended_block = -1
    for event, node in etree.iterwalk(root, events=("start", "end")):
        kind = tags.KINDS.get(node.tag, tags.INLINE)
        if event == "start":
            names = () if node is root or kind not in tags.BLOCK_KINDS or node.tag == "p" else (*_names(node),)
            above = stack[-1][3] | frozenset(stack[-1][4]) if stack else frozenset()
            stack.append((length, linked, images, above, names))
            hidden += kind == tags.HIDDEN
            links += kind == tags.LINK
            images += kind == tags.IMAGE
            text = node.text
        else:
            start, linked_before, images_before, above, names = stack.pop()
            is_block = kind in tags.BLOCK_KINDS and node is not root
            if names or is_block:
                inner = (length, linked - linked_before, images - images_before, names, above)
                found.append(_Element(start, *inner, is_block, ended_block >= start))
            ended_block = start if is_block else ended_block
            hidden -= kind == tags.HIDDEN
            links -= kind == tags.LINK
            text = node.tail if stack else None
        if text and not hidden:
            pieces.append(text)
            length += len(text)
            linked += len(text.strip()) if links else 0
    return "".join(pieces), found


def _names(node: Any) -> Iterator[str]:
    """The marks of an element as a site file names them, attributes before classes."""
    if not node.keys():
        return
    yield from (f"attributes {name}" for name in node.keys()[:_MARKS] if _ATTRIBUTE.fullmatch(name))
    if node.tag != "figure":
        yield from (f"classes {name}" for name in (node.get("class") or "").split()[:_MARKS] if _CLASS.fullmatch(name))


def _marks(article: Article, text: str, elements: list[_Element]) -> Iterator[Mark]:
    """The marks of elements with a text."""
    line = article.content.dateline
    kept = [part for part in (article.title, article.lead, line and line.text) if part]
    groups: dict[str, list[_Element]] = {}
    for element in elements:
        for name in element.names:
            if name in groups or len(groups) < _MARKS:
                groups.setdefault(name, []).append(element)
    for name, group in groups.items():
        # One element may stand in another with the same mark.
        outer = [element for element in group if name not in element.above]
        share = sum(element.end - element.start for element in outer) / max(1, len(text))
        setting, _, mark = name.partition(" ")
        if share > _MAX_SHARE:
            yield Mark(setting, mark, "", share, 0, False, frozenset())
            continue
        shown = [_shown(text[element.start : element.end]) for element in outer]
        if not any(shown):
            continue
        linked = sum(element.linked for element in outer) / sum(len(part.replace(" ", "")) for part in shown)
        is_kept = any(part in inside for part in kept for inside in shown)
        first = "" if is_kept else next(filter(None, shown))[:_TEXT]
        has_image = any(element.images for element in outer)
        yield Mark(setting, mark, first, share, min(1.0, linked), has_image, outer[0].above)


def _shown(text: str) -> str:
    """A text as it is displayed, without half characters: they can stand in no file."""
    return " ".join(text.encode("utf-8", "replace").decode().split())
