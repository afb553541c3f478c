"""Features of an article's markup: its elements, their paths and their attributes.

Digits, long hexadecimal numbers and Han are masked, so that a feature holds no value of a single article.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newscheck.text.regex import lazy_regex

#: Attributes whose short values come from the template.
VALUED = frozenset(("class", "id", "target", "rel", "type", "align", "width", "height", "style"))
#: Elements that are there to hold something.
_HOLDING = frozenset(
    (
        *("p", "div", "span", "a", "li", "ul", "b", "strong", "i", "em", "u", "h2", "h3", "td"),
        *("figure", "picture", "center"),
    )
)
#: The features of markup that is indented, and of runs of blanks beside words.
INDENTED, BLANK_RUN = "indented markup", "text with runs of blanks"
_DEPTH = 4
#: The most features of one article.
_MAX_FEATURES = 120
_LONGEST = 40
#: Names of the skeleton from which on no further element is added.
MAX_TOP = 40
#: Elements that are read: the three around the article, then its own in document order.
MAX_ELEMENTS = 5_003
_HEX = lazy_regex(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,})*")
_DIGITS = lazy_regex(r"[0-9]+")
#: What both of them begin with.
_HEXADECIMAL = lazy_regex("[0-9a-fA-F]")
_HAN = lazy_regex("[\u4e00-\u9fff]+")
_NAME = lazy_regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
#: Caches are cleared when they hold more entries than this; longer keys are not cached.
_LARGEST, _LONGEST_KEY = 20_000, 200


def mask_values(text: str) -> str:
    """Replace digits by 0, long hexadecimal numbers by h, and Han by 字."""
    return _fold(text) if len(text) <= _LONGEST_KEY else _fold.__wrapped__(text)


def mask_own(text: str) -> str:
    """The same for a text that no other article has, which needs no place in the cache."""
    return _fold.__wrapped__(text)


@lru_cache(maxsize=_LARGEST)
def _fold(text: str) -> str:
    if not text.isascii():
        text = _HAN.sub("字", text)
    if _HEXADECIMAL.search(text):
        text = _DIGITS.sub("0", _HEX.sub("h", text))
    return text[:_LONGEST]


class PathNode(dict[str, "PathNode"]):
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

    def __missing__(self, name: str) -> PathNode:
        tag = _tag(name)
        if self is DEEP or self.path.rpartition("/")[2] == tag:
            inner = self
        elif self.depth == _DEPTH:
            inner = DEEP
        else:
            inner = PathNode(f"{self.path}/{tag}" if self.path else tag, self.depth + 1)
        if len(name) <= _LONGEST_KEY:
            self[name] = inner
            PathNode.entry_count += 1
        return inner


TOP = PathNode("", 0)
#: Everything below the deepest nodes; gives no feature.
DEEP = PathNode("", _DEPTH + 1)
#: Characters that a fused tag leaves on the names of its attributes.
_GLUED = "\"'<>=/"


class _AttributeFeatures(dict[tuple[str, str, str], tuple[str, ...]]):
    """The features of attributes by element, name and value; articles of one layout share them."""

    def __missing__(self, key: tuple[str, str, str]) -> tuple[str, ...]:
        tag, name, value = key
        features = _attribute_features(_tag(tag), mask_values(name.strip(_GLUED)), value[: _LONGEST * 4], name)
        if len(self) >= _LARGEST:
            self.clear()
        if len(tag) + len(name) + len(value) <= 2 * _LONGEST_KEY:
            self[key] = features
        return features


ATTRIBUTES = _AttributeFeatures()


class Outline(NamedTuple):
    """What a walk keeps of the markup of an article.

    `top` are the names of its top elements in order, equal neighbours once, loose text as #text; `features` those of
    the places of its elements (`TOP`) and of their attributes (`ATTRIBUTES`, with the values of those that are VALUED).
    `empty` are the names of elements without content, `blank_runs` the features of texts with runs of blanks.
    """

    top: list[str]
    features: set[str]
    empty: set[str]
    blank_runs: set[str]


def extract_features(outline: Outline) -> tuple[list[str], str]:
    """The features of a walked article, and its skeleton: the names of its top elements.

    Above the limit, the first features by name are kept.
    """
    top = outline.top
    features = outline.features.union(_top_features(tuple(top)), outline.blank_runs)
    features.discard(DEEP.feature)
    if not outline.empty.isdisjoint(_HOLDING):
        features.update([f"empty {tag}" for tag in outline.empty & _HOLDING])
    return list(features) if len(features) <= _MAX_FEATURES else sorted(features)[:_MAX_FEATURES], " ".join(top)


def has_blank_run(text: str | None) -> bool:
    """Whether a text has two blanks in a row or a tab, as indented markup has."""
    return text is not None and ("  " in text or "\t" in text)


def blank_run(text: str | None) -> str:
    """The feature of a text with a run of blanks; empty for another one."""
    if text is None or not has_blank_run(text):
        return ""
    return INDENTED if text.isspace() else BLANK_RUN


def trim_caches() -> None:
    """Clear the tree of paths where it is large: before a walk, which keeps nodes of it."""
    if PathNode.entry_count > _LARGEST:
        TOP.clear()
        DEEP.clear()
        PathNode.entry_count = 0


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


def _attribute_features(tag: str, folded: str, value: str, name: str) -> tuple[str, ...]:
    presence = f"attribute {tag}[{folded}]"
    if name == "class":
        return (presence, *(f"class {tag}.{mask_values(word)}" for word in value.split()[:8]))
    if name == "id" and value:
        return (presence, f"id {tag}#{mask_values(value)}")
    return (presence, f"value {tag}[{folded}={mask_values(value)}]") if value else (presence,)
