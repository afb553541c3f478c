"""An article contains the same paragraph twice.

The page repeats the lead as its first paragraph, two selectors of the scraper match the same block, or the page holds
one text for phones and one for large screens. Readers see it at once; word counts and text comparisons are wrong.
Paragraphs shorter than `min-length` characters (twice that in a language with an alphabet) are not compared: they are
headings, interview questions or labels. In a long paragraph of such a language, a passage of two or more sentences that
stands there again is reported, too: many scrapers store a text as one paragraph.

What to do: check whether the page shows it twice. If it does, drop the second one; if not, two selectors overlap.
"""

from collections.abc import Iterator
from itertools import pairwise

from newscheck.model import Article, Context, Hit
from newscheck.text.display import quantity
from newscheck.text.sentences import UNSPACED, sentences

SEVERITY = "warning"
OPTIONS = {"min_length": 40}
#: Languages in which a heading has few characters; in others it has about twice as many.
_SHORT_WORDS = ("zh", "ja", "ko", "")
#: A shorter paragraph is not cut into sentences.
_LONG = 400
#: The most repetitions in an article that are reported one by one.
_MOST = 3
_TEXT = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
_NEXT = "边境警察要求增加船只，运输公司对费用问题还没有发表意见，选举委员会认为条文对下个月的投票没有任何影响。"
_FRENCH = {
    "url": "https://news.example.org/2023/accord",
    "title": "Un accord de sauvetage",
    "lead": None,
    "share": False,
}
_SENTENCES = [
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage.",
    "Les pays de la côte doivent l’inscrire dans leurs lois avant deux ans, dit le juge.",
    "Les pêcheurs s’en réjouissent, et la police des frontières demande plus de bateaux.",
    "Les transporteurs ne disent encore rien de la répartition des coûts entre les ports.",
    "Le conseil se réunit de nouveau au printemps pour voter les premiers crédits du plan.",
]
BAD = [
    {"lead": _TEXT, "paragraphs": [_TEXT, _NEXT]},
    {"paragraphs": [_TEXT, _NEXT, _TEXT]},
    {**_FRENCH, "paragraphs": [" ".join([*_SENTENCES[:4], *_SENTENCES[1:]])]},
]
GOOD = [
    {"paragraphs": ["法广：您怎么看？", _TEXT, "法广：您怎么看？", _NEXT]},
    {"paragraphs": [_TEXT, _TEXT.replace("周五", "周四")]},
    # One sentence that is said twice.
    {**_FRENCH, "paragraphs": [" ".join([*_SENTENCES, _SENTENCES[1]])]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report every repetition of a paragraph that is long enough, and one passage of each long paragraph."""
    paragraphs = article.paragraphs
    is_short = article.language in _SHORT_WORDS
    least = ctx.options["min_length"] * (1 if is_short else 2)
    if len(set(paragraphs)) < len(paragraphs):
        yield from _again(article, least)
    if not is_short and article.language not in UNSPACED:
        for number, text in enumerate(paragraphs):
            if len(text) >= _LONG and (found := _passage(sentences(text, article.language), 2 * least)):
                first, count = found
                at = text.find(first, text.find(first) + 1)
                message = f"a passage of {count} sentences stands twice in paragraph {number + 1}"
                yield Hit(message, f"/paragraphs/{number}", at, at + len(first))


def _again(article: Article, least: int) -> Iterator[Hit]:
    """Each paragraph that stands again; of many (a box of the page that stands ten times in its article) the first."""
    first: dict[str, int] = {}
    repeats = [
        (number, earlier)
        for number, text in enumerate(article.paragraphs)
        if (earlier := first.setdefault(text, number)) != number and len(text) >= least
    ]
    is_many = len(repeats) > _MOST
    more = f", and {quantity(len(repeats) - 1, 'repetition')} more" if is_many else ""
    for number, earlier in repeats[:1] if is_many else repeats:
        text = article.paragraphs[number]
        original = "the lead" if earlier == 0 and text == article.lead else f"paragraph {earlier + 1}"
        yield _hit(article, text, number, f"{original} stands again as paragraph {number + 1}{more}")


def _passage(parts: list[str], least: int) -> tuple[str, int] | None:
    """The first of at least two sentences in a row that follow each other again later, and their number."""
    if len(set(parts)) > len(parts) - 2:
        return None
    places: dict[tuple[str, str], int] = {}
    for number, pair in enumerate(pairwise(parts)):
        earlier = places.setdefault(pair, number)
        if earlier == number:
            continue
        count = next(
            (n for n in range(2, len(parts) - number) if parts[earlier + n] != parts[number + n]), len(parts) - number
        )
        if sum(map(len, parts[number : number + count])) >= least:
            return parts[number], count
    return None


def _hit(article: Article, text: str, number: int, message: str) -> Hit:
    """The hit, at the second occurrence in the HTML if the text has no markup inside."""
    start = article.html.find(text)
    again = article.html.find(text, start + 1) if start >= 0 else -1
    if again >= 0:
        return Hit(message, "/html", again, again + len(text))
    return Hit(message, f"/paragraphs/{number}")
