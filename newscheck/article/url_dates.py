"""The date that publishers write into the path of a URL, in the forms that are used everywhere.

A date is a folder or begins one (`/2023/08/16/`, `/2023/8/16/`, `/2023/0816/`, `/2023-08-16-port`, `/20230816/`,
`/202308/t20230816_1.htm`); eight digits at the end of a slug are numbers of articles, too.
"""

from __future__ import annotations

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
_MONTH_ONLY = lazy_regex(f"/{_YEAR}[-/]?{_MONTH}/")


class UrlDate(NamedTuple):
    """The first and the last day that the date in a URL can mean: the same one, or those of a month."""

    first: date
    last: date


@lru_cache(64)
def find(address: str) -> UrlDate | None:
    """The date in the path of an unescaped URL; None where it has none, or several that differ."""
    path = "/" + address.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]
    if not _BEGIN.search(path):
        return None
    if days := {day for form in _FORMS for match in form.finditer(path) if (day := _day(*match.groups()))}:
        return UrlDate(day := days.pop(), day) if len(days) == 1 else None
    if any(form.search(path) for form in _FORMS):
        return None
    months = {match.groups() for match in _MONTH_ONLY.finditer(path)}
    return _month(*months.pop()) if len(months) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(year: str, month: str) -> UrlDate:
    first = date(int(year), int(month), 1)
    return UrlDate(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
