"""A container is closed too early, too often, or never.

Parsers repair it without a word: paragraphs behind an end tag that came too early stand outside of the body, and a
container that is never closed swallows what follows, so whoever takes the body by its container loses or gains text. In
RFI's public dump the wire articles of three weeks in 2020 are like that; no class name is needed to see it.

What to do: look at the element named. If the publisher's page is so, take the paragraphs from the container around
it; if a program cuts pieces out of the page, let it remove elements from a tree instead of strings.
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

#: Elements that hold others and whose end tag may not be left out (HTML Living Standard, 13.1.2.4).
_CONTAINERS = (
    *("article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("header", "main", "nav", "ol", "section", "table", "ul"),
)
_CONTAINER = lazy_regex(rf"</?(?:{'|'.join(_CONTAINERS)})(?=[\s/>])")
_PARAGRAPH = lazy_regex(r"<p[\s>]")
#: Last characters of a body that isn't cut off.
_ENDS = frozenset("。！？…”』」》）.!?>")


class _TagBalance(NamedTuple):
    """What doesn't come out even: end tags of nothing, start tags without an end, and the two tags of the container
    that was closed last before the first of those end tags."""

    stray: list[Tag]
    unclosed: list[Tag]
    early: tuple[Tag, Tag] | None


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """One hit for each kind of container that doesn't come out even, at the first tag in question."""
    html = article.html
    if _is_nested(_CONTAINER.findall(html)):
        return
    tally = _match_tags(_tags(html), is_cut=_is_cut(html))
    opened, closed = _by_name(tally.unclosed), _by_name(tally.stray)
    for name, found in closed.items():
        what = f"{len(found)} stray end tags </{name}>" if len(found) > 1 else f"a stray end tag </{name}>"
        why = f": <{name}> and its container are closed in the wrong order" if name in opened else _why(html, tally)
        yield Hit(what + why, "/html", found[0].start, found[0].end)
    for name, found in opened.items():
        if name not in closed:
            times = f" ({len(found)} times)" if len(found) > 1 else ""
            yield Hit(f"<{name}> is never closed{times}", "/html", found[0].start, found[0].end)


def _why(html: str, tally: _TagBalance) -> str:
    """Which container was closed too early: the last one that was, if paragraphs stand behind it."""
    if tally.early is None or not (behind := len(_PARAGRAPH.findall(html, tally.early[1].end))):
        return ""
    container = html[tally.early[0].start : tally.early[0].end]
    return f": {container[:60]} is closed too early (paragraphs behind it: {behind})"


def _is_cut(html: str) -> bool:
    """Whether a text ends inside a tag or in the middle of a sentence: what is open then is another rule's."""
    return html.rfind("<") > html.rfind(">") or html.rstrip()[-1:] not in _ENDS


def _is_nested(found: list[str]) -> bool:
    """Whether tags in order (`<div`, `</div`), taken as they stand, open and close one another."""
    stack: list[str] = []
    for tag in found:
        if tag[1] != "/":
            stack.append(tag)
        elif not stack or stack.pop()[1:] != tag[2:]:
            return False
    return not stack


def _tags(html: str) -> Iterator[Tag]:
    """The tags of containers as a browser sees them: not those in comments, scripts and attributes."""
    for tag in tokens(html):
        name = tag.name if tag.name in tags.KINDS else tags.split_fused(tag.name) or tag.name
        if name in _CONTAINERS and html[tag.end - 2] != "/":
            yield tag._replace(name=name)


def _match_tags(found: Iterable[Tag], *, is_cut: bool) -> _TagBalance:
    """Match start and end tags. An end tag closes what is open inside of its container; where the text is cut
    off, what is open at the end is not counted."""
    stack: list[Tag] = []
    depth = dict.fromkeys(_CONTAINERS, 0)
    tally = _TagBalance([], [], None)
    last: tuple[Tag, Tag] | None = None
    for tag in found:
        if not tag.is_end:
            stack.append(tag)
            depth[tag.name] += 1
        elif not depth[tag.name]:
            tally = tally if tally.stray else tally._replace(early=last)
            tally.stray.append(tag)
        else:
            while (opened := stack.pop()).name != tag.name:
                depth[opened.name] -= 1
                tally.unclosed.append(opened)
            depth[tag.name] -= 1
            last = opened, tag
    if not is_cut:
        tally.unclosed.extend(stack)
    return tally


def _by_name(found: list[Tag]) -> dict[str, list[Tag]]:
    groups: dict[str, list[Tag]] = {}
    for tag in found:
        groups.setdefault(tag.name, []).append(tag)
    return groups
