"""The kinds of HTML elements (block, emphasis, picture, hidden), and the sets of elements that all readers of HTML
share."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from newscheck.text.regex import lazy_regex

INLINE, BLOCK, ITEM, HIDDEN, BOLD, BREAK, IMAGE, LINK, CAPTION, TIME, VIDEO = range(11)

_NAMES = {
    BLOCK: """address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer
        form h1 h2 h3 h4 h5 h6 header hgroup hr html main menu nav ol p pre section summary table tbody td tfoot
        th thead tr ul newscheck""",
    ITEM: "li",
    HIDDEN: """applet audio button canvas datalist embed head iframe input map math meta noembed noframes noscript
        object option param script select style svg template textarea title""",
    BOLD: "b strong",
    BREAK: "br",
    IMAGE: "img image",
    LINK: "a",
    CAPTION: "caption figcaption small",
    TIME: "time",
    VIDEO: "video",
    INLINE: """abbr acronym amp-img area base basefont bdi bdo big cite code col colgroup data del dfn em font i ins
        kbd label legend link mark meter nobr optgroup output picture progress q rb rp rt rtc ruby s samp search
        slot source span strike sub sup track tt u var wbr""",
}
#: Kind of each known element. HTML Living Standard, section 4, and the obsolete ones of section 16.2.
KINDS: dict[str, int] = {name: kind for kind, names in _NAMES.items() for name in names.split()}

#: Kinds of elements whose text is a block of its own.
BLOCK_KINDS = frozenset((BLOCK, ITEM))
#: Elements without an end tag.
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta", "wbr"))
#: Elements whose content is no markup.
RAW_TEXT = frozenset(("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"))
#: Elements around a whole text: `newscheck` is the parser's element, the empty name the root of a tree of tokens.
ROOTS = frozenset(("", "newscheck", "html", "body"))
#: Elements that hold the paragraphs of an article.
CONTAINERS = frozenset(("div", "section", "article", "main", "td"))
#: Elements that are never a part of an article.
FURNITURE = frozenset(("nav", "aside", "footer", "dialog", "menu"))
#: Elements of a page that no article is in, and that may hold most of its tags.
SKIPPED = FURNITURE | {"svg", "select"}
#: Elements that embed other content.
EMBEDS = frozenset(("iframe", "video", "audio", "object", "embed"))
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"))
#: Elements that are a part of a text, and never around all of it.
TEXT_PARTS = PARAGRAPHS | {"blockquote", "ul", "ol", "dl", "li", "dt", "dd", "figure", "address", "details", "summary"}

#: Flags of the context of a text or an element.
IN_LINK, IN_BOLD, IN_HIDDEN, IN_CAPTION, IN_FURNITURE = (1 << bit for bit in range(5))
_CONTEXTS = {LINK: IN_LINK, BOLD: IN_BOLD, CAPTION: IN_CAPTION, HIDDEN: IN_HIDDEN, VIDEO: IN_HIDDEN}


def context_flags(name: str) -> int:
    """The context flags of the contents of an element of that name."""
    return _CONTEXTS.get(KINDS.get(name, INLINE), 0) | (IN_FURNITURE if name in FURNITURE else 0)


#: Attributes, and prefixes of those whose names end elsewhere; in `<sidenav>`, `id` is no attribute of `<s>`.
_ATTRIBUTES = (
    r"(?:(data-|aria-|v-)|(?:class|id|src|srcset|style|href|type|rel|target|width|height|alt|title|role|name|lang|dir)"
    r"(?![a-z]))"
)
_FUSED = lazy_regex(
    "(" + "|".join(sorted((n for n in KINDS if n != "newscheck"), key=len, reverse=True)) + ")" + _ATTRIBUTES
)
#: Longer names are not cached. Texts whose tags are kept: of the articles that are checked together, those with a
#: fused tag, which the walk and two rules ask for.
_SHORT, _TEXTS = 40, 32
_VALUED = lazy_regex(r"<([A-Za-z][A-Za-z0-9-]*+)\s*+=")


def split_fused(tag: str, valued: Container[str] | None = None) -> str | None:
    """The element in a fused tag name (`imgsrc="…` -> `img`, `divdata-list` -> `div`), or None.

    Joining lines with nothing glues a tag name to its first attribute. The dash of a custom element is not followed by
    the name of an attribute, so `share-button` is not fused. With `valued` (`valued_names`), an attribute that always
    has a value must have one: `<subtitle>` is an element of XML.
    """
    match = None if tag in KINDS else _match_fused(tag) if len(tag) <= _SHORT else _FUSED.match(tag)
    if match is None:
        return None
    has_value = valued is None or match[2] or tag[match.end() :].startswith("=") or tag in valued
    return match[1] if has_value else None


@lru_cache(maxsize=1_000)
def _match_fused(tag: str) -> re.Match[str] | None:
    """Pages have the same few elements that are none of KINDS (`<svg>`, `<path>`) again and again."""
    return _FUSED.match(tag)


@lru_cache(maxsize=_TEXTS)
def valued_names(html: str) -> frozenset[str]:
    """The names of tags that an equals sign follows, in lower case."""
    return frozenset(map(str.lower, _VALUED.findall(html)))
