"""An element's name and what a template marked it with, as one word: `div.a.b#c[data-d][role=e]`.

Digits, hashes and Han are folded, and what the news decides (numbers, tags, an image's address) isn't in it.
"""

from __future__ import annotations

from typing import Any

from newscheck.html.markup_features import mask_values
from newscheck.text.display import sanitize
from newscheck.text.regex import lazy_regex

_MOST_MARKS = 12
_NAME, _DATA = lazy_regex("[a-z][a-z0-9]*(?:-[a-z0-9]+)*"), lazy_regex("data-[a-z0-9_-]+")
#: Attributes whose values are a template's.
_VALUED = ("role", "itemprop")
_SOURCES = frozenset(("data-src", "data-original", "data-lazy-src", "data-srcset"))
#: What a blog's programme writes into the classes of an article: its number, its sections, its tags, its author.
_NUMBERED, _OF_NEWS = (
    lazy_regex("(?:post|postid|page-id)-[0-9]+"),
    lazy_regex("(?:category|tag|author|postid|page-id)-.*"),
)


def element_label(node: Any) -> tuple[str, bool]:
    """The label of an lxml element, and whether it has marks; where an image's address is (`img[data-src]`) is none."""
    found = _NAME.match(node.tag)
    name = found[0][:20] if found else "?"
    if name in ("svg", "script"):
        return name, False
    get = node.get
    marks = "".join(f".{one}" for one in _classes((get("class") or "").split()))
    if value := (get("id") or "").strip():
        marks += f"#{sanitize(mask_values(value)).replace(' ', '_')}"
    keys = [key for key in node.keys() if key.startswith("data-")]  # noqa: SIM118 - in an element are others
    names = {mask_values(key) for key in keys if _DATA.fullmatch(key) and not (name == "img" and key in _SOURCES)}
    marks += "".join(f"[{one}]" for one in sorted(names)[:_MOST_MARKS])
    for key in _VALUED:
        if value := (get(key) or "").strip():
            marks += f"[{key}={sanitize(mask_values(value)).replace(' ', '_')}]"
    is_marked = bool(marks)
    if name == "img":
        marks += _sources(get("src") or "", keys, get("srcset"))
    return name + marks, is_marked


def _classes(words: list[str]) -> list[str]:
    words = words[: 4 * _MOST_MARKS]
    if any(_NUMBERED.fullmatch(word) for word in words):
        words = [word for word in words if not _OF_NEWS.fullmatch(word)]
    return sorted({sanitize(mask_values(word)) for word in words})[:_MOST_MARKS]


def _sources(src: str, keys: list[str], srcset: str | None) -> str:
    """Where an image's address is; a pixel that is there until the image is loaded is none."""
    names = [key for key in keys if key in _SOURCES]
    if src.strip() and not (names and src.lstrip().startswith("data:")):
        names.append("src")
    return "".join(f"[{name}]" for name in sorted([*names, *(["srcset"] if srcset else [])]))
