"""An element has an inline event handler (`onclick=`, `onerror=`).

Inline handlers are scripts that remain when `<script>` elements are removed: `onerror` on an image that no longer
exists runs wherever the article is shown. In a scraped page they belong to buttons and counters.

What to do: when you clean the page, keep a list of allowed attributes instead of a list of forbidden elements.
"""

import re
from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"sub": [('<img src="', '<img onerror="this.remove()" src="')]},
    {"before": "<div class='a'ONCLICK='go()'></div>"},
]
GOOD = [
    {},
    {"after": '<share-button v-on:open="openModal" data-on="1" @click="x"></share-button>'},
    {"before": "<p>气象学家周五公布了 onclick=1 这一属性的用法，并要求修改。</p>"},
    {"after": '<a href="https://example.org/?a=1&amp;onload=2"></a>'},
]

#: A start tag, complete or not; quoted values may contain any character.
_TAG = lazy_regex(r"<[A-Za-z][^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+")
_QUOTED = lazy_regex(r"\"[^\"]*\"|'[^']*'")
_HANDLER = lazy_regex(r"[\s\"'/](on[a-z]{3,20})\s*=", re.IGNORECASE)
#: Two quick tests that begin with a literal letter: ten times as fast as one pattern that ignores case.
_GATE = lazy_regex(r"on(?<=[\s\"'/]on)[A-Za-z]{3,20}\s*=")
_CAPITAL_GATE = lazy_regex(r"O[nN][A-Za-z]{3,20}\s*=")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report attributes whose name begins with `on`; a prefixed one (`v-on:open`) is a framework's and runs nothing."""
    html = article.html
    if not _GATE.search(html) and not _CAPITAL_GATE.search(html):
        return
    for tag in _TAG.finditer(html):
        if "=" in tag[0]:
            bare = _QUOTED.sub(lambda quoted: '"' * len(quoted[0]), tag[0])
            for handler in _HANDLER.finditer(bare):
                start = tag.start() + handler.start(1)
                yield Hit(f"inline handler `{handler[1]}`", "/html", start, start + len(handler[1]))
