"""The form of a text in an item's own field: the host of a URL, or how a date is written.

Texts that differ in each article have one in common: the images of a site are on one host, and a scraper writes all its
dates alike (`0000-00-00T00:00:00Z`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from re import Match

from newscheck.article.sites import host_of
from newscheck.dump.own_value import HASH, OwnValue
from newscheck.html.markup_features import mask_values
from newscheck.text.regex import lazy_regex

#: What URLs begin with, and characters of a host that are kept: its last ones.
_URLS, _LONGEST_HOST = ("http://", "https://", "//"), 40
#: What is between the hash of a long text and the host of the URL that it is.
_HOST_FOLLOWS = " //"
#: Characters of the longest date.
_LONGEST_DATE = 40
#: A year, alone or before month and day, and what else a date has: digits, words, a few signs.
_YEAR = lazy_regex("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]{1,3}(?![0-9]))")
_OTHER = lazy_regex(r"[0-9A-Za-z\u00a0-\U0010ffff ,.:/+()-]+")
#: Fractions of seconds, numbers, and words in a row, perhaps abbreviated.
_PARTS = lazy_regex(
    r"(?P<fraction>(?<=:[0-9]{2})[.,][0-9]+)|(?P<number>[0-9]+)"
    r"|[A-Za-z\u00a0-\U0010ffff]+\.?(?: [A-Za-z\u00a0-\U0010ffff]+\.?)*"
)
#: Words that are signs of a form themselves.
_SIGNS = frozenset("TZ年月日時时分秒")


def with_host(hashed: str, text: str) -> str:
    """The hash of a long text, behind which is the host of the URL that it is, if it is one."""
    host = _host(text)
    return f"{hashed}{_HOST_FOLLOWS}{host}" if host else hashed


def forms(value: OwnValue) -> Sequence[str]:
    """The form of a text in words, or those of a list's entries; none of what is neither a URL nor a date."""
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else ()
    return [*dict.fromkeys(filter(None, map(_form, texts)))]


@lru_cache(maxsize=1 << 12)
def _form(text: str) -> str:
    host = text.partition(_HOST_FOLLOWS)[2] if text.startswith(HASH) else _host(text)
    if host:
        return f'URLs of "{host}"'
    return f'dates such as "{date}"' if (date := _date_form(text)) else ""


def _host(text: str) -> str:
    """The host of a URL, its numbers folded; an empty string where a text is none."""
    if not text.startswith(_URLS):
        return ""
    return mask_values(host_of(f"https:{text}" if text.startswith("//") else text)[-_LONGEST_HOST:])


def _date_form(text: str) -> str:
    """How a date with its year is written; an empty string where a text is none.

    Days and months of one digit and of two, fractions of seconds of any length, and names of months and days are the
    same: the calendar changes these.
    """
    if len(text) > _LONGEST_DATE or not ("20" in text or "19" in text):  # mostly
        return ""
    if text.isdigit() or not (_YEAR.search(text) and _OTHER.fullmatch(text)):
        return ""
    form = _PARTS.sub(_folded, text)
    return form if form.count("0") > len("0000") else ""


def _folded(part: Match[str]) -> str:
    if part["fraction"]:
        return ".0"
    if part["number"]:
        return "0" * max(2, len(part[0]))
    return part[0] if part[0] in _SIGNS else "a"
