"""An article contains the same paragraph twice.

The page repeats the lead as its first paragraph, two selectors of the scraper match the same block, or the page holds
one text for phones and one for large screens. Readers see it at once; word counts and text comparisons are wrong.
Paragraphs shorter than `min-length` characters (twice that in a language with an alphabet) are not compared: they are
headings, interview questions or labels.

What to do: check whether the page shows it twice. If it does, drop the second one; if not, two selectors overlap.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit

SEVERITY = "warning"
OPTIONS = {"min_length": 40}
#: Languages in which a heading has few characters; in others it has about twice as many.
_SHORT_WORDS = ("zh", "ja", "ko", "")
_TEXT = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
_NEXT = "边境警察要求增加船只，运输公司对费用问题还没有发表意见，选举委员会认为条文对下个月的投票没有任何影响。"
BAD = [{"lead": _TEXT, "paragraphs": [_TEXT, _NEXT]}, {"paragraphs": [_TEXT, _NEXT, _TEXT]}]
GOOD = [
    {"paragraphs": ["法广：您怎么看？", _TEXT, "法广：您怎么看？", _NEXT]},
    {"paragraphs": [_TEXT, _TEXT.replace("周五", "周四")]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report every repetition of a paragraph that is long enough."""
    paragraphs = article.paragraphs
    if len(set(paragraphs)) == len(paragraphs):
        return
    least = ctx.options["min_length"] * (1 if article.language in _SHORT_WORDS else 2)
    first: dict[str, int] = {}
    for number, text in enumerate(paragraphs):
        earlier = first.setdefault(text, number)
        if earlier != number and len(text) >= least:
            original = "the lead" if earlier == 0 and text == article.lead else f"paragraph {earlier + 1}"
            yield _hit(article, text, number, f"{original} stands again as paragraph {number + 1}")


def _hit(article: Article, text: str, number: int, message: str) -> Hit:
    """The hit, at the second occurrence in the HTML if the text has no markup inside."""
    start = article.html.find(text)
    again = article.html.find(text, start + 1) if start >= 0 else -1
    if again >= 0:
        return Hit(message, "/html", again, again + len(text))
    return Hit(message, f"/paragraphs/{number}")
