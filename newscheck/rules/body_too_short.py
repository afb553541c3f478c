"""The text is too short to be an article.

A teaser instead of the article, a paragraph cut off by a layout change, a page that shows one sentence to readers who
are not logged in. Real articles are seldom shorter than 50 Han characters: of 10,754 RFI files of 2020 three are (stock
market wires), and 329 are under 100. `min-han` is the number of Han characters below which a text is told.

What to do: compare with the page. Where the publisher really sends such short items, lower `min-han` for its site.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
OPTIONS = {"min_han": 40}
#: Silent where another rule has told what is wrong with the body: it is only the title, no Chinese, a garbage page.
IS_FALLBACK = True
_ONE = "海事法庭周五公布了救援协定的全部条文。"
BAD = [
    {"lead": _ONE, "paragraphs": []},
    {"lead": None, "paragraphs": [_ONE, "完。"], "image": None, "url": "https://news.example.org/1", "share": False},
]
GOOD = [
    {"lead": f"{_ONE}渔民合作社表示欢迎，沿海各国将在两年内完成立法。", "paragraphs": []},
    {
        "lead": None,
        "paragraphs": [f"{_ONE}渔民合作社表示欢迎，沿海各国将在两年内完成立法。"],
        "url": "https://news.example.org/1",
        "share": False,
    },
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Some text, but few Han characters; too little text of another script is judged by its length alike."""
    least = ctx.options["min_han"]
    if article.han_count < least and article.body and not article.body.isspace():
        yield Hit(f"only {article.han_count} Han characters of text (at least {least} expected)", "/body")
