"""Characters of the title or the text were lost and replaced by U+FFFD or by question marks.

A decoder writes U+FFFD for bytes that it can't decode: the page is not in the encoding that the scraper assumed, or a
converter had no code for a rare character. In RFI's wires of 2020, one article in two hundred lost a character that
way, mostly in a name. A program that writes an encoding without accents puts question marks there (`Mu?oz`, `it?s`): a
text in Latin letters is reported if at least three words contain one.

What to do: decode with the page's own charset (GB18030 for GBK and GB2312), and fetch the page again: the lost
characters can't be recovered from the file.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.display import quantity
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_LOST = "\ufffd"
BAD: list[dict[str, object]] = [
    {"paragraphs": ["海事法庭庭长李在\ufffdg周五公布了救援协定的全部条文。"]},
    {"paragraphs": ["海事法庭周五公布了\ufffd\ufffd救援协定的全部条文。", "渔民合作社\ufffd表示欢迎。"]},
]
_ITEM: dict[str, object] = {
    "url": "https://news.example.org/2023/accord",
    "title": "Un accord de sauvetage",
    "lead": None,
    "share": False,
}
_ACCORD = (
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays de la côte doivent "
    "inscrire dans leurs lois avant deux ans. Les pêcheurs s’en réjouissent. La côte de la Méditerranée attend."
)
BAD.append({**_ITEM, "paragraphs": [_ACCORD.encode("ascii", "replace").decode()]})
GOOD = [
    {"paragraphs": ["海事法庭庭长李在镕周五公布了救援协定的全部条文？渔民合作社表示欢迎。"]},
    {**_ITEM, "paragraphs": [f"{_ACCORD} Détails : port.example/a?b=c, port.example/a?c=d et port.example/a?d=e."]},
]
#: A question mark between two letters, and the word around it; a word with a mark of an address is none.
_ASKED = lazy_regex(r"\?(?<=[A-Za-zÀ-ɏ].)(?=[a-zà-ɏ])")
_WORD, _ADDRESS, _REACH = lazy_regex(r"\S+"), lazy_regex(r"[/=&@]|\.\w"), 30
_FEWEST = 3


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the title once and the text once; `encoding-invalid` reports a file that is not UTF-8."""
    title, body = article.title or "", article.body
    if _LOST not in title and _LOST not in body:
        if "?" in body and article.language != "zh":
            yield from _asked(article)
        return
    if any(fault.kind == "encoding" for fault in article.document.faults):
        return
    if _LOST in title:
        yield _hit("title", title.count(_LOST), title, "/title")
    if _LOST in body:
        places = ((text, f"/paragraphs/{n}") for n, text in enumerate(article.paragraphs) if _LOST in text)
        yield _hit("text", body.count(_LOST), *next(places, (body, "/body")))


def _asked(article: Article) -> Iterator[Hit]:
    """The words with question marks in a text in Latin letters, as one hit at the first."""
    found = [(number, word) for number, text in enumerate(article.paragraphs) for word in _asked_words(text)]
    if len(found) >= _FEWEST:
        number, (word, at) = found[0]
        message = f"{len(found)} words of the text have a question mark in place of a letter or an apostrophe: `{word}`"
        yield Hit(message, f"/paragraphs/{number}", at, at + len(word))


def _asked_words(text: str) -> Iterator[tuple[str, int]]:
    """The words that contain one, and where they begin."""
    for match in _ASKED.finditer(text) if "?" in text else ():
        blanks = [text.rfind(blank, 0, match.start()) for blank in " \n\xa0"]
        start = max(*blanks, match.start() - _REACH) + 1
        word = _WORD.match(text, start, match.end() + _REACH)
        if word and not _ADDRESS.search(word[0]):
            trimmed = word[0].strip("\"'“”‘’«»(),.;:!?")
            yield trimmed, text.find(trimmed, start)


def _hit(where: str, number: int, text: str, pointer: str) -> Hit:
    at = text.find(_LOST)
    before = text[max(0, at - 8) : at]
    lost = f"{quantity(number, 'character')} of the {where} lost (U+FFFD)"
    return Hit(f"{lost}, first after `{before}`" if before else lost, pointer, at, at + 1)
