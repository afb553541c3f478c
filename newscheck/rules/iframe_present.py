"""The body contains an iframe.

An iframe shows what its host serves today, not what it showed when the article was written, and its content is not in
the dump. Most are players.

What to do: nothing, if players are welcome; otherwise store the iframe's address as a link.
"""

import re
from collections.abc import Iterator

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
BAD = [
    {"after": '<iframe width="640" src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>'},
    {"after": "<IFRAME data-src='//player.example.net/1'></IFRAME>"},
    {"after": "<iframe srcdoc='1'></iframe>"},
]
GOOD = [{}, {"after": "<!-- <iframe></iframe> -->"}, {"before": "<noframes></noframes><iframe-player></iframe-player>"}]

_IFRAME = lazy_regex(r"<iframe(?![^\s/>])[^<>]*", re.IGNORECASE)
_COMMENT = lazy_regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SRC = lazy_regex(r"\s(?:data-)?src\s*=\s*[\"']?\s*([^\s\"'>]+)", re.IGNORECASE)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each `<iframe>` outside of comments, with the host of its content."""
    html = article.html
    if "iframe" not in article.content.tags and not article.content.is_truncated:
        return
    html = _COMMENT.sub(lambda comment: " " * len(comment[0]), html)
    for frame in _IFRAME.finditer(html):
        source = _SRC.search(frame[0])
        src = source[1] if source else ""
        host = host_of(f"https:{src}" if src.startswith("//") else src)
        message = f"a frame from {host[:60]}" if host else "a frame without an address"
        yield Hit(message, "/html", frame.start(), min(frame.end() + 1, len(html)))
