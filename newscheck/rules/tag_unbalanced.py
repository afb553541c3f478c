"""A container is closed too early, too often, or never.

Parsers repair it silently: paragraphs behind an early end tag are outside of the body, and a container that is never
closed includes what follows. A scraper that selects the body by its container loses or gains text. RFI's public dump
has such wire articles from three weeks of 2020. The rule counts tags and needs no class names.

What to do: look at the element named. If the publisher's page is like that, take the paragraphs from the container
around it; if a program cuts pieces out of the page, remove elements from a parsed tree instead of editing strings.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscheck.html import tags
from newscheck.html.markup import Tag, tokens
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"before": "</div>"},
    {"before": "<section>"},
    {"before": "<blockquote><section></blockquote>"},
    {"before": "<section><aside></section></aside>"},
]
GOOD = [
    {},
    {"before": "<!-- </div> <div> <div> -->"},
    {"before": '<span title="</div>" data-a=\'<div>"\'></span>'},
    {"before": "<SECTION><UL><LI>1</UL></section><aside class='a'/>"},
]

#: Containers whose end tag must not be omitted (HTML Living Standard, 13.1.2.4).
_CONTAINERS = (
    *("article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("header", "main", "nav", "ol", "section", "table", "ul"),
)
#: Their first letters come first: most tags are of paragraphs.
_CONTAINER = lazy_regex(
    rf"</?(?=[{''.join(sorted({name[0] for name in _CONTAINERS}))}])(?:{'|'.join(_CONTAINERS)})(?=[\s/>])"
)
_ANY = lazy_regex(r"<(/?)([a-z][^\s/>]*)")
_PARAGRAPH = lazy_regex(r"<p[\s>]")
#: Last characters of a body that is not cut off.
_ENDS = frozenset("。！？!?.…।॥؟۔։።」』”’\"'»》〉】］])）〕>")


class _TagBalance(NamedTuple):
    """End tags without a start, start tags without an end, and both tags of the container that was closed last before
    the first such end tag."""

    stray: list[Tag]
    unclosed: list[Tag]
    early: tuple[Tag, Tag] | None


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each kind of unbalanced container, at the first unmatched tag."""
    html = article.html
    if _is_nested(_CONTAINER.findall(html)) or (_has_plain_fused(article) and _is_nested(_fused(html))):
        return
    balance = _match_tags(_tags(html), is_cut=_is_cut(html))
    opened, closed = _by_name(balance.unclosed), _by_name(balance.stray)
    for name, unmatched in closed.items():
        stray = f"{len(unmatched)} stray end tags </{name}>" if len(unmatched) > 1 else f"a stray end tag </{name}>"
        cause = f": <{name}> and its container are closed in the wrong order" if name in opened else _why(html, balance)
        yield Hit(stray + cause, "/html", unmatched[0].start, unmatched[0].end)
    for name, unmatched in opened.items():
        if name not in closed:
            times = f" ({len(unmatched)} times)" if len(unmatched) > 1 else ""
            yield Hit(f"<{name}> is never closed{times}", "/html", unmatched[0].start, unmatched[0].end)


def _why(html: str, balance: _TagBalance) -> str:
    """Name the container that was closed too early: the last one closed, if paragraphs follow it."""
    if balance.early is None or not (behind := len(_PARAGRAPH.findall(html, balance.early[1].end))):
        return ""
    container = html[balance.early[0].start : balance.early[0].end]
    return f": {container[:60]} is closed too early (paragraphs behind it: {behind})"


def _is_cut(html: str) -> bool:
    """Whether a text ends inside a tag or a sentence; then `body-truncated` reports what is open."""
    return html.rfind("<") > html.rfind(">") or html.rstrip()[-1:] not in _ENDS


def _is_nested(names: list[str]) -> bool:
    """Whether each of these end tags (`</div`) closes the last open start tag (`<div`)."""
    stack: list[str] = []
    for tag in names:
        if tag[1] != "/":
            stack.append(tag)
        elif not stack or stack.pop()[1:] != tag[2:]:
            return False
    return not stack


def _has_plain_fused(article: Article) -> bool:
    """Whether an article has fused tags, and no tag that a pattern may misread (in a comment, a script, `<div/>`)."""
    html, content = article.html, article.content
    if not content.fused_tags:
        return False
    return "<!" not in html and "/>" not in html and content.tags.isdisjoint(tags.RAW_TEXT)


def _fused(html: str) -> list[str]:
    """The tags of containers as `_CONTAINER` finds them, also where an attribute is fused with the name."""
    valued = tags.valued_names(html)
    names = [(end, tags.split_fused(name, valued) or name) for end, name in _ANY.findall(html)]
    return [f"<{end}{name}" for end, name in names if name in _CONTAINERS]


def _tags(html: str) -> Iterator[Tag]:
    """The tags of containers as a browser reads them, without those in comments, scripts and attributes."""
    valued = tags.valued_names(html)
    for tag in tokens(html):
        name = tag.name if tag.name in tags.KINDS else tags.split_fused(tag.name, valued) or tag.name
        if name in _CONTAINERS and html[tag.end - 2] != "/":
            yield tag._replace(name=name)


def _match_tags(tags: Iterable[Tag], *, is_cut: bool) -> _TagBalance:
    """Match start and end tags. An end tag also closes what is open inside its container; in a text that is cut off,
    containers open at the end are not counted."""
    stack: list[Tag] = []
    depth = dict.fromkeys(_CONTAINERS, 0)
    balance = _TagBalance([], [], None)
    last: tuple[Tag, Tag] | None = None
    for tag in tags:
        if not tag.is_end:
            stack.append(tag)
            depth[tag.name] += 1
        elif not depth[tag.name]:
            balance = balance if balance.stray else balance._replace(early=last)
            balance.stray.append(tag)
        else:
            while (opened := stack.pop()).name != tag.name:
                depth[opened.name] -= 1
                balance.unclosed.append(opened)
            depth[tag.name] -= 1
            last = opened, tag
    if not is_cut:
        balance.unclosed.extend(stack)
    return balance


def _by_name(unmatched: list[Tag]) -> dict[str, list[Tag]]:
    groups: dict[str, list[Tag]] = {}
    for tag in unmatched:
        groups.setdefault(tag.name, []).append(tag)
    return groups
