"""The text is only the page's footer or a disclaimer.

A program that guesses which part of a page is the article takes the longest block of text: in a video or a picture
series that is the copyright notice, the list of links below it, or the sentence that the platform is not responsible
for what its users write. The file has a body, and nothing of it is the article.

What to do: open the page. If it has a text, give its element to the scraper; if it has none, leave such items out. A
text is reported if it has at most `max-length` characters, and each of its paragraphs is such a notice or such links.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import footer_phrases
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
OPTIONS = {"max_length": 600}
_ITEM = {"lead": None, "share": False, "url": "https://news.example.org/2023/rescue-agreement"}
_ENGLISH = {**_ITEM, "title": "A harbour for the whole coast"}
_TEXT = (
    "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎，同时要求增加近海的巡逻船只。港口的吊车周四起重新开动。"
)
_NEWS = (
    "The maritime court published the whole rescue agreement on Friday, and the fishermen of the coast welcomed it. "
    "They want more boats."
)
BAD = [
    {
        **_ITEM,
        "paragraphs": [
            "关于本站 | 联系我们 | 广告服务 | 隐私政策",
            "海岸周刊版权所有，未经书面许可，不得转载或建立镜像。",
        ],
    },
    {
        **_ITEM,
        "paragraphs": [
            "以上图片与文字由用户自行上传，本平台仅提供信息存储服务，不代表本平台观点。如有侵权，请联系我们删除。"
        ],
    },
    {
        **_ENGLISH,
        "paragraphs": [
            "About us | Contact | Privacy Policy | Terms of Use",
            "© 2023 Sea Journal. All rights reserved.",
        ],
    },
    {
        **_ITEM,
        "title": "Un port pour toute la côte",
        "paragraphs": [
            "Tous droits de reproduction et de représentation réservés.",
            "Mentions légales – Contact – Gestion des cookies",
        ],
    },
]
GOOD = [
    {
        **_ITEM,
        "paragraphs": [
            "海事法庭周五判决，周刊未经书面许可，不得转载渔民合作社的照片，同时驳回了合作社要求赔偿的诉讼请求。"
        ],
    },
    # A whole text in one paragraph, with the platform's disclaimer at its end.
    {
        **_ITEM,
        "paragraphs": [
            f"{_TEXT}免责声明：本文仅代表作者本人观点，不代表本站立场。如有侵权，请联系我们删除。",
        ],
    },
    {
        **_ENGLISH,
        "paragraphs": [
            f"{_NEWS} Copyright 2023 Sea Journal. All rights reserved. It may not be copied without permission.",
        ],
    },
    {
        **_ENGLISH,
        "paragraphs": [
            "The harbour office changed its privacy policy and its terms of use, and asked all fishermen to read both.",
            "The cooperative said on Friday that nobody could read so much before the winter.",
        ],
    },
]
#: Links and notices that leave no doubt; characters of a line that may be anything between them.
_ENOUGH, _SHORT, _FEWEST_LINKS = 2, 15, 3
_DIVIDERS = lazy_regex(r"\s*[|｜·•/\n\t\u3000]\s*|\s{2,}|\s[-–—]\s")
_BLANK = lazy_regex(r"\s")
#: Characters of a text at the end of which one of them must have begun.
_BEGIN = 40


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Check each paragraph of a short text."""
    paragraphs = article.paragraphs
    if len(article.body) > ctx.options["max_length"] or any(map(footer_phrases.is_text, paragraphs)):
        return
    found = 0
    for paragraph in paragraphs:
        count = _count(paragraph, article.language)
        if not count and len(paragraph) > _SHORT:
            return
        found += count
    if found >= _ENOUGH:
        shown = paragraphs[0][:_BEGIN]
        yield Hit(f"the text is only the page's footer or a disclaimer: `{shown}`", "/body", evidence=shown)


def _count(paragraph: str, language: str) -> int:
    """How many notices and links a paragraph has, none where it is a text that mentions some."""
    parts = [part for part in _DIVIDERS.split(paragraph) if part]
    links = sum(footer_phrases.is_link(part, language) for part in parts)
    if links and (len(parts) == 1 or links >= min(_FEWEST_LINKS, len(parts))):
        return links
    if language == "ko" and len(words := _BLANK.split(paragraph)) >= _FEWEST_LINKS:
        # Names of links have no blanks there.
        links = sum(footer_phrases.is_link(word, language) for word in words)
        if links >= max(_FEWEST_LINKS, len(words) / 2):
            return links
    if footer_phrases.is_behind_text(paragraph, language):
        return 0
    return footer_phrases.count_notices(paragraph, language)
