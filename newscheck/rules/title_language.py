"""The title has no letter of the script in which the text is written.

The title is that of another page, of the agency's original, a file name or a number. In a list of Chinese or Russian
headlines, readers can't see what the article is about. Where the text is in Latin letters, any title passes.

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
]
GOOD = [
    {"title": "Covid-19：里斯本"},
    {"title": "G20峰会"},
    {"title": "㐂寿庆典"},
    {**_ELSEWHERE, "title": "Порт Saint-Nazaire открыт"},
]
#: The language of a text of this size (in Han characters) is certain.
_ENOUGH = 50


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a title without a letter of the text's script if the text is long enough."""
    title, spoken = article.title, article.language
    if not title or article.size < _ENOUGH or not spoken or title.isspace():
        return
    if spoken != ctx.site.language and language.is_other(spoken, ctx.site.language):
        # The text is the wrong one, which body-language reports.
        return
    scripts = language.scripts(spoken)
    if "Latin" not in scripts and not unicode_script.has_letter(title, scripts):
        yield Hit(f"the title has no {language.NAMES[spoken]} character", "/title")
