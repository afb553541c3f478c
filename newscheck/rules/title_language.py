"""The title has no Chinese character, although the text is Chinese.

The title is that of another page, of the agency's original, a file name or a number. In a Chinese list of headlines,
readers can't see what the article is about.

What to do: open the page. Course titles and proper names may legitimately have no Chinese; otherwise take the headline.
This rule reports nothing if another rule already reports the title.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
#: The id that it had when newscheck knew Chinese only.
ALIASES = ("title-not-chinese",)
#: If the title is an error page's, an editor's mark or a leftover word, the rule for that reports it.
IS_FALLBACK = True
BAD = [{"title": "Les voisins du 12 bis"}, {"title": "20230816_final_v2"}]
GOOD = [{"title": "Covid-19：里斯本"}, {"title": "G20峰会"}, {"title": "㐂寿庆典"}]
_HAN = lazy_regex("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: A text with this many Han characters is Chinese.
_CHINESE = 50


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a title without Han characters if the body has enough of them."""
    title = article.title
    if title and article.han_count >= _CHINESE and not _HAN.search(title) and not title.isspace():
        yield Hit("the title has no Chinese character", "/title")
