"""An image is served by a proxy that is not the publisher's.

Someone put a proxy (`images.weserv.nl`, `i0.wp.com`) before the picture because the publisher refuses requests from
other sites, or to make the picture smaller. The dump then depends on a third party that may shut down, and archives
with different proxies disagree on the picture's URL.

What to do: store the original URL that the proxy receives, and let whoever shows the article choose a proxy.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from newscheck.article.sites import host_of, registrable_domain
from newscheck.model import Article, Context, Hit
from newscheck.text import image_addresses
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
BAD = [
    {"image": "https://images.weserv.nl/?url=s.rfi.fr/media/display/photo.jpg"},
    {"image": "https://i1.wp.com/s.rfi.fr/media/display/photo.jpg?w=640"},
    {"image": "https://img.example.net/fetch/https://s.rfi.fr/media/display/photo.jpg"},
    {"image": "https://img.example.net/_next/image?url=https%3A%2F%2Fs.rfi.fr%2Fmedia%2Fphoto.jpg&w=640"},
]
GOOD = [
    {},
    {"image": "https://s.rfi.fr/media/display/http-error.jpg"},
    # The publisher's own, and one of whoever has the picture.
    {"image": "https://www.rfi.fr/_next/image?url=https%3A%2F%2Fimg.example.net%2Fphoto.jpg&w=640"},
    {"image": "https://img.example.net/fit/640/https://media.example.net/photo.jpg"},
]

_PROXIES = frozenset(("images.weserv.nl", "wsrv.nl", "i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com", "wp.com"))
_WITHIN = lazy_regex(r"https?(?:://?|%3A(?:%2F|/))", re.IGNORECASE)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each proxy, at its first image."""
    first_images: dict[str, int] = {}
    for number, src in enumerate(article.images):
        if src[:4] == "http":
            host = host_of(src)
            within = _WITHIN.search(src, 8) if src.find("http", 8) > 0 else None
            if (host in _PROXIES or within) and not _is_own(src, within, article, ctx):
                first_images.setdefault(host, number)
    for host, number in first_images.items():
        src = article.images[number]
        more = sum(1 for other in article.images if host_of(other) == host) - 1
        also = f", and {more} more" if more else ""
        yield Hit(
            f"behind the proxy {host[:60]}{also}",
            "/image" if src == article.image else f"/images/{number}",
            evidence=src,
        )


def _is_own(src: str, within: re.Match[str] | None, article: Article, ctx: Context) -> bool:
    """Whether the host is that of the publisher or of the picture, or the address is no proxy's but a srcset."""
    domain = registrable_domain(src)
    own = {registrable_domain(article.url), *(registrable_domain(f"https://{host}") for host in ctx.site.hosts)}
    if domain in own or (within and domain == registrable_domain(f"https://{unquote(src[within.end() :])}")):
        return True
    return bool(image_addresses.fault(src))
