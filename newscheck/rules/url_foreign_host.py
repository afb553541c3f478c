"""The URL's host is not the publisher's.

The feed was mixed up with another publisher's, or the link leads elsewhere: to a cache, a translation, a feed counter,
a test server. With `--site` every article must be on one of the site's hosts; without it, only hosts that publish
nothing of their own are reported.

What to do: follow the link to its final URL and use that. If the publisher has moved or owns the host, add it to
`hosts` in the site file.
"""

from collections.abc import Iterator

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit

SEVERITY = "error"
_PATH = "/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A"
BAD = [
    {"url": f"https://web.archive.org/web/20230816210400/https://www.rfi.fr{_PATH}"},
    {"url": f"https://www-rfi-fr.translate.goog{_PATH}"},
    {"url": f"https://192.168.0.12{_PATH}"},
]
GOOD = [{}, {"url": f"https://archive.example.org{_PATH}"}]

#: Hosts that only pass on what others publish, and names that exist only in a local network.
_NAMES = """
    translate.goog webcache.googleusercontent.com web.archive.org archive.is archive.today archive.ph archive.vn
    feedproxy.google.com feeds.feedburner.com news.google.com cdn.ampproject.org r.jina.ai
    localhost local internal test
"""
_GO_BETWEENS = frozenset(_NAMES.split())
_MOST_LABELS = 3


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a host that is neither one of the site's nor a subdomain of one."""
    host = host_of(article.url)
    if not host or article.url is None:
        return
    hosts = ctx.site.hosts
    if hosts:
        if any(host == own or host.endswith("." + own) for own in hosts):
            return
        reason = f"is not a host of {ctx.site.name} ({', '.join(hosts[:3])})"
    elif host.replace(".", "").isdigit():
        reason = "is an IP address, not a publisher's name"
    elif _is_go_between(host):
        reason = "publishes nothing of its own: it is a proxy, an archive, a feed service or a test server"
    else:
        return
    at = article.url.lower().find(host)
    yield Hit(f"`{host[:60]}` {reason}", "/url", at, at + len(host))


def _is_go_between(host: str) -> bool:
    """Whether a host, or a domain above it, only passes on what others publish."""
    labels = host.rsplit(".", _MOST_LABELS)[-_MOST_LABELS:]
    return any(".".join(labels[i:]) in _GO_BETWEENS for i in range(len(labels)))
