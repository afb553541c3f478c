"""The share buttons are paragraphs of the text.

Their block has a new class, and the cleaner no longer removes it: each article ends with the same words, which search
and statistics count as text.
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
    """Add the block after the last paragraph; its links contain the article's own URL."""
    html = source.html
    blocks = paragraphs(html)
    if not blocks:
        return None
    block = _BLOCK.format(url=quote(source.url, safe=""))
    return source._replace(html=splice(html, [(blocks[-1].end, blocks[-1].end, block)]))
