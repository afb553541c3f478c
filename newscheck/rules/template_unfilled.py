"""The title or the text contains a placeholder of a template.

The server or the scraper wrote a template without filling it in: `{{ title }}`, `<%= name %>`, `${article.title}`,
`%(author)s`, or the filler `Lorem ipsum`. The page was rendered before its data had come (a scraper without JavaScript
sees that), or a variable has another name now; what stood there is lost. Programs in an article (`<pre>`, `<code>`)
have such words, too: in a text with one, only the title is checked.

What to do: find the variable in the template. Where the page fills it in by JavaScript, take the data from the JSON in
the page or from the site's API.
"""

import re
from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
_NAME = r"[A-Za-z_][A-Za-z0-9_]{0,40}"
_PATH = rf"{_NAME}(?:[.\[][A-Za-z0-9_'\"]{{1,40}}\]?){{0,5}}"
#: Placeholders of Jinja, Vue, Angular, Handlebars; ERB, EJS, ASP; JavaScript, JSP; Python; Java's messages; mails,
#: Template Toolkit.
_PLACEHOLDER = lazy_regex(
    rf"\{{\{{\{{?[ \t]*[#/&>]?(?:{_PATH})[^{{}}\n]{{0,60}}\}}\}}|\{{%-?[ \t]*{_NAME}[^%{{}}\n]{{0,80}}%\}}"
    rf"|<%[=\-:#]?[^%\n]{{1,80}}%>|[$#]\{{[ \t]*{_PATH}[ \t]*(?:\([^(){{}}\n]{{0,40}}\)[ \t]*)?\}}|%\({_NAME}\)[sdrf]"
    rf"|\[\[[ \t]*\$?{_NAME}\.{_NAME}[ \t]*\]\]|%%[A-Z][A-Z0-9_]{{2,40}}%%|@@[A-Z][A-Z0-9_]{{2,40}}@@"
    rf"|\[%[ \t]*{_NAME}[^%\n]{{0,80}}%\]"
)
#: As a whole title or paragraph.
_WHOLE = lazy_regex(
    rf"\s*(?:%[sd@]|%[0-9]\$[sd@]|\{{[0-9]\}}|\{{{_NAME}\}}|\$[0-9]|@[A-Za-z]{{2,20}}\.[A-Z][A-Za-z]{{2,20}})\s*"
)
#: What all placeholders begin with.
_SIGNS = "{<$#%@["
_SIGN = lazy_regex(r"[{<$#%@\[](?=[{%(\[=\-:#$sdrfA-Za-z0-9_ \t])")
#: What each of these begins with.
_PAIR = lazy_regex(r"[{<$#%@\[](?:(?<=\{)[{%]|(?<=[<\[])%|(?<=[$#])\{|(?<=%)[(%]|(?<=\[)\[|(?<=@)@)")
#: What the filler of templates begins with, in any case of the first letter.
_FILLER = "orem ipsum dolor sit amet"
_CODE = ("<pre", "<code", "<samp", "<kbd", "```")
_TEXT = "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎。"
_ITEM = {"lead": None, "share": False, "url": "https://news.example.org/2023/rescue-agreement"}
BAD = [
    {"title": "{{ article.title }}", "share": False},
    {"title": "海上救援协定 ${subtitle}", "share": False},
    {**_ITEM, "paragraphs": [_TEXT, "记者 {{author}} 里斯本报道", _TEXT + "完。"]},
    {**_ITEM, "paragraphs": [_TEXT, "&lt;%= summary %&gt;", _TEXT + "完。"]},
    {**_ITEM, "paragraphs": [_TEXT, "%s", _TEXT + "完。"]},
    {**_ITEM, "paragraphs": [_TEXT, "更新时间：%(updated)s", _TEXT + "完。"]},
    {**_ITEM, "paragraphs": [_TEXT, "%%EDITOR%%", _TEXT + "完。"]},
    {**_ITEM, "paragraphs": ["Lorem ipsum dolor sit amet, consectetur adipiscing elit.", _TEXT, _TEXT + "完。"]},
]
GOOD = [
    {**_ITEM, "paragraphs": [_TEXT, "失业率从 5%升到 6%，成本增加 100%。", "集合写作 {a, b}，价格是 $5。"]},
    {**_ITEM, "paragraphs": [_TEXT, "“Lorem ipsum dolor sit amet”是排版用的假文，展览周五讲了它的历史。"]},
    {**_ITEM, "before": "<pre><code>{{ title }}</code></pre>", "paragraphs": [_TEXT, _TEXT]},
    {"title": "海上救援协定 100% 生效", "share": False},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first placeholder of the title, then that of the text."""
    title = article.title
    if title and _SIGN.search(title) and (match := _placeholder(title)):
        yield Hit(f"`{match[0].strip()}` in the title, a placeholder of a template", "/title", *match.span())
    body = article.body
    if _FILLER in body:
        yield from _filler(article)
    if not any(map(body.__contains__, _SIGNS)) or not _SIGN.search(body):
        return
    for number, text in enumerate(article.paragraphs):
        if match := _placeholder(text):
            if any(map(article.html.__contains__, _CODE)):
                return
            message = f"`{match[0].strip()}` in the text, a placeholder of a template"
            yield Hit(message, f"/paragraphs/{number}", *match.span())
            return


def _placeholder(text: str) -> re.Match[str] | None:
    return (_PAIR.search(text) and _PLACEHOLDER.search(text)) or _WHOLE.fullmatch(text)


def _filler(article: Article) -> Iterator[Hit]:
    """The first paragraph that is filler; one that only quotes it begins with other words."""
    for number, text in enumerate(article.paragraphs):
        if 0 <= (at := text.find(_FILLER)) <= 1:
            message = f"`L{_FILLER}`: the filler of a template stands in the text"
            yield Hit(message, f"/paragraphs/{number}", 0, at + len(_FILLER))
            return
