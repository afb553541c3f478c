"""The article contains a word that a program printed instead of a value.

The program printed an object as text (`Array`, `[object Object]`, `['a', 'b']`, `b'…'`) or a value that was missing
(`undefined`, `null`, `NaN`, `None`, `[]`), or it left escapes in a text (`\\n`, `\\u6d77`); the real value is lost.
Fields of an item's own (author, tags) are looked at, too, if they are no columns of a table. In RFI's public dump the
word `Array` replaced the lead image in every article from 26 October 2021 to 8 February 2022, and nobody noticed.
`null` is zero in German and Norwegian, `undefined` a word of English: in texts without Chinese characters, they are
reported as a whole title or paragraph, or where no blank separates them from the text.

What to do: find the template or the line of the scraper that prints the value, and make a missing value an error there.
Fetch what was lost again.
"""

import re
from collections.abc import Iterator

from newscheck.html.walk import PROGRAM_WORDS
from newscheck.model import Article, Context, Hit
from newscheck.text.json_path import json_pointer
from newscheck.text.program_values import escapes, printed
from newscheck.text.regex import lazy_regex
from newscheck.text.unicode_script import has_han

SEVERITY = "error"
#: A word inside a title or a paragraph: at its beginning or end, not as a subject of the text.
_GLUED = lazy_regex(
    r"\A(?:undefined|null|NaN)(?![0-9A-Za-z_\-])(?!\s*[和与與及或是、在])|(?<![0-9A-Za-z_\-和与與及或是、])(?:undefined|null|NaN)\Z"
    r"|\[object [A-Z][A-Za-z]*\]|NaN[年月日:/-]"
)
#: In languages that have such words: without a blank beside it, or what is no word in any of them.
_STUCK = lazy_regex(
    r"\A(?:undefined|null|NaN)(?=[A-ZÀ-ÞА-Я\u0590-\u1fff\u3041-\ud7a3])|(?<=[a-zà-ÿ.а-я\u0590-\u1fff\u3041-\ud7a3])undefined\Z"
    r"|\[object [A-Z][A-Za-z]*\]|\bNaN[:/-](?:NaN|[0-9])"
)
#: Formats whose values have no types; what own fields may not be; characters shown and looked at.
_TABLES = ("csv", "tsv")
_LOST = ("a missing value", "an object without its values", "bytes")
#: How Python prints a dictionary; JSON in a field may be meant.
_DICTIONARY = ("{'", "{u'")
_SHOWN, _LONGEST = 40, 200
_CODE = ("<code", "<pre", "<samp", "<kbd")
_CODE_ELEMENT = lazy_regex(r"<(code|pre|samp|kbd)\b[^>]*>.{0,20000}?</\1>", 16)
_WORDS = ("undefined", "null", "NaN", "[object ")
_TEXT = "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎。"
_ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/rescue",
    "epoch_ms": 1692215820000,
    "dateline": "2023-08-16T21:04",
    "body": f"{_TEXT}边境警察要求增加船只，运输公司对费用问题还没有发表意见。",
}
_GERMAN = {
    "url": "https://news.example.org/2023/hafen",
    "lead": None,
    "share": False,
    "paragraphs": [
        "Das Seegericht hat am Freitag den vollen Wortlaut des Abkommens zur Seenotrettung veröffentlicht.",
        "Die Fischer begrüßen das, die Grenzpolizei verlangt mehr Schiffe. Im Herbst stimmt das Parlament darüber ab.",
    ],
}
BAD = [
    {"image": None, "sub": [("<p><strong>", "Array<p><strong>")]},
    {"image": None, "sub": [("<p><strong>", "<div>undefined</div><p><strong>")]},
    {"image": "https://s.rfi.fr/media/display/a.jpg", "after": "<div>NaN</div>"},
    {"lead": None, "paragraphs": ["undefined"], "url": "https://news.example.org/2023/rescue", "share": False},
    {"paragraphs": [_TEXT, "null", _TEXT + "完。"]},
    {"paragraphs": [f"undefined{_TEXT}"]},
    {"paragraphs": [f"[object Object]，{_TEXT}"]},
    {"paragraphs": [f"NaN年NaN月NaN日，{_TEXT}"]},
    {"title": "undefined", "share": False},
    {"title": "undefined海上救援协定周五开始生效", "share": False},
    {**_GERMAN, "title": "undefinedHafen wieder offen"},
    *({"title": text, "share": False} for text in ("[]", "['海上救援协定', '周五生效']", "b'\\xe6\\xb5\\xb7'")),
    {"json": {**_ITEM, "body": f"['{_TEXT}', '{_TEXT[:20]}。', '{_TEXT[8:]}']"}},
    {"json": {**_ITEM, "body": f"{_TEXT}\\n{_TEXT[:20]}。\\n{_TEXT[8:]}"}},
    {"json": {**_ITEM, "lead": "None"}},
    {"json": {**_ITEM, "author": "[object Object]"}},
    {"json": {**_ITEM, "author": "{'@type': 'Person', 'name': '林舟'}"}},
]
GOOD = [
    {"paragraphs": [f"程序里的 undefined 和 null 不是一回事，大学校长说。{_TEXT}"]},
    {"paragraphs": [f"null 是什么？{_TEXT}"]},
    {"paragraphs": [f"Nanjing 和 Nanterre 的渔民也来了。{_TEXT}"]},
    {**_GERMAN, "title": "Hafen gegen Fischer: drei zu null"},
    {**_GERMAN, "title": "null Toleranz im Hafen"},
    {"paragraphs": [f"null-byte 是一种攻击。{_TEXT}", f"<code>undefined</code>是一种错误。{_TEXT}二。"]},
    {"json": {**_ITEM, "author": "林舟", "is_paid": "True", "tags": "[]"}},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report blocks that extraction found, then printed values and words glued to title or text."""
    for word in dict.fromkeys(article.content.leftovers):
        yield _block(article, ctx, word)
    title, body = article.title, article.body
    if title:
        if title in PROGRAM_WORDS:
            yield Hit(f"the title is `{title}`, a word that a program left", "/title", 0, len(title))
        elif kind := printed(title):
            yield _printed("title", kind, title, "/title")
        elif match := _glued(title):
            yield Hit(f"`{match[0]}` in the title, a word that a program left", "/title", match.start(), match.end())
    if kind := _of_item(article, printed(body)):
        yield _printed("text", kind, body, "/body")
    elif _has_word(body):
        for number, text in enumerate(article.paragraphs):
            if text in PROGRAM_WORDS:
                yield Hit(f"`{text}` stands for a paragraph", f"/paragraphs/{number}", 0, len(text))
            elif (match := _glued(text)) and not _is_code(article, match[0]):
                pointer = f"/paragraphs/{number}"
                yield Hit(f"`{match[0]}` in the text, a word that a program left", pointer, match.start(), match.end())
    for name, value in (("title", title or ""), ("body", body)):
        if (found := escapes(value)) and not _is_code(article, "\\"):
            count, start, end = found
            message = f"{count} escapes that a program left in the {name}, first `{value[start:end]}`"
            yield Hit(message, f"/{name}", start, end)
    if article.document.item is not None:
        yield from _fields(article)


def _of_item(article: Article, kind: str) -> str:
    """The kind of a printed body, but of a single word that is a paragraph, which is reported there."""
    return "" if article.paragraphs and article.body in PROGRAM_WORDS and _has_word(article.body) else kind


def _printed(name: str, kind: str, text: str, pointer: str) -> Hit:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Hit(f"the {name} is {kind} that a program printed: `{shown}`", pointer, 0, min(len(text), _SHOWN))


def _fields(article: Article) -> Iterator[Hit]:
    """The lead, and own fields; in a table, which has no types, a missing value and a list are written so."""
    if isinstance(article.lead, str) and (kind := printed(article.lead)):
        yield _printed("lead", kind, article.lead, "/lead")
    if article.document.format in _TABLES:
        return
    for name, value in article.fields.items():
        if isinstance(value, str) and len(value) <= _LONGEST and _is_lost(value):
            message = f"the field {name} is {printed(value)} that a program printed: `{value}`"
            yield Hit(message, json_pointer((name,)), evidence=value)


def _is_lost(value: str) -> bool:
    kind = printed(value)
    return kind in _LOST or (kind == "an object" and value.startswith(_DICTIONARY))


def _is_code(article: Article, word: str) -> bool:
    """Whether the text shows code, and the word is in it."""
    html = article.html
    if not any(map(html.__contains__, _CODE)):
        return False
    return any(word in match[0] for match in _CODE_ELEMENT.finditer(html))


def _glued(text: str) -> re.Match[str] | None:
    return (_GLUED if has_han(text) else _STUCK).search(text) if _has_word(text) else None


def _has_word(text: str) -> bool:
    # A test for single letters is cheap, and few texts in Chinese have one.
    return ("u" in text or "N" in text or "[" in text) and any(map(text.__contains__, _WORDS))


def _block(article: Article, ctx: Context, word: str) -> Hit:
    """The hit for a block; before the text of an article without an image, it replaces the image."""
    html = article.html
    if not article.image and ctx.expects("image") and word in html[: _text_begins(article)]:
        message = f"`{word}` stands where the lead image was: a program printed a value that is no URL"
        return Hit(message, "/image", evidence=word)
    if not article.paragraphs:
        return Hit(f"`{word}` stands where the text was", "/body", evidence=word)
    at = html.find(f">{word}<") + 1
    return Hit(f"`{word}` is a block of its own, a word that a program left", "/html", at, at + len(word) if at else 0)


def _text_begins(article: Article) -> int:
    at = article.html.find(article.paragraphs[0][:12]) if article.paragraphs else -1
    return at if at >= 0 else len(article.html)
