"""The text contains a script, a style sheet or the data of the page.

The scraper takes all text nodes of an element, also those of `<script>`, `<style>` and `<template>`, or the site's
editor shows code of a player or an advertisement as text. Readers see `window.dataLayer = …` or `{"@context": …` in the
middle of an article. Code that an article shows on purpose, in `<pre>` or `<code>`, is not reported.

What to do: remove `script`, `style`, `noscript` and `template` before the text is taken
(`for tag in soup(["script", "style"]): tag.decompose()`).
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import page_code

SEVERITY = "warning"
#: A text in which code is a larger part, or has so many lines, may be about programming.
_MANY = 8
_SHOWN = 60
_TEXT = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/rescue",
    "epoch_ms": 1692215820000,
    "dateline": "2023-08-16T21:04",
}
BAD = [
    {"json": {**_ITEM, "body": f"{_TEXT}\n{code}\n{_TEXT[:20]}。"}}
    for code in (
        "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}",
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "海上救援协定"}',
        "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1'); });",
        "var player = new Player({id: 'video-1', autoplay: false});",
        ".story__body { margin: 0 0 1em; color: #333; } @media (max-width: 600px) { .story { padding: 0; } }",
        "(function(d, s, id) { var js = d.createElement(s); js.src = '//connect.example/sdk.js'; })(document);",
    )
]
GOOD = [
    {"paragraphs": [f"<code>var x = document.getElementById('a');</code> 是什么？{_TEXT}"]},
    {
        "json": {
            **_ITEM,
            "body": f"{_TEXT}\n公式 f(x) = {{a, b}} 和数组 [1, 2] 都在附录里，“window”一词指窗口。\n{_TEXT[:20]}。",
        }
    },
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first line of code in the text."""
    body = article.body
    if "{" not in body and ";" not in body:
        return
    places = page_code.find(body, _MANY + 1)
    if not places or len(places) > _MANY or any(map(article.html.__contains__, ("<code", "<pre", "<samp"))):
        return
    start, end = places[0]
    shown = " ".join(body[start : start + _SHOWN].split())
    count = f"{len(places)} lines of code" if len(places) > 1 else "code"
    yield Hit(f"{count} of the page in the text: `{shown}`", "/body", start, min(end, start + _SHOWN))
