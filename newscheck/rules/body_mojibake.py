"""The title or the text was decoded with the wrong encoding.

UTF-8 decoded as Latin-1 or Windows-1252 turns each Chinese character into three others (`ä¸­æ–‡`), decoded as GBK into
rare characters (`涓浗`). GBK decoded as Latin-1 gives rows of accented letters (`ÖÐ¹ú`). `锟斤拷` and `ï¿½` are the
remains of characters that an earlier step lost for good. Single accented letters, as in French names, are not reported.

What to do: decode the bytes of the response once, with the page's own charset, and look for a second decoding or
encoding step. In stored files, `text.encode("cp1252").decode("utf-8")` reverses the first kind.
"""

from collections.abc import Iterator
from re import Match

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
#: What the bytes 80-BF are in Latin-1 and in Windows-1252.
_TRAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
#: What UTF-8 of everyday Chinese (，。的 and the first two bytes of many others) is in GBK and in Big5.
_IN_GBK, _IN_BIG5 = "[锛銆鐨紝殑鍥浗鍦鏄鍙鍒鍚鍏涓]", "[嚗銝鈭隞餈憭摰撟]"
_KINDS = (
    ("UTF-8 read as GBK; the characters had been lost before (U+FFFD)", lazy_regex("锟斤拷")),
    ("UTF-8 read as Latin-1 or Windows-1252; the characters had been lost before (U+FFFD)", lazy_regex("ï¿½")),
    ("GBK read as Latin-1 or Windows-1252", lazy_regex("(?:[\u00b0-\u00f7][\u00a1-\u00fe]){8}")),
    ("UTF-8 read as Latin-1 or Windows-1252", lazy_regex(f"(?:[ã-éï]{_TRAIL}{_TRAIL}){{2}}")),
    ("UTF-8 read as Latin-1 or Windows-1252", lazy_regex(f"Ã{_TRAIL}|Â[\u00a0-\u00bf]|â€{_TRAIL}")),
    ("UTF-8 read as GBK", lazy_regex(f"{_IN_GBK}.{{0,6}}{_IN_GBK}.{{0,6}}{_IN_GBK}")),
    ("UTF-8 read as Big5", lazy_regex(f"{_IN_BIG5}.{{0,6}}{_IN_BIG5}.{{0,6}}{_IN_BIG5}")),
)
#: Each kind contains one of these, and well-formed Chinese almost never does.
_SIGNS = "ïÃ锟锛紝嚗"
#: A title is short, so it is searched for every character that begins one of the kinds.
_SUSPECT = lazy_regex(f"[\u00a1-\u00ff锟]|{_IN_GBK}|{_IN_BIG5}")
_LEAD = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
_FRENCH = "里昂的André Lefèvre（Fédération des pêcheurs）在Forêt-sur-Mer说，São João港的Hervé已经同意“en été”恢复工作。"
BAD = [
    {"lead": _LEAD.encode().decode("latin-1"), "paragraphs": []},
    {"paragraphs": [_LEAD[:20] + _LEAD.encode().decode("cp1252", "ignore")]},
    {"paragraphs": [_LEAD.encode().decode("gbk", "ignore") + _LEAD]},
    {"paragraphs": [_LEAD.encode().decode("big5", "ignore") + _LEAD]},
    {"lead": _LEAD.encode("gbk").decode("latin-1"), "paragraphs": []},
    {"paragraphs": [_LEAD + "港口锟斤拷已经开放。"]},
    {"paragraphs": [_LEAD + "港口ï¿½已经开放。"]},
    {"paragraphs": [_LEAD + "LefÃ¨vre已经同意。"]},
]
GOOD = [{"paragraphs": [_FRENCH]}, {"paragraphs": ["锛是锑的旧称，锟则见于人名，气象学家在论文里提到这两个字。"]}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first wrongly decoded place of the title and of the text."""
    if article.title and _SUSPECT.search(article.title) and (misreading := _find(article.title)):
        kind, match = misreading
        yield Hit(f"title misread: {kind}", "/title", match.start(), match.end())
    body = article.body
    if (article.han_count * 2 < len(body) or any(map(body.__contains__, _SIGNS))) and (misreading := _find(body)):
        kind, match = misreading
        yield Hit(f"text misread: {kind}", "/body", match.start(), match.end(), evidence=match[0])


def _find(text: str) -> tuple[str, Match[str]] | None:
    for kind, pattern in _KINDS:
        if match := pattern.search(text):
            return kind, match
    return None
