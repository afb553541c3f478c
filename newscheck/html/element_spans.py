"""Where elements stand in the visible text of parsed HTML, and how much of theirs is links.

One walk, without recursion: nesting may be hostile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from lxml import etree

from newscheck.html import tags

#: Marks of elements around an element that are kept.
_MAX_ABOVE = 12


class ElementSpan(NamedTuple):
    """A block, or an element with `marks`: start and end in the text, characters of it in links, images in it.

    `above` are the last marks of the elements around it; it `has_blocks` where a block is in it.
    """

    start: int
    end: int
    linked: int
    images: int
    marks: tuple[str, ...]
    above: tuple[str, ...]
    is_block: bool
    has_blocks: bool


def spans(root: Any, marks_of: Callable[[Any], tuple[str, ...]]) -> tuple[str, list[ElementSpan]]:
    """The visible text below `root`, and its elements in the order of their ends."""
    pieces: list[str] = []
    found: list[ElementSpan] = []
    stack: list[tuple[int, int, int, tuple[str, ...], tuple[str, ...]]] = []
    length = linked = images = hidden = links = 0
    last_block = -1
    for event, node in etree.iterwalk(root, events=("start", "end")):
        kind = tags.KINDS.get(node.tag, tags.INLINE)
        step = 1 if event == "start" else -1
        hidden += step * (kind == tags.HIDDEN)
        links += step * (kind == tags.LINK)
        if event == "start":
            above = (*stack[-1][3], *stack[-1][4])[-_MAX_ABOVE:] if stack else ()
            stack.append((length, linked, images, above, () if node is root else marks_of(node)))
            images += kind == tags.IMAGE
            text = node.text
        else:
            start, linked_before, images_before, above, marks = stack.pop()
            is_block = kind in tags.BLOCK_KINDS and node is not root
            if marks or is_block:
                inside = (length, linked - linked_before, images - images_before)
                found.append(ElementSpan(start, *inside, marks, above, is_block, last_block >= start))
            last_block = start if is_block else last_block
            text = node.tail if stack else None
        if text and not hidden:
            pieces.append(text)
            length += len(text)
            linked += len(text.strip()) if links else 0
    return "".join(pieces), found
