"""A bot check, a paywall, an error page or a login wall was stored instead of the article.

Servers answer a scraper with a bot check, a login or cookie wall, the notice of a paywall or an error page, often
with status 200. Such a page has a title and a body, so it enters the dump like an article. What they say is in one
table (`newscheck/text/walls`): verification, ad blockers, paywalls, logins, deleted or blocked pages, busy servers,
errors, maintenance, stubs that will be updated and banners for apps, in Chinese, English, French, German, Japanese
and Spanish; the commonest in some twenty other languages. An article about such pages says it in longer sentences: in
texts of more than `max-length` characters only the title is checked, whether the last paragraphs are the notice of a
paywall, and whether a text of up to four times that length begins by asking for consent to cookies. A number alone is
no evidence (`500 Ways To …`); `404` is one where the text is short.

What to do: check the status and the final URL of the response, fetch more slowly or with the account of a subscriber,
and reject such pages before storing them.
"""

from collections.abc import Iterator

from newscheck.article.script import is_chinese
from newscheck.model import Article, Context, Hit
from newscheck.text import wall_phrases
from newscheck.text.regex import lazy_regex
from newscheck.text.walls.table import KINDS

SEVERITY = "error"
OPTIONS = {"max_length": 300}
#: Such a page has short paragraphs; a sentence that mentions one is longer.
_SHORT = 150
#: A stub says at most so much (in Han characters), and that more will follow.
_STUB = 40
#: Kinds that a page also has in a box beside its article, and the length of a paragraph of news that shows it is there.
_BESIDE, _NEWS = ("login", "app", "busy", "error"), 60
#: In a text that says at most so much, words of an offer or of a remark are enough where nothing in it is news.
_OFFER, _REMARK = 80, 25
#: So many characters before the notice of a paywall are the beginning of the article.
_BEGINNING = 60
#: A number is the title of an error page only where the text is short, too.
_NUMBER = lazy_regex(r"\s*(?:40[013459]|410|429|451|50[0234]|52[0-6])\s*")
#: First characters of Chinese titles of such pages.
_TITLE_BEGINS = frozenset("安人身验驗访存拒页頁网網文内找错服系用会请登出")
_LONG_TITLE = 60
#: A text that asks for consent to cookies is at most so many times longer.
_CONSENT = 4
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
    {**_ITEM, "paragraphs": ["环境异常", "当前环境异常，完成验证后即可继续访问。", "去验证"]},
    {**_ITEM, "paragraphs": ["本文为会员专享。每月只需 18 元，即可阅读全部报道。", "立即开通"]},
    {**_ITEM, "paragraphs": [_TEXT, f"船东协会{_TEXT}", "余下内容仅限会员", "已经是会员？登录"]},
    {**_ITEM, "paragraphs": ["Error establishing a database connection"]},
    {**_ITEM, "paragraphs": ["Notre site est actuellement en maintenance."]},
    {**_ITEM, "paragraphs": ["Dieser Inhalt ist in Ihrem Land nicht verfügbar."]},
    {**_ITEM, "paragraphs": ["詳細は追ってお伝えします。"]},
    {**_ITEM, "paragraphs": ["打开海岸新闻APP，阅读全文"]},
    {**_ITEM, "paragraphs": ["Page non trouvée"]},
]
GOOD = [
    {**_ENGLISH, "title": "500 Ways To Cook Fish At Home", "paragraphs": [_MORE]},
    {**_ITEM, "paragraphs": [_TEXT, f"报社说，订阅后可阅读全文的读者增加了两成，协会{_TEXT}"]},
    {**_ITEM, "title": "404博物馆周五在里斯本开幕"},
    {**_ITEM, "title": "访问被拒绝之后：渔民合作社主席谈签证"},
    {**_ITEM, "title": "500强企业名单公布"},
    {**_ITEM, "paragraphs": [_ABOUT]},
    {**_ITEM, "paragraphs": [_TEXT, "记者周五访问的网页已无法打开，该文章已被删除，合作社说还会再发表一次。"]},
    {**_ITEM, "paragraphs": [f"{_TEXT}有意报名的居民请登录合作社的网站。"]},
    {**_ENGLISH, "paragraphs": [f"A program solves any captcha, researchers in Lisbon showed on Friday. {_MORE}"]},
    # A box of the page before a short report.
    {
        **_ITEM,
        "paragraphs": [
            "登录超时，稍后再试",
            f"据里斯本电台8月16日消息，海事法庭公布了救援协定，边境警察要求增加船只。{_TEXT}",
        ],
    },
    {**_ENGLISH, "paragraphs": [f"“We use cookies”: this message has to vanish, the minister said. {_MORE}"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report a title that is only such a phrase, a text that says such things, or one that ends with a paywall."""
    max_length = ctx.options["max_length"]
    title, paragraphs = article.title, article.paragraphs
    if title and len(title) < _LONG_TITLE and _is_wall(title, article, max_length):
        yield Hit(f"the title is that of {KINDS['title']}: `{title.strip()}`", "/title", 0, len(title))
        return
    ended = wall_phrases.ending(paragraphs, article.language)
    is_behind = ended and sum(map(len, paragraphs[: ended[0]])) + ended[1].match.start() >= _BEGINNING
    if not is_behind and (said := _said(article, max_length)):
        kind, match = said
        words = match[0].strip()
        yield Hit(f"{KINDS[kind]} instead of the article: `{words}`", "/body", evidence=words)
    elif ended:
        number, (kind, match) = ended
        message = f"the text ends with {KINDS[kind]}: `{match[0].strip()}`"
        yield Hit(message, f"/paragraphs/{number}", *match.span())


def _is_wall(title: str, article: Article, max_length: int) -> bool:
    first = title[0]
    if "0" <= first <= "9" and _NUMBER.fullmatch(title):
        return len(article.body) <= max_length
    # Most Chinese titles begin with a Han character.
    is_usual = article.language == "zh" and "\u4e00" <= first <= "\u9fff" and first not in _TITLE_BEGINS
    return not is_usual and wall_phrases.title(title, article.language) is not None


def _is_news(paragraph: str) -> bool:
    return len(paragraph) >= _NEWS and wall_phrases.is_news(paragraph) and wall_phrases.notice(paragraph) is None


def _said(article: Article, max_length: int) -> wall_phrases.Notice | None:
    """What a short text says in a short paragraph, or a longer one at its beginning."""
    body, language = article.body, article.language
    if len(body) < _LONG_TITLE and (match := wall_phrases.title(body, language)):
        return wall_phrases.Notice("title", match)
    is_short = len(body) <= max_length and not (is_chinese(article) and not wall_phrases.may_say(body))
    if is_short:
        for paragraph in article.paragraphs:
            notice = wall_phrases.notice(paragraph, language) if len(paragraph) < _SHORT else None
            if notice and (notice.kind != "stub" or article.size < _STUB):
                return None if notice.kind in _BESIDE and any(map(_is_news, article.paragraphs)) else notice
    may_ask = len(body) <= _CONSENT * max_length and (language != "zh" or "ookie" in body)
    if may_ask and (match := wall_phrases.consent(body, language)):
        return wall_phrases.Notice("consent", match)
    if is_short:
        loose = [kind for kind, most in (("offer", _OFFER), ("remark", _REMARK)) if article.size <= most]
        for paragraph in article.paragraphs if loose else ():
            if notice := wall_phrases.loose(paragraph, language, loose):
                return notice
    return None
