"""The title has no letter of the script in which the text is written.

The title is that of another page, of the agency's original, a file name or a number. In a list of Chinese or Russian
headlines, readers can't see what the article is about. Where the text is in Latin letters, a title in others is
reported if it is a headline: the text is that of another page.

What to do: open the page. Course titles and proper names may legitimately be in another script; otherwise take the
headline. This rule reports nothing if another rule already reports the title.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import language, unicode_script

SEVERITY = "note"
#: The id that it had when newscheck knew Chinese only.
ALIASES = ("title-not-chinese",)
#: If the title is an error page's, an editor's mark or a leftover word, the rule for that reports it.
IS_FALLBACK = True
_RUSSIAN = "Морской суд опубликовал в пятницу полный текст соглашения о спасении. Рыбаки приветствуют это решение."
_FRENCH = (
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays de la côte doivent "
    "inscrire dans leurs lois avant deux ans. Les pêcheurs s’en réjouissent."
)
_ELSEWHERE = {
    "url": "https://news.example.org/1",
    "share": False,
    "lead": _RUSSIAN,
    "paragraphs": [_RUSSIAN.replace("пятницу", day) for day in ("среду", "субботу", "четверг")],
}
BAD = [
    {"title": "Les voisins du 12 bis"},
    {"title": "20230816_final_v2"},
    {**_ELSEWHERE, "title": "20230816_final_v2"},
    {**_ELSEWHERE, "title": "Порт снова открыт", "lead": _FRENCH, "paragraphs": [_FRENCH.replace("vendredi", "lundi")]},
]
GOOD = [
    {"title": "Covid-19：里斯本"},
    {"title": "G20峰会"},
    {"title": "㐂寿庆典"},
    {**_ELSEWHERE, "title": "Порт Saint-Nazaire открыт"},
    {**_ELSEWHERE, "title": "2023", "lead": _FRENCH, "paragraphs": [_FRENCH.replace("vendredi", "lundi")]},
    {**_ELSEWHERE, "title": "Λ", "lead": _FRENCH, "paragraphs": [_FRENCH.replace("vendredi", "lundi")]},
]
#: The language of a text of this size (in Han characters) is certain.
_ENOUGH = 50
#: The fewest letters of a headline.
_HEADLINE = 12


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a title without a letter of the text's script if the text is long enough."""
    title, spoken = article.title, article.language
    if not title or article.size < _ENOUGH or not spoken or title.isspace():
        return
    if spoken != ctx.site.language and language.is_other(spoken, ctx.site.language):
        # The text is the wrong one, which body-language reports.
        return
    scripts = language.scripts(spoken)
    if not unicode_script.has_letter(title, scripts) and ("Latin" not in scripts or _is_headline(title)):
        yield Hit(f"the title has no {language.NAMES[spoken]} character", "/title")


def _is_headline(title: str) -> bool:
    """Whether a title has as many letters as a headline."""
    return sum(unicode_script.count_letters(title).values()) >= _HEADLINE
