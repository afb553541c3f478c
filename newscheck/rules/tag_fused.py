"""A tag's name is glued to its attribute (`<imgsrc=`), so the element is unknown and lost.

It happens where the lines of a page are joined with nothing and an element's attributes stand on lines of their own.
An image fused so is lost; a container is never opened, its end tag closes the one around it, and paragraphs fall out
of the body: so in 236 of 10,754 articles of RFI's public dump in 2020.

What to do: join lines with a blank, or don't join them at all: HTML has no use for it.
"""

from collections.abc import Iterable, Iterator

from newscheck.html import tags
from newscheck.html.markup import tokens
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
BAD = [
    {"sub": [('<img src="', '<imgsrc="')]},
    {"before": '<divclass="ad "data-pos="1"><span></span></div>'},
    {"before": '<p>渔民合作社公布了<ahref="https://example.org/">全部条文</a>，各国代表当天表示欢迎。</p>'},
]
GOOD = [
    {},
    {"after": "<share-button></share-button><image-gallery></image-gallery>"},
    {"before": "<p>编辑把&lt;imgsrc=&gt;写进了文章，气象学家周五要求修改。</p>"},
]

#: The attribute that follows the element's name, up to what can't be part of one.
_ATTRIBUTE = lazy_regex(r"[a-z-]+")
_START = lazy_regex(r"<([A-Za-z][^\s/>]*)")
#: As much of a fused name as is shown.
_SHOWN = 60


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """One hit for each element that was fused, at the first of them."""
    if not article.content.fused_tags:
        return
    for name, found in _fused(article).items():
        start, tag = found[0]
        attribute = _ATTRIBUTE.match(tag, len(name))
        glued = f"`{name}` and `{attribute[0]}`" if attribute else f"`{name}` and what follows"
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        message = f"{glued} are glued together{times}: {_lost(name)}"
        end = start + 1 + min(len(tag), _SHOWN)
        if name in ("img", "image") and article.image is None:
            yield Hit(message, "/image", evidence=article.html[start:end])
        else:
            yield Hit(message, "/html", start, end)


def _fused(article: Article) -> dict[str, list[tuple[int, str]]]:
    """Where start tags were fused, and their names, by the element that each was: as they stand in the text, for how a
    parser names them is a matter of its version."""
    html = article.html
    # Most texts hold no others, in comments or in scripts, and then their tags need not be read one after the other.
    found = _unfused((tag.start(), tag[1].lower()) for tag in _START.finditer(html))
    if sum(map(len, found.values())) != len(article.content.fused_tags):
        found = _unfused((tag.start, tag.name) for tag in tokens(html) if not tag.is_end)
    return found


def _unfused(found: Iterable[tuple[int, str]]) -> dict[str, list[tuple[int, str]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for start, tag in found:
        if name := tags.split_fused(tag):
            groups.setdefault(name, []).append((start, tag))
    return groups


def _lost(name: str) -> str:
    """What is no longer there when an element is unknown."""
    kind = tags.KINDS.get(name)
    if kind == tags.IMAGE:
        return "the image is lost"
    if kind == tags.LINK:
        return "the link is lost"
    if kind in (tags.BLOCK, tags.ITEM, tags.CAPTION):
        return "it isn't opened, and its end tag closes the container around it"
    if name == "source":
        return "a format of the image is lost"
    return "it has no effect"
