"""Fields on lines below a heading, or at the beginning of a text, which some programs write in place of front matter.

**Source:** URL
> 来源：NAME | 发布时间：2024-04-30
"""

from __future__ import annotations

from newscheck.text.regex import lazy_regex

#: Names of fields, with the name under which a preset maps them. A line with any other name is text.
_NAMES = {
    "title": "title headline 标题 標題 题目",
    "url": """url url_source link permalink article original 链接 鏈接 网址 網址 原文链接 原文鏈接 原文地址
        文章链接 新闻链接 来源链接""",
    "source_url": "source_url original_url article_url source_link original_link",
    "source": "source from via 来源 來源 出处 原文 媒体",
    "published": """published published_time published_at published_on published_date publish_date publication_date
        date time posted pubdate 发布时间 發布時間 发布日期 发表时间 发表日期 日期 时间 時間""",
    "scraped_at": """scraped scraped_at crawled crawled_at fetched fetched_at retrieved archived 抓取时间 采集时间
        爬取时间""",
    "image": "image cover thumbnail 图片 封面",
    "author": "author authors by byline writer 作者 记者 記者 编辑 责任编辑 責任編輯",
    "category": "category categories section topic 分类 栏目 频道 类别",
    "tags": "tag tags keywords 标签 关键词 關鍵詞",
    "summary": "summary description abstract 摘要 导语 简介",
}
_FIELDS = {written: field for field, names in _NAMES.items() for written in names.split()}
_LINE = lazy_regex(
    r"[ \t]*(?:[>*+-][ \t]+|>)*[*_]{0,3}(\w[\w \t]{0,20}?)[ \t]*[*_]{0,3}[ \t]*"
    r"[:：][ \t]*[*_]{0,3}[ \t]*([^\n]*)(?:\n|\Z)"
)
#: A name behind which the text begins.
_TEXT = frozenset(("markdown_content", "content", "正文", "内容", "內容"))
_LINK = lazy_regex(r"\[[^\n]*\]\(<?([^()\s<>]+)>?\)|<([a-z]+://[^\s<>]+)>")
_BLANKS = lazy_regex(r"(?:[ \t\r>]*\n)+")
#: Several fields on one line are divided by these.
_DIVIDER = lazy_regex(r"[ \t][|｜·•][ \t]")
_MOST_LINES = 20

Span = tuple[int, int]


def find(text: str, at: int) -> tuple[dict[str, Span], int]:
    """The spans of the values of the fields that begin at an offset, and the offset behind them."""
    fields: dict[str, Span] = {}
    for _ in range(_MOST_LINES):
        blanks = _BLANKS.match(text, at)
        start = blanks.end() if blanks else at
        line = _LINE.match(text, start)
        if line and _joined(line[1]) in _TEXT:
            return fields, line.start(2)
        if not line or (field := _FIELDS.get(_joined(line[1]))) is None:
            break
        at = line.end()
        _add(fields, field, text, *_first_part(text, *line.span(2)))
        _add_others(fields, text, *line.span(2))
    return fields, at


def _joined(name: str) -> str:
    return "_".join(name.lower().split())


def _first_part(text: str, start: int, end: int) -> Span:
    divider = _DIVIDER.search(text, start, end)
    return start, divider.start() if divider else end


def _add_others(fields: dict[str, Span], text: str, start: int, end: int) -> None:
    """The fields behind the first on a line."""
    for divider in _DIVIDER.finditer(text, start, end):
        part = _LINE.match(text, divider.end(), _first_part(text, divider.end(), end)[1])
        if part and (field := _FIELDS.get(_joined(part[1]))):
            _add(fields, field, text, *part.span(2))


def _add(fields: dict[str, Span], field: str, text: str, start: int, end: int) -> None:
    """Add the value without marks behind it, or the address that is written as a link."""
    end = start + len(text[start:end].rstrip().removesuffix("<br>").rstrip("*_\\ \t"))
    link = _LINK.match(text, start, end)
    fields.setdefault(field, (link.span(link.lastindex or 0) if link else (start, end)))
