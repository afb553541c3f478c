"""The settings `NEWSCHECK_*` of a Scrapy project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from math import inf
from os import PathLike, fspath
from typing import Any, NamedTuple, TypeVar

from scrapy.settings import BaseSettings

from newscheck.api.feed import form_of
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.errors import UsageError
from newscheck.text.suggestions import did_you_mean
from newscheck.triage import statistics

Number = TypeVar("Number", int, float)
PREFIX = "NEWSCHECK_"
_NEVER = "never"
#: Settings that `newscheck.Checker` takes, and those of them that are lists of names.
_CHECKER = ("CONFIG", "SITE", "LANGUAGE", "PRESET", "SCHEMA", "REFERENCE", "SELECT", "IGNORE", "FAIL_ON")
_LISTS = frozenset(("SELECT", "IGNORE"))
#: The others, with their defaults.
_OWN: Mapping[str, Any] = {
    "ENABLED": True,
    "DROP_ON": _NEVER,
    "TAG": "",
    "CLOSE_ON_SHARE": 0.0,
    "CLOSE_ON_COUNT": 0,
    "CLOSE_AFTER": 20,
    "REPORT": (),
}
NAMES = (*_CHECKER, *_OWN)


class CrawlOptions(NamedTuple):
    """What is done with the items of a crawl and their findings.

    `checker` are arguments of `newscheck.Checker`. An item is dropped with a finding of severity `drop_on` or above,
    its findings are put into its field `tag` (empty: none). The spider is closed where the share of items that are not
    valid reaches `close_share` after `close_after` items, or their number `close_count` (0: never). `reports` are the
    files of the report.
    """

    is_enabled: bool
    checker: Mapping[str, Any]
    drop_on: str
    tag: str
    close_share: float
    close_count: int
    close_after: int
    reports: tuple[str, ...]


def read(settings: BaseSettings) -> CrawlOptions:
    """The options that a project sets. Raises UsageError for an unknown name and for a value of the wrong form."""
    known = {f"{PREFIX}{name}" for name in NAMES}
    for name in settings:
        if isinstance(name, str) and name.startswith(PREFIX) and name not in known:
            raise UsageError(f"unknown setting {name}{did_you_mean(name, known)}")
    own = {name: settings.get(f"{PREFIX}{name}", default) for name, default in _OWN.items()}
    return CrawlOptions(
        is_enabled=_is_enabled(settings),
        checker={name.lower(): _argument(name, settings) for name in _CHECKER if settings.get(f"{PREFIX}{name}")},
        drop_on=_severity("DROP_ON", own["DROP_ON"]),
        tag=_tag(own["TAG"]),
        close_share=_number("CLOSE_ON_SHARE", own["CLOSE_ON_SHARE"], float, 1),
        close_count=_number("CLOSE_ON_COUNT", own["CLOSE_ON_COUNT"], int),
        close_after=_number("CLOSE_AFTER", own["CLOSE_AFTER"], int),
        reports=_reports(settings),
    )


def _argument(name: str, settings: BaseSettings) -> Any:
    """The value of a setting as an argument of the checker."""
    value = settings.get(f"{PREFIX}{name}")
    if name not in _LISTS:
        return str(value)
    if not isinstance(value, (str, Iterable)):
        raise UsageError(f"{PREFIX}{name}: {value!r} is no list of rules")
    return tuple(map(str, settings.getlist(f"{PREFIX}{name}")))


def _tag(value: Any) -> str:
    """The field for findings. Raises UsageError where it is none, or where it has what is checked."""
    if not isinstance(value or "", str):
        raise UsageError(f"{PREFIX}TAG: {value!r} is no name of a field")
    if value in ITEM_FIELDS:
        raise UsageError(f"{PREFIX}TAG: the findings would replace the {value} of each item; name another field")
    return value or ""


def _severity(name: str, value: Any) -> str:
    statistics.check_level(value, f"{PREFIX}{name}")
    return str(value)


def _reports(settings: BaseSettings) -> tuple[str, ...]:
    """The files of reports. Raises UsageError where one has no suffix of a format, or no folder."""
    given = settings.get(f"{PREFIX}REPORT", ())
    listed = given.split(",") if isinstance(given, str) else [given] if isinstance(given, PathLike) else given
    try:
        paths = tuple(path for entry in listed or () if (path := fspath(entry).strip()))
    except TypeError:
        raise UsageError(f"{PREFIX}REPORT: {given!r} is neither the path of a file nor a list of them") from None
    for path in paths:
        form_of(path)
        if not os.path.isdir(os.path.dirname(path) or "."):
            raise UsageError(f"{PREFIX}REPORT: can't write {path}: no such folder")
    return paths


def _number(name: str, value: Any, read: Callable[[Any], Number], most: float = inf) -> Number:
    """A number from 0 on, also as the text of a command line."""
    with suppress(TypeError, ValueError, OverflowError):
        number = read(value)
        if 0 <= number <= most:
            return number
    raise UsageError(f"{PREFIX}{name}: {value!r} is no number{f' from 0 to {most:g}' if most < inf else ' from 0 on'}")


def _is_enabled(settings: BaseSettings) -> bool:
    try:
        return settings.getbool(f"{PREFIX}ENABLED", True)
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"{PREFIX}ENABLED: {error}") from None
