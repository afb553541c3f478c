"""The share buttons are paragraphs of the text.

Their block got another class, and the cleaner that took it out doesn't know it: each article ends with the same words,
which search and statistics take for its own.
"""

from __future__ import annotations

import random
from urllib.parse import quote

from newscheck.html.markup import paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ("paragraphs", "body")
RULES = ("furniture-leaked",)
IS_NEUTRAL = True
_BLOCK = (
    '<p>分享：<a href="https://service.weibo.com/share/share.php?url={url}">微博</a> <a href="#weixin">微信</a> '
    '<a href="https://www.facebook.com/sharer/sharer.php?u={url}">Facebook</a></p><p>用微信扫一扫，发给朋友看看</p>'
)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add the block behind the last paragraph; its links name the article's own URL."""
    html = source.html
    found = paragraphs(html)
    if not found:
        return None
    block = _BLOCK.format(url=quote(source.url, safe=""))
    return source._replace(html=splice(html, [(found[-1].end, found[-1].end, block)]))
