"""The article has no visible text.

The file has a title and a date but nothing to read. Either the page shows only a video player, an advertisement or a
'read on' button, or a script fills in its text, or the scraper's selector matches nothing.

What to do: open the page. If the text is there, adapt the scraper to the new layout. If there is none (a broadcast, a
gallery), leave such items out of the dump.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.display import quantity

SEVERITY = "error"
_PLAYERS = ("<iframe", "<video", "<audio", "<embed", "<object")
_SIGHT = "<figure><figcaption>港口的渔船</figcaption></figure>"
_BUTTON = "<div>继续浏览后续</div>"
_BARE: dict[str, object] = {
    "lead": None,
    "paragraphs": [],
    "share": False,
    "url": "https://news.example.org/2023/rescue-agreement",
}
BAD = [
    _BARE,
    {**_BARE, "paragraphs": ["\u00a0"]},
    {**_BARE, "before": _SIGHT},
    {**_BARE, "before": _BUTTON},
    {**_BARE, "before": "<video controls></video>"},
]
GOOD = [{"paragraphs": []}, {**_BARE, "paragraphs": ["渔民合作社对救援协定表示欢迎。" * 3], "before": _SIGHT + _BUTTON}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report an empty body, unless a leftover word replaces the text or the parser stopped early."""
    if article.body and not article.body.isspace():
        return
    tree = article.content
    stands_for_text = bool(tree.leftovers) and (bool(article.image) or not ctx.expects("image"))
    if not tree.is_truncated and not stands_for_text:
        yield Hit(f"no text, {_instead(article)}", "/body")


def _instead(article: Article) -> str:
    """Describe what the article contains instead of text."""
    tree, html = article.content, article.html
    if not html.strip():
        return "and no HTML either"
    contents = [f"a player or frame (`{name}>`)" for name in _PLAYERS if name in html]
    contents += [
        quantity(len(elements), name)
        for elements, name in ((tree.captions, "caption"), (tree.images, "image"))
        if elements
    ]
    contents += [f"furniture (`{text[:20]}`)" for text in tree.furniture[:1]]
    shown = f"only {', '.join(contents)}" if contents else "and nothing else visible"
    return f"{shown}, in {len(html):,} characters of HTML"
