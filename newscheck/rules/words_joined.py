"""Blanks between sentences or words are missing.

A scraper that joins the paragraphs or lines of a page without a blank glues the last word of each to the first of the
next (`… the authority said.The fishermen …`), one that strips the texts of links and bold words glues them to the words
around (`saidJohn Smithon Friday`), and one that deletes white space makes one word of a sentence. Readers stumble, and
a search finds neither word. A text is reported if at least `least` sentences and the fraction `share` of all follow the
one before without a blank, if it has `least` different words with a capital behind small letters, or if it has a run of
letters longer than any word. Single ones are editors' slips. Nothing is reported in languages without blanks between
words (Chinese, Japanese, Thai).

What to do: join the texts of blocks with a line break (`"\\n".join(…)`, `get_text("\\n")`), those of inline elements
with nothing.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import joined_words

SEVERITY = "warning"
OPTIONS = {"least": 3, "share": 0.1}
_SHOWN, _LONGEST = 12, 40
#: Chinese and Japanese are not looked through for nothing.
_UNSPACED = frozenset(("zh", "ja"))
_ENGLISH = {
    "url": "https://news.example.org/2023/accord",
    "title": "A rescue agreement at sea",
    "lead": None,
    "share": False,
}
_ACCORD = (
    "The maritime court published the full text of the rescue agreement on Friday.",
    "The fishermen welcome it.",
    "The border police ask for more ships before the winter.",
    "The transport companies have not said who pays for them.",
)
BAD = [
    {**_ENGLISH, "paragraphs": ["".join(_ACCORD)]},
    {**_ENGLISH, "paragraphs": [_ACCORD[0], "".join(_ACCORD[1:]).replace(" ", "").replace(".", "")]},
    {
        **_ENGLISH,
        "paragraphs": [*_ACCORD, "Before the winterJohn Smithwill ask theMaritime Court aboutHarbour dues, he said."],
    },
]
GOOD = [
    {**_ENGLISH, "paragraphs": [" ".join(_ACCORD)]},
    {**_ENGLISH, "paragraphs": [" ".join(_ACCORD).replace("it. The", "it.The")]},
    {**_ENGLISH, "paragraphs": [f"{' '.join(_ACCORD)} Node.js, Ph.D. and example.Org are in U.S.A. and in the E.U."]},
    {**_ENGLISH, "paragraphs": [*_ACCORD, "He reads medRxiv and calls easyJet from his iPhone in eThekwini, says he."]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first joined sentences if they are many, else a run of letters that is no word."""
    body, language = article.body, article.language
    joined, apart, first = joined_words.sentences(body, language)
    if first and joined >= ctx.options["least"] and joined >= ctx.options["share"] * (joined + apart):
        start, end = max(0, first.start() - _SHOWN), min(len(body), first.end() + _SHOWN)
        message = f"{joined} of {joined + apart} sentences follow the one before without a blank"
        yield Hit(f"{message}: `{body[start:end]}`", "/body", start, end)
    elif len(glued := joined_words.inside(body, language)) >= ctx.options["least"]:
        message = f"{len(glued)} words are two without a blank between them: `{glued[0][0][:_LONGEST]}`"
        yield Hit(message, "/body", *glued[0].span())
    elif language not in _UNSPACED and (match := joined_words.run(body)):
        message = f"{len(match[0])} characters without a blank: `{match[0][:_SHOWN]}…`"
        yield Hit(message, "/body", match.start(), match.end())
