"""The title contains an HTML entity.

`&quot;` in a title was escaped for a page and never unescaped. `&amp;#22338;` was escaped twice, by the agency and by
the publisher, and stands for a character that one of the two could not encode. Searches and comparisons of titles fail.

What to do: unescape the feed's title once (`html.unescape`), or twice if the entity was escaped twice.
"""

from collections.abc import Iterator
from html import unescape
from unicodedata import name

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"title": "外交部就&quot;渔业配额&quot;发表声明"},
    {"title": "大&amp;#22338;市长出席博物馆藏品的归还仪式"},
    {"title": "央行行长：A&amp;B两个省份先行试点"},
    {"title": "外交部发言人&nbsp;就渔业配额发表声明"},
    {"title": "外交部发言人&#x200b;就渔业配额发表声明"},
]
GOOD = [
    {"title": "R&D投入上升，AT&T公司退出半导体设备出口"},
    {"title": "渔业配额谈判：A&B; 两套方案"},
    {"title": "气象学家：https://example.org/?a=1&copy=2 的数据有误"},
]
_ENTITY = lazy_regex(
    r"&(?:amp;)*(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][0-9A-Za-z]{1,31};|(?:nbsp|quot|amp|lt|gt)(?![0-9A-Za-z=]))"
)
_SHOWN = 40


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each entity, with its meaning."""
    title = article.title
    if title is None or "&" not in title:
        return
    for match in _ENTITY.finditer(title):
        entity = match[0]
        plain = unescape(entity)
        if plain != entity:
            is_twice = plain.startswith("&") and (other := unescape(plain)) != plain
            mistake = "was escaped twice" if is_twice else "was left in"
            meaning = _meaning(other if is_twice else plain)
            yield Hit(f"the entity {_short(entity)} {mistake}{meaning}", "/title", *match.span())


def _meaning(char: str) -> str:
    """The character, or the name of an invisible one; empty if the number is no character."""
    if not char:
        return ""
    if char.isprintable() and not char.isspace():
        return f": it is {_short(char)}"
    return f": it is U+{ord(char[0]):04X} {name(char[0], '').lower()}".rstrip()


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
