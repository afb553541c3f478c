"""The URL is not valid and can't be opened.

It is relative, made of two URLs, contains an unescaped space or quote, a template that was never filled in, or the word
`undefined` in place of the slug: it leads nowhere, or to another page than the article's. Scrapers of the dump format
pass every URL through a parser that escapes such characters, so another program wrote them.

What to do: resolve the link against its page, and serialise it with a URL parser (`new URL(link, base)`,
`urllib.parse.urljoin`) instead of joining strings. `&amp;` comes from markup that was read as plain text.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
BAD = [
    {"url": "/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A", "share": False},
    {"url": "//www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A", "share": False},
    {"url": "ftp://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A", "share": False},
    {"sub": [("](https://", "](https://https://")]},
    {"sub": [("](https://www.rfi.fr", "](https://www.rfi.fr:99999")]},
    {"url": "https://www.rfi.fr/https://www.rfi.fr/cn/20230816-story"},
    {"sub": [("](https://www", "]( https://www")]},
    {"sub": [("](https://www.rfi.fr/cn/", '](https://www.rfi.fr/cn/"')]},
    {"share": False, "sub": [("](https://www.rfi.fr/cn/", "](https://www.rfi.fr/cn/${section}/")]},
    {"share": False, "sub": [("](https://www.rfi.fr/cn/", "](https://www.rfi.fr/cn/undefined/")]},
    {"share": False, "sub": [("](https://www.rfi.fr/cn/", "](https://www.rfi.fr/cn/%0A")]},
    {"share": False, "sub": [("](https://www.rfi.fr/cn/", "](https://www.rfi.fr/cn/100%/")]},
    {"sub": [(")\n------", "?page=1&amp;lang=zh)\n------")]},
]
GOOD = [
    {},
    {"url": "https://news.example.org:443/2023/08/16/story.html"},
    {"sub": [(")\n------", "?next=https://www.rfi.fr/cn/)\n------")]},
    {"title": "气候基金(上)的分配方案"},
    {"url": "https://news.example.org/2023/08/16/undefined-null-and-void.html"},
]

#: Characters that a URL parser escapes or rejects, and invisible ones.
_BAD = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ufeff<>\"\\`{}"
_URL = lazy_regex(rf"(?i:https?)://[\w-]+(?:\.[\w-]+)+\.?(?::(\d{{1,5}}))?(?:[/?#][^{_BAD}]*)?")
_BAD_CHARACTER = lazy_regex(f"[{_BAD}]")
_BAD_ESCAPE = lazy_regex(r"%(?![0-9a-fA-F]{2})[^%]{0,2}|%0[0-9a-fA-F]")
_HEAD = lazy_regex(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)")
#: A leftover word that is a whole segment or value, or all that follows the date in a slug.
_WORD = lazy_regex(r"[/=](?:\d{8}-)?(undefined|null|NaN|None|\[object Object\])(?=[/?#&]|$)")
_LAST_PORT = 65_535


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first defect of the URL."""
    url = article.url
    if not url:
        return
    match = _URL.fullmatch(url)
    if match is None or (match[1] and not 0 < int(match[1]) <= _LAST_PORT):
        if url.strip():
            yield _why(url)
    elif ("%0" in url or "%" in article.decoded_url) and (escape := _BAD_ESCAPE.search(url)):
        reason = "is a control character" if escape[0][1:2] == "0" else "is not a percent escape"
        yield Hit(f"`{escape[0]}` in the URL {reason}", "/url", escape.start(), escape.end())
    elif (again := _repeated(url)) > 0:
        yield Hit("two URLs in one: an absolute link was appended to its base", "/url", again, len(url))
    elif (at := url.find("&amp;")) > 0:
        yield Hit("`&amp;` in the URL: it was taken from markup and not unescaped", "/url", at, at + len("&amp;"))
    elif (word := _WORD.search(article.decoded_url)) and word[1] != article.title:
        at = url.find(word[1])
        yield Hit(f"`{word[1]}` in the URL: the scraper had no value to put there", "/url", at, at + len(word[1]))


def _repeated(url: str) -> int:
    """Position at which scheme and host of a URL are repeated in its path; -1 if they aren't."""
    if url.find("://", 8) < 0:
        return -1
    path = url.partition("?")[0]
    return path.find(path[: path.find("/", 8) + 1], 8)


def _why(url: str) -> Hit:
    """Why a text is not a URL, and where."""
    if bad := _BAD_CHARACTER.search(url):
        if bad[0] in "{}":
            message = "a template in the URL was not filled in"
        elif bad[0].isprintable() and bad[0] != " ":
            message = f"`{bad[0]}` in the URL is not escaped"
        else:
            message = f"{'a blank' if bad[0].isspace() else 'an invisible character'} in the URL (U+{ord(bad[0]):04X})"
        return Hit(message, "/url", *bad.span())
    head = _HEAD.match(url)
    if head is None:
        message = (
            "a relative link, not resolved against its page" if url[0] in "/.?#" else "no `scheme://` before the host"
        )
        return Hit(message, "/url", 0, len(url))
    scheme, host = head[1].lower(), head[2]
    if scheme not in ("http", "https"):
        return Hit(f"the scheme is `{scheme[:20]}`, not http or https", "/url", *head.span(1))
    name, _, port = host.partition(":")
    if not host:
        message = "no host"
    elif name.endswith(("http", "https")) and not port:
        message = "two URLs in one: a scheme stands in the place of the host"
    elif "@" in host:
        message = "a user's name before the host"
    elif port and "." in name:
        message = f"`{port[:20]}` is not a port"
    else:
        message = f"`{host[:40]}` is not a host on the public Internet"
    return Hit(message, "/url", *head.span(2))
