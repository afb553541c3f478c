"""The URL is not that of an article.

The scraper stored the feed's own link instead of the item's, the server redirected to the front page because the
article is gone, or the crawler took a list for an article. The file then holds another page's text under an article's
title.

What to do: open the URL. If it is an article, its URL has a new form: change `url.article` in the site file. If not,
let the scraper check the final URL of the response before it stores the page.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
BAD = [
    {"url": "https://www.rfi.fr/"},
    {"url": "https://www.rfi.fr/cn/"},
    {"url": "https://www.rfi.fr/fr/monde/20230816-accord-de-peche"},
    {"url": "https://news.example.org"},
    {"url": "https://news.example.org/zh-hans/#top"},
    {"url": "https://news.example.org/tag/%E6%B0%94%E5%80%99/"},
]
GOOD = [
    {},
    {"url": "https://news.example.org/?p=1234"},
    {"url": "https://news.example.org/category/asia/20230816.html"},
    {"url": "https://news.example.org/authors/2023/08/16/story.html"},
]

#: After the host, only a language code or the name of an index page.
_FRONT = lazy_regex(
    r"[^/]*//[^/?#]+(?:/+[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)?/*(?:index\.\w+)?(?:\?(?:utm_[^#]*)?)?(?:#.*)?"
)
_LIST = lazy_regex(r"/(?:tags?|categor(?:y|ies)|authors?|search|feed|rss)(?:/[^/.?#]+)?/?(?:[?#]|$)")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a URL that the site's pattern rejects; without a pattern, front pages and lists."""
    address = article.decoded_url
    pattern = ctx.site.url_article
    if not address or (pattern and pattern.search(address)):
        return
    match = _FRONT.fullmatch(address) or _LIST.search(address)
    if (match or pattern) and (host := _host(article.url or "")):
        if match:
            kind = f"a list (`{match[0][:40]}`)" if match.re is _LIST else "a front page"
            yield Hit(f"the URL is that of {kind}, not of an article", "/url")
        elif host.endswith(ctx.site.hosts):
            yield Hit(f"the URL does not have the form of an article of {ctx.site.name}", "/url")


def _host(url: str) -> str:
    """The host of a URL; empty if the URL itself is invalid, which `url-malformed` reports."""
    try:
        parts = urlsplit(url)
        return (
            (parts.hostname or "")
            if parts.scheme in ("http", "https") and parts.port != 0 and "://" not in parts.path
            else ""
        )
    except ValueError:
        return ""
