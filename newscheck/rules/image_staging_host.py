"""The image is on a host that readers can't reach: the publisher's test system, or a private network.

A page that an editor saved before it went live keeps addresses of the system that it was written on (`localhost`,
`10.0.3.7`, `staging.example.org`); the live page resolves them, the feed or its JSON doesn't. Whoever opens the dump
from outside sees no picture, or is asked for a password.

What to do: take the address of the public page (`og:image`), or replace the host by the public one.
"""

from collections.abc import Iterator
from functools import lru_cache

from newscheck.article.sites import host_of, registrable_domain
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
BAD = [
    {"image": "http://localhost:8080/media/photo.jpg"},
    {"image": "http://127.0.0.1/media/photo.jpg"},
    {"image": "http://10.0.3.7/media/photo.jpg"},
    {"image": "http://cms.local/media/photo.jpg"},
    {"image": "https://staging.rfi.fr/media/photo.jpg"},
    {"image": "https://media-dev.rfi.fr/media/photo.jpg"},
]
GOOD = [
    {},
    {"image": "https://s.rfi.fr/localhost/10.0.3.7/staging/photo.jpg"},
    # Domains of publishers.
    {"image": "https://cdn.dev.to/photo.jpg"},
    {"image": "https://www.test.de/photo.jpg"},
    {"image": "https://latest.rfi.fr/photo.jpg"},
    {"image": "https://photos-dev.s3.example.net/photo.jpg"},
    # A crawl of the test system itself.
    {"url": "https://staging.example.org/2023/08/16/a", "image": "https://staging.example.org/a.jpg", "share": False},
]

#: This machine and private networks (RFC 1918, 3927, 6761, 6762, 8375).
_PRIVATE = lazy_regex(
    r"(?:10|127)(?:\.[0-9]{1,3}){3}|(?:192\.168|169\.254|172\.(?:1[6-9]|2[0-9]|3[01]))(?:\.[0-9]{1,3}){2}|0\.0\.0\.0"
    r"|(?:.*\.)?localhost|.+\.(?:local|localdomain|internal|intranet|lan|home\.arpa)"
)
_NAMES = "(?:staging|stage|stg|preprod|dev|test|testing|uat|qa)"
#: A label of a test system; in the publisher's domain also the end or beginning of one (elsewhere it may be the name of
#: a bucket that everyone can read).
_STAGING = lazy_regex(rf"(?:.*\.)?{_NAMES}(?:\..*)?")
_OWN_STAGING = lazy_regex(rf"(?:.*[.-])?{_NAMES}(?:[.-].*)?")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each such host, at its first image."""
    first_images: dict[str, int] = {}
    for number, src in enumerate(article.images):
        if src[:4].lower() == "http":
            first_images.setdefault(host_of(src), number)
    own = host_of(article.url)
    for host, number in first_images.items():
        if host != own and (kind := _kind(host, own)):
            src = article.images[number]
            yield Hit(f"{host[:60]} is {kind}", "/image" if src == article.image else f"/images/{number}", evidence=src)


@lru_cache(1024)
def _kind(host: str, publisher: str) -> str:
    """What keeps readers from a host, in words; empty where nothing does. `publisher` is the article's host."""
    if _PRIVATE.fullmatch(host):
        return "a host of a private network, which readers can't reach"
    domain = registrable_domain(f"https://{host}")
    below = host.removesuffix(domain).rstrip(".")
    names = _OWN_STAGING if domain == registrable_domain(f"https://{publisher}") else _STAGING
    return "the host of a test system" if below and names.fullmatch(below) else ""
