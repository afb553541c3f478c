"""The text is in simplified Chinese and the site writes traditional, or the reverse.

The feed was switched, the server sent the page for another region, or the article was copied from elsewhere. Readers,
word counts and text comparisons are affected. Quotations and names in the other script are normal and not reported.

What to do: check which address the page was fetched from (`/simp`, `/trad`, `/cn`, `/tw`) and which `Accept-Language`
the request sent. A site file sets the site's script with `script = "hans"` or `"hant"`.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import unicode_script

SEVERITY = "warning"
_OTHER = {"hans": "hant", "hant": "hans"}
_NAMES = {"hans": "simplified", "hant": "traditional"}
#: Length of the text that is searched first, and of the sample that is counted after a match.
_GLANCE, _SAMPLE = 200, 5_000
#: Fewest characters that only the other script has, and their least ratio to those of the site's own.
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
    """Count the characters that only one script has, if the beginning has one of the other script."""
    own = ctx.site.script
    if own not in _OTHER:
        return
    other = unicode_script.variant_pattern(_OTHER[own])
    body = article.body
    first = other.search(body, 0, _GLANCE)
    if first is None:
        return
    sample = body[:_SAMPLE]
    foreign, native = len(other.findall(sample)), len(unicode_script.variant_pattern(own).findall(sample))
    if foreign >= _ENOUGH and foreign > _TIMES * native:
        name = _NAMES[_OTHER[own]]
        counts = f"{foreign} characters that only {name} Chinese has (`{first[0]}` …), {native} of {_NAMES[own]}"
        yield Hit(f"written in {name} Chinese: {counts}", "/body", first.start(), first.end())
