"""The structure of an article's HTML as features: what elements it has, below what, with which attributes.

Digits, long hexadecimal numbers and Han are folded to one symbol each, so that a name is a shape and not a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from newscheck.text.regex import lazy_regex

#: Attributes whose short values say something of a template.
_VALUED = frozenset(("class", "id", "target", "rel", "type", "align", "width", "height", "style"))
#: Names of elements that stand at the top of most articles: nothing is glued to them.
_PLAIN = frozenset(("p", "div", "img", "figure", "h2", "h3", "ul", "blockquote", "br"))
_DEPTH = 4
#: No article has more features of its markup than this, whatever its markup.
_MOST = 120
_LONGEST = 40
#: Elements that are looked at: the three around the article, and the first of what is in it.
MAX_ELEMENTS = 5_003
_HEX = lazy_regex(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*")
_DIGITS = lazy_regex(r"[0-9]+")
_HAN = lazy_regex("[\u4e00-\u9fff]+")
_NAME = lazy_regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
#: What is remembered is a function of its key, and is forgotten where there are too many keys. A longer key isn't kept.
_LARGEST, _LONGEST_KEY = 20_000, 200
#: An element that was walked over: itself, its name, how many elements it holds, the text behind it.
WalkedElement = tuple[Any, str, int, str | None]


def mask_values(text: str) -> str:
    """A text with digits as 0, long hexadecimal numbers as h, and Han as 字."""
    return _fold(text) if len(text) <= _LONGEST_KEY else _fold.__wrapped__(text)


@lru_cache(maxsize=_LARGEST)
def _fold(text: str) -> str:
    if not text.isascii():
        text = _HAN.sub("字", text)
    return _DIGITS.sub("0", _HEX.sub("h", text))[:_LONGEST]


class _PathNode(dict[str, "_PathNode"]):
    """Where an element stands, by the path to it: asked for the name of an element in it, it says where that stands.

    Neighbours of the same name are one place: a wrapper more or less is told by the elements around it.
    """

    __slots__ = ("depth", "feature", "path")
    #: How many answers all places remember.
    answers = 0

    def __init__(self, path: str, depth: int) -> None:
        super().__init__()
        self.path = path
        self.depth = depth
        self.feature = f"path {path}"

    # Its own, whatever it remembers.
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __missing__(self, name: str) -> _PathNode:
        tag = _tag(name)
        if self is _DEEP or self.path.rpartition("/")[2] == tag:
            inner = self
        elif self.depth == _DEPTH:
            inner = _DEEP
        else:
            inner = _PathNode(f"{self.path}/{tag}" if self.path else tag, self.depth + 1)
        if len(name) <= _LONGEST_KEY:
            self[name] = inner
            _PathNode.answers += 1
        return inner


_TOP = _PathNode("", 0)
#: All that is below the deepest places; no feature.
_DEEP = _PathNode("", _DEPTH + 1)
#: What a fused tag leaves on the names of its attributes.
_GLUED = "\"'<>=/"
#: Features of an attribute, by element, name and value: most articles of a layout share them.
_attribute_cache: dict[tuple[str, str, str], tuple[str, ...]] = {}


def extract_features(taken: Sequence[WalkedElement]) -> tuple[list[str], str]:
    """The features of a walked article, and its skeleton: the names of its top elements in order, equal neighbours
    once; loose text is #text.

    `taken` are all elements in document order: <html>, <body>, the one around the article, what is in it. Of too many
    features, always the same are kept.
    """
    _trim_cache()
    article, _, left, _ = taken[2]
    top = ["#text"] if article.text and not article.text.isspace() else []
    place, above = _TOP, [(_DEEP, 0)]
    places: list[_PathNode] = []
    attributes: list[tuple[str, ...]] = []
    known = _attribute_cache.get
    for node, tag, inner, tail in islice(taken, 3, MAX_ELEMENTS):
        while not left and above:
            place, left = above.pop()
        if not above:
            break
        left -= 1
        if place is _TOP and len(top) < _LONGEST:
            name = tag if tag in _PLAIN else _tag(tag)
            if not top or top[-1] != name:
                top.append(name)
            if tail and not tail.isspace():
                top.append("#text")
        below = place[tag]
        places.append(below)
        for name in node.keys():  # noqa: SIM118 - in an element are the elements below it
            key = (tag, name, node.get(name) if name in _VALUED else "")
            attributes.append(known(key) or _cached_attribute_features(*key))
        if inner:
            above.append((place, left))
            place, left = below, inner
    found = {place.feature for place in {*places} - {_DEEP}}
    found.update(_top_features(tuple(top)), *attributes)
    return list(found) if len(found) <= _MOST else sorted(found)[:_MOST], " ".join(top)


def _trim_cache() -> None:
    if _PathNode.answers > _LARGEST:
        _TOP.clear()
        _DEEP.clear()
        _PathNode.answers = 0


@lru_cache(maxsize=1_000)
def _top_features(top: tuple[str, ...]) -> tuple[str, ...]:
    pairs = [f"top {one} {two}" for one, two in zip(("^", *top), (*top, "$"), strict=True)]
    return (*pairs, f"begins {' '.join(top[:5])}")


def _tag(tag: str) -> str:
    """An element's name without what was glued to it."""
    if len(tag) < 12 and tag.isalnum():
        return tag
    found = _NAME.match(tag)
    return found[0][:20] if found else "?"


def _cached_attribute_features(tag: str, name: str, value: str) -> tuple[str, ...]:
    """The features of an attribute, remembered."""
    made = _attribute_features(_tag(tag), mask_values(name.strip(_GLUED)), value[: _LONGEST * 4], name)
    if len(_attribute_cache) >= _LARGEST:
        _attribute_cache.clear()
    if len(tag) + len(name) + len(value) <= 2 * _LONGEST_KEY:
        _attribute_cache[tag, name, value] = made
    return made


def _attribute_features(tag: str, folded: str, value: str, name: str) -> tuple[str, ...]:
    has = f"attribute {tag}[{folded}]"
    if name == "class":
        return (has, *(f"class {tag}.{mask_values(word)}" for word in value.split()[:8]))
    if name == "id" and value:
        return (has, f"id {tag}#{mask_values(value)}")
    return (has, f"value {tag}[{folded}={mask_values(value)}]") if value else (has,)
