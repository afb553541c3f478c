"""Finds what bot checks, error pages, login walls, paywalls and consent texts say, by the table in `text/walls`.

A notice is a sentence: one that only mentions its words (`the paper says that whoever subscribes can read on`) begins
with others, or goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import Match
from typing import NamedTuple

from newscheck.text.language_tables import LanguagePatterns
from newscheck.text.regex import lazy_regex
from newscheck.text.walls.table import WALLS

#: Kinds that replace a text and also stand behind the beginning of one.
_ENDINGS = ("paywall", "appwall")
#: Kinds that are the text of a page that is no article.
_PAGES = ("check", "login", "deleted", "busy", "error", "maintenance", "app", "stub")
#: The beginning of a text or a line, the end of a sentence, a mark.
BEFORE = r"(?:\A|(?<=[.!?…。！？।۔؟»”\"’)\]）」』\n│|>•·])|(?<=[.!?…।۔؟»”\"’)\]|>•·] ))[\[(（【«»‹›→▶•·*—–\s-]*"
_POLITE = (
    r"(?:(?:非常|很|十分)?抱歉|對不起|对不起|温馨提示|溫馨提示|提示|注意|尊敬的[^，。]{1,6}|亲爱的[^，。]{1,6}|(?:您|你)好"
    r"|sorry|notice|désolée?|leider|entschuldigung|lo sentimos|申し訳(?:ございません|ありません)が?)[，,：:！!。、 ]+"
)
_HAN = "\u3040-\u30ff\u4e00-\u9fff"
#: Where a sentence ends, or where another clause of a notice follows.
_CLAUSE = r",\s*(?:please|try|but|we|you|veuillez|merci|réessayez|vous|bitte|por favor|inténte)"
_STOP = rf"(?=\s*(?:[.!?…:;()|–—-]|\Z|\n|{_CLAUSE}))"
_NOTICE_END = rf"(?:(?<![{_HAN}]){_STOP}|(?<=[{_HAN}])[^。！？!?\n]{{0,16}}(?=[。！？!?…\n]|\Z))"
_PAYWALL_END = rf"(?:[^{_HAN}。！？\n]{{0,90}}|[^。！？\n]{{0,16}})(?=[。！？!?.…\n]|\Z)"
_LONGEST_NOTICE, _REACH, _LAST = 120, 160, 3
_BEGINNING = 200
_CONSENT_SIGNS = (
    *("cookie", "privacy", "accepter", "akzeptieren", "zustimmen", "tracking", "小型文字", "クッキー", "쿠키", "куки"),
    *("الارتباط", "الكوكيز", "কুকি", "کوکی", "كوكي", "עוגיות", "קוקיז", "eväste", "informasjonskapsler", "कुकी"),
    *("kakor", "คุกกี้", "ยอมรับ", "çerez"),
)
#: Each Chinese notice at the end of a text contains one of these.
_ENDING_SIGNS = (
    *("订阅", "訂閱", "付费", "付費", "购买", "購買", "会员", "會員", "登录", "登錄", "登入", "注册", "註冊", "订户"),
    *("訂戶", "解锁", "解鎖", "免费", "免費", "试读", "試讀", "试看", "预览", "支付", "元", "镑", "$", "vip", "VIP"),
    *("APP", "App", "app", "客户端", "客戶端", "開通", "开通", "充值", "续费", "续費", "升级", "升級", "加入"),
    *("成为", "成為", "円", "港币"),
)


class Notice(NamedTuple):
    """What a text says that is none: of which kind, and where."""

    kind: str
    match: Match[str]


def table(*kinds: str) -> dict[str, str]:
    """The patterns of some kinds by language."""
    rows: dict[str, list[str]] = {}
    for wall in WALLS:
        if wall.kind in kinds:
            rows.setdefault(wall.language, []).append(wall.pattern)
    return {language: "|".join(patterns) for language, patterns in rows.items()}


def _begins(rows: str) -> str:
    return f"{BEFORE}(?:{_POLITE})?(?:{rows})"


_TITLE = LanguagePatterns(table("title"), lambda rows: rf"\s*(?:{rows})[\s.…!！。]*(?:\s[|｜_–—-]+\s.{{1,30}})?\s*")
_PAGE = LanguagePatterns(table("page"))
_NOTICE = LanguagePatterns(table(*_PAGES), lambda rows: _begins(rows) + _NOTICE_END)
_ENDING = LanguagePatterns(table(*_ENDINGS), lambda rows: _begins(rows) + _PAYWALL_END)
_KINDS = {kind: LanguagePatterns(table(kind), _begins) for kind in (*_PAGES, *_ENDINGS)}
#: What says of a sentence that it is news: a day, or somebody who says something.
_NEWS = lazy_regex(
    r"周[一二三四五六日末]|[週星礼禮][期拜]|[0-9]+[月日年号號]|表示|宣布|宣佈|公布|發布|发表|说[，。：“]|說[，。：「]|称[，。：]|報導|透露|指出|记者|記者"
    r"|\b(?:said|says|told|announced|reported|according to|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)\b"
    r"|\b(?:a (?:dit|déclaré|annoncé|indiqué)|selon|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)\b"
    r"|\b(?:sagte?|teilte|erklärte|laut|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|gestern)\b"
    r"|\b(?:dij[oe]|dice|anunció|según|informó|lunes|martes|miércoles|jueves|viernes|sábado|domingo|ayer)\b"
    r"|[月火水木金土日]曜|発表|述べ|明らかに|によると|語った",
    re.IGNORECASE,
)
_SENTENCE = lazy_regex(r"[^。！？!?\n]+?(?:[。！？!?\n]|\.(?=\s|\Z)|\Z)")
_LOOSE = {kind: LanguagePatterns(table(kind)) for kind in ("offer", "remark")}
#: A quotation mark before the words makes them a quotation in an article about cookies.
_CONSENT = LanguagePatterns(table("consent"), lambda rows: rf"[^«“\"„「『]{{0,80}}?(?:{rows})")


def title(text: str, language: str = "") -> Match[str] | None:
    """The whole title of an error page, a bot check or a login wall."""
    return _TITLE.of(text, language).fullmatch(text)


def notice(paragraph: str, language: str = "") -> Notice | None:
    """What a paragraph of a short text says instead of an article."""
    if match := _ENDING.of(paragraph, language).search(paragraph):
        return _named(match, _ENDINGS, language)
    if match := _NOTICE.of(paragraph, language).search(paragraph):
        return _named(match, _PAGES, language)
    match = _PAGE.of(paragraph, language).search(paragraph)
    return Notice("page", match) if match else None


def loose(paragraph: str, language: str, kinds: Sequence[str]) -> Notice | None:
    """Words of a wall, `offer` or `remark`, in a sentence of a paragraph that says nothing of news."""
    for sentence in _SENTENCE.finditer(paragraph):
        for kind in kinds:
            found = _LOOSE[kind].of(paragraph, language).search(paragraph, *sentence.span())
            if found and not _NEWS.search(sentence[0]):
                return Notice(kind, sentence)
    return None


def ending(paragraphs: Sequence[str], language: str = "") -> tuple[int, Notice] | None:
    """The notice of a paywall behind the beginning of a text: in one of its last paragraphs, which are short, or at the
    end of the last one; with the number of that paragraph."""
    for number in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 1 - _LAST), -1):
        text, is_last = paragraphs[number], number == len(paragraphs) - 1
        if (is_last or len(text) <= _LONGEST_NOTICE) and (match := _at_end(text, language)):
            return number, _named(match, _ENDINGS, language)
    return None


def _at_end(text: str, language: str) -> Match[str] | None:
    reach = max(0, len(text) - _REACH)
    if language == "zh" and not any(map(text[reach:].__contains__, _ENDING_SIGNS)):
        return None
    return _ENDING.of(text, language).search(text, reach)


def _named(match: Match[str], kinds: Sequence[str], language: str) -> Notice:
    start, text = match.start(), match.string
    kind = next((kind for kind in kinds if _KINDS[kind].of(text, language).match(text, start)), kinds[0])
    return Notice(kind, match)


def consent(text: str, language: str = "") -> Match[str] | None:
    """The beginning of a text that asks for consent to cookies."""
    beginning = text[:_BEGINNING]
    may_ask = any(map(beginning.lower().__contains__, _CONSENT_SIGNS))
    return _CONSENT.of(beginning, language).match(beginning) if may_ask else None
