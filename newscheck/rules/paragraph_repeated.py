"""An article contains the same paragraph twice.

The page repeats the lead as its first paragraph, two selectors of the scraper match the same block, or the page holds
one text for phones and one for large screens. Readers see it at once; word counts and text comparisons are wrong.
Paragraphs that stand again in a row are one finding, and so is a text that stands again in a single paragraph. Shorter
ones than `min-length` characters (twice that in a language with an alphabet) are not compared alone: they are headings
or labels, and questions are those of an interview. Rows of a table, and lines without the end of a sentence (a refrain,
code) that are a small part of the text, may be meant, and so may a key point above the text (`划重点`) or a short part
of a report of very many paragraphs. In a long paragraph of such a language, a passage of two or more sentences that
stands there again is reported, too: many scrapers store a text as one paragraph.

What to do: check whether the page shows it twice. If it does, drop the second one; if not, two selectors overlap.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscheck.model import Article, Context, Hit
from newscheck.text import repetitions
from newscheck.text.display import quantity
from newscheck.text.regex import lazy_regex
from newscheck.text.sentences import UNSPACED, sentences

SEVERITY = "warning"
OPTIONS = {"min_length": 40}
#: Languages in which a heading has few characters; in others it has about twice as many.
_SHORT_WORDS = ("zh", "ja", "ko", "")
#: A shorter paragraph is not cut into sentences.
_LONG = 400
#: Sentences of a passage are at least so long on average; shorter ones are verse.
_SENTENCE = 38
_QUESTION_MARKS = ("?", "？", "؟", ";", "՞")
_SHOWN = 40
#: The end of a sentence, and the part of a text from which on lines without one are a copy.
_ENDED = lazy_regex(r"[^\W\d_]{2}[\"'”’」』»)）]?[.!?…।。！？؟۔](?=[\s\"'”’」』»)）]|\Z)|[。！？]")
_PART = 0.2
#: A text of more paragraphs is a report, which says the same in two of its parts; of each, so much of the text.
_REPORT, _REPORT_PART = 75, 0.05
#: The heading of a list of sentences from the text, and how many such a list has.
_KEY_POINTS = lazy_regex(
    r"\W*(?:[划劃]重[点點]|(?:核心|内容|內容|重要)?提示|(?:本文)?(?:核心)?要[点點]|(?:文章|内容|內容)?摘要|[速導导][读讀]"
    r"|key (?:points|takeaways|facts)|highlights|in brief|l[’']essentiel|das wichtigste(?: in kürze)?|lo esencial"
    r"|puntos clave|pontos-chave|in sintesi)\W*",
    re.IGNORECASE,
)
_POINTS = 6
#: A text that stands twice in a paragraph makes it so many times longer than a paragraph that is compared.
_COPIES = 4
#: The most repetitions in an article that are reported one by one.
_MOST = 3
_TEXT = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
_NEXT = "边境警察要求增加船只，运输公司对费用问题还没有发表意见，选举委员会认为条文对下个月的投票没有任何影响。"
_QUESTION = "海事法庭公布了救援协定的全部条文，渔民合作社表示欢迎，沿海各国要在两年内完成立法，您对此怎么看？"
_REFRAIN = "海上的风啊吹过来了又吹过去了，渔民的船啊开出去了又开回来了，港口的灯啊亮起来了又暗下去了"
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
_LINES = ["Et la mer, la mer revient toujours au port", "Et le port, le port attend toujours la mer"]
_ROW = "| Recettes de la pêche | 1 204 | 1 187 | 1 310 | 1 422 | 1 398 | 1 451 | 1 502 | 1 540 | 1 633 |"
_REPORT_TEXT = [
    f"Le port numéro {number} a reçu {number * 37} navires, et ses chantiers en ont réparé {number * 3} avant l'hiver."
    for number in range(2, 90)
]
BAD = [
    {"lead": _TEXT, "paragraphs": [_TEXT, _NEXT]},
    {"paragraphs": [_TEXT, _NEXT, _TEXT]},
    {**_FRENCH, "paragraphs": [" ".join([*_SENTENCES[:4], *_SENTENCES[1:]])]},
    # The whole text again: as paragraphs, joined into one, in one paragraph.
    {"paragraphs": [_TEXT, "渔民：", _NEXT, _TEXT, "渔民：", _NEXT]},
    {"paragraphs": [_TEXT, _NEXT, _TEXT + _NEXT]},
    {"lead": None, "url": _FRENCH["url"], "share": False, "paragraphs": [(_TEXT + _NEXT) * 2]},
]
GOOD = [
    {"paragraphs": ["法广：您怎么看？", _TEXT, "法广：您怎么看？", _NEXT]},
    {"paragraphs": [_TEXT, _TEXT.replace("周五", "周四")]},
    # Questions of an interview, and a refrain.
    {"paragraphs": [_QUESTION, _TEXT, _QUESTION, _NEXT]},
    {"paragraphs": [_REFRAIN, _TEXT, _REFRAIN, _NEXT]},
    # A chorus, code, rows of a table: a small part of the text.
    {**_FRENCH, "paragraphs": [*_LINES, *_SENTENCES, *_LINES]},
    {**_FRENCH, "paragraphs": [_ROW, *_SENTENCES, _ROW]},
    # What a long report says in two of its parts.
    {**_FRENCH, "paragraphs": [*_REPORT_TEXT[:20], *_SENTENCES[:2], *_REPORT_TEXT[20:], *_SENTENCES[:2]]},
    # Key points before the text, each a sentence of it.
    {"paragraphs": ["划重点：", _TEXT, _NEXT.replace("边境", "海关"), _NEXT, "作者 里斯本", _TEXT]},
    # One sentence that is said twice.
    {**_FRENCH, "paragraphs": [" ".join([*_SENTENCES, _SENTENCES[1]])]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report what stands again: blocks of paragraphs, the text in one of them, and a passage of each long paragraph."""
    paragraphs = article.paragraphs
    if not paragraphs:
        return
    is_short = article.language in _SHORT_WORDS
    least = ctx.options["min_length"] * (1 if is_short else 2)
    if len(set(paragraphs)) < len(paragraphs):
        yield from _again(article, least)
    if (whole := repetitions.joined(paragraphs, 1 if article.lead == paragraphs[0] else 0)) is not None:
        yield Hit(f"the text of the other paragraphs stands again in paragraph {whole + 1}", f"/paragraphs/{whole}")
        return
    for number, text in enumerate(paragraphs):
        if len(text) >= _COPIES * least and (at := repetitions.twice(text)):
            message = f"the text of paragraph {number + 1} stands in it twice"
            yield Hit(message, f"/paragraphs/{number}", at, min(len(text), at + _SHOWN))
        elif is_short or article.language in UNSPACED or len(text) < _LONG:
            continue
        elif found := _passage(sentences(text, article.language), 2 * least):
            first, count = found
            at = text.find(first, text.find(first) + 1)
            message = f"a passage of {count} sentences stands twice in paragraph {number + 1}"
            yield Hit(message, f"/paragraphs/{number}", at, at + len(first))


def _again(article: Article, least: int) -> Iterator[Hit]:
    """Each block or paragraph that stands again; of many (a box of the page that stands ten times) the first."""
    repeats = [
        block
        for block in repetitions.blocks(article.paragraphs)
        if block.length >= least and not _is_meant(article, block, least)
    ]
    is_many = len(repeats) > _MOST
    more = f", and {quantity(len(repeats) - 1, 'repetition')} more" if is_many else ""
    for block in repeats[:1] if is_many else repeats:
        text = article.paragraphs[block.start]
        original = "the lead" if block.first == 0 and text == article.lead else f"paragraph {block.first + 1}"
        if block.size == 1:
            yield _hit(article, text, block.start, f"{original} stands again as paragraph {block.start + 1}{more}")
            continue
        again = f"stand again as paragraphs {block.start + 1} to {block.end + 1}"
        yield _hit(article, text, block.start, f"paragraphs {block.first + 1} to {block.last + 1} {again}{more}")


def _is_meant(article: Article, block: repetitions.Block, least: int) -> bool:
    """Whether a block may be meant to stand again: a question or line of verse, a refrain, rows, a part of a report."""
    paragraphs = article.paragraphs
    texts = paragraphs[block.start : block.end + 1]
    if len(texts) == 1 and (_is_line(texts[0], least) or _is_key_point(paragraphs, block.first)):
        return True
    share = block.length / len(article.body)
    if all(text.startswith("|") for text in texts) or (share < _PART and not any(map(_ENDED.search, texts))):
        return True
    return len(paragraphs) > _REPORT and share < _REPORT_PART and block.start - block.last > _REPORT // 10


def _is_key_point(paragraphs: Sequence[str], number: int) -> bool:
    """Whether one of the few paragraphs before says that a list of the text's main points begins."""
    return any(_KEY_POINTS.fullmatch(text) for text in paragraphs[max(0, number - _POINTS) : number])


def _is_line(text: str, least: int) -> bool:
    """Whether a paragraph may be a question, or a line of verse without a full stop."""
    end = text.rstrip("\"'”’」』»)）*_ ")[-1:]
    return end in _QUESTION_MARKS or (len(text) < 2 * least and end.isalpha())


def _passage(parts: list[str], least: int) -> tuple[str, int] | None:
    """The first of at least two sentences in a row that follow each other again later, and their number."""
    if len(set(parts)) > len(parts) - 2:
        return None
    places: dict[tuple[str, str], int] = {}
    end = 0
    for number, pair in enumerate(pairwise(parts)):
        earlier = places.setdefault(pair, number)
        # Each sentence is compared once, also where all are equal.
        if earlier == number or number < end:
            continue
        count = next(
            (n for n in range(2, len(parts) - number) if parts[earlier + n] != parts[number + n]), len(parts) - number
        )
        end = number + count - 1
        if found := _long_enough(parts[number : number + count], least):
            return found
    return None


def _long_enough(passage: list[str], least: int) -> tuple[str, int] | None:
    """The first sentence from which on a passage is long, and no verse; and the number of sentences from there."""
    length = sum(map(len, passage))
    for count in range(len(passage), 1, -1):
        first = passage[-count]
        if length >= least and length >= _SENTENCE * count:
            return first, count
        length -= len(first)
    return None


def _hit(article: Article, text: str, number: int, message: str) -> Hit:
    """The hit, at the second occurrence in the HTML if the text has no markup inside."""
    start = article.html.find(text)
    again = article.html.find(text, start + 1) if start >= 0 else -1
    if again >= 0:
        return Hit(message, "/html", again, again + len(text))
    return Hit(message, f"/paragraphs/{number}")
