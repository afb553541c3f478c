"""The date that publishers write into the path of a URL, in the forms that are used everywhere.

A date is a folder or begins one (`/2023/08/16/`, `/2023/8/16/`, `/2023/0816/`, `/2023-08-16-port`, `/20230816/`,
`/202308/t20230816_1.htm`), or is written in the order of Europe before the number of the article
(`-16082023-4711.html`, `-16-08-2023-AB12.php`); a month may be a word (`/2023/aug/16/`). Other eight digits at the
end of a slug are numbers of articles, too.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from newscheck.text.regex import lazy_regex

_YEAR, _MONTH, _DAY = "((?:19|20)[0-9]{2})", "(1[0-2]|0[1-9])", "(3[01]|[12][0-9]|0[1-9])"
_MONTH_NUMBER, _DAY_NUMBER = "(1[0-2]|0?[1-9])", "(3[01]|[12][0-9]|0?[1-9])"
_END = "(?=[/_.-]|$)"
_FORMS = tuple(
    map(
        lazy_regex,
        (
            f"/{_YEAR}/{_MONTH_NUMBER}/{_DAY_NUMBER}{_END}",
            f"/{_YEAR}-{_MONTH_NUMBER}-{_DAY_NUMBER}(?![0-9])",
            f"/{_YEAR}[-/]{_MONTH}/?{_DAY}(?=[/_]|$)",
            f"/{_YEAR}{_MONTH}/{_DAY}(?=[/_]|$)",
            f"/(?:[a-z]{{1,2}}|content_)?{_YEAR}{_MONTH}{_DAY}(?:{_END}|(?=(?:[01][0-9]|2[0-3])[0-5][0-9]))",
        ),
    )
)
#: What each of them begins with.
_BEGIN = lazy_regex("/(?:[a-z]{1,2}|content_)?(?:19|20)[0-9]{2}")
_CAPTURE = lazy_regex("^[a-z]+://[^/]+/(?:web/)?[0-9]{4,14}[a-z_]{0,4}/(?=https?:)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = lazy_regex(f"/{_YEAR}/({'|'.join(_MONTHS)})/{_DAY}(?=[/_.-]|$)", re.IGNORECASE)
#: Day, month and year behind the words of a slug, before the number that ends it.
_EUROPEAN = lazy_regex(rf"-{_DAY}(-?){_MONTH}\2(20[0-3][0-9])-[0-9A-Z]{{3,40}}(?:\.[a-z]{{3,5}})?/?$")
_YEARS = lazy_regex("20[0-3][0-9]-")
#: Eight digits that may be a date, before the four to eight of an article's own.
_NUMBER = lazy_regex(rf"/{_YEAR}{_MONTH}{_DAY}[0-9]{{4,8}}(?:\.[a-z]{{3,5}})?/?$")
#: Addresses whose date is kept: rules, the summary and the features each ask for those of a batch of articles.
ADDRESSES = 256
_MONTH_ONLY = lazy_regex(f"/{_YEAR}[-/]?{_MONTH}/")


class UrlDate(NamedTuple):
    """The first and the last day that the date in a URL can mean: the same one, or those of a month."""

    first: date
    last: date


@lru_cache(ADDRESSES)
def find(address: str) -> UrlDate | None:
    """The date in the path of an unescaped URL; None where it has none, or several that differ."""
    # The Wayback Machine writes the time of its capture before the URL.
    address = _CAPTURE.sub("", address) if "/http" in address else address
    path = "/" + address.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]
    if not _BEGIN.search(path):
        return _european(path)
    if word := _WORD.search(path):
        day = _day(word[1], f"{_MONTHS.index(word[2].lower()) + 1}", word[3])
        return UrlDate(day, day) if day else None
    if days := {day for form in _FORMS for match in form.finditer(path) if (day := _day(*match.groups()))}:
        return UrlDate(day := days.pop(), day) if len(days) == 1 else None
    if any(form.search(path) for form in _FORMS):
        return None
    months = {match.groups() for match in _MONTH_ONLY.finditer(path)}
    return _month(*months.pop()) if len(months) == 1 else None


def of_number(address: str) -> date | None:
    """The date with which the number of an article begins (`/202308163500029.aspx`), in a URL that has no other.

    A number that merely counts may look like it, so this is no more than a guess.
    """
    match = _NUMBER.search(address.partition("?")[0].partition("#")[0])
    return _day(*match.groups()) if match else None


def _european(path: str) -> UrlDate | None:
    if not _YEARS.search(path) or (match := _EUROPEAN.search(path)) is None:
        return None
    day = _day(match[4], match[3], match[1])
    return UrlDate(day, day) if day else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(year: str, month: str) -> UrlDate:
    first = date(int(year), int(month), 1)
    return UrlDate(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
