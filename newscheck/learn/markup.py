"""What the elements of an article's HTML show of furniture: their marks (attribute, class), labels before links, short
blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from newscheck.article.extraction import limit_tags
from newscheck.html import tags
from newscheck.html.element_spans import ElementSpan, spans
from newscheck.html.parser import parse
from newscheck.model import Article

#: Names that a site file can state: of an attribute that scripts read, and of a class.
_ATTRIBUTE, _CLASS = re.compile(r"data-[a-z][a-z0-9-]{2,54}"), re.compile(r"[A-Za-z_][\w-]{2,59}", re.ASCII)
#: Marks of an article that are kept, characters of their text, and the share of the article from which on an element
#: is (a part of) the text.
_MARKS, _TEXT, _MAX_SHARE = 16, 60, 0.5
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
    above: tuple[str, ...]


class Markup(NamedTuple):
    """The marks of an article; `labels` of blocks that are a link but for their label, `plain` those of others; short
    `blocks` without a link."""

    is_html: bool = False
    marks: tuple[Mark, ...] = ()
    labels: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


def observe(article: Article) -> Markup:
    """The marks of an article's HTML; none where an item has only a text."""
    if not article.html:
        return Markup()
    text, elements = spans(parse(limit_tags(article.html)).root, _names)
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


def _names(node: Any) -> tuple[str, ...]:
    """The marks of a block as a site file names them, attributes before classes."""
    keys = node.keys()
    if not keys or node.tag in ("p", "figure") or tags.KINDS.get(node.tag) not in tags.BLOCK_KINDS:
        return ()
    attributes = [f"attributes {name}" for name in keys[:_MARKS] if _ATTRIBUTE.fullmatch(name)]
    classes = (node.get("class") or "").split()[:_MARKS]
    return (*attributes, *(f"classes {name}" for name in classes if _CLASS.fullmatch(name)))


def _marks(article: Article, text: str, elements: list[ElementSpan]) -> Iterator[Mark]:
    """The marks of elements with a text."""
    line = article.content.dateline
    kept = [part for part in (article.title, article.lead, line and line.text) if part]
    groups: dict[str, list[ElementSpan]] = {}
    for element in elements:
        for name in element.marks:
            if name in groups or len(groups) < _MARKS:
                groups.setdefault(name, []).append(element)
    for name, group in groups.items():
        # One element may stand in another with the same mark.
        outer = [element for element in group if name not in element.above]
        share = sum(element.end - element.start for element in outer) / max(1, len(text))
        setting, _, mark = name.partition(" ")
        if share > _MAX_SHARE:
            yield Mark(setting, mark, "", share, 0, False, ())
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
