"""Markdown becomes HTML, which extraction reads like a page's; offsets lead back to the Markdown.

CommonMark with tables, with two differences: a line end is a break, since a scraper writes each paragraph on a line and
wraps none, and indented text is no code. Tags of templates (Liquid, Hugo's shortcodes) become the picture that they
show, or nothing, as the site generator would print them.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from newscheck.text.regex import lazy_regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

#: An HTML text begins and ends with a tag, and has blocks of its own.
_TAG = lazy_regex(r"<(?:!--|/?[A-Za-z][A-Za-z0-9]*[\s/>])")
_BLOCK = lazy_regex(r"</p\s*>|<br\b|<p[\s>]", re.IGNORECASE)
_BLANK_LINE = lazy_regex(r"\n[ \t\r]*\n")
#: What may be markup; most articles have none.
_MARKUP = lazy_regex(
    r"[\\`*_\[\]<>&#!|~{}\t\r\0\v\f\x1c-\x1f\x85\u2028\u2029]|^ *(?:[-+=]|[0-9]{1,9}[.)])", re.MULTILINE
)
_BLANK_LINES = lazy_regex(r"\n[ ]*(?:\n[ ]*)+")
_LINE_END = lazy_regex(r" *\n *")
#: Code, in which nothing is replaced, or a tag of a template.
_TEMPLATE = lazy_regex(
    r"""
    ^(?P<fence>`{3,}|~{3,})[^\n]*\n (?s:.*?) (?:^(?P=fence)|\Z)
  | `[^`\n]*`
  | \{\{[<%] (?P<shortcode>[^\n]{0,300}?) [%>]\}\}
  | \{% (?P<liquid>[^\n]{0,300}?) %\}
  | (?<=\]\() \{\{ (?P<address>[^\n{}]{0,300}?) \}\}
    """,
    re.VERBOSE | re.MULTILINE,
)
#: Tags of templates that show a picture, the attribute that names it, and names of picture files.
_SHOWS = lazy_regex(r"[-\s]*(?:figure|image|img|asset_img|picture|include|responsive\w*)\b")
_SOURCE = lazy_regex(r"""\b(?:src|url|image|image_path)\s*=\s*["']([^"'\n]+)["']""")
_PICTURE = lazy_regex(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)", re.IGNORECASE)
_QUOTED = lazy_regex(r"""["']([^"'\n]*)["']""")
#: Characters of the HTML that are looked for in the Markdown.
_SOUGHT = 40


class _Block(NamedTuple):
    """A block of the top level: its Markdown begins in `line` (0-based), its HTML is `html`."""

    line: int
    html: str


def is_html(text: str) -> bool:
    """Whether a text is HTML, which would lose its form if it were read as Markdown (indented or blank lines)."""
    text = text.strip()
    if not _TAG.match(text) or not text.endswith(">"):
        return False
    return bool(_BLOCK.search(text)) or not _BLANK_LINE.search(text)


def to_html(text: str) -> str:
    """The HTML of a Markdown text."""
    text = text.replace("\r\n", "\n")
    if not _MARKUP.search(text):
        return _paragraphs(text)
    parser = _parser()
    html: str = parser.renderer.render(parser.parse(_without_templates(text)), parser.options, {})
    return html


def _paragraphs(text: str) -> str:
    """The HTML of a text without markup, as the parser writes it, in a twentieth of its time."""
    blocks = (block for block in _BLANK_LINES.split(text.replace('"', "&quot;")) if block.strip(" \n"))
    lines = (_LINE_END.sub("<br>\n", block.strip()) for block in blocks)
    return "".join(f"<p>{block}</p>\n" for block in lines)


def source_offset(text: str, offset: int) -> int:
    """The offset in a Markdown text of what stands at `offset` of its HTML: exact where both have the same
    characters, else the beginning of the block."""
    at = 0
    blocks = _blocks(text)
    for number, block in enumerate(blocks):
        if offset < at + len(block.html) or number == len(blocks) - 1:
            lines = [block.line, blocks[number + 1].line if number + 1 < len(blocks) else text.count("\n") + 1]
            start, end = (_line_start(text, line) for line in lines)
            return _search(text, block.html, offset - at, start, end)
        at += len(block.html)
    return 0


def _search(text: str, html: str, offset: int, start: int, end: int) -> int:
    written = html[offset : offset + _SOUGHT]
    for sought in (written, written[:16], written.partition("<")[0], written[:6]):
        if sought and (found := text.find(sought, start, end)) >= 0:
            return found
    return start


def _line_start(text: str, line: int) -> int:
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at


def _blocks(text: str) -> list[_Block]:
    parser = _parser()
    tokens = parser.parse(_without_templates(text))
    blocks, first = [], 0
    for number, token in enumerate(tokens, 1):
        if token.level == 0 and token.nesting <= 0:
            line = (tokens[first].map or [0])[0]
            blocks.append(_Block(line, parser.renderer.render(tokens[first:number], parser.options, {})))
            first = number
    return blocks


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    options = {"html": True, "breaks": True, "xhtmlOut": False}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).disable("code")


def _without_templates(text: str) -> str:
    """The text with tags of templates replaced; line ends stay where they are."""
    return _TEMPLATE.sub(_printed, text) if "{{" in text or "{%" in text else text


def _printed(tag: re.Match[str]) -> str:
    """What a site generator prints for a tag of a template: a picture, an address, or nothing."""
    if (address := tag["address"]) is not None:
        quoted = _QUOTED.search(address)
        return quoted[1] if quoted else ""
    inner = tag["shortcode"] if tag["shortcode"] is not None else tag["liquid"]
    if inner is None:
        return tag[0]
    source = _shown(inner)
    return f'<img src="{escape(source)}">' if source else ""


def _shown(tag: str) -> str:
    """The address of the picture that a tag shows; empty where it shows none."""
    if not _SHOWS.match(tag):
        return ""
    if source := _SOURCE.search(tag):
        return source[1]
    words = (word.strip("\"'") for word in tag.split()[1:] if "=" not in word)
    return next((word for word in words if _PICTURE.search(word)), "")
