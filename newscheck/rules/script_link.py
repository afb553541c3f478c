"""A link runs a script instead of opening a page.

`javascript:` links, and `data:text/html` ones, execute code where the article is shown. Most are buttons of the page
('subscribe', 'share', 'print') that were scraped along with the text.

What to do: drop the element; it is not part of the article.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
BAD = [
    {"before": '<p>渔民合作社公布了<a href="javascript:void(0)">全部条文</a>，各国代表当天表示欢迎。</p>'},
    {"before": '<p>渔民合作社公布了<a href=" JavaScript:open()">全部条文</a>，各国代表当天表示欢迎。</p>'},
    {"before": '<p>渔民合作社公布了<a href="data:text/html,&lt;b&gt;">全部条文</a>，各国代表当天表示欢迎。</p>'},
]
GOOD = [
    {},
    {
        "before": '<p>渔民合作社公布了<a href="https://example.org/javascript:guide">全部条文</a>，各国代表当天表示欢迎。</p>'
    },
    {"before": '<p>渔民合作社公布了<a href="mailto:press@example.org">全部条文</a>，各国代表当天表示欢迎。</p>'},
]

_SCRIPTS = ("javascript:", "vbscript:", "data:text/html")
#: First characters of such links, and white space that a browser ignores.
_FIRST = frozenset("jJvVdD \t\r\n")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report links whose scheme runs code."""
    at = 0
    for link in article.content.links:
        if link[0] in _FIRST and (target := link.lstrip().lower()).startswith(_SCRIPTS):
            start = max(article.html.find(link.strip()[:11], at), at)
            at = start + 11
            is_idle = target.partition(":")[2].strip(" ;") in ("", "void(0)", "//", "void 0")
            message = (
                "a link that does nothing: a button of the page"
                if is_idle
                else f"a link that runs `{link.strip()[:60]}`"
            )
            yield Hit(message, "/html", start, at)
