"""Places where the blank between two words or sentences is missing, in languages that have blanks.

Abbreviations, addresses and names of products (`U.S.A`, `example.Org`, `Node.js`) are none: on both sides of the full
stop are two letters of a script, and in an alphabet with capitals the second word begins with one.
"""

from __future__ import annotations

from re import Match, Pattern

from newscheck.text.regex import lazy_regex
from newscheck.text.sentences import UNSPACED

#: Languages without blanks between words, or whose sentences may follow each other without one.
_WITHOUT_BLANKS = UNSPACED | {"zh", "ja"}
_CAPITALS = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐЎЂЃЅЈЉЊЋЌЏΑ-ΩŞİĞÇĐ"
_SMALL = "a-zß-öø-ÿа-яёіїєґўђѓѕјљњћќџα-ωάέήίόύώşığçđạ-ỹ"
#: Letters without capitals: Arabic and Hebrew, those of India (where a full stop ends abbreviations, too).
_SEMITIC, _INDIC = "\u0621-\u064a\u0671-\u06d3\u05d0-\u05ea", "\u0904-\u0963\u0966-\u0dff"
_CLOSER = '[»”"’)]?'
#: Ends of addresses and of names of products.
_DOMAINS = r"(?:Org|Com|Net|Info|[A-Z][a-z])\b"
_JOINED = lazy_regex(
    # The mark comes first, as one set: nothing else is tried at the other characters of a text.
    rf"[.!?؟।…](?:(?<=[{_SMALL}]{{2}}.){_CLOSER}(?=[{_CAPITALS}][{_SMALL}])(?!{_DOMAINS})"
    rf"|(?<=[{_SEMITIC}]{{2}}.){_CLOSER}(?=[{_SEMITIC}]{{2}})"
    rf"|(?<=[{_INDIC}]{{2}}[।!?]){_CLOSER}(?=[{_INDIC}]{{2}})"
    # A full stop between Korean nouns is a comma.
    rf"|(?<=[다요까죠].){_CLOSER}(?=[가-힣]{{2}}))"
)
_APART = lazy_regex(rf"[.!?؟।…](?<=[^\W\d_A-Z].|[\u0900-\u0dff].){_CLOSER}(?=\s)")
#: A capital inside a word that begins small, behind two small letters and before three. Bantu languages and Irish have
#: such words, and so do names of products, of which few are in one text.
_INNER = lazy_regex(rf"[{_CAPITALS}](?<=[{_SMALL}]{{2}}.)(?=[{_SMALL}]{{2}})")
_WITH_INNER = frozenset(("ga", "gd", "nr", "ss", "st", "tn", "ts", "ve", "xh", "zu"))
_WORD = lazy_regex(r"[^\W\d_]+")
_AROUND = 40
#: What an article about programs has, which names variables this way.
_CODE = ("()", "{", "=>", "</")
#: No language has a word of so many letters in the news; scripts without blanks between words are left out.
_LETTER = r"[^\W\d_\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u9fff\uf900-\ufaff]"
_MARK = r"[\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u200c\u200d]"
_LONGEST = 70
_RUN: Pattern[str] = lazy_regex(rf"(?<!\S){_LETTER}(?:{_LETTER}|{_MARK}){{{_LONGEST - 1},}}")
#: Characters for each blank in a text that has lost its blanks, which has several sentences in a row.
_RARE_BLANKS = 30
_PARTS = lazy_regex(rf"(?<!\S){_LETTER}(?:{_LETTER}|{_MARK}|[,.;:!?'\"()،؛؟।۔«»“”’-]|\d){{59,}}")


def sentences(text: str, language: str) -> tuple[int, int, Match[str] | None]:
    """How many sentences follow the one before without a blank, how many with one, and the first of the former."""
    if not language or language in _WITHOUT_BLANKS:
        return 0, 0, None
    first = _JOINED.search(text)
    if first is None:
        return 0, 0, None
    return len(_JOINED.findall(text)), len(_APART.findall(text)), first


def inside(text: str, language: str) -> list[Match[str]]:
    """Words of which each is two, the second one with a capital (`saidJohn`), as they stand first in the text."""
    if not language or language in _WITHOUT_BLANKS or language in _WITH_INNER:
        return []
    if _INNER.search(text) is None or any(mark in text for mark in _CODE):
        return []
    found: dict[str, Match[str]] = {}
    for capital in _INNER.finditer(text):
        at = capital.start()
        words = _WORD.finditer(text, max(0, at - _AROUND), at + _AROUND)
        word = next((word for word in words if word.start() < at < word.end()), None)
        if word is not None and word[0][0].islower():
            found.setdefault(word[0], word)
    return list(found.values())


def run(text: str) -> Match[str] | None:
    """The first run of letters that is longer than any word, or the first of sentences if blanks are rare."""
    words = text.split()
    if len(text) > _RARE_BLANKS * len(words):
        return _PARTS.search(text)
    return _RUN.search(text) if max(map(len, words), default=0) >= _LONGEST else None
