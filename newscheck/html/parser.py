"""The one place where HTML is parsed, so that a text is the same tree wherever it is checked.

From libxml2 2.14 on tags, attributes, comments and references are read as the HTML standard has them; lxml's wheels for
Linux and macOS have it since 6.0. What the parser still does otherwise is mended in the text before it sees it: it
drops what stands behind `</html>`, and the attributes of one tag cost it the square of their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml import etree

from newscheck.html import markup
from newscheck.text.regex import lazy_regex

#: libxml2 reads no entity file and no network for HTML; `huge_tree` lifts its limit of 256 levels to 2,048.
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
#: What extraction depends on besides the text.
PARSER_VERSION = f"lxml {etree.LXML_VERSION}, libxml2 {etree.LIBXML_VERSION}"
#: Fewer tags than this can't reach that limit, so the parser's log need not be read.
_DEEP = 2_000
#: Attributes of one tag that are read. The most in 3,079 real files are 44, where a quote is missing.
MAX_ATTRIBUTES = 1_000
#: No tag of a text that is no longer has more: an attribute is two characters at least.
_SHORT = 2 * MAX_ATTRIBUTES
_CLOSED = lazy_regex(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])(?=[\s/>])")
_NOTHING = lazy_regex(r"(?i:\s|</(?:body|html)\s*+>)*+")


def _attribute(besides: str = "") -> str:
    """A pattern of one attribute (HTML Living Standard, 13.2.5.32 to 39) that doesn't hold some characters."""
    blank, no_name = r"[ \t\n\f\r]*+", rf" \t\n\f\r/>{besides}"
    values = rf"\"[^\"{besides}]*+\"?+|'[^'{besides}]*+'?+|[^ \t\n\f\r>\"'{besides}][^ \t\n\f\r>{besides}]*+"
    return rf"[ \t\n\f\r/]*+[^{no_name}][^{no_name}=]*+(?:{blank}={blank}(?:{values})?+)?+"


_FIRST = lazy_regex(rf"<[A-Za-z][^ \t\n\f\r/>]*+(?:{_attribute()}){{{MAX_ATTRIBUTES}}}+")
_OTHER = lazy_regex(_attribute())
_TAG = rf"<[A-Za-z][^ \t\n\f\r/><]*+(?:{_attribute('<')}){{0,{MAX_ATTRIBUTES}}}+[ \t\n\f\r/]*+>"
#: Every tag ends before the next one begins, and none has too many attributes: that is so whatever of it stands in a
#: comment, in a script or in quotes.
_PLAIN = lazy_regex(rf"(?:[^<]++|<(?![A-Za-z])|{_TAG})*+")


class ParsedHtml(NamedTuple):
    """The root element, whether the parser stopped at its limit of levels, and how many tags it got only a part of."""

    root: Any
    is_truncated: bool = False
    truncated_tags: int = 0


class OverfullTag(NamedTuple):
    """A tag with too many attributes: where it begins, how many it has, and the span of what is not read."""

    start: int
    attribute_count: int
    span: tuple[int, int]


def version_warnings(version: Sequence[int] = etree.LIBXML_VERSION) -> list[str]:
    """What is to be said of the libxml2 that lxml has here: wheels for Windows, and distributions, have older ones."""
    if tuple(version) >= (2, 14):
        return []
    shown = ".".join(map(str, version))
    return [f"malformed HTML may be read otherwise than on other machines: lxml has libxml2 {shown} here, before 2.14"]


def parse(html: str, top: str = "newscheck") -> ParsedHtml:
    """The tree of a text in an element of that name. Never raises."""
    number = 0
    if len(html) > _SHORT and not _PLAIN.fullmatch(html):
        crowds = [*overfull_tags(html)]
        html, number = markup.splice(html, ((*crowd.span, "") for crowd in crowds)), len(crowds)
    if (closed := _CLOSED.search(html)) and not _NOTHING.fullmatch(html, closed.start()):
        html = _reopened(html)
    root = etree.fromstring(f"<{top}>{html}".encode("utf-8", "replace"), _PARSER)
    is_cut = html.count("<") > _DEEP and any("depth" in entry.message for entry in _PARSER.error_log)
    return ParsedHtml(root, is_cut, number)


def overfull_tags(html: str) -> Iterator[OverfullTag]:
    """The tags with more than MOST_ATTRIBUTES attributes. One that never ends is not read at all, and costs nothing."""
    for tag in markup.tokens(html):
        first = None if tag.is_end or tag.end - tag.start <= _SHORT else _FIRST.match(html, tag.start, tag.end - 1)
        if first and (others := len(_OTHER.findall(html, first.end(), tag.end - 1))):
            yield OverfullTag(tag.start, MAX_ATTRIBUTES + others, (first.end(), tag.end - 1))


def _reopened(html: str) -> str:
    """A text without the end tags after which, to libxml2, nothing is to come. Browsers take no notice of them either
    (13.2.6.4.19 and 22: what follows is a part of the body, in the elements that are open)."""
    ends = (tag for tag in markup.tokens(html) if tag.is_end and tag.name in ("body", "html"))
    return markup.splice(html, ((tag.start, tag.end, "") for tag in ends))
