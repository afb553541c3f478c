"""Markup is shown as text.

HTML that is escaped once too often reaches the reader as `<p>`, `</strong>` or `&nbsp;`: a template escaped what was
already HTML, or the scraper read a feed's `description` as plain text. The paragraphs that the tags mark are lost as
well.

An article that quotes a whole page of HTML is about HTML.

What to do: unescape the feed's content exactly once before parsing it, and never escape HTML that is stored as HTML.
"""

import re
from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_TAG = lazy_regex(
    r"</?(?:p|div|span|strong|b|em|i|u|br|hr|a|img|h[1-6]|ul|ol|li|blockquote|font|figure|figcaption|picture|source|iframe|"
    r"script|style|table|tr|td)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_PAGE = lazy_regex(r"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)
_ENTITY = lazy_regex(
    r"&(?:nbsp|amp|lt|gt|quot|apos|hellip|mdash|ndash|[lr][ds]quo|middot|copy|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5}"
    r"|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)|szlig|(?:AE|ae|OE|oe)lig|[lr]aquo|sbquo|bdquo|iquest|iexcl"
    r"|ord[fm]|deg|euro|pound|bull|times|shy|zwn?j|[lr][lr]m|[Tt]horn|eth|ETH);"
)
#: Tags that are always followed by the one that closes them; agencies write names of shares this way, too.
_NEVER_ALONE = frozenset(("<a>", "<b>", "<em>", "<i>", "<strong>", "<td>", "<u>"))
#: Characters before a page that an article quotes.
_MUCH = 200
_TEXT = "海事法庭周五公布了救援协定的全部条文。"
BAD = [
    {"paragraphs": [f"&lt;p&gt;{_TEXT}&lt;/p&gt;&lt;p&gt;渔民合作社表示欢迎。&lt;/p&gt;"]},
    {"paragraphs": [f"{_TEXT}&amp;nbsp;渔民合作社表示欢迎。"]},
    {"paragraphs": [f'{_TEXT}&lt;a href="https://example.org/"&gt;渔民合作社&lt;/a&gt;表示欢迎。']},
    {"paragraphs": [f"{_TEXT}&amp;copy; 2023 渔民合作社"]},
    {"paragraphs": [f"{_TEXT}&amp;#28180;民合作社表示欢迎。"]},
    {"paragraphs": [f"{_TEXT}Andr&amp;eacute;表示欢迎。"]},
    {"paragraphs": [f"&lt;html&gt;&lt;body&gt;&lt;p&gt;{_TEXT}&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;"]},
]
GOOD = [
    {"paragraphs": [f"{_TEXT}气温 &lt; 10 度而风力 &gt; 8 级时不出海。"]},
    {"paragraphs": [f"{_TEXT}AT&amp;T 和 R&amp;D 部门表示欢迎。"]},
    {"paragraphs": [_TEXT * 8, f"网页以 &lt;html&gt;&lt;body&gt; 开头，&lt;p&gt; 是段落。{_TEXT}"]},
    {"paragraphs": [f"{_TEXT}&lt;见证&gt;一书的作者表示欢迎。"]},
    {"paragraphs": [f"{_TEXT}渔业公司&lt;EM&gt;表示欢迎。"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report tags once and entities once, at the first of each."""
    body = article.body
    if "<" in body and (tags := [*_TAG.finditer(body)]) and not (_is_name(tags) or _quotes_page(body)):
        yield _hit(tags, "tag")
    if "&" in body and ";" in body and (entities := [*_ENTITY.finditer(body)]):
        yield _hit(entities, "entity")


def _is_name(tags: list[re.Match[str]]) -> bool:
    """Whether all tags open the same element, without attributes, and none closes it: a share's symbol, as `<EM>`."""
    return len({tag[0].lower() for tag in tags}) == 1 and tags[0][0].lower() in _NEVER_ALONE


def _quotes_page(body: str) -> bool:
    """Whether a page of HTML stands behind much text; else the answer of the server was stored as text."""
    return _PAGE.search(body, _MUCH) is not None and _PAGE.search(body, 0, _MUCH) is None


def _hit(matches: list[re.Match[str]], noun: str) -> Hit:
    first = matches[0]
    shown = first[0] if len(first[0]) <= 40 else f"{first[0][:39]}…"
    more = f" and {len(matches) - 1} more" if len(matches) > 1 else ""
    return Hit(
        f"{noun} shown as text: `{shown}`{more}; it was escaped once too often", "/body", evidence=_raw(first[0])
    )


def _raw(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
