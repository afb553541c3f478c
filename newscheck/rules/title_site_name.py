"""The title ends with the name of the site.

The title comes from `<title>` or `og:title` instead of the headline. In RFI's archive of 2020 each of 4,509 agency
wires has it and nothing else does: the same headline then exists in two forms, and every list of titles repeats the
name.

What to do: take the headline (`<h1>`, the feed's title), or remove what matches `title_suffix` of the site file. Column
names (`Headline - Column`) are not reported.
"""

from collections.abc import Iterator
from unicodedata import combining, normalize

from newscheck.article.sites import host_of
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "warning"
_URL = "https://news.example.org/2023/%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4.html"
BAD = [
    {"title": "海上救援协定周五开始生效 – 法国国际广播电台 - RFI"},
    {"title": "海上救援协定周五开始生效 - RFI - 法国国际广播电台"},
    {"title": "海上救援协定周五开始生效 | 里斯本新闻网", "url": _URL},
    {"title": "海上救援协定周五开始生效_海事之声中文网", "url": _URL},
    {"title": "海上救援协定周五开始生效 - news.example.org", "url": _URL},
    {"title": "海上救援协定周五开始生效 — Example News 中文", "url": _URL},
    {"title": "海上救援协定周五开始生效 - EXA 时事", "url": _URL},
    {"title": "海上救援协定周五开始生效 - Le Monde", "url": "https://www.lemonde.example/2023/1"},
    {"title": "海上救援协定周五开始生效 | El País", "url": "https://elpais.example/2023/1"},
    {"title": "海上救援协定周五开始生效 - The Washington Post", "url": "https://www.washingtonpost.example/2023/1"},
    {"title": "海上救援协定周五开始生效｜海事新聞デジタル", "url": _URL},
    {"title": "海上救援协定周五开始生效 - خبرگزاری دریا", "url": _URL},
    {"title": "海上救援协定周五开始生效 | सागर न्यूज़ हिंदी", "url": _URL},
    {"title": "海上救援协定周五开始生效 - Газета «Маяк»", "url": _URL},
]
GOOD = [
    {"title": "海上救援协定周五开始生效 - 要闻分析"},
    {"title": "法国国际广播电台记者：海上救援协定周五生效"},
    {"title": "海上救援 | 协定周五开始生效", "url": _URL},
    {"title": "海上救援协定周五开始生效 - 本台评论", "url": _URL},
    {"title": "海上救援协定周五生效 - 沿海各国设立互联网", "url": _URL},
    {"title": "海上救援协定周五生效 - Le Monde diplomatique", "url": _URL},
]
_DIVIDERS = "-–—|｜_·"
#: A name is at most this long; longer text is part of the headline.
_LONGEST = 24
#: The end of a title, after a divider with spaces around it (a bar or an underscore needs none).
_END = lazy_regex(r"(?:\s[-–—·]{1,2}\s|\s?[|｜_]\s?)([^-–—·|｜_\n]{2,24})$")
_NAME = lazy_regex(
    r"(?:[^\s]{0,12}(?:新闻网|新聞網|中文网|中文網|电视台|電視台|广播电台|廣播電台|通讯社|通訊社)|(?:[0-9A-Za-z-]+\.)+[A-Za-z]{2,8}"
    r"|[^\s]{1,12}(?:新聞|ニュース|テレビ|放送|通信社)(?:デジタル|オンライン|電子版|社|社ニュース|NEWS)"
    r"|[가-힣A-Z]{1,8}(?:일보|신문|뉴스|방송|통신사|닷컴|타임스)"
    r"|(?:خبرگزاری|روزنامه|صحيفة|وكالة|جريدة) \S.{1,18}|\S{2,12} (?:न्यूज(?:\u093c)?|न्यूज़|टाइम्स|टीवी)(?: हिंदी| हिन्दी)?"
    r"|\S{2,12} ?(?:নিউজ|টিভি|টাইমস)|(?:สำนักข่าว|หนังสือพิมพ์)\S{2,18}|\S{2,14}ออนไลน์|Báo [A-ZĐ]\S+ [A-ZĐ]\S+"
    r"|(?:РИА|ИА|Газета|Радио|Телеканал|Журнал) [«\"]?[А-ЯІЇЄҐ].{1,16}|Новости [А-Я]\w+|Новини [А-ЯІЇЄҐ]\w+"
    r"|\S{2,14} (?:Gazetesi|Haber Ajansı|Televizyonu))$"
)
#: How German writes umlauts in a host, and articles that a host leaves out.
_LONG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i"})
_ARTICLES = frozenset(("the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "o", "a"))
_WORD = lazy_regex(r"[0-9A-Za-z]{2,}")
#: Labels of a host that are not a name.
_GENERAL = frozenset(("www", "com", "org", "net", "gov", "edu", "info", "news", "chinese", "mobile", "blog"))


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Match the site's own pattern; without one, an ending that looks like a name or contains the host's name."""
    title, pattern = article.title, ctx.site.title_suffix
    if not title:
        return
    if pattern is not None:
        suffix = pattern.search(title)
        if suffix:
            name = suffix[0].strip()
            yield Hit(f"the title ends with the site's name: {name}", "/title", title.rfind(name), len(title))
        return
    tail = title[-_LONGEST - 4 :]
    if any(map(tail.__contains__, _DIVIDERS)) and (suffix := _END.search(tail)) and _is_name(suffix[1], article):
        name = suffix[0].strip()
        yield Hit(f"the title ends with the site's name: {name}", "/title", title.rfind(name), len(title))


def _is_name(text: str, article: Article) -> bool:
    if text == article.site.title or _NAME.match(text):
        return True
    labels = set(host_of(article.url).split(".")[:-1]) - _GENERAL
    if any(word.lower() in labels or _is_short_for(word, labels) for word in _WORD.findall(text)):
        return True
    return not labels.isdisjoint(_as_labels(text))


def _as_labels(text: str) -> Iterator[str]:
    """The labels of a host that a name of several words may have: Le Monde is lemonde, El País elpais."""
    plain = "".join(char for char in normalize("NFKD", text.casefold().translate(_LONG)) if not combining(char))
    words = _WORD.findall(plain)
    yield "".join(words)
    yield "-".join(words)
    if len(words) > 1 and words[0] in _ARTICLES:
        yield "".join(words[1:])


def _is_short_for(word: str, labels: set[str]) -> bool:
    """Whether a label of the host begins with an acronym: VOA, voachinese.com."""
    return len(word) > 2 and word.isupper() and any(label.startswith(word.lower()) for label in labels)
