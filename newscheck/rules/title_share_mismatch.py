"""The page's share links contain another title.

A page's share block repeats its title, so a file can be checked against itself. If the titles differ, title and text
come from two pages, or the publisher changed the headline between feed and page.

What to do: compare with the page. If many articles are reported, the scraper pairs feed items with the wrong pages.
Quotes, spaces, a column's name and a shortened headline are ignored, and so is a headline for social networks: another
one whose words are in the text, as those of the title are.
"""

import re
from collections.abc import Iterator
from html import unescape
from unicodedata import normalize

from newscheck.article.extraction import decode_url
from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex
from newscheck.text.unicode_script import has_han

SEVERITY = "warning"
BAD = [
    {"shared_title": "老电影院门前排起长队"},
    {"title": "里斯本港口复工", "shared_title": "里斯本港口停工"},
    {"shared_title": "undefined"},
]
GOOD = [
    {},
    {"share": False},
    {"title": "外交部：“渔业配额” 谈判&表决", "shared_title": '外交部:"渔业配额"\u00a0谈判&amp;表决'},
    {"title": "里斯本港口复工 - 要闻分析", "shared_title": "里斯本港口复工"},
    {"title": "里斯本港口复工 渔民表示欢迎", "shared_title": "里斯本港口复工…"},
    {"title": "里斯本港口100%复工", "shared_title": "里斯本港口100%复工"},
    {
        "title": "里斯本港口复工",
        "shared_title": "码头工人回到里斯本：谈了三周的夜班津贴",
        "paragraphs": [
            "里斯本港口周四复工，码头工人谈了三周，争的是夜班津贴。",
            "工会说，吊车在日落前重新开动，积压的货柜要十天才能运完。",
        ],
    },
    {"title": "里斯本港口复工", "shared_title": "请看：里斯本港口复工"},
]
#: What precedes the title in a share link.
_TEXT = "text="
#: The start of the URL after the title in WhatsApp links. It is cut off first, since it is escaped twice.
_URL = lazy_regex(r"https?(?:%3A|:)", re.IGNORECASE)
_DASH = " \n-–|+"
_MARKS = lazy_regex(r"[\W_]+")
#: A shortened headline has at least this many characters.
_SHORTEST = 5
#: Pieces of a headline: pairs of Han characters, beginnings of words, numbers. The fewest that tell anything, and the
#: share of them that is in the text of 95 % of articles, but in hardly any other text.
_PIECE = lazy_regex(r"(?=([\u3400-\u9fff]{2}))|(?<![^\W_])(?=([^\W\d_\u3400-\u9fff]{4,6}|\d{2,}))")
_FEWEST, _HAN_SHARE, _WORD_SHARE = 3, 0.25, 0.5
_SHOWN = 40


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Compare the title with that in the first share link that has one, ignoring punctuation and white space."""
    title, share = article.title, ctx.site.furniture.share_links
    if not title or share is None:
        return
    for link in article.content.links:
        at = link.find(_TEXT)
        if at > 0 and link[at - 1] in "?&":
            raw = _URL.split(link[at + len(_TEXT) :].partition("&")[0], maxsplit=1)[0]
            text = decode_url(raw).rstrip(_DASH)
            if text == title:
                return
            if not share.match(link):
                continue
            if text and not _is_same(title, text) and not _are_of_text(title, text, article.body):
                start = article.html.find(raw)
                shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
                yield Hit(f"the share link contains another title: {shown}", "/html", start, start + len(raw))
            return


def _is_same(title: str, other: str) -> bool:
    own, shared = _letters(_URL.split(title, maxsplit=1)[0]), _letters(other)
    short, long = sorted((own, shared), key=len)
    return own == shared or (len(short) >= _SHORTEST and short in long)


def _are_of_text(title: str, other: str, body: str) -> bool:
    """Whether the title, and what the other headline has and the title has not, are in the words of the text."""
    text, own, shared = body.casefold(), _pieces(title), _pieces(other)
    new, old = shared - own, own - shared
    # The same sentence about another subject.
    if len(old) >= _FEWEST and 2 * len(old) <= len(own):
        return False
    if not new:
        return len(shared) >= _FEWEST
    return min(len(own), len(new)) >= _FEWEST and _is_of(own, text) and _is_of(new, text)


def _is_of(pieces: set[str], text: str) -> bool:
    least = _HAN_SHARE if has_han("".join(pieces)) else _WORD_SHARE
    return sum(piece in text for piece in pieces) >= least * len(pieces)


def _pieces(title: str) -> set[str]:
    return {match[1] or match[2] for match in _PIECE.finditer(title[:300].casefold())}


def _letters(text: str) -> str:
    return _MARKS.sub("", normalize("NFC", unescape(unescape(text)))).casefold()
