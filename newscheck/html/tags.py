"""What the elements of HTML are to a reader: blocks, emphasis, pictures, or nothing one sees."""

from __future__ import annotations

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

_ATTRIBUTES = (
    r"(?:class|id|src|srcset|style|href|type|rel|target|width|height|alt|title|data-|aria-|role|name|lang|dir|v-)"
)
_FUSED = lazy_regex(
    "(" + "|".join(sorted((n for n in KINDS if n != "newscheck"), key=len, reverse=True)) + ")" + _ATTRIBUTES
)


def split_fused(tag: str) -> str | None:
    """The element that a fused tag name was (`imgsrc="…` -> `img`, `divdata-list` -> `div`), or None.

    Joining lines with nothing glues a tag name to its first attribute. A real custom element has a dash, and
    none before an attribute's name, so `share-button` is not one.
    """
    found = None if tag in KINDS else _FUSED.match(tag)
    return found[1] if found else None
