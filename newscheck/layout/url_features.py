"""Features of the URLs of an article: its own, its image's, those of its links."""

from __future__ import annotations

from functools import lru_cache

from newscheck.article.sites import host_of
from newscheck.html.markup_features import mask_values
from newscheck.text.regex import lazy_regex

_MAX_HOSTS, _MAX_LINKS = 12, 60
#: Characters that are kept of a name, of a masked part of a path, and of the key of a cache.
_FIRST, _MASKED, _LONGEST_KEY = 40, 12, 200
_UUID = 36
_EMBEDDED = lazy_regex(r"[?&/](?:url=|src=)?(?:https?:|https?%3A)?/{0,3}([a-z0-9.-]+\.[a-z]{2,})/", 2)


def add_url(features: list[str], name: str, url: str, unescaped: str) -> None:
    """Add scheme, host, form of the path and query keys of a URL."""
    scheme, _, rest = unescaped.partition("://")
    features += _origin(name, scheme[:12], host_of(url))
    if "#" in rest:
        rest = rest.partition("#")[0]
    path, _, query = rest.partition("?")
    head, _, last = path.partition("/")[2].rpartition("/")
    if name == "image":
        # The name of a file differs by article, its ending by publisher.
        last = "*" + last[last.rfind(".") :].lower()[:6] if "." in last else "*"
    else:
        last = f"0{last[8:9]}~" if last[:8].isdigit() else _segment(last)
    folders = "/".join([_segment(part) for part in head.split("/")])
    features.append(f"{name} path /{folders[:60]}/{last}")
    if query:
        features += [f"{name} query {mask_values(pair.partition('=')[0][:_FIRST])}" for pair in query.split("&")[:6]]


@lru_cache(maxsize=1_000)
def _origin(name: str, scheme: str, host: str) -> tuple[str, str]:
    return f"{name} scheme {scheme}", f"{name} host {mask_values(host)}"


def _segment(text: str) -> str:
    """A part of a path with its values masked; a slug of many parts is one sign."""
    if len(text) == _UUID and text.count("-") == 4:
        return "h"
    return _short(text) if len(text) <= _FIRST else "~"


@lru_cache(maxsize=10_000)
def _short(text: str) -> str:
    masked = mask_values(text)
    return masked if len(masked) <= _MASKED else "~"


def add_embedded_host(features: list[str], image: str) -> None:
    """Add the host of another URL in an image's URL; a full stop between two slashes is tested before the pattern."""
    slash = image.find("/", 9)
    if "?" in image or "&" in image or -1 < slash < image.find(".", slash) < image.rfind("/"):
        embedded = _EMBEDDED.search(image, 9)
        if embedded:
            features.append(f"image of {embedded[1].lower()[:40]}")


def add_links(features: list[str], links: list[str]) -> None:
    """Add the hosts of links."""
    hosts = dict.fromkeys([_link_host(_origin_of(link)) for link in links[:_MAX_LINKS]])
    features += [f"link {mask_values(host)}" for host in [*hosts][:_MAX_HOSTS]]


def _origin_of(link: str) -> str:
    """The part of a link up to its host: a page has few different ones, which are cached."""
    if link.startswith(("http://", "https://")) and (end := link.find("/", 8)) > 0:
        return link[:end]
    return link


def _link_host(origin: str) -> str:
    return _cached_link_host(origin) if len(origin) <= _LONGEST_KEY else _cached_link_host.__wrapped__(origin)


@lru_cache(maxsize=10_000)
def _cached_link_host(origin: str) -> str:
    return host_of(origin) or origin.partition(":")[0][:12]
