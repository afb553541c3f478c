"""A share link contains the URL of another article.

A page's share block repeats its URL and title, so a file can be checked against itself. If the block names another
article, header and body come from different pages, or the request was redirected.

What to do: open both URLs, check which of them the text belongs to, and fetch the article again. Short links
(`https://rfi.my/…`) are not checked; scheme, doubled slashes, query and fragment are ignored.
"""

from collections.abc import Iterator

from newscheck.article.extraction import decode_url
from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_OTHER = "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E5%8F%A6%E4%B8%80%E7%AF%87%E6%96%87%E7%AB%A0"
BAD = [
    {"shared_url": _OTHER},
    {"shared_url": "https://www.rfi.fr/cn/国际/20230816-另一篇文章"},
    {"sub": [("intent/tweet?url=", f"intent/tweet?url={_OTHER}&amp;via=")]},
]
GOOD = [
    {},
    {"share": False},
    {"shared_url": "https://rfi.my/9aBc.F"},
    {"shared_url": "https://www.rfi.fr/cn/"},
    {"sub": [("intent/tweet?url=https%3A%2F%2Fwww.", "intent/tweet?url=http%3A%2F%2Fm.")]},
    {"sub": [("redirect_uri=", "redirect_uri=https://www.rfi.fr/close.html&amp;next=")]},
]

#: The host of an embedded URL is never closer to the start of a share link.
_NEAREST = 20
#: A dialogue may return to a page that only closes a window: a path of at most this length is not an article's.
_SHORT = 20
_VALUE = lazy_regex(r"[?&](u|url|href|link|permalink|text|body|status|redirect_uri)=([^&]+)")
_CARRIED = lazy_regex(r"https?:/+([^/?#\s]+)([^?#\s\"'<>]*)")
_SLASHES = lazy_regex(r"/{2,}")
#: How often a URL inside a link inside a link may be escaped.
_LEVELS = 3


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each other article that the share links name."""
    links, share, url = article.content.links, ctx.site.furniture.share_links, article.url
    if not links or share is None or not url or not (host := host_of(url).removeprefix("www.")):
        return
    others: dict[str, dict[str, str]] = {}
    own = escaped = ""
    for link in links:
        if link.find(host, _NEAREST) < 0:
            continue
        escaped = escaped or _escaped(url)
        # The pattern is only tried on a link that names more than this article.
        if link.count(host, _NEAREST) != link.count(escaped) and share.match(link):
            own = own or next(_paths(url, host), "")
            for path, value in _carried(link, host):
                if not _is_same(path, own):
                    others.setdefault(path, {}).setdefault(link, value)
    for path, values in others.items():
        link, value = next(iter(values.items()))
        at = article.html.find(value)
        name = (host_of(link) or link.partition(":")[0]) + (f" (and {len(values) - 1} more)" if len(values) > 1 else "")
        target = "the same slug at another date or section" if _slug(path) == _slug(own) else "another article"
        shown = path if len(path) <= 60 else f"…{path[-60:]}"
        yield Hit(f"the share link of {name} carries {target}: {shown}", "/html", at, at + len(value))


def _is_same(path: str, own: str) -> bool:
    """Whether one path is the other, with a section before it or a page behind it."""
    short, long = sorted((path, own), key=len)
    return long.startswith(short) or (len(short) > _SHORT and long.endswith(short))


def _escaped(url: str) -> str:
    """A URL without its scheme as `encodeURIComponent` writes it, unless it has other characters to escape."""
    return url.partition("://")[2].replace("%", "%25").replace(":", "%3A").replace("/", "%2F")


def _carried(link: str, host: str) -> Iterator[tuple[str, str]]:
    """Paths of the articles in the parameters of a link, with the values that contain them."""
    for name, value in _VALUE.findall(link):
        if host in value:
            for path in _paths(value, host):
                if name != "redirect_uri" or len(path) > _SHORT:
                    yield path, value


def _paths(text: str, host: str) -> Iterator[str]:
    """Paths of a text's URLs that are on a host or a subdomain of it, unescaped."""
    for _ in range(_LEVELS):
        text = decode_url(text)
    for match in _CARRIED.finditer(text):
        if f".{match[1].lower()}".endswith(f".{host}"):
            yield _SLASHES.sub("/", match[2]).rstrip("/")


def _slug(path: str) -> str:
    return path.rpartition("/")[2].lstrip("0123456789-")
