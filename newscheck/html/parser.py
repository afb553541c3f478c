"""The only HTML parser of the project: a text gives the same tree on every machine.

From libxml2 2.14 on, tags, attributes, comments and references are parsed by the HTML standard; lxml's wheels for
Linux and macOS include it since 6.0. Two faults are avoided by editing the text before it is parsed: libxml2 drops what
follows `</html>`, and its time is quadratic in the number of attributes of a tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml import etree

from newscheck.html import markup
from newscheck.text.regex import lazy_regex

#: libxml2 loads no entities for HTML and uses no network; `huge_tree` raises its limit of 256 levels to 2,048.
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
#: The parser that the result of extraction depends on.
PARSER_VERSION = f"lxml {etree.LXML_VERSION}, libxml2 {etree.LIBXML_VERSION}"
#: Fewer tags can't reach that limit, so the parser's log need not be read; each has three characters at least.
_DEEP = 2_000
#: Attributes of one tag that are read. The maximum in 3,079 real files is 44, where a quote is missing.
MAX_ATTRIBUTES = 1_000
#: A shorter tag can't have more: an attribute takes two characters at least.
_SHORT = 2 * MAX_ATTRIBUTES
_CLOSED = lazy_regex(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])(?=[\s/>])")
_NOTHING = lazy_regex(r"(?i:\s|</(?:body|html)\s*+>)*+")


def _attribute(besides: str = "") -> str:
    """A pattern of one attribute (HTML Living Standard, 13.2.5.32 to 39) without some characters."""
    blank, no_name = r"[ \t\n\f\r]*+", rf" \t\n\f\r/>{besides}"
    values = rf"\"[^\"{besides}]*+\"?+|'[^'{besides}]*+'?+|[^ \t\n\f\r>\"'{besides}][^ \t\n\f\r>{besides}]*+"
    return rf"[ \t\n\f\r/]*+[^{no_name}][^{no_name}=]*+(?:{blank}={blank}(?:{values})?+)?+"


_FIRST = lazy_regex(rf"<[A-Za-z][^ \t\n\f\r/>]*+(?:{_attribute()}){{{MAX_ATTRIBUTES}}}+")
_OTHER = lazy_regex(_attribute())
_TAG = rf"<[A-Za-z][^ \t\n\f\r/><]*+(?:{_attribute('<')}){{0,{MAX_ATTRIBUTES}}}+[ \t\n\f\r/]*+>"
#: A text in which every tag ends before the next begins, and none has too many attributes, also if parts of it are in
#: a comment, a script or quotes.
_PLAIN = lazy_regex(rf"(?:[^<]++|<(?![A-Za-z])|{_TAG})*+")


class ParsedHtml(NamedTuple):
    """The root element, whether the parser stopped at its limit of levels, and the number of truncated tags."""

    root: Any
    is_truncated: bool = False
    truncated_tags: int = 0


class OverfullTag(NamedTuple):
    """A tag with too many attributes: its start, the number of its attributes, the span that is not read."""

    start: int
    attribute_count: int
    span: tuple[int, int]


def version_warnings(version: Sequence[int] = etree.LIBXML_VERSION) -> list[str]:
    """A warning where libxml2 is too old to parse like other machines, as in Windows wheels and distributions."""
    if tuple(version) >= (2, 14):
        return []
    shown = ".".join(map(str, version))
    return [
        f"malformed HTML may be parsed differently than on other machines: lxml has libxml2 {shown} here, before 2.14"
    ]


def parse(html: str, top: str = "newscheck") -> ParsedHtml:
    """Parse a text inside an element called `top`. Never raises."""
    number = 0
    if len(html) > _SHORT and not _PLAIN.fullmatch(html):
        overfull = [*overfull_tags(html)]
        html, number = markup.splice(html, ((*tag.span, "") for tag in overfull)), len(overfull)
    if (closed := _CLOSED.search(html)) and not _NOTHING.fullmatch(html, closed.start()):
        html = _reopened(html)
    root = etree.fromstring(f"<{top}>{html}".encode("utf-8", "replace"), _PARSER)
    may_be_cut = len(html) > 3 * _DEEP and html.count("<") > _DEEP
    is_cut = may_be_cut and any("depth" in entry.message for entry in _PARSER.error_log)
    return ParsedHtml(root, is_cut, number)


def overfull_tags(html: str) -> Iterator[OverfullTag]:
    """The tags with more than MAX_ATTRIBUTES attributes, but for one that never ends: it is not parsed at all."""
    for tag in markup.tokens(html):
        first = None if tag.is_end or tag.end - tag.start <= _SHORT else _FIRST.match(html, tag.start, tag.end - 1)
        if first and (others := len(_OTHER.findall(html, first.end(), tag.end - 1))):
            yield OverfullTag(tag.start, MAX_ATTRIBUTES + others, (first.end(), tag.end - 1))


def _reopened(html: str) -> str:
    """Remove `</body>` and `</html>`, behind which libxml2 drops everything. Browsers ignore them, too (13.2.6.4.19 and
    22: what follows belongs to the body and its open elements)."""
    ends = (tag for tag in markup.tokens(html) if tag.is_end and tag.name in ("body", "html"))
    return markup.splice(html, ((tag.start, tag.end, "") for tag in ends))
