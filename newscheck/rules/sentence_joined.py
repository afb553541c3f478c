"""Sentences follow each other without a blank.

The scraper joins the texts of elements with nothing between them (`"".join(node.itertext())`, `get_text()`), or a
clean-up removes line breaks instead of replacing them: the last word of a paragraph and the first of the next are one
(`the port.Fishermen`). Searches don't find these words, and programs that cut texts into sentences find no end there.
Only alphabets with capital letters show it. A text is reported if at least three different places are joined and they
are at least one in 20 of its ends of sentences.

What to do: join the texts of paragraphs with a line break (`get_text("\\n")`, `"\\n".join(...)`).
"""

from collections.abc import Iterator
from re import Match

from newscheck.model import Article, Context, Hit
from newscheck.text.display import quantity
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
_ITEM = {"url": "https://news.example.org/2023/accord", "title": "Un accord de sauvetage", "lead": None, "share": False}
_SENTENCES = [
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage.",
    "Les pays de la côte doivent l’inscrire dans leurs lois avant deux ans, dit le juge.",
    "Les pêcheurs s’en réjouissent, et la police des frontières demande plus de bateaux.",
    "Aucun transporteur ne parle encore de la répartition des coûts entre les ports.",
]
BAD = [{**_ITEM, "paragraphs": ["".join(_SENTENCES)]}]
GOOD = [
    {**_ITEM, "paragraphs": [" ".join(_SENTENCES)]},
    # The name of a company.
    {**_ITEM, "paragraphs": [f"{' '.join(_SENTENCES)} Port.Ouvert se réjouit. Port.Ouvert attend. Port.Ouvert vote."]},
]
_LOWER, _UPPER = (
    "a-zß-öø-ÿāăąćčďđēėęěğģīįıķłńņňőřśşšţťūůűźżžа-яёα-ωά-ώ",
    "A-ZÀ-ÖØ-ÞĀĆČĎĐĖĘĞĪİŁŃŐŘŚŞŠŤŪŹŻŽА-ЯЁΑ-ΩΆΈΉΊΌΎΏ",
)
#: The marks come first, as one set: nothing else is tried at the other characters of a text.
_JOINED = lazy_regex(rf"[.!?…](?<=[{_LOWER}]{{2}}.)[”\"’»)\]]?[{_UPPER}][{_LOWER}]+")
_END = lazy_regex(r"[.!?…][”\"’»)\]]?(?:\s|\Z)")
_LETTERS = lazy_regex(r"[^\W\d_]+\Z")
_FEWEST, _SHARE, _WORD = 3, 0.05, 30


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first place, with the number of them."""
    if article.language == "zh":
        return
    found = [
        (number, _with_word_before(text, match))
        for number, text in enumerate(article.paragraphs)
        for match in _JOINED.finditer(text)
    ]
    if len(found) < _FEWEST or len({text for _, (text, *_) in found}) < _FEWEST:
        return
    ends = sum(len(_END.findall(text)) for text in article.paragraphs)
    if len(found) >= _SHARE * (len(found) + ends):
        number, (text, start, end) = found[0]
        message = f"no blank between sentences in {quantity(len(found), 'place')}: `{text}`"
        yield Hit(message, f"/paragraphs/{number}", start, end)


def _with_word_before(text: str, match: Match[str]) -> tuple[str, int, int]:
    """A joined place with the letters before it (up to 30), and from where to where it is."""
    before = _LETTERS.search(text, max(0, match.start() - _WORD), match.start())
    start = before.start() if before else match.start()
    return text[start : match.end()], start, match.end()
