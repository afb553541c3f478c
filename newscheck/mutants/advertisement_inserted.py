"""The text contains an advertisement.

The publisher shows its own promotions as blocks between paragraphs, in the same elements as the text, so that blockers
and cleaners don't detect them. A single file doesn't show that the block is not part of the article. If an article has
no picture, extraction takes the advertisement's.
"""

from __future__ import annotations

import random

from newscheck.html.markup import paragraphs, splice
from newscheck.mutants import ArticleSource

HARM = ("paragraphs", "body")
RULES = ()
IS_NEUTRAL = True
_FEWEST = 2
_TEXTS = (
    "春季旅行特惠：预订三晚，第四晚由我们请客，名额有限。",
    "想学好一门外语？现在注册，首月课程半价。",
    "家里的旧手机还能卖多少钱？一分钟免费估价。",
    "新鲜果蔬当天送到，新顾客第一单免运费。",
)
_BLOCK = (
    '<div class="promo-inline"><a href="https://promo.example.org/click?id=7" rel="sponsored">'
    '<img src="https://promo.example.org/banner-640.jpg" alt=""></a><p>{text}</p></div>'
)


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add a block of image, link and text after the middle paragraph."""
    html = source.html
    blocks = paragraphs(html)
    if len(blocks) < _FEWEST:
        return None
    at = blocks[len(blocks) // 2 - 1].end
    return source._replace(html=splice(html, [(at, at, _BLOCK.format(text=draw.choice(_TEXTS)))]))
