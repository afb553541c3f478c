"""The body contains a script.

The script runs wherever the article is shown. In RFI's public dump most of them are adware that was injected into the
pages by the crawler's own browser. The rest belong to players and embeds that do nothing in a dump.

What to do: drop `<script>` elements when you clean the page. If the host is neither the publisher's nor that of a
network you know, check the machine that crawls.
"""

import re
from collections.abc import Iterator

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"after": '<script src="https://ads.example.net/a.js"></script>'},
    {"before": "<SCRIPT async>console.log(1)</SCRIPT>"},
    {"after": '<script data-id="1" type="application/json">{"player":1}</script>'},
]
GOOD = [
    {},
    {"after": "<!-- <script>1</script> -->"},
    {"before": "<noscript></noscript><scripture></scripture>"},
]

_SCRIPT = lazy_regex(r"<script(?![^\s/>])[^<>]*", re.IGNORECASE)
_COMMENT = lazy_regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SRC = lazy_regex(r"\ssrc\s*=\s*[\"']?\s*([^\s\"'>]+)", re.IGNORECASE)
_DATA = lazy_regex(
    r"\stype\s*=\s*[\"']?(?:application/(?:[\w.-]+\+)?json|text/(?:template|html|x-[\w-]+))", re.IGNORECASE
)


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report each `<script>` outside of comments, with the host that it is loaded from."""
    html = article.html
    if "script" not in article.content.tags and not article.content.is_truncated:
        return
    html = _COMMENT.sub(lambda comment: " " * len(comment[0]), html)
    for script in _SCRIPT.finditer(html):
        source = _SRC.search(script[0])
        if _DATA.search(script[0]):
            message = "data for a script (inert)"
        elif source:
            src = f"https:{source[1]}" if source[1].startswith("//") else source[1]
            message = f"a script from {host_of(src)[:60] or src[:60]}"
        else:
            message = "an inline script"
        yield Hit(message, "/html", script.start(), min(script.end() + 1, len(html)))
