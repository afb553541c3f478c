"""The title contains an editor's mark: a copy, a draft, a test.

Content management systems put `CLONE - ` or `Copy of` before the title of a page that was made from another one, and
editors write TEST. Such pages enter a feed by mistake, are visible for an hour, and stay in the archive. In titles
without Chinese characters `Test:`, `Draft:` and `Copy of` may be the subject; there only marks that are none are
reported, in the words of several languages.

What to do: check whether the article exists a second time under its proper title, and delete this one; otherwise remove
the mark.
"""

import re
from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex
from newscheck.text.unicode_script import has_han

SEVERITY = "warning"
_FRENCH = {
    "url": "https://news.example.org/2023/phare",
    "lead": None,
    "share": False,
    "paragraphs": [
        "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays doivent voter.",
        "Les pêcheurs s’en réjouissent. La police des frontières demande plus de bateaux avant l’hiver.",
    ],
}
BAD = [
    {"title": "CLONE - 里斯本港口复工"},
    {"title": "Copy of 里斯本港口复工"},
    {"title": "【测试】里斯本港口复工"},
    {"title": "里斯本港口复工（副本）"},
    {"title": "DRAFT: 里斯本港口复工"},
    {"title": "未命名"},
    {"title": "测试 2"},
    {"title": "untitled"},
    {"title": "Sans titre 2"},
    {"title": "無題のドキュメント"},
    {"title": "CLONE - Fishermen return to the port of Lisbon"},
    {"title": "Les pêcheurs de Lisbonne reprennent la mer (copie)"},
    {"title": "里斯本港口复工 BBC - Copy"},
    {"title": "里斯本港口复工-clone"},
]
GOOD = [
    {"title": "测试表明海上救援方案可行"},
    {"title": "克隆羊在里斯本展出"},
    {"title": "选区划分草案公布"},
    {"title": "【视频】里斯本港口复工"},
    {"title": "TEST赛在马尼拉开幕"},
    {"title": "议会多数派评估（草案）"},
    {"title": "里斯本港口停靠的渔船其实是 Trawler Clone"},
    {"title": "渔民合作社试用 AI Clone"},
    {"title": "Clone：渔民合作社试用新软件"},
    {"title": "里斯本港口上映老电影 Hard Copy"},
    {**_FRENCH, "title": "Test : le nouveau phare de Lisbonne"},
    {**_FRENCH, "title": "Copie de la Joconde retrouvée à Lisbonne"},
]
_WORDS = (
    "clone|copy|draft|test|wip|测试|測試|草稿|副本|复制|複製|勿发|待发|待审|待審|未审|作废|copie|copia|cópia|kopie|kopia|entwurf|"
    "brouillon|borrador|rascunho|bozza|копия|черновик|копія|чернетка|コピー|下書き|テスト|사본|초안|테스트|نسخة|مسودة|کپی|پیش‌نویس|"
    "salinan|kopya|taslak|bản sao|bản nháp|สำเนา|ฉบับร่าง|प्रति|मसौदा|অনুলিপি|খসড়া"
)
#: A mark with what separates it from the title, or in brackets.
_START = lazy_regex(
    r"\s*(?:clone\s*[-–—_\[]\s*"
    r"|(?:copy|duplicate|copie|draft|brouillon|test|essai|wip|todo)\s*(?:[-–—:：_\[]|\([0-9]+\))\s*"
    r"|(?:clone of|copy of|copie de|duplicate of)\s"
    rf"|[\[【（(](?:{_WORDS})[\]】）)])",
    re.IGNORECASE,
)
#: What is a mark and no word of the title in languages that these words belong to.
_PLAIN_START = lazy_regex(
    rf"\s*(?:clone\s*[-–—_]\s*|(?:duplicate|brouillon|wip|todo)\s*[-–—:_]\s*|\[(?:{_WORDS})\])|(?:copy of ){{2}}",
    re.IGNORECASE,
)
#: Behind a blank, `Clone` is a word of the title, and so is `Copy` behind another one.
_END = lazy_regex(
    rf"(?:[\[【（(](?:{_WORDS})[\]】）)]|[-–—_ ](?:副本|のコピー|의 사본)"
    r"|(?:_|(?<![A-Za-z0-9])[-–—]|(?<=[-–—_])\s)(?:clone|copy)|(?<![A-Za-z0-9'’“\"(])\scopy)\s*$",
    re.IGNORECASE,
)
_PLAIN_END = lazy_regex(rf"(?:[\[【（(](?:{_WORDS})[\]】）)]|(?:のコピー|의 사본))\s*$", re.IGNORECASE)
#: Length of the end of a title that is searched for a mark, and last characters of titles that have one.
_LAST, _LAST_CHARS = 20, "])）】本yeEY ー"
#: A title that is only a mark, perhaps with a number.
_ALL = lazy_regex(
    r"(?:test(?:ing)?|untitled|no title|sans titre|new article|lorem ipsum|未命名|无标题|無標題|标题|標題|"
    r"测试|測試|新建文章|"
    r"ohne titel|unbenannt|kein titel|sin título|sem título|senza titolo|bez tytułu|без названия|без заголовка|"
    r"без назви|無題(?:のドキュメント)?|タイトルなし|テスト|제목 ?없음|무제|테스트|"
    r"بدون عنوان|بلا عنوان|tanpa judul|başlıksız|"
    r"adsız|không có tiêu đề|ไม่มีชื่อ(?:เรื่อง)?|शीर्षक (?:रहित|नहीं)|शीर्षकविहीन|শিরোনামহীন)"
    r" ?[0-9]{0,4}",
    re.IGNORECASE,
)
_LONGEST = 18


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a mark at the start, at the end, or as the whole title."""
    title = article.title
    if not title:
        return
    if has_han(title):
        start, end = _START, _END
    else:
        start, end = _PLAIN_START, _PLAIN_END
    mark = start.match(title)
    if mark is None and len(title) <= _LONGEST:
        mark = _ALL.fullmatch(title)
    if mark is None and title[-1] in _LAST_CHARS:
        mark = end.search(title, max(0, len(title) - _LAST))
    if mark:
        yield Hit(f"an editor's mark in the title: {mark[0].strip()}", "/title", *mark.span())
