"""Finds what bot checks, error pages, login walls, paywalls and consent texts say, by the table in `text/walls`.

A notice is a sentence: one that only mentions its words (`the paper says that whoever subscribes can read on`) begins
with others, or goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from re import Match, Pattern
from typing import NamedTuple

from newscheck.text.language_tables import LanguagePatterns
from newscheck.text.regex import lazy_regex, lazy_words
from newscheck.text.unicode_script import has_han
from newscheck.text.walls.table import WALLS

#: Kinds that replace a text and also stand behind the beginning of one.
_ENDINGS = ("paywall", "appwall")
#: Kinds that are the text of a page that is no article.
_PAGES = ("check", "adblock", "login", "deleted", "busy", "error", "maintenance", "app", "stub")
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
#: Each Chinese notice of a paywall contains one of the first, any other notice one of these or of the second.
_ENDING_SIGNS = (
    *("订阅", "訂閱", "付费", "付費", "购买", "購買", "会员", "會員", "登录", "登錄", "登入", "注册", "註冊", "订户"),
    *("訂戶", "解锁", "解鎖", "免费", "免費", "试读", "試讀", "試閱", "试看", "预览", "預覽", "支付", "开通", "開通"),
    *("阅读", "閱讀", "畅读", "暢讀", "客户端", "客戶端", "小程序", "APP", "App", "app", "VIP", "vip"),
)
_NOTICE_SIGNS = (
    *("验证", "驗證", "异常", "異常", "可疑", "机器人", "機器人", "浏览器", "瀏覽器", "真人", "人类", "人類", "正在"),
    *("滑块", "滑塊", "拼图", "拼圖", "页面", "頁面", "网页", "網頁", "链接", "連結", "访问", "訪問", "删除", "刪除"),
    *("无法", "無法", "屏蔽", "封", "违规", "違規", "下线", "失效", "过期", "過期", "撤回", "移除", "迁移", "冻结"),
    *("频繁", "頻繁", "过快", "太快", "繁忙", "小差", "拥挤", "擁擠", "稍后", "稍後", "稍候", "重试", "重試", "刷新"),
    *("错误", "錯誤", "失败", "失敗", "出错", "出錯", "超时", "逾時", "加载", "載入", "走丢", "维护", "維護", "升级"),
    *("升級", "改版", "更新", "敬请", "敬請", "补充", "補充", "整理", "编辑中", "微信", "二维码", "应用", "應用"),
    *("Cookie", "cookie", "JavaScript", "javascript", "被拒", "权", "權", "法律", "地区", "地區", "不存在", "找不到"),
    *("隐私", "隱私", "审核", "審核", "注销", "限制", "广告", "廣告", "报导", "報導", "下架", "撤"),
)
_ENDING_SIGN = lazy_words(*_ENDING_SIGNS)
_NOTICE_SIGN = lazy_words(*_ENDING_SIGNS, *_NOTICE_SIGNS)


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


class _Patterns:
    """Patterns of some kinds for a text of a language: a Chinese one needs the rows of its script only."""

    def __init__(self, kinds: Sequence[str], around: Callable[[str], str] = str) -> None:
        rows = table(*kinds)
        self._all = LanguagePatterns(rows, around)
        self._chinese = LanguagePatterns({"zh": rows.get("zh", "")}, around) if "zh" in rows else self._all

    def of(self, text: str, language: str) -> Pattern[str]:
        if _is_chinese(text, language):
            return self._chinese.of(text, "zh")
        return self._all.of(text, "ja" if language == "zh" and has_han(text) else language)


def _is_chinese(text: str, language: str) -> bool:
    """Whether a part of a Chinese article is in Chinese, too."""
    return language == "zh" and has_han(text) and not _KANA.search(text)


_KANA = lazy_regex("[\u3041-\u30fa]")
_TITLE = LanguagePatterns(table("title"), lambda rows: rf"\s*(?:{rows})[\s.…!！。]*(?:\s[|｜_–—-]+\s.{{1,30}})?\s*")
_PAGE = _Patterns(["page"])
_NOTICE = _Patterns(_PAGES, lambda rows: _begins(rows) + _NOTICE_END)
_ENDING = _Patterns(_ENDINGS, lambda rows: _begins(rows) + _PAYWALL_END)
_KINDS = {kind: _Patterns([kind], _begins) for kind in (*_PAGES, *_ENDINGS)}
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
#: The line of an account above its article (`点击上方蓝字免费订阅`), which no paywall has.
_FOLLOW = lazy_regex("[点點][击擊]?.{0,3}(?:上方|上面|下方|下面|[蓝藍][色字])")
_LOOSE = {kind: _Patterns([kind]) for kind in ("offer", "remark")}
#: A quotation mark before the words makes them a quotation in an article about cookies.
_CONSENT = LanguagePatterns(table("consent"), lambda rows: rf"[^«“\"„「『]{{0,80}}?(?:{rows})")


def title(text: str, language: str = "") -> Match[str] | None:
    """The whole title of an error page, a bot check or a login wall."""
    return _TITLE.of(text, language).fullmatch(text)


def notice(paragraph: str, language: str = "") -> Notice | None:
    """What a paragraph of a short text says instead of an article."""
    if _is_chinese(paragraph, language) and not may_say(paragraph):
        return None
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
            if found and not _NEWS.search(sentence[0]) and not _FOLLOW.search(sentence[0]):
                return Notice(kind, sentence)
    return None


def is_news(paragraph: str) -> bool:
    """Whether a paragraph names a day, or somebody who says something."""
    return _NEWS.search(paragraph) is not None


def may_say(text: str) -> bool:
    """Whether a Chinese text may have a notice: a quick test."""
    return _NOTICE_SIGN.search(text) is not None


def ending(paragraphs: Sequence[str], language: str = "") -> tuple[int, Notice] | None:
    """The notice of a paywall behind the beginning of a text: in one of its last paragraphs, which are short, or at the
    end of the last one; with the number of that paragraph."""
    if language == "zh" and not _may_end(paragraphs[-_LAST:]):
        return None
    last = len(paragraphs) - 1
    for number in range(last, max(-1, last - _LAST), -1):
        text = paragraphs[number]
        if number < last and len(text) > _LONGEST_NOTICE:
            continue
        start = max(0, len(text) - _REACH)
        if match := _ENDING.of(text, language).search(text, start):
            return number, _named(match, _ENDINGS, language)
    return None


def _may_end(paragraphs: Iterable[str]) -> bool:
    for text in paragraphs:  # noqa: SIM110 - a generator costs as much as the searches
        if _ENDING_SIGN.search(text, max(0, len(text) - _REACH)):
            return True
    return False


def _named(match: Match[str], kinds: Sequence[str], language: str) -> Notice:
    start, text = match.start(), match.string
    kind = next((kind for kind in kinds if _KINDS[kind].of(text, language).match(text, start)), kinds[0])
    return Notice(kind, match)


def consent(text: str, language: str = "") -> Match[str] | None:
    """The beginning of a text that asks for consent to cookies."""
    beginning = text[:_BEGINNING]
    may_ask = any(map(beginning.lower().__contains__, _CONSENT_SIGNS))
    return _CONSENT.of(beginning, language).match(beginning) if may_ask else None
