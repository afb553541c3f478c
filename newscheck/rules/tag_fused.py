"""A tag's name is glued to its attribute (`<imgsrc=`), so the element is lost.

A scraper that joins the lines of a page without a space glues a tag's name to an attribute on the next line. A fused
image is lost. A fused container is never opened: its end tag closes the container around it, and paragraphs end up
outside of the body. This affected 236 of 10,754 articles of RFI's public dump in 2020.

What to do: join lines with a space, or don't join them at all; HTML doesn't need it.
"""

from collections.abc import Container, Iterable, Iterator

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
    {"after": "<sidenav></sidenav><subtitle></subtitle><articleid></articleid><sectiontitle></sectiontitle>"},
    {"before": "<p>编辑把&lt;imgsrc=&gt;写进了文章，气象学家周五要求修改。</p>"},
]

#: The attribute after the element's name.
_ATTRIBUTE = lazy_regex(r"[a-z-]+")
_START = lazy_regex(r"<([A-Za-z][^\s/>]*)")
#: Characters of a fused name that are shown.
_SHOWN = 60


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each kind of fused element, at the first of them."""
    if not article.content.fused_tags:
        return
    for name, places in _fused(article).items():
        start, tag = places[0]
        attribute = _ATTRIBUTE.match(tag, len(name))
        glued = f"`{name}` and `{attribute[0]}`" if attribute else f"`{name}` and what follows"
        times = f" ({len(places)} times)" if len(places) > 1 else ""
        message = f"{glued} are glued together{times}: {_lost(name)}"
        end = start + 1 + min(len(tag), _SHOWN)
        if name in ("img", "image") and article.image is None:
            yield Hit(message, "/image", evidence=article.html[start:end])
        else:
            yield Hit(message, "/html", start, end)


def _fused(article: Article) -> dict[str, list[tuple[int, str]]]:
    """Positions and names of fused start tags by their element, as written in the text: how a parser names them depends
    on its version."""
    html = article.html
    valued = tags.valued_names(html)
    # Few texts have more of them in comments or scripts; only those need the slower tokeniser.
    fused = _unfused(((tag.start(), tag[1].lower()) for tag in _START.finditer(html)), valued)
    if sum(map(len, fused.values())) != len(article.content.fused_tags):
        fused = _unfused(((tag.start, tag.name) for tag in tokens(html) if not tag.is_end), valued)
    return fused


def _unfused(names: Iterable[tuple[int, str]], valued: Container[str]) -> dict[str, list[tuple[int, str]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for start, tag in names:
        if name := tags.split_fused(tag, valued):
            groups.setdefault(name, []).append((start, tag))
    return groups


def _lost(name: str) -> str:
    """What is lost if an element is unknown."""
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
