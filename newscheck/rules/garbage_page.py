"""A bot check, an error page or a login wall was stored instead of the article.

Servers answer a scraper with a bot check, a login or cookie wall or an error page, often with status 200. Such a page
has a title and a body, so it enters the dump like an article. The words of such pages are known in some twenty
languages. An article about such pages is longer than one: in texts of more than `max-length` characters only the title
is checked, and whether a text of up to four times that length begins by asking for consent to cookies.

What to do: check the status and the final URL of the response, fetch more slowly, and reject such pages before storing
them.
"""

import re
from collections.abc import Iterator

from newscheck.article.script import is_chinese
from newscheck.model import Article, Context, Hit
from newscheck.text import rest_labels, wall_phrases
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
OPTIONS = {"max_length": 300}
#: Such a page has short paragraphs; a sentence that mentions one is longer.
_SHORT = 150
_TITLES = (
    r"(?:error |http )?(?:40[013459]|410|429|451|50[0234]|52[0-6])(?:[\s:–—|-]+[a-z ]+)?",
    r"(?:错误 ?)?(?:40[0134]|50[0234])[\s:–—|-]*(?:页面|网页|错误|禁止)[^，。：]{0,8}",
    r"just a moment[\s.…]*|attention required!?(?: \| cloudflare)?|ddos-guard|checking your browser.*",
    r"access (?:is )?denied|forbidden|(?:page )?not found|(?:service )?(?:temporarily )?unavailable|bad gateway",
    r"please wait[\s.…]*|gateway time-?out|internal server error|too many requests|(?:please )?(?:log|sign) ?in",
    r"before you continue.*|captcha|(?:human|robot|security) (?:check|verification)|are you (?:a )?(?:human|robot)\??",
    r"(?:安全|人机|人機|身份)(?:验证|驗證)|验证码|驗證碼|访问(?:被拒绝|受限|过于频繁|异常)|存取被拒|拒绝访问|拒絕存取",
    r"(?:页面|頁面|网页|網頁|文章|内容)(?:不存在|未找到|找不到|已删除|已刪除|无法访问)|找不到(?:该|此)?(?:页面|网页)",
    r"(?:服务器|系统|内部)(?:内部)?错误|(?:用户|会员|请)?(?:登录|登錄|登入)|出错了",
)
_PHRASES = (
    r"just a moment\.\.\.|attention required|enable javascript|javascript (?:is|and cookies)|ddos protection|\bray id",
    r"checking (?:your browser|if the site)|verify(?:ing)? (?:that )?you are (?:a |not a )?(?:human|robot|bot)",
    r"access (?:is )?denied|permission to access|the requested url|too many requests|unusual traffic|not a robot",
    r"\b40[0134] (?:not found|forbidden|bad request|unauthorized)|\b50[0234] (?:internal|bad|service|gateway)",
    r"\A.{0,40}\bcaptcha\b.{0,20}\Z|internal server error",
    r"service (?:temporarily )?unavailable|bad gateway|varnish cache server",
    r"page (?:you (?:requested|are looking for) )?(?:was |could |can)?(?:not|n't|no longer)(?: be)? (?:found|exist)",
    r"[您你](?:所|正在|要)?(?:访问|訪問|请求|查看|浏览|找)的(?:页面|頁面|网页|網頁|文章|内容)(?:不存在|已|无法|無法)",
    r"\A(?:很?抱歉|对不起|對不起)?[，,！! ]*(?:该|此|这个)?(?:页面|頁面|网页|網頁|链接)(?:不存在|未找到|找不到|已失效)",
    r"\A(?:该|此)(?:内容|內容|文章|页面)(?:已被|因违规|因違規|已下线).{0,20}\Z|\A(?:访问被拒绝|訪問被拒絕|拒绝访问|存取被拒)",
    r"\A请?您?先?(?:登录|登錄|登入)(?:后|後|以|才能|账号|帳號|\Z)|(?:开启|启用|允许|啟用) ?(?:JavaScript|Cookie)",
    r"请(?:完成|进行|通过)(?:下方|以下|下面)?的?(?:安全|人机|滑块)?验证|请输入验证码|\A(?:安全|人机)验证",
    r"访问(?:过于|太)频繁|(?:本网站|我们)使用 ?Cookie|\A.{0,25}(?:稍后|稍後)(?:再试|重试|再試|重試).{0,6}\Z",
)
#: First characters of such titles; each phrase of a Chinese page contains one of the words.
_TITLE_BEGINS = frozenset("012345aAbBcCdDeEfFgGhHiIjJlLnNpPrRsStTuU安人身验驗访存拒页頁网網文内找错服系用会请登出")
_WORDS = (
    *("验证", "登录", "登錄", "登入", "页面", "頁面", "网页", "網頁", "访问", "訪問"),
    *("被拒", "链接", "删除", "刪除", "服务器", "稍后", "稍後", "Cookie", "JavaScript"),
)
_LONG_TITLE = 60
#: A text that asks for consent to cookies is at most so many times longer.
_CONSENT = 4
_TITLE = lazy_regex(rf"\s*(?:{'|'.join(_TITLES)})(?:\s+[|｜–—_-]\s+.{{1,30}})?\s*", re.IGNORECASE)
_PHRASE = lazy_regex("|".join(_PHRASES), re.IGNORECASE)
_TEXT = "渔民合作社周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。"
_ABOUT = (
    "大学校长周五说，学生报名时要先回答一道由计算机出的题目，这种题目在英文里叫作CAPTCHA，用来分辨来访的是人还是程序，"
    "答错三次，网站就会显示“访问被拒绝”，第二天才能再试；选举委员会的网站去年也采用过同样的办法，"
    "不少年纪大的居民因此没有能够登记，委员会后来在市政府开设了窗口。"
)
_ITEM = {"lead": None, "share": False, "url": "https://news.example.org/2023/rescue-agreement"}
_ENGLISH = {**_ITEM, "title": "Machines and people"}
_MORE = (
    "The fishermen of the coast had complained for years that half of them could not get through to the new office, "
    "and that nobody answered their letters. The council will vote on the plan next spring."
)
BAD = [
    {**_ITEM, "title": "Just a moment..."},
    {**_ITEM, "title": "404 Not Found"},
    {**_ITEM, "title": "访问被拒绝"},
    {**_ITEM, "title": "页面不存在 - 示例新闻"},
    {
        **_ITEM,
        "paragraphs": ["Checking your browser before accessing the site.", "Enable JavaScript and cookies to continue"],
    },
    {
        **_ITEM,
        "paragraphs": [
            "Access Denied",
            "You don't have permission to access this page on this server. Reference #18.2d1e",
        ],
    },
    {**_ITEM, "paragraphs": ["抱歉，您访问的页面不存在或已被删除。", "返回首页 | 联系我们"]},
    {**_ITEM, "paragraphs": ["请登录后继续阅读全部内容，新用户可以免费注册。"]},
    {**_ITEM, "paragraphs": ["系统检测到异常访问，请完成下方的验证。"]},
    {**_ITEM, "title": "Page introuvable"},
    {**_ITEM, "title": "しばらくお待ちください..."},
    {**_ITEM, "paragraphs": ["Подтвердите, что вы не робот.", "Включите JavaScript и обновите страницу."]},
    {**_ITEM, "paragraphs": ["Wir verwenden Cookies, um Inhalte zu personalisieren.", "Alle akzeptieren"]},
    {**_ITEM, "paragraphs": ["Inicia sesión para seguir leyendo.", "¿Aún no tienes cuenta? Regístrate gratis."]},
]
GOOD = [
    {**_ITEM, "title": "404博物馆周五在里斯本开幕"},
    {**_ITEM, "title": "访问被拒绝之后：渔民合作社主席谈签证"},
    {**_ITEM, "title": "500强企业名单公布"},
    {**_ITEM, "paragraphs": [_ABOUT]},
    {**_ITEM, "paragraphs": [_TEXT, "记者周五访问的网页已无法打开，该文章已被删除，合作社说还会再发表一次。"]},
    {**_ITEM, "paragraphs": [f"{_TEXT}有意报名的居民请登录合作社的网站。"]},
    {**_ENGLISH, "paragraphs": [f"A program solves any captcha, researchers in Lisbon showed on Friday. {_MORE}"]},
    {**_ENGLISH, "paragraphs": [f"“We use cookies”: this message has to vanish, the minister said. {_MORE}"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a title that is only such a phrase, or a text that says such things."""
    title = article.title
    if title and len(title) < _LONG_TITLE and _is_wall(title, article.language):
        yield Hit(
            f"the title is that of an error page, a bot check or a login wall: `{title.strip()}`",
            "/title",
            0,
            len(title),
        )
    elif match := _said(article, ctx.options["max_length"]):
        words = match[0].strip()
        yield Hit(
            f"an error page, a bot check or a login wall instead of the article: `{words}`", "/body", evidence=words
        )


def _is_wall(title: str, language: str) -> bool:
    if title[0] in _TITLE_BEGINS and _TITLE.fullmatch(title):
        return True
    # Most Chinese titles begin with a Han character.
    is_usual = language == "zh" and "\u4e00" <= title[0] <= "\u9fff"
    return not is_usual and wall_phrases.title(title, language) is not None


def _said(article: Article, max_length: int) -> re.Match[str] | None:
    """What a short text says in a short paragraph, or a longer one at its beginning."""
    body, paragraphs = article.body, article.paragraphs
    is_foreign = not is_chinese(article)
    if len(body) <= max_length and (is_foreign or _may_say(article)):
        for paragraph in paragraphs:
            if len(paragraph) < _SHORT and (match := _phrase(paragraph, article.language, is_foreign=is_foreign)):
                return match
        if is_foreign and paragraphs and (match := rest_labels.paywall(paragraphs[0], article.language)):
            return match
    is_short = len(body) <= _CONSENT * max_length
    return wall_phrases.consent(body, article.language) if is_foreign and is_short else None


def _phrase(paragraph: str, language: str, *, is_foreign: bool) -> re.Match[str] | None:
    return _PHRASE.search(paragraph) or (wall_phrases.phrase(paragraph, language) if is_foreign else None)


def _may_say(article: Article) -> bool:
    return article.han_count * 2 < len(article.body) or any(map(article.body.__contains__, _WORDS))
