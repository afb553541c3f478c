"""Whether a text is the name of a site: by its form in many languages, and by the site's host."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, normalize

from newscheck.text.regex import lazy_regex

_NAME = lazy_regex(
    r"(?:[^\s]{0,12}(?:新闻网|新聞網|中文网|中文網|电视台|電視台|广播电台|廣播電台|通讯社|通訊社)|(?:[0-9A-Za-z-]+\.)+[A-Za-z]{2,8}"
    r"|[^\s，。：、]{2,8}(?:日报|晚报|早报|晨报|时报|都市报|商报|日報|晚報|早報|時報|郵報)(?:网|網|在线|在線|新闻网|新聞網|電子報)?"
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
_APOSTROPHES = lazy_regex("['’ʼ`´]")
_WORD = lazy_regex(r"[0-9A-Za-z]{2,}")
#: Labels of a host that are not a name.
_GENERAL = frozenset(("www", "com", "org", "net", "gov", "edu", "info", "news", "chinese", "mobile", "blog"))


def is_site_name(text: str, host: str) -> bool:
    """Whether a text looks like the name of a publisher, or has a word of its host."""
    if _NAME.match(text):
        return True
    labels = set(host.split(".")[:-1]) - _GENERAL
    if any(word.lower() in labels or _is_short_for(word, labels) for word in _WORD.findall(text)):
        return True
    return not labels.isdisjoint(_as_labels(text))


def _as_labels(text: str) -> Iterator[str]:
    """The labels of a host that a name of several words may have: Le Monde is lemonde, El País elpais."""
    plain = "".join(char for char in normalize("NFKD", text.casefold().translate(_LONG)) if not combining(char))
    words = _WORD.findall(_APOSTROPHES.sub("", plain))
    yield "".join(words)
    yield "-".join(words)
    if len(words) > 1 and words[0] in _ARTICLES:
        yield "".join(words[1:])


def _is_short_for(word: str, labels: set[str]) -> bool:
    """Whether a label of the host begins with an acronym: VOA, voachinese.com."""
    return len(word) > 2 and word.isupper() and any(label.startswith(word.lower()) for label in labels)
