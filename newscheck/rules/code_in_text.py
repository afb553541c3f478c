"""The text contains a script or the data of the page.

The scraper takes all text nodes of an element, also those of `<script>`, `<style>` and `<template>`, or the site's
editor shows code of a player or an advertisement as text. Readers see `window.dataLayer = …` or `{"@context": …` in the
middle of an article. Code that an article shows on purpose, in `<pre>` or `<code>` or between sentences about
programming, is not reported.

What to do: remove `script`, `style`, `noscript` and `template` before the text is taken
(`for tag in soup(["script", "style"]): tag.decompose()`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from newscheck.model import Article, Context, Hit
from newscheck.text import page_code
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
#: A text in which code has more lines, or that has such words beside it, is about programming.
_MANY = 8
_PROGRAMMING = lazy_regex(
    r"(?i:\b(?:javascript|json|api|html5?|css|python|npm|github|code|framework|sdk)\b)|代码|编程|程式"
)
_FEW = 2
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
    # A line of code has a bracket or a semicolon.
    if "{" not in body and (";" not in body or ("=" not in body and ");" not in body)):
        return
    places = page_code.find(body, _MANY + 1)
    if not places or len(places) > _MANY or _is_about_code(article, places):
        return
    start, end = places[0]
    shown = " ".join(body[start : start + _SHOWN].split())
    count = f"{len(places)} lines of code" if len(places) > 1 else "code"
    yield Hit(f"{count} of the page in the text: `{shown}`", "/body", start, min(end, start + _SHOWN))


def _is_about_code(article: Article, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the article shows code on purpose: by its markup, or by the words beside the code."""
    if any(map(article.html.__contains__, ("<code", "<pre", "<samp"))):
        return True
    words = _PROGRAMMING.finditer(article.body)
    beside = (word for word in words if not any(start <= word.start() < end for start, end in places))
    return sum(1 for _ in islice(beside, _FEW)) == _FEW
