"""The text is cut off.

The file ends inside a tag, inside an entity, or in the middle of a paragraph whose containers are still open; or the
last paragraph ends with the label of a link to the rest (`……更多`, `阅读全文`, `[…]`, `Lire la suite`, `続きを読む`),
or with what a news API writes (`[+1234 chars]`); or it is one page of several, whose links to the others are the last
paragraph (`(1/3) 下一页`, `1 2 3 Next`, `Page 1 of 3`); `garbage-page` reports the notice of a paywall there. The
download broke off, a database column was too narrow, or the feed carries a teaser instead of the article. In languages
other than Chinese, a text of at most `max-teaser` characters that ends with an ellipsis is a teaser, too.

What to do: fetch the page again and compare its length with `Content-Length`. For a teaser, follow the item's link
instead of storing the feed's summary; for one page of several, follow the link to the next one, or take the page that
has all (`?all=1`, "single page").
"""

import re
from collections.abc import Iterator, Sequence

from newscheck.article.script import is_chinese
from newscheck.model import Article, Context, Hit
from newscheck.text import pagers, rest_labels, wall_phrases
from newscheck.text.regex import lazy_regex
from newscheck.text.sentences import UNSPACED

SEVERITY = "error"
OPTIONS = {"max_teaser": 500}
_LAST = "渔民合作社表示欢迎，同时要求增加近海的巡逻船只，"
_OPEN_TAG = lazy_regex(r"<[A-Za-z/!][^<>]*\Z|<\Z")
_OPEN_ENTITY = lazy_regex(
    r"&(?:#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5}|#|nbsp|nbs|nb|quot|quo|qu|hellip|helli|hell|ldquo|rdquo|amp|lt|gt)\Z"
)
_CONTAINERS = ("div", "article", "section", "main", "p")
#: The last character of a complete text, or none behind the last tag; what is open there `tag-unbalanced` reports.
_COMPLETE = ("", *"。！？!?.…।॥؟۔։።」』”’\"'»》〉】］])）〕")
_STUB_ENDS = frozenset("文多读讀原]］】…」»>）)e.g页頁情详詳细細章容")
_STUB = lazy_regex(
    r"(?:[\[［【（(]\s*(?:…{1,2}|\.{3,6})\s*[\]］】）)]"
    r"|(?:…{1,2}|\.{3,6}|[>＞»]{2,3})\s*[\[（(【]?\s*(?:阅读|閱讀|查看|展开|展開|了解|看|詳|详)?(?:更多|全文|详情|詳情|详细|詳細|[Mm]ore)[\]）)】]?"
    r"|[\[【（(]?(?:点击|點擊|点此|點此)?(?:阅读|閱讀|查看|展开|展開|继续阅读|繼續閱讀)(?:余下|剩余|餘下|剩餘|完整)?"
    r"(?:全文|更多|原文|文章|内容|內容)[\]】）)]?|全文(?:阅读|閱讀)"
    r"|(?:点击|點擊)(?:继续|繼續)(?:阅读|閱讀)|(?:余下|剩余|餘下|剩餘)全文|(?:(?<=[。！？…\n])|(?<=\.\.\.))(?:继续|繼續)(?:阅读|閱讀)"
    r"|(?<=[。！？…\n])(?:看|阅读|閱讀|观看|觀看)完整(?:文章|内容|內容|新闻|新聞|报道|報導)|\A(?:看|阅读|閱讀)完整(?:文章|内容|內容|新闻|新聞|报道|報導)"
    r"|[\[【（(](?:詳全文|详全文|全文|详细|詳細|详情|詳情|更多|查看全文)[\]】）)]|[（(]下[转轉].{1,6}[版页頁][）)]"
    r"|(?<![A-Za-z,] )(?:[Cc]ontinue reading|[Rr]ead (?:[Mm]ore|the full (?:article|story))))[\s»>→…\.]*\Z"
)
#: What stands before a label that leads elsewhere, behind a complete text: back to the front page and to more articles
#: (`返回搜狐，查看更多`), the time of a list's last row; before `阅读原文` words for a form or for more of the account.
_ELSEWHERE = lazy_regex(r"(?:返回[^，。！？\s]{1,8}[，, ]|[0-9]{1,2}:[0-9]{2}|滑[动動])\s*\Z")
_TO_SOURCE = lazy_regex(
    r"(?:更多|尽在|盡在|详情|詳情|直达|直達|投诉|投訴|报名|報名|咨询|諮詢)[^。！？]{0,8}[\"“「『【]?(?:请|請)?(?:点击|點擊)?[\"“「『【]?\Z"
)
_BEFORE = 24
_BRACKETS = frozenset("[［【（(")
#: An ellipsis behind a word that goes on; its last sign may be a vowel of India or of Southeast Asia.
_CLIPPED = lazy_regex(r"(?:[^\W_]|[\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17d3])[,，،]?\s?(?:…|\.{3,4})\Z")
#: Words behind which an ellipsis ends a list that is complete.
_AND_MORE = lazy_regex(
    r"\b(?:viele?s? mehr|many more|(?:and|so much) more|bien plus|mucho más|muito mais|molto altro|etc|usw)[.…\s]*\Z",
    re.IGNORECASE,
)
_TEASER = "港口的吊车周四起重新开动，积压的货柜大约要十天才能运完，"
_SHOWN = 12
#: Paragraphs behind the links to other pages: tags, an author, a share block.
_BEHIND = 8
#: Paragraphs before a row of numbers that make it the arrows of a gallery or of videos.
_BACK = frozenset(("previous", "prev", "‹", "«", "<"))
#: The longest number of a page, with blanks.
_DIGITS = 4
_END = "<div data-selfpromo-newsletter></div><div data-selfpromo-app></div></div>"
_CUT = {"paragraphs": [_LAST], "share": False}
_FRENCH = {
    "url": "https://news.example.org/2023/accord",
    "title": "Un accord de sauvetage",
    "lead": None,
    "share": False,
}
_TEXT = (
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays de la côte doivent "
    "inscrire dans leurs lois avant deux ans. Les pêcheurs s’en réjouissent. La police demande plus de bateaux."
)
BAD = [
    {**_CUT, "sub": [(_END, '<img src="https://s.rfi.fr/me')]},
    {**_CUT, "sub": [(f"</p>{_END}", "&nbs")]},
    {**_CUT, "sub": [(f"</p>{_END}", "")]},
    {"paragraphs": [f"{_LAST}……更多"]},
    {"paragraphs": [f"{_LAST}[...]"]},
    {"paragraphs": [f"{_LAST} 阅读全文 »"]},
    {"paragraphs": [f"{_LAST}[详细]", f"{_TEASER}[详细]"]},
    {"paragraphs": [f"{_LAST}...... more"]},
    {"paragraphs": [_LAST, "(1/3) 下一页"]},
    {"paragraphs": [_LAST, "1 2 3 下一页 尾页", "里斯本"]},
    {"paragraphs": [f"{_LAST}… [+1234 chars]"]},
    {**_FRENCH, "paragraphs": [f"{_TEXT} Lire la suite »"]},
    {**_FRENCH, "paragraphs": [f"{_TEXT} Les pêcheurs, de leur côté, demandent davantage de…"]},
]
GOOD = [
    {"paragraphs": ["海事法庭周五公布了救援协定，全文共三部分，下一页是地图。"]},
    {"paragraphs": ["海事法庭周五公布了救援协定，渔民合作社表示欢迎。", "(3/3)"]},
    {"paragraphs": ["渔民合作社主席说：“我们想要的，还有更多……”"]},
    {"paragraphs": ["海事法庭周五公布了救援协定，请点击查看全文的法文译本。"]},
    # A link behind a complete text that leads back, to more of the account, to a form.
    {"paragraphs": ["海事法庭周五公布了救援协定，渔民合作社表示欢迎。返回示例网，查看更多"]},
    {"paragraphs": ["海事法庭周五公布了救援协定，渔民合作社表示欢迎。更多精彩内容，尽在阅读原文"]},
    {"paragraphs": ["海事法庭周五公布了救援协定，渔民合作社表示欢迎。左右滑动查看更多"]},
    {"paragraphs": ["海事法庭周五公布了救援协定，渔民合作社表示欢迎。报名请点击“阅读原文"]},
    # The arrows of a row of videos.
    {**_FRENCH, "paragraphs": [_TEXT, "Previous", "1", "2", "3", "Next"]},
    {"after": "（完）"},
    {**_FRENCH, "paragraphs": [f"{_TEXT} Ils ont des filets, des bateaux, des bouées, et bien plus…"]},
    {**_FRENCH, "paragraphs": [f"{_TEXT} Il leur conseille d’attendre, et surtout de lire la suite."]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a cut at the end of the file, else one at the end of the last paragraph."""
    html = article.html
    if html and html[-1] != ">" and (cut := _cut(html, article.language)):
        message, start = cut
        yield Hit(message, "/html", start, len(html))
        return
    if article.paragraphs and (end := _ending(article, ctx.options["max_teaser"])):
        number, message, start, stop = end
        yield Hit(message, f"/paragraphs/{number}", start, stop)


def _ending(article: Article, max_teaser: int) -> tuple[int, str, int, int] | None:
    """What the last paragraph ends with instead of a sentence, or one of the last ones is, and where."""
    paragraphs = article.paragraphs
    number = len(paragraphs) - 1
    last = paragraphs[number]
    if last[-1:] in _STUB_ENDS and (stub := _STUB.search(last, max(0, len(last) - 30))):
        before = last[max(0, stub.start() - _BEFORE) : stub.start()]
        if (_TO_SOURCE if "原文" in stub[0] else _ELSEWHERE).search(before):
            return None
        label = stub[0].strip()
        is_list = label[0] in _BRACKETS and article.body.count(label) > 1
        what = "has teasers of several articles, each with a" if is_list else "ends with a"
        return _unless_wall(article, number, f"{what} link to the rest: `{label}`", stub.span())
    if last[-1:] == "]" or not is_chinese(article):
        found = rest_labels.find(last, article.language)
        # Where there is nothing else, a wall was stored: garbage-page.
        if found and (found[1].start() > 0 or number):
            what, match = found
            return _unless_wall(article, number, f"{what}: `{match[0].strip()}`", match.span())
        is_clipped = last[-1:] in "…." and len(article.body) <= max_teaser and _CLIPPED.search(last[-8:])
        if is_clipped and not _AND_MORE.search(last[-30:]):
            start = max(0, len(last) - _SHOWN)
            message = f"only the beginning of a text, which ends with an ellipsis: `{last[start:]}`"
            return number, message, start, len(last)
    return _page(paragraphs)


def _page(paragraphs: Sequence[str]) -> tuple[int, str, int, int] | None:
    """The links to other pages behind the text, with at most some tags or an author behind them."""
    for number in range(len(paragraphs) - 1, max(0, len(paragraphs) - 1 - _BEHIND), -1):
        text = paragraphs[number]
        if len(text) > pagers.LONGEST or not pagers.may_be(text):
            continue
        row, first = _row(paragraphs, number)
        is_arrow = first > 0 and paragraphs[first - 1].strip().lower() in _BACK
        if not is_arrow and (page := pagers.find(row)) is not None:
            what = f"only {page} of the text" if page else "only one page of the text, with links to the others"
            return number, f"{what}: `{text.strip()}`", 0, len(text)
    return None


def _row(paragraphs: Sequence[str], number: int) -> tuple[str, int]:
    """A paragraph, with those before it where each of them is a number: a list of links has become paragraphs; and the
    first of them."""
    first = number
    while first > 0 and len(paragraphs[first - 1]) <= _DIGITS and paragraphs[first - 1].strip().isdigit():
        first -= 1
    return paragraphs[number] if first == number else " ".join(paragraphs[first : number + 1]), first


def _unless_wall(article: Article, number: int, what: str, span: tuple[int, int]) -> tuple[int, str, int, int] | None:
    is_wall = wall_phrases.ending(article.paragraphs, article.language) is not None
    return None if is_wall else (number, f"the text {what}", *span)


def _cut(html: str, language: str) -> tuple[str, int] | None:
    """What is still open at the end of the file, and where it begins."""
    opening, closing = html.rfind("<"), html.rfind(">")
    if opening > closing:
        match = _OPEN_TAG.match(html, opening)
        return ("the file ends inside a tag", opening) if match else None
    if match := _OPEN_ENTITY.search(html, max(closing, len(html) - 10)):
        return "the file ends inside an entity", match.start()
    # Thai and its neighbours end a sentence with nothing.
    if html[closing + 1 :].rstrip()[-1:] in _COMPLETE or language in UNSPACED:
        return None
    for name in _CONTAINERS:
        ended = html.count(f"</{name}>")
        # Pages that never write </p> are allowed.
        if _opened(html, name) > ended and (ended or name != "p"):
            return f"the file ends in the middle of the text: `<{name}>` is still open", closing + 1
    return None


def _opened(html: str, name: str) -> int:
    return html.count(f"<{name}>") + html.count(f"<{name} ")
