"""The text is written in the other form of Chinese than the site's.

A site writes simplified or traditional Chinese. When the other one arrives, the feed was switched, the page was served
for another region, or the article was copied from elsewhere; readers, word counts and comparisons of text go wrong.
Quotations and names in the other form are normal.

What to do: see which address the page was fetched from (`/simp`, `/trad`, `/cn`, `/tw`), and what the request says in
`Accept-Language`. A site's own form is `script = "hans"` or `"hant"` in its data.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import unicode_script

SEVERITY = "warning"
_OTHER = {"hans": "hant", "hant": "hans"}
_NAMES = {"hans": "simplified", "hant": "traditional"}
#: Where a text is looked at first, and how much of it is counted where that gives cause.
_GLANCE, _SAMPLE = 200, 5_000
#: So many telling characters of the other form, and so many times as many as of the site's own.
_ENOUGH, _TIMES = 8, 3
BAD = [
    {
        "lead": "海事法庭週五公佈了救援協定的全部條文，沿海各國將在兩年內完成立法程序，漁民合作社對這個決定表示歡迎。",
        "paragraphs": [
            "邊境警察說，協定實際上從今年開始執行，港口的檢查會更加嚴格，運輸公司對費用問題還沒有發表意見。"
        ],
    }
]
GOOD = [
    {},
    {"paragraphs": ["台北的渔民合作社举着“還我漁場”的标语，要求政府重新谈判救援协定，并说这关系到沿海居民的生活。"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Telling characters of both forms are counted only where the first lines have one of the other form."""
    own = ctx.site.script
    if own not in _OTHER:
        return
    other = unicode_script.variant_pattern(_OTHER[own])
    body = article.body
    first = other.search(body, 0, _GLANCE)
    if first is None:
        return
    sample = body[:_SAMPLE]
    odd, usual = len(other.findall(sample)), len(unicode_script.variant_pattern(own).findall(sample))
    if odd >= _ENOUGH and odd > _TIMES * usual:
        told = (
            f"{odd} characters that only {_NAMES[_OTHER[own]]} Chinese has (`{first[0]}` …), {usual} of {_NAMES[own]}"
        )
        yield Hit(f"written in {_NAMES[_OTHER[own]]} Chinese: {told}", "/body", first.start(), first.end())
