"""The title has no Chinese character, the text is Chinese.

The title of another page or of the agency's original, a file's name, a number: readers of a Chinese list of headlines
can't tell what the article is about.

What to do: open the page. Courses of French and proper names may rightly be without; else take the headline. Where
another rule has spoken of the title, this one says nothing.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
#: Where a title is an error page's, an editor's mark or a word of a program, that is what is wrong with it.
IS_FALLBACK = True
BAD = [{"title": "Les voisins du 12 bis"}, {"title": "20230816_final_v2"}]
GOOD = [{"title": "Covid-19：里斯本"}, {"title": "G20峰会"}, {"title": "㐂寿庆典"}]
_HAN = lazy_regex("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: So many Han characters are a Chinese text.
_CHINESE = 50


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """No Han character in the title, enough of them in the body."""
    title = article.title
    if title and article.han_count >= _CHINESE and not _HAN.search(title) and not title.isspace():
        yield Hit("the title has no Chinese character", "/title")
