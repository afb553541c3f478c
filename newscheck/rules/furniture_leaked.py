"""A button's label, a feed footer or CSS stands in the text.

What surrounds an article on its page is dropped where it is a block of its own. Glued to a paragraph it stays: RFI's
'read on' button of 2020 brought its label and its CSS text along, and a feed footer comes at random with a fifth of all
articles. What is looked for is data of the site (`words` of `[furniture]`). `marks` are characters or words of which a
text has at least one before these patterns, which are slow, are tried: extend them along with the words.

What to do: find the element on the page and leave it out before text is taken; a scraper that joins tags with nothing
glues a block to its neighbour.
"""

from collections.abc import Iterator
from itertools import islice
from re import Match, Pattern

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
OPTIONS = {"marks": ["{", "分享", "浏", "瀏", "RSS", "feedx"]}
#: How many places of a mark in a paragraph are looked at, and how many characters on either side.
_MOST, _AROUND = 8, 80
_TEXT = "海事法庭周五公布了救援协定的全部条文。"
BAD = [
    {"paragraphs": [f"{_TEXT}继续浏览后续"]},
    {"paragraphs": [f".a{{fill:none;stroke:#9a9a9a}} {_TEXT}"]},
    {"paragraphs": [f"{_TEXT}获取更多RSS：https://feedx.example"]},
    {"paragraphs": [f"{_TEXT}分享：微信 微博"]},
]
GOOD = [
    {"paragraphs": [f"{_TEXT}渔民合作社愿意分享自己的经验，并在网站上提供RSS。"]},
    {"paragraphs": [f"{_TEXT}集合 {{a: 1, b: 2}} 在论文里叫作渔业配额。"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """The first of the site's words in each paragraph."""
    words, marks = ctx.site.furniture.words, ctx.options["marks"]
    if words is None or not any(map(article.body.__contains__, marks)):
        return
    for number, text in enumerate(article.paragraphs):
        found = (
            match for mark in marks for at in islice(_places(text, mark), _MOST) if (match := _near(words, text, at))
        )
        if match := next(found, None):
            shown = match[0].strip()[:30]
            yield Hit(f"furniture in the text: `{shown}`", f"/paragraphs/{number}", match.start(), match.end())


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + len(mark))


def _near(words: Pattern[str], text: str, at: int) -> Match[str] | None:
    """A site's pattern is not trusted to be linear: it sees a few characters around the mark."""
    return words.search(text, max(0, at - _AROUND), at + _AROUND)
