"""The date that an item states in its field `dateline`, with what its site, its feed and its crawl say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from json import dumps
from typing import Any

from newscheck.model import Document, Site
from newscheck.text import dates, written_date
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import EARLIEST_CRAWL, YEAR_10000
from newscheck.text.written_date import WrittenDate

#: Where `CST` is China Standard Time.
_CHINESE_ZONES = frozenset(
    ("Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Macau", "Asia/Chongqing", "Asia/Urumqi", "PRC")
)
_CHINA_STANDARD = 8 * 60
#: Characters of a value that a message quotes.
_QUOTED = 40
#: Blocks of a text that may be a relative date line, and the characters of one, and of one without a number.
_FIRST_BLOCKS, _LONGEST_RELATIVE, _LONGEST_WORD = 2, 30, 8
_DIGIT = lazy_regex(r"[0-9０-９一二三四五六七八九十半]")
#: A time of day without a day, or an exclamation or question.
_HEADING = lazy_regex(r"\s*[0-9]{1,2}(?:[:.h][0-9]{2})?(?:\s?[ap]\.?m\.?|\s?uhr)?\s*|.*[!?！？]\s*", re.IGNORECASE)
#: Fields in which items state their language, and what they state (ISO 639, `pl-PL`).
_LANGUAGE_FIELDS = ("language", "lang", "inLanguage", "language_code", "locale")
_LANGUAGE = lazy_regex(r"([A-Za-z]{2})(?:[-_].{1,20})?")
#: The languages of countries in whose languages there are dates that are others elsewhere.
_COUNTRIES = {"pl": "pl", "hr": "hr", "cz": "cs", "ir": "fa", "th": "th", "la": "lo", "kh": "km"}
_COUNTRY = lazy_regex(r"https?://[^/?#:]*\.([a-z]{2})(?![^/?#:])")
_HAN, _KANA = lazy_regex("[\u4e00-\u9fff]"), lazy_regex("[\u3040-\u30ff]")


def stated(document: Document, site: Site, epoch_ms: int | None) -> WrittenDate | None:
    """The date in the field `dateline` of an item; None for a document without that field.

    A date without a year is the last one before the crawl; day and month are in the order that the settings, the site
    or the other items of the file show; otherwise the day is first.
    """
    field = document.record_fields.get("dateline")
    if field is None:
        return None
    date = dates.parse(field.value)
    if date.kind == written_date.MOMENT and not date.order and not date.zone:
        return date
    date = _ordered(date, document, site)
    if date.readings:
        date = written_date.in_language(date, language(document.item, document.url and document.url.value))
    if site.timezone is None:
        date = in_china(date, document.title.value if document.title else None)
    elif site.timezone in _CHINESE_ZONES:
        date = in_china(date, None, is_known=True)
    if epoch_ms is not None and EARLIEST_CRAWL <= epoch_ms < YEAR_10000:
        date = written_date.completed(date, epoch_ms)
    return date


def _ordered(date: WrittenDate, document: Document, site: Site) -> WrittenDate:
    if not date.order:
        return date
    order, is_known = known_order(document, site)
    return written_date.in_order(date, order, is_known=is_known)


def language(item: Mapping[str, Any] | None, url: Any) -> str:
    """The language of an item (ISO 639) as it states it, or by the country in its address; empty where neither does."""
    for name in _LANGUAGE_FIELDS if item else ():
        value = item.get(name) if item else None
        if isinstance(value, str) and (match := _LANGUAGE.fullmatch(value)):
            return match[1].lower()
    country = _COUNTRY.match(url) if isinstance(url, str) else None
    return _COUNTRIES.get(country[1], "") if country else ""


def known_order(document: Document, site: Site) -> tuple[str, bool]:
    """The order of day and month, and whether the settings or the site state it; empty where it is not known."""
    if document.is_date_order_set:
        return document.date_order, True
    if site.day_first is not None:
        return (written_date.DAY_FIRST if site.day_first else written_date.MONTH_FIRST), True
    return document.date_order, False


def shown_order(document: Document, site: Site) -> str:
    """The order of day and month that an item's date line shows; empty where settings, site or file state it."""
    field = document.record_fields.get("dateline")
    if field is None or not isinstance(field.value, str):
        return ""
    # Four digits: the year is first.
    if field.value[:4].isdigit() or known_order(document, site)[0]:
        return ""
    return dates.parse(field.value).order


def relative(paragraphs: Sequence[str]) -> str:
    """The date line of a text whose date is relative to the crawl (`6小时前`), one of its first blocks; else empty.

    It is as short as a date, and has a number unless it is a word. In the Latin alphabet, words for today are names and
    words of titles, too, and a time of day alone is a heading of what happened then.
    """
    for text in paragraphs[:_FIRST_BLOCKS] if len(paragraphs) > 1 else ():
        has_number = _DIGIT.search(text) is not None
        if len(text) > (_LONGEST_RELATIVE if has_number else _LONGEST_WORD) or _HEADING.fullmatch(text):
            continue
        if (has_number or not text.isascii()) and dates.parse(text).kind == written_date.RELATIVE:
            return text
    return ""


def in_china(date: WrittenDate, title: Any, *, is_known: bool = False) -> WrittenDate:
    """A date in whose zone `CST` is China Standard Time, if the article is Chinese: known to be, or by its title."""
    if date.zone != "cst":
        return date
    is_chinese = isinstance(title, str) and _HAN.search(title) and not _KANA.search(title)
    return date._replace(offset=_CHINA_STANDARD, zone="") if is_known or is_chinese else date


def quoted(value: Any) -> str:
    """A value for a message, shortened; text without quotes."""
    text = value.strip() if isinstance(value, str) else dumps(value, ensure_ascii=False)
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
