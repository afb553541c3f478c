"""Features of an article's markup: its elements, their paths and their attributes.

Digits, long hexadecimal numbers and Han are masked, so that a feature holds no value of a single article.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from newscheck.text.regex import lazy_regex

#: Attributes whose short values come from the template.
_VALUED = frozenset(("class", "id", "target", "rel", "type", "align", "width", "height", "style"))
#: Elements that are there to hold something.
_HOLDING = frozenset(
    (
        *("p", "div", "span", "a", "li", "ul", "b", "strong", "i", "em", "u", "h2", "h3", "td"),
        *("figure", "picture", "center"),
    )
)
#: Names of the commonest top elements, which need no check for a fused attribute.
_PLAIN = frozenset(("p", "div", "img", "figure", "h2", "h3", "ul", "blockquote", "br"))
#: The features of markup that is indented, and of runs of blanks beside words.
INDENTED, BLANK_RUN = "indented markup", "text with runs of blanks"
_DEPTH = 4
#: The most features of one article.
_MAX_FEATURES = 120
_LONGEST = 40
#: Elements that are read: the three around the article, then its own in document order.
MAX_ELEMENTS = 5_003
_HEX = lazy_regex(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*")
_DIGITS = lazy_regex(r"[0-9]+")
_HAN = lazy_regex("[\u4e00-\u9fff]+")
_NAME = lazy_regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
#: Caches are cleared when they hold more entries than this; longer keys are not cached.
_LARGEST, _LONGEST_KEY = 20_000, 200
#: An lxml element, its name, the number of its children, its text, its tail.
WalkedElement = tuple[Any, str, int, str | None, str | None]


def mask_values(text: str) -> str:
    """Replace digits by 0, long hexadecimal numbers by h, and Han by 字."""
    return _fold(text) if len(text) <= _LONGEST_KEY else _fold.__wrapped__(text)


@lru_cache(maxsize=_LARGEST)
def _fold(text: str) -> str:
    if not text.isascii():
        text = _HAN.sub("字", text)
    return _DIGITS.sub("0", _HEX.sub("h", text))[:_LONGEST]


class _PathNode(dict[str, "_PathNode"]):
    """A node in the tree of element paths: maps the name of a child element to its node.

    A child of the same name is the same node: nested wrappers of one name are one.
    """

    __slots__ = ("depth", "feature", "path")
    #: Entries in all nodes.
    entry_count = 0

    def __init__(self, path: str, depth: int) -> None:
        super().__init__()
        self.path = path
        self.depth = depth
        self.feature = f"path {path}"

    # Identity, not the entries.
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
            _PathNode.entry_count += 1
        return inner


_TOP = _PathNode("", 0)
#: Everything below the deepest nodes; gives no feature.
_DEEP = _PathNode("", _DEPTH + 1)
#: Characters that a fused tag leaves on the names of its attributes.
_GLUED = "\"'<>=/"
#: Features by element, name and value of an attribute; articles of one layout share them.
_attribute_cache: dict[tuple[str, str, str], tuple[str, ...]] = {}


def extract_features(elements: Sequence[WalkedElement], *, with_blanks: bool = True) -> tuple[list[str], str]:
    """The features of a walked article, and its skeleton: the names of its top elements in order, equal neighbours
    once, loose text as #text.

    `elements` are in document order: <html>, <body>, the one around the article, its contents. Above the limit, the
    first features by name are kept. Without `with_blanks`, the article has no run of blanks.
    """
    _trim_cache()
    _, _, left, text, _ = elements[2]
    top = ["#text"] if text and not text.isspace() else []
    empty: set[str] = set()
    runs = {_blank_run(text)} if with_blanks else set[str]()
    place, above = _TOP, [(_DEEP, 0)]
    places: list[_PathNode] = []
    attributes: list[tuple[str, ...]] = []
    cached = _attribute_cache.get
    for node, tag, inner, text, tail in islice(elements, 3, MAX_ELEMENTS):
        while not left and above:
            place, left = above.pop()
        if not above:
            break
        left -= 1
        if with_blanks:  # inline: a call for each text would take half of the time
            if text and ("  " in text or "\t" in text):
                runs.add(_blank_run(text))
            if tail and ("  " in tail or "\t" in tail):
                runs.add(_blank_run(tail))
        if place is _TOP and len(top) < _LONGEST:
            name = tag if tag in _PLAIN else _tag(tag)
            if not top or top[-1] != name:
                top.append(name)
            if tail and not tail.isspace():
                top.append("#text")
        below = place[tag]
        places.append(below)
        for name in node.keys():  # noqa: SIM118 - iterating an element gives its children
            key = (tag, name, node.get(name) if name in _VALUED else "")
            attributes.append(cached(key) or _cached_attribute_features(*key))
        if inner:
            above.append((place, left))
            place, left = below, inner
        elif not text or text.isspace():
            empty.add(tag)
    features = {place.feature for place in {*places} - {_DEEP}}
    features.update(_top_features(tuple(top)), *attributes)
    if not empty.isdisjoint(_HOLDING):
        features.update([f"empty {tag}" for tag in empty & _HOLDING])
    if runs:
        features.update(runs)
        features.discard("")
    return list(features) if len(features) <= _MAX_FEATURES else sorted(features)[:_MAX_FEATURES], " ".join(top)


def has_blank_run(text: str | None) -> bool:
    """Whether a text has two blanks in a row or a tab, as indented markup has."""
    return text is not None and ("  " in text or "\t" in text)


def _blank_run(text: str | None) -> str:
    """The feature of a text with a run of blanks; empty for another one."""
    if text is None or not has_blank_run(text):
        return ""
    return INDENTED if text.isspace() else BLANK_RUN


def _trim_cache() -> None:
    if _PathNode.entry_count > _LARGEST:
        _TOP.clear()
        _DEEP.clear()
        _PathNode.entry_count = 0


@lru_cache(maxsize=1_000)
def _top_features(top: tuple[str, ...]) -> tuple[str, ...]:
    pairs = [f"top {name} {following}" for name, following in zip(("^", *top), (*top, "$"), strict=True)]
    return (*pairs, f"begins {' '.join(top[:5])}")


def _tag(tag: str) -> str:
    return tag if len(tag) < 12 and tag.isalnum() else strip_fused(tag)


def strip_fused(tag: str) -> str:
    """An element's name without a fused attribute; `?` where it is no name."""
    match = _NAME.match(tag)
    return match[0][:20] if match else "?"


def _cached_attribute_features(tag: str, name: str, value: str) -> tuple[str, ...]:
    """The features of an attribute, which are put into the cache."""
    features = _attribute_features(_tag(tag), mask_values(name.strip(_GLUED)), value[: _LONGEST * 4], name)
    if len(_attribute_cache) >= _LARGEST:
        _attribute_cache.clear()
    if len(tag) + len(name) + len(value) <= 2 * _LONGEST_KEY:
        _attribute_cache[tag, name, value] = features
    return features


def _attribute_features(tag: str, folded: str, value: str, name: str) -> tuple[str, ...]:
    presence = f"attribute {tag}[{folded}]"
    if name == "class":
        return (presence, *(f"class {tag}.{mask_values(word)}" for word in value.split()[:8]))
    if name == "id" and value:
        return (presence, f"id {tag}#{mask_values(value)}")
    return (presence, f"value {tag}[{folded}={mask_values(value)}]") if value else (presence,)
