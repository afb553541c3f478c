"""The words of a date as tokens.

`M8` is a month, `Y2023` a year, `D16` a day, `A`, `P`, `N` are halves of the day, `Z480` is a zone, `R` what is
relative, `?` what is unknown; for more see `date_words.words`. Digits become those of ASCII, marks stay, and clocks are
written with colons.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from newscheck.text import calendars, date_words

#: Marks of direction and of no width, which copied text has.
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
#: The first digits of other scripts, from Arabic to Khmer, and marks that are those of ASCII.
_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐"
_TO_ASCII = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)} | {
    **dict.fromkeys(map(ord, "॰։"), "."),
    **dict.fromkeys(map(ord, "׳’ʼ"), "'"),
    ord("״"): '"',
    ord("၊"): ",",
}
#: A year of the Persian calendar in Persian digits, first or last.
_PERSIAN_DAY = re.compile(
    r"(?<!\d)(?:([۱][۳۴][۰-۹]{2})\s?([-/.])\s?([۰-۹]{1,2})\s?\2\s?([۰-۹]{1,2})"
    r"|([۰-۹]{1,2})\s?([-/.])\s?([۰-۹]{1,2})\s?\6\s?([۱][۳۴][۰-۹]{2}))(?!\d)"
)
#: Abbreviations of letters with dots between them, in the scripts that have such ones: `ส.ค.`, `μ.μ.`, `ب.ظ.`.
_DOTTED = re.compile("(?<![^\\W\\d_])([ก-๎ກ-ໝα-ωء-ی਀-੿඀-෿]{1,3})\\.\\s?([ก-๎ກ-ໝα-ωء-ی਀-੿඀-෿]{1,3})(?:\\.|(?![^\\W\\d_]))")
#: The year of the Christian era; alone, the letter is the afternoon.
_CHRISTIAN = re.compile(r"(\d{4})\s?م(?![^\W\d_])")
_THAI_YEAR = re.compile(r"(?<![\d:.])(พศ|คศ)?\s?(\d{4}|\d\d)(?![\d:.]*\d)")
_THAI = re.compile("[ก-๎]")
_THAI_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})[.:](\d\d)\s?น(?:\.|(?![^\W\d_]))")
#: A short year is first where a Korean half of the day follows.
_KOREAN_DAY = re.compile(r"\A\s*(\d\d)([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?(?=\s*오[전후])")
#: With two digits, 2541 (1998) is no day and no year of ours in which there is news.
_FIRST_SHORT_YEAR = 2541
_LABEL = re.compile(r"\A[^\d:]{1,40}:(?!\d)")
#: A zone's name behind its offset: what JavaScript and Java print.
_COMMENT = re.compile(r"([+-]\d\d:?\d\d|z)\s*(?:\([^()]*\)|\[[a-z_]+(?:/[a-z_+-]+)*\])\Z")
#: Who wrote it, with a label.
_AUTHOR = re.compile(
    r"(?:来源|來源|稿源|作者|责编|編輯|编辑|记者|記者|\bsource|\bauthor)\s*:\s*[^\d:]{1,30}?(?=\s*(?:\d{4}[-/.年]|\Z))"
)
_DOTTED_HALF = re.compile(r"\b([ap])\s?\.\s?m\b\.?")
#: In Albanian: `p.d.` is before noon, `m.d.` after it.
_ALBANIAN_HALF = re.compile(r"(?<=\d)\s?([pm])\.\s?d\b\.?")
#: In Lithuanian: `2023 m. sausio 16 d.`
_LITHUANIAN_DAY = re.compile(r"(\d{4}) m\.( [^\W\d_]+ \d{1,2}) d\.")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|ère|e|º|ª|°)(?![^\W\d_])")
_DATE_T = re.compile(r"(?<=\d)t(?=\d)")
_UNITS = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)"
_CJK_UNITS = (
    "[个個]?(?:[かヶカ]月|週間|秒钟?|秒鐘|分钟?|分鐘|小时|小時|钟头|鐘頭|時間|时间|天|日|周|週|星期|礼拜|禮拜"
    "|月|年|초|분|시간|일|주|개월|년)"
)
_AGO = re.compile(
    r"\b(?:il y a|vor|hace|há|för|fyrir)\s+(?:\d+|une?|eine[mr]?|una|uma?)\s+[^\W\d_]+"
    r"|(?:\d+|\b(?:an?|one|two|three|few|several|half)|[一二两兩三四五六七八九十几幾数數半]+)\s*"
    rf"(?:{_UNITS}\.?\s*ago\b|{_CJK_UNITS}\s*(?:之|以)?(?:前|전))"
)
_SHORT_AGO = re.compile(rf"\s*\d{{1,3}}\s?{_UNITS}\s*")
_CJK_WEEKDAY = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|\([一二三四五六月火水木金土日]\)|[월화수목금토일]요일|\([월화수목금토일]\)"
)
_HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿卅]+(?=\s?[年月日号號时時点點分秒])")
_HAN_DIGITS = {digit: value for value, digits in enumerate(("〇○零", *"一二三四五六七八九")) for digit in digits}
#: Years of the Republic (Taiwan) and of Japanese emperors, as the year before their first.
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = re.compile(rf"(?:中華|中华)?({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年")
_CJK_CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})\s?(?:[时時点點시]|h(?:rs?|s)?(?![^\W\d_])|u(?:hr|ur)?(?![^\W\d_])|ч(?![^\W\d_]))"
    r"(?:\s?(?:(\d{1,2})(?!\d)\s?(?:[分분]|m(?:in)?(?![^\W\d_]))?|(半))(?:\s?(\d{1,2})\s?(?:[秒초]|s(?:ec)?(?![^\W\d_])))?)?"
)
_CJK_PART = re.compile(r"(?<!\d)(\d{1,4})\s?([年년月월日号號일])")
_CJK_PARTS = {"年": "Y", "년": "Y", "月": "M", "월": "M", **dict.fromkeys("日号號일", "D")}
_ESTONIAN_AGO = re.compile(r"\d+\s*(?:[smhtpnka]|sekundi|min|minuti|tunni|päeva|näd|nädala|kuu|aasta)\.?\s*eest\b")
_WEEKDAY_PHRASE = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7](?![\d/]))|chủ nhật)\b|יום [א-ו]'")
_VIETNAMESE_MONTH = re.compile(r"\bth(?:áng|g)\s?(\d{1,2})\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: A word of a script whose vowels are marks at letters.
_MARKED_WORD = re.compile(
    "[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u09e5"
    "\u0a01-\u0a65\u0a70-\u0ae5\u0b82-\u0be5\u0c00-\u0c65\u0c80-\u0ce5\u0d00-\u0d65\u0d80-\u0ddf"
    "\u0e30-\u0e4e\u0eb0-\u0ecd\u102b-\u103e\u1780-\u17d3])*"
    "(?:'[^\\W\\d_]+)?"
)


def tokenised(text: str) -> str:
    """A text in which words are tokens and `?` stands for those that are unknown; digits and marks stay."""
    text = text.lower() if text.isascii() else _plain(text)
    text = _AUTHOR.sub(" ", _COMMENT.sub(r"\1", text))
    if "." in text:
        text = _LITHUANIAN_DAY.sub(r"\1\2", _DOTTED_HALF.sub(r" \1m ", text))
        text = _ALBANIAN_HALF.sub(lambda match: " am " if match[1] == "p" else " pm ", text)
    text = "R" if _SHORT_AGO.fullmatch(text) else _AGO.sub(" R ", text)
    if "eest" in text:
        text = _ESTONIAN_AGO.sub(" R ", text)
    word = _WORD
    if not text.isascii():
        text, word = _without_phrases(_without_cjk(text)), _MARKED_WORD
    text = _VIETNAMESE_MONTH.sub(r" M\1 ", _LABEL.sub(_label, text))
    text = _CJK_CLOCK.sub(_colons, text)
    text = _ORDINAL.sub("", _DATE_T.sub(" ", text))
    return word.sub(_token, text)


def _plain(text: str) -> str:
    """A text in lower case, with digits of ASCII, and without what is not visible."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).lower().replace("i\u0307", "i")
    if "۱" in text:
        text = _PERSIAN_DAY.sub(_persian_day, text)
    text = text.translate(_TO_ASCII)
    if "م" in text:
        text = _CHRISTIAN.sub(r"\1 ", text)
    if "." in text:
        text = _KOREAN_DAY.sub(r"20\1-\3-\4", _DOTTED.sub(r"\1\2 ", text))
    return _THAI_YEAR.sub(_thai_year, _THAI_CLOCK.sub(r"\1:\2 ", text)) if _THAI.search(text) else text


def _persian_day(match: re.Match[str]) -> str:
    year, month, day = (match[1], match[3], match[4]) if match[1] else (match[8], match[7], match[5])
    return f" Y{int(year)} J{int(month)} D{int(day)} "


def _thai_year(match: re.Match[str]) -> str:
    """A year of the Buddhist era as one of ours, also with two digits; another number, or one of two eras, as it is."""
    era, digits = match.groups()
    year = int(digits) if len(digits) == 4 else 2500 + int(digits)
    is_buddhist = year in calendars.BUDDHIST_YEARS if len(digits) == 4 else year >= _FIRST_SHORT_YEAR
    if era == "พศ" or (era is None and is_buddhist):
        return f" Y{calendars.from_buddhist(year)} "
    return match[0]


def _without_phrases(text: str) -> str:
    """A text whose expressions of several words, or with quotes in them, are tokens."""
    pattern, table = _phrases()
    return pattern.sub(lambda match: f" {table[match[0]]} ", text)


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {word: token for word, token in _words().items() if " " in word or '"' in word}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def _label(match: re.Match[str]) -> str:
    """Nothing for a label (`Published:`); its words where one of them is part of the date."""
    kept = [token for word in _WORD.finditer(match[0]) if (token := _token(word).strip()) not in ("", "?")]
    return match[0] if kept else " "


def _token(match: re.Match[str]) -> str:
    word = match[0]
    if "A" <= word[0] <= "Z":  # a token of an earlier step: the text is in lower case
        return word
    token = _words().get(word) or _words_without_marks().get(date_words.folded(word.removeprefix("d'")))
    return "?" if token is None else f" {token} "


@cache
def _words() -> dict[str, str]:
    return date_words.words()


@cache
def _words_without_marks() -> dict[str, str]:
    return date_words.without_marks(_words())


@cache
def _cjk_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words without blanks between them, the longest first, and their tokens."""
    table = dict.fromkeys(date_words.CJK_FILLERS.split(), " ") | dict.fromkeys(date_words.CJK_RELATIVE.split(), "R")
    for tokens in (date_words.CJK_HALVES, date_words.CJK_ZONES):
        table |= {word: token for token, words in tokens.items() for word in words.split()}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def _without_cjk(text: str) -> str:
    """A text without Chinese, Japanese and Korean words of dates: they are tokens."""
    pattern, table = _cjk_words()
    text = _WEEKDAY_PHRASE.sub(" ", _CJK_WEEKDAY.sub(" ", text))
    text = pattern.sub(lambda match: f" {table[match[0]]} ", text)
    text = _HAN_NUMBER.sub(lambda match: str(_han_number(match[0])), text)
    text = _ERA.sub(lambda match: f" Y{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))} ", text)
    text = _CJK_CLOCK.sub(_colons, text)
    return _CJK_PART.sub(_part, text)


def _han_number(text: str) -> int:
    """`二〇二三`, `十六`, `二十`, `廿三` as a number."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[digit]) for digit in text))
    return 10 * _HAN_DIGITS.get(tens, 1) + _HAN_DIGITS.get(ones, 0)


def _part(match: re.Match[str]) -> str:
    """A number with its unit. A year of three digits is one of the Republic; no other calendar in use has one."""
    number, kind = int(match[1]), _CJK_PARTS[match[2]]
    if kind == "Y" and len(match[1]) == 3 and number >= 100:
        number += _ERAS["民國"]
    elif kind == "Y" and len(match[1]) == 2:
        number += 2000
    return f" {kind}{number:04d} " if kind == "Y" else f" {kind}{number} "


def _colons(match: re.Match[str]) -> str:
    hour, minute, half, second = match.groups()
    return f" {hour}:{30 if half else int(minute or 0):02d}" + (f":{int(second):02d} " if second else " ")
