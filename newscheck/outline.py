"""The structure of an article's HTML as features: what elements it has, below what, with which attributes.

Digits, long hexadecimal numbers and Han are folded to one symbol each, so that a name is a shape and not a value.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from newscheck.patterns import lazy

#: Attributes whose short values say something of a template.
_VALUED = frozenset(("class", "id", "target", "rel", "type", "align", "width", "height", "style"))
_DEPTH = 4
#: No article has more features of its markup than this, whatever its markup.
_MOST = 120
_LONGEST = 40
_ELEMENTS = 5_000
_HEX = lazy(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*")
_DIGITS = lazy(r"[0-9]+")
_HAN = lazy("[\u4e00-\u9fff]+")
_NAME = lazy(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
#: Features of an attribute, by element, name and value: most articles of a layout share them.
_known: dict[tuple[str, str, str], tuple[str, ...]] = {}
_LARGEST = 20_000


@lru_cache(maxsize=_LARGEST)
def fold(text: str) -> str:
    """A text with digits as 0, long hexadecimal numbers as h, and Han as 字."""
    if not text.isascii():
        text = _HAN.sub("字", text)
    return _DIGITS.sub("0", _HEX.sub("h", text))[:_LONGEST]


def outline(root: Any) -> tuple[list[str], str]:
    """The features of a parsed article (`<newscheck>` around it), and its skeleton: what stands at the top."""
    body = root[0][0] if len(root) and len(root[0]) else root
    top = _skeleton(body)
    found = set(_top(tuple(top)))
    add, update, known = found.add, found.update, _known.get
    stack: list[Any] = [(child, "", 0) for child in body]
    seen = 0
    while stack and len(found) < _MOST and seen < _ELEMENTS:
        node, above, depth = stack.pop()
        seen += 1
        tag = node.tag
        path, feature = _step(above, tag)
        if depth < _DEPTH:
            add(feature)
        for name, value in node.items():
            made = known((tag, name, value if name in _VALUED else ""))
            update(made if made is not None else _attribute(tag, name, value))
        if len(node):
            inner = depth + (path != above)
            stack.extend([(child, path, inner) for child in node])
    return list(found)[:_MOST], " ".join(top)


@lru_cache(maxsize=_LARGEST)
def _step(above: str, tag: str) -> tuple[str, str]:
    """The path of an element below a path, and its feature. Neighbours of the same name are one: a wrapper more or
    less is told by the elements around it."""
    tag = _tag(tag)
    path = above if above == tag or above.endswith(f"/{tag}") else f"{above}/{tag}" if above else tag
    return path[-200:], f"path {path[-200:]}"


@lru_cache(maxsize=1_000)
def _top(top: tuple[str, ...]) -> tuple[str, ...]:
    pairs = [f"top {one} {two}" for one, two in zip(("^", *top), (*top, "$"), strict=True)]
    return (*pairs, f"begins {' '.join(top[:5])}")


def _skeleton(body: Any) -> list[str]:
    """The names of the top elements in order, equal neighbours once; loose text is #text."""
    top: list[str] = []
    if body.text and body.text.strip():
        top.append("#text")
    for child in body:
        for name in (_tag(child.tag), "#text" if child.tail and child.tail.strip() else ""):
            if name and (not top or top[-1] != name):
                top.append(name)
        if len(top) >= _LONGEST:
            break
    return top


def _tag(tag: str) -> str:
    """An element's name without what was glued to it."""
    if len(tag) < 12 and tag.isalnum():
        return tag
    found = _NAME.match(tag)
    return found[0][:20] if found else "?"


def _attribute(tag: str, name: str, value: str) -> tuple[str, ...]:
    """The features of an attribute, remembered."""
    key = (tag, name, value if name in _VALUED else "")
    if len(_known) >= _LARGEST:
        _known.clear()
    made = _known[key] = _made(_tag(tag), fold(name), key[2][: _LONGEST * 4], name)
    return made


def _made(tag: str, folded: str, value: str, name: str) -> tuple[str, ...]:
    has = f"attribute {tag}[{folded}]"
    if name == "class":
        return (has, *(f"class {tag}.{fold(word)}" for word in value.split()[:8]))
    if name == "id" and value:
        return (has, f"id {tag}#{fold(value)}")
    return (has, f"value {tag}[{folded}={fold(value)}]") if value else (has,)
