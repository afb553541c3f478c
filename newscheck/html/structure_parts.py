"""The elements of a page and their roles in its article: the element around the text, the lead, the date line.

Elements are a flat list in document order, each with the number of its parent. Context is passed down in order, and
contents are summed up in reverse order, so no nesting is too deep.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from re import Pattern
from typing import Any

from newscheck.html import dateline, tags
from newscheck.html.labels import element_label
from newscheck.model import Site
from newscheck.text.regex import lazy_regex

#: Elements that are read.
MAX_ELEMENTS = 50_000
#: Flags of the contents of an element, at any depth.
TEXT, LINK, PARAGRAPH, IMAGE, EMBED, TAG, SHARE = (1 << bit for bit in range(7))
#: Blocks that do not count as a paragraph when the commonest path of paragraphs is found.
_NO_VOTE = tags.TEXT_PARTS - {"p", "pre"} | {"td", "th", "caption"}
#: The path of paragraphs that are lines of a larger block; the most labels in a path.
LINES, _MAX_PATH = "lines", 4
#: How many blocks are searched for a date line; the fewest characters of a sentence.
_MAX_BLOCKS, _SENTENCE = 300, 20
_DIGITS, _MONTH = lazy_regex("[0-9]+"), lazy_regex("[A-Z][a-z]{2,8}")


@dataclass(slots=True)
class StructureElement:
    """An element: `label` is its name and marks (`div.a.b#c[data-d]`), `parent` the number of its parent, `end` that of
    the first element behind it, `running_length` the characters of running text in it; `context_flags` are those of
    `tags`, `content_flags` those of this module.
    """

    name: str
    kind: int
    label: str
    parent: int
    block: int
    context_flags: int
    is_marked: bool
    content_flags: int = 0
    running_length: int = 0
    own_length: int = 0
    bold_length: int = 0
    breaks: int = 0
    text_length: int = 0
    end: int = 0
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PageStructure:
    """The elements of a page, and the numbers of those with a role: the element around the text (0 for <html>), its
    first paragraph, the lead, the date line (-1 where there is none); the forms of paragraph and date line."""

    parts: list[StructureElement]
    container: int
    first_paragraph: int
    lead_index: int
    dateline_index: int
    paragraph_path: str
    dateline_format: str


def analyze(root: Any, site: Site) -> PageStructure:
    """Find the roles in a parsed page. Never raises; elements beyond MAX_ELEMENTS are not read."""
    parts = _parts(root, site.furniture.share_links)
    dates = _dates(parts, site)
    for at in dates:
        parts[at].own_length = parts[at].bold_length = 0
    if not any(part.own_length for part in parts):
        for part in parts:
            part.own_length, part.bold_length = part.bold_length, 0
    _sum(parts)
    around = _around(parts)
    inside = range(around, parts[around].end)
    texts = [at for at in inside if parts[at].own_length >= _SENTENCE] or [at for at in inside if parts[at].own_length]
    first = texts[0] if texts else -1
    dated = _dated(list(dates), texts)
    before = range(1, first if first > 0 else len(parts))
    lead = next((at for at in before if _is_lead(parts[at]) and at not in dates), -1)
    return PageStructure(parts, around, first, lead, dated, _vote(parts, around, texts), dates.get(dated, "none"))


def _parts(root: Any, share: Pattern[str] | None) -> list[StructureElement]:
    parts: list[StructureElement] = []
    stack: list[tuple[Any, int]] = [(root, -1)]
    while stack and len(parts) < MAX_ELEMENTS:
        node, up = stack.pop()
        if node.__class__ is str:
            _read(parts, parts[up], node)
            continue
        at = len(parts)
        parts.append(part := _part(node, up, at, parts[up] if parts else None, share))
        if node.tail and at:
            stack.append((node.tail, up))
        if part.kind != tags.HIDDEN:
            stack += [(child, at) for child in node[::-1]]
            if node.text:
                stack.append((node.text, at))
    return parts


def _part(node: Any, up: int, at: int, above: StructureElement | None, share: Pattern[str] | None) -> StructureElement:
    tag = node.tag
    name = tag if tag in tags.KINDS else tags.split_fused(tag) or tag
    kind = tags.KINDS.get(name, tags.INLINE)
    inside = (above.context_flags if above else 0) | tags.context_flags(name)
    name_and_marks, is_marked = element_label(node)
    block = at if above is None or kind in tags.BLOCK_KINDS or kind == tags.CAPTION else above.block
    part = StructureElement(name, kind, name_and_marks, up, block, inside, is_marked)
    if kind == tags.IMAGE:
        part.content_flags = IMAGE
    elif kind == tags.LINK:
        part.content_flags = _linked(node, share)
    elif name in tags.EMBEDS:
        part.content_flags = EMBED
    return part


def _linked(node: Any, share: Pattern[str] | None) -> int:
    href = node.get("href") or ""
    if share and share.match(href):
        return LINK | SHARE
    return TAG if node.get("rel") == "tag" or "/tag/" in href or "/tags/" in href else LINK


def _read(parts: list[StructureElement], part: StructureElement, text: str) -> None:
    """Add a text to its block."""
    if text.isspace():
        return
    block, length = parts[part.block], len(text.strip())
    part.content_flags |= TEXT
    part.text_length += length
    if not part.context_flags & ~tags.IN_BOLD:
        if part.context_flags & tags.IN_BOLD:
            block.bold_length += length
        else:
            block.own_length += length
    if len(block.texts) < dateline.MAX_LENGTH:
        block.texts.append(text[: dateline.MAX_LENGTH + 1])


def _dates(parts: list[StructureElement], site: Site) -> dict[int, str]:
    """The blocks that are a date line each, with its form (`00/00/0000 - 00:00`)."""
    forms: dict[int, str] = {}
    blocks = (
        at
        for at, part in enumerate(parts)
        if part.texts and not part.context_flags & (tags.IN_LINK | tags.IN_HIDDEN | tags.IN_CAPTION)
    )
    for at in islice(blocks, _MAX_BLOCKS):
        text = "".join(parts[at].texts)
        if line := dateline.parse_block(text, day_first=site.day_first):
            forms[at] = date_format(line.text)
    return forms


def date_format(shown: str) -> str:
    """The form of a date, with 0 for each digit; one digit counts as two."""
    shown = _MONTH.sub("Mmm", " ".join(shown.split()))
    return _DIGITS.sub(lambda digits: "0" * min(max(2, len(digits[0])), 4), shown)


def _dated(dates: list[int], texts: list[int]) -> int:
    """The last date line before the text, or the first in its first blocks."""
    first = texts[0] if texts else MAX_ELEMENTS
    limit = texts[min(dateline.FIRST_BLOCKS, len(texts)) - 1] if texts else MAX_ELEMENTS
    before = [at for at in dates if at <= first]
    return before[-1] if before else next((at for at in dates if at < limit), -1)


def _sum(parts: list[StructureElement]) -> None:
    """Sum up the contents of each element, in reverse order."""
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        part.end = max(part.end, at + 1)
        part.running_length += part.own_length
        if part.name in tags.PARAGRAPHS and part.content_flags & TEXT and not part.context_flags & tags.IN_CAPTION:
            part.content_flags |= PARAGRAPH
        if at:
            above = parts[part.parent]
            above.end = max(above.end, part.end)
            above.content_flags |= part.content_flags
            above.running_length += part.running_length
            above.text_length += part.text_length
            if part.kind == tags.BREAK:
                parts[part.block].breaks += 1


def children(parts: list[StructureElement], at: int) -> list[int]:
    """The numbers of an element's children."""
    numbers, inner, end = [], at + 1, parts[at].end
    while inner < end:
        numbers.append(inner)
        inner = parts[inner].end
    return numbers


def _around(parts: list[StructureElement]) -> int:
    """The innermost block with half of the running text, unless it is a paragraph or one of many like it."""
    around, total = 0, parts[0].running_length
    while total:
        below = children(parts, around)
        inner = next((at for at in below if parts[at].running_length * 2 >= total), None)
        if (
            inner is None
            or parts[inner].kind != tags.BLOCK
            or parts[inner].name in tags.TEXT_PARTS
            or _is_one_of_many(parts, inner, below)
        ):
            break
        around = inner
    return around


def _is_one_of_many(parts: list[StructureElement], inner: int, below: list[int]) -> bool:
    part = parts[inner]
    return (
        any(at != inner and parts[at].label == part.label and parts[at].running_length >= _SENTENCE for at in below)
        and sum(1 for element in parts[inner : part.end] if element.own_length) == 1
    )


def _is_lead(part: StructureElement) -> bool:
    """Whether a block is one bold sentence or more, and nothing else."""
    return (
        part.bold_length >= _SENTENCE
        and not part.own_length
        and part.kind == tags.BLOCK
        and not part.context_flags & (tags.IN_HIDDEN | tags.IN_CAPTION)
    )


def _vote(parts: list[StructureElement], around: int, texts: list[int]) -> str:
    """The commonest path of the paragraphs, or `LINES` where most are lines between breaks."""
    votes: Counter[str] = Counter()
    for at in texts:
        path = _path(parts, around, at)
        if path is not None:
            votes[path] += 1
            votes[LINES] += parts[at].breaks
    return votes.most_common(1)[0][0] if votes else ""


def _path(parts: list[StructureElement], around: int, at: int) -> str | None:
    """The labels of a paragraph and its ancestors up to the element around the text; None for another block."""
    path: list[str] = []
    if at > around and parts[at].content_flags & IMAGE:
        return None
    while at > around and len(path) < _MAX_PATH:
        part = parts[at]
        if part.name in _NO_VOTE:
            return None
        path.append(part.label)
        at = part.parent
    return " > ".join(reversed(path)) or LINES
