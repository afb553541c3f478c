"""The title contains an editor's mark: a copy, a draft, a test.

Content management systems put `CLONE - ` or `Copy of` before the title of a page that was made from another one, and
editors write TEST. Such pages enter a feed by mistake, are visible for an hour, and stay in the archive.

What to do: check whether the article exists a second time under its proper title, and delete this one; otherwise remove
the mark.
"""

import re
from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
BAD = [
    {"title": "CLONE - 里斯本港口复工"},
    {"title": "Copy of 里斯本港口复工"},
    {"title": "【测试】里斯本港口复工"},
    {"title": "里斯本港口复工（副本）"},
    {"title": "DRAFT: 里斯本港口复工"},
    {"title": "未命名"},
    {"title": "测试 2"},
    {"title": "untitled"},
]
GOOD = [
    {"title": "测试表明海上救援方案可行"},
    {"title": "克隆羊在里斯本展出"},
    {"title": "选区划分草案公布"},
    {"title": "【视频】里斯本港口复工"},
    {"title": "TEST赛在马尼拉开幕"},
    {"title": "议会多数派评估（草案）"},
]
_WORDS = "clone|copy|draft|test|wip|测试|測試|草稿|副本|复制|複製|勿发|待发|待审|待審|未审|作废"
#: A mark with what separates it from the title, or in brackets.
_START = lazy_regex(
    r"\s*(?:(?:clone|copy|duplicate|copie|draft|brouillon|test|essai|wip|todo)\s*(?:[-–—:：_\[]|\([0-9]+\))\s*"
    r"|(?:clone of|copy of|copie de|duplicate of)\s"
    rf"|[\[【（(](?:{_WORDS})[\]】）)])",
    re.IGNORECASE,
)
_END = lazy_regex(rf"(?:[\[【（(](?:{_WORDS})[\]】）)]|[-–—_ ](?:副本|clone|copy))\s*$", re.IGNORECASE)
#: Length of the end of a title that is searched for a mark, and last characters of titles that have one.
_LAST, _LAST_CHARS = 12, "])）】本yeEY "
#: A title that is only a mark, perhaps with a number.
_ALL = lazy_regex(
    r"(?:test(?:ing)?|untitled|sans titre|new article|lorem ipsum|未命名|无标题|無標題|标题|標題|测试|測試|新建文章)"
    r" ?[0-9]{0,4}",
    re.IGNORECASE,
)
_LONGEST = 18


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a mark at the start, at the end, or as the whole title."""
    title = article.title
    if not title:
        return
    mark = _START.match(title)
    if mark is None and len(title) <= _LONGEST:
        mark = _ALL.fullmatch(title)
    if mark is None and title[-1] in _LAST_CHARS:
        mark = _END.search(title, max(0, len(title) - _LAST))
    if mark:
        yield Hit(f"an editor's mark in the title: {mark[0].strip()}", "/title", *mark.span())
