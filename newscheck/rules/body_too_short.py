"""The text is too short for an article.

The scraper stored a teaser instead of the article, a layout change cut the text off, or the page shows one sentence to
readers who are not logged in. Real articles are rarely shorter than 50 Han characters: of 10,754 RFI files of 2020,
three are (stock market wires), and 329 are below 100. A text is reported if it has fewer than `min-han` Han characters;
in a language with an alphabet, fewer than three times as many characters (1.4 times in Japanese and Korean), which say
the same. A flash of at least half of that length is complete: it reports figures (four numbers), or an agency signs it.

What to do: compare with the page. If the publisher really sends such short items, lower `min-han` for its site.
"""

from collections.abc import Iterator
from math import ceil

from newscheck.article.script import is_han
from newscheck.model import Article, Context, Hit
from newscheck.text import wall_phrases
from newscheck.text.display import quantity
from newscheck.text.regex import lazy_regex
from newscheck.text.text_size import count_characters, per_han

SEVERITY = "warning"
OPTIONS = {"min_han": 40}
#: If the body is only the title, not Chinese, or a garbage page, the rule for that reports it.
IS_FALLBACK = True
_FIGURE = lazy_regex(r"[0-9][0-9.,:/]*")
_FIGURES = 4
_LONG_TITLE = 60
_AGENCY = lazy_regex(
    r"\b(?:R(?:euters?|EUTERS?)|AFP|dpa|AP|UPI|EFE|ANSA|Lusa|TASS|PTI|ANI|ANTARA|Xinhua)\b[\W\d]{0,6}\Z"
    r"|\A\W?(?:[\u4e00-\u9fff]{2,12}[\w ]{0,12}[报報]道|.{2,20}[社网網][\w ]{0,16}[电電讯訊])[，,：:）)]"
    r"|\A\[[^\]\n]{2,16}\]"
)
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
    {"lead": "里斯本股市周五收报 6,021.5 点，上涨 0.8%，渔业股上涨 1.2%，成交 3.1 亿欧元。", "paragraphs": []},
    {"lead": "渔业新闻社里斯本周五电：海事法庭公布了救援协定，渔民合作社表示欢迎。", "paragraphs": []},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a text that says too little in its language."""
    least = ctx.options["min_han"]
    if article.size >= least or not article.body or article.body.isspace():
        return
    if not _is_flash(article, least) and not _is_wall(article):
        yield Hit(f"only {_length(article, article.language or ctx.site.language, least)} expected)", "/body")


def _is_wall(article: Article) -> bool:
    """Whether the title or the end of the text is that of a wall, which `garbage-page` reports there."""
    title, language = article.title, article.language
    has_wall = title and len(title) < _LONG_TITLE and wall_phrases.title(title, language) is not None
    return bool(has_wall) or wall_phrases.ending(article.paragraphs, language) is not None


def _is_flash(article: Article, least: int) -> bool:
    """Whether a short text reports figures (a quarter's profit, the close of a market), or an agency signs it."""
    body = article.body.strip()
    is_signed = _AGENCY.search(body) is not None
    return article.size * 2 >= least and (is_signed or len(_FIGURE.findall(body)) >= _FIGURES)


def _length(article: Article, language: str, least: int) -> str:
    """The length of the body and the least one, in characters of its language."""
    if language == "zh" or is_han(article):
        return f"{article.size} Han characters of text (at least {least}"
    count, unit = count_characters(article.body), per_han(language)
    return f"{quantity(count, 'character')} of text (blanks not counted; at least {ceil(least * unit)}"
