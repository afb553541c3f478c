"""Markup is shown as text.

HTML that is escaped once too often reaches the reader as `<p>`, `</strong>` or `&nbsp;`: a template escaped what was
already HTML, or the scraper read a feed's `description` as plain text. The paragraphs that the tags mark are lost as
well.

Tags in `<pre>`, `<code>`, `<samp>` and `<kbd>`, between quotation marks or backticks, or beside the word `tag` or
`element` are the subject of the article. So are those behind the beginning of a text that names HTML, CSS, JavaScript
or the like.

What to do: unescape the feed's content exactly once before parsing it, and never escape HTML that is stored as HTML.
"""

import re
from collections.abc import Iterator

from newscheck.html import markup
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_TAG = lazy_regex(
    r"</?(?:p|div|span|strong|b|em|i|u|br|hr|a|img|h[1-6]|ul|ol|li|blockquote|font|figure|figcaption|picture|source|iframe|"
    r"script|style|table|tr|td)(?:\s++(?:/|[^<>=]{1,40}=[^<>]{0,500})?)?/?>"
    r"|<!\[CDATA\[|\]\]>",
    re.IGNORECASE,
)
_PAGE = lazy_regex(r"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)
_ENTITY = lazy_regex(
    r"&(?:nbsp|amp|lt|gt|quot|apos|hellip|mdash|ndash|[lr][ds]quo|middot|copy|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5}"
    r"|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)|szlig|(?:AE|ae|OE|oe)lig|[lr]aquo|sbquo|bdquo|iquest|iexcl"
    r"|ord[fm]|deg|euro|pound|bull|times|shy|zwn?j|[lr][lr]m|[Tt]horn|eth|ETH);"
)
#: Names of what an article is about that shows tags, and of what a tag is called beside it.
_SUBJECT = lazy_regex(
    r"(?<![A-Za-z])(?:X?HTML5?|CSS3?|DOM|XML|SVG|XSS|JSX?|JavaScript|PHP|jQuery|Vue|Markdown|BeautifulSoup|XPath)"
    r"(?![A-Za-z])|\bReact(?:\.js)?\b(?! to\b)"
)
_ENTITIES = lazy_regex(r"(?<![A-Za-z])X?HTML5?(?![A-Za-z])|\bentit(?:y|ies|és?|ät(?:en)?)\b|实体|實體|実体参照")
_NOUN = (
    "tags?|elements?|markup|attributes?|标签|標籤|元素|标记|標記|balises?|éléments?|elementos?|etiquetas?|elemento|"
    "elementi|Elemente?s?|Tags?|タグ|要素|태그|요소|тег\\w*|элемент\\w*|etiketi|znaczniki?"
)
_BESIDE = lazy_regex(rf"[\s”\"'`’」』）)]{{0,3}}(?:{_NOUN})(?![A-Za-z])")
_BEFORE = lazy_regex(rf"(?:{_NOUN})[\s“\"'`‘「『（(:：]{{0,3}}\Z", re.IGNORECASE)
_LIST = lazy_regex(r"\s*(?:,|、|and|or|和|与|und|et|y)\s*[“\"'`‘「]?<")
_LISTED = lazy_regex(r"<[A-Za-z][^<>/]{0,40}/?>[”\"'`’」]?\s*(?:,|、|and|or|和|与|und|et|y)\s*[“\"'`‘「]?\Z")
_LINK = lazy_regex(r"<a\s[^<>]*href=[\"']https?://(?!(?:www\.)?example\.)", re.IGNORECASE)
_QUOTES = {"“": "”", '"': '"', "'": "'", "`": "`", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "«": "»"}
_CODE = ("pre", "code", "samp", "kbd", "tt", "xmp", "textarea")
#: Tags that are always followed by the one that closes them; agencies write names of shares this way, too.
_NEVER_ALONE = frozenset(("<a>", "<b>", "<em>", "<i>", "<strong>", "<td>", "<u>"))
#: Characters of a text before the first tag that it is about.
_MUCH, _SOME = 200, 40
_TEXT = "海事法庭周五公布了救援协定的全部条文。"
BAD = [
    {"paragraphs": [f"&lt;p&gt;{_TEXT}&lt;/p&gt;&lt;p&gt;渔民合作社表示欢迎。&lt;/p&gt;"]},
    {"paragraphs": [f"{_TEXT}&amp;nbsp;渔民合作社表示欢迎。"]},
    {"paragraphs": [f'{_TEXT}&lt;a href="https://example.org/"&gt;渔民合作社&lt;/a&gt;表示欢迎。']},
    {"paragraphs": [f"{_TEXT}&amp;copy; 2023 渔民合作社"]},
    {"paragraphs": [f"{_TEXT}&amp;#28180;民合作社表示欢迎。"]},
    {"paragraphs": [f"{_TEXT}Andr&amp;eacute;表示欢迎。"]},
    {"paragraphs": [f"&lt;html&gt;&lt;body&gt;&lt;p&gt;{_TEXT}&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;"]},
    {
        "url": "https://news.example.org/1",
        "lead": None,
        "share": False,
        "paragraphs": [f"&lt;p&gt;HTML 是渔港网页的语言。&lt;/p&gt;&lt;p&gt;{_TEXT}&lt;/p&gt;", _TEXT],
    },
    {"paragraphs": [f"{_TEXT}&lt;br/&gt;", "<code>&lt;td&gt;</code>是单元格。"]},
]
GOOD = [
    {"paragraphs": [f"{_TEXT}气温 &lt; 10 度而风力 &gt; 8 级时不出海。"]},
    {"paragraphs": [f"{_TEXT}AT&amp;T 和 R&amp;D 部门表示欢迎。"]},
    {"paragraphs": [_TEXT * 8, f"网页以 &lt;html&gt;&lt;body&gt; 开头，&lt;p&gt; 是段落。{_TEXT}"]},
    {"paragraphs": [f"{_TEXT}&lt;见证&gt;一书的作者表示欢迎。"]},
    {"paragraphs": [f"{_TEXT}渔业公司&lt;EM&gt;表示欢迎。"]},
    {"paragraphs": [_TEXT, '<code>&lt;div class="a"&gt;渔港&lt;/div&gt;</code>是一个段落。']},
    {"before": "<pre><code>&lt;p&gt;渔港&amp;nbsp;的天气和潮汐一览表&lt;/p&gt;</code></pre>"},
    {"paragraphs": [f"{_TEXT}编辑忘了关闭 &lt;div&gt; 标签，于是“&lt;br&gt;”出现在网页上。"]},
    {"paragraphs": [_TEXT * 2, '渔港的网页用 HTML 写成：&lt;div class="harbour"&gt;渔港&lt;/div&gt; 就是一个段落。']},
    {"paragraphs": [f"{_TEXT}若风力&lt;b and c&gt;则不出海。"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report tags once and entities once, at the first of each."""
    body = article.body
    tags = [*_TAG.finditer(body)] if "<" in body else []
    if _is_name(tags) or _quotes_page(body):
        tags = []
    entities = [*_ENTITY.finditer(body)] if "&" in body and ";" in body else []
    if not tags and not entities:
        return
    outside = _outside_of_code(article.html)
    for matches, pattern, subject, noun in (
        (tags, _TAG, _SUBJECT, "tag"),
        (entities, _ENTITY, _ENTITIES, "entity"),
    ):
        if outside is not None:
            written = {match[0] for match in pattern.finditer(outside)}
            matches = [match for match in matches if match[0] in written]
        if leaked := _leaked(body, matches, subject):
            yield _hit(leaked, noun)


def _is_name(tags: list[re.Match[str]]) -> bool:
    """Whether all tags open the same element, without attributes, and none closes it: a share's symbol, as `<EM>`."""
    return bool(tags) and len({tag[0].lower() for tag in tags}) == 1 and tags[0][0].lower() in _NEVER_ALONE


def _quotes_page(body: str) -> bool:
    """Whether a page of HTML stands behind much text; else the answer of the server was stored as text."""
    return _PAGE.search(body, _MUCH) is not None and _PAGE.search(body, 0, _MUCH) is None


def _outside_of_code(html: str) -> str | None:
    """The text of a page without that of its code; None where it has none."""
    if not any(f"<{name}" in html.lower() for name in _CODE):
        return None
    code = (element for element in markup.elements(html) if element.name in _CODE)
    return markup.words(markup.splice(html, ((element.start, element.end, " ") for element in code)))


def _leaked(body: str, matches: list[re.Match[str]], subject: re.Pattern[str]) -> list[re.Match[str]]:
    """The matches that are not the subject of the article."""
    leaked = [match for match in matches if not _is_word(body, match)]
    if not leaked or len(leaked) * 2 < len(matches):
        return []
    return [] if len(body[: leaked[0].start()].strip()) >= _SOME and _is_subject(body, leaked, subject) else leaked


def _is_word(body: str, match: re.Match[str]) -> bool:
    """Whether a tag is written as a word: in quotation marks, beside the word for one, or in a list of some."""
    start, end = match.span()
    if _QUOTES.get(body[start - 1 : start], "no") == body[end : end + 1] or _BESIDE.match(body, end):
        return True
    if not match[0].startswith("</") and (_LIST.match(body, end) or _LISTED.search(body, max(0, start - 60), start)):
        return True
    return _BEFORE.search(body, max(0, start - 16), start) is not None


def _is_subject(body: str, leaked: list[re.Match[str]], subject: re.Pattern[str]) -> bool:
    """Whether the text around the tags names a language that has them, and none is a link to a page."""
    if any(_LINK.match(match[0]) for match in leaked):
        return False
    return subject.search(markup.splice(body, ((match.start(), match.end(), " ") for match in leaked))) is not None


def _hit(matches: list[re.Match[str]], noun: str) -> Hit:
    first = matches[0]
    shown = first[0] if len(first[0]) <= 40 else f"{first[0][:39]}…"
    more = f" and {len(matches) - 1} more" if len(matches) > 1 else ""
    return Hit(
        f"{noun} shown as text: `{shown}`{more}; it was escaped once too often", "/body", evidence=_raw(first[0])
    )


def _raw(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
