"""An element's name with its class, id and other marks as one label: `div.a.b#c[data-d][role=e]`.

Digits, hashes and Han are masked; values that change with the article (numbers, tags, image addresses) are left out.
"""

from __future__ import annotations

from typing import Any

from newscheck.html.markup_features import mask_values, strip_fused
from newscheck.text.display import sanitize
from newscheck.text.regex import lazy_regex

_MAX_MARKS = 12
_DATA = lazy_regex("data-[a-z0-9_-]+")
#: Attributes whose values come from the template.
_VALUED = ("role", "itemprop")
_SOURCES = frozenset(("data-src", "data-original", "data-lazy-src", "data-srcset"))
#: Classes that blog software derives from the article: its number, sections, tags and author.
_NUMBERED, _OF_ARTICLE = (
    lazy_regex("(?:post|postid|page-id)-[0-9]+"),
    lazy_regex("(?:category|tag|author|postid|page-id)-.*"),
)


def element_label(node: Any) -> tuple[str, bool]:
    """The label of an lxml element, and whether it has marks; source attributes (`img[data-src]`) are no marks."""
    name = strip_fused(node.tag)
    if name in ("svg", "script"):
        return name, False
    get = node.get
    marks = "".join(f".{name}" for name in _classes((get("class") or "").split()))
    if value := (get("id") or "").strip():
        marks += f"#{sanitize(mask_values(value)).replace(' ', '_')}"
    keys = [key for key in node.keys() if key.startswith("data-")]  # noqa: SIM118 - iterating an element gives its children
    names = {mask_values(key) for key in keys if _DATA.fullmatch(key) and not (name == "img" and key in _SOURCES)}
    marks += "".join(f"[{key}]" for key in sorted(names)[:_MAX_MARKS])
    for key in _VALUED:
        if value := (get(key) or "").strip():
            marks += f"[{key}={sanitize(mask_values(value)).replace(' ', '_')}]"
    is_marked = bool(marks)
    if name == "img":
        marks += _sources(get("src") or "", keys, get("srcset"))
    return name + marks, is_marked


def _classes(words: list[str]) -> list[str]:
    words = words[: 4 * _MAX_MARKS]
    if any(_NUMBERED.fullmatch(word) for word in words):
        words = [word for word in words if not _OF_ARTICLE.fullmatch(word)]
    return sorted({sanitize(mask_values(word)) for word in words})[:_MAX_MARKS]


def _sources(src: str, keys: list[str], srcset: str | None) -> str:
    """The attributes with an image's address; an inline placeholder of a lazily loaded image does not count."""
    names = [key for key in keys if key in _SOURCES]
    if src.strip() and not (names and src.lstrip().startswith("data:")):
        names.append("src")
    return "".join(f"[{name}]" for name in sorted([*names, *(["srcset"] if srcset else [])]))
