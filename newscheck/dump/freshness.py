"""The setting `max-age`: how old the newest article of a feed may be, as options of rule `feed-silent`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from newscheck.article.sites import GENERIC_SITE, SiteIndex, publisher_name
from newscheck.errors import UsageError

#: The rule.
FEED_SILENT = "feed-silent"
#: The key of the limit for all sites that have none of their own.
DEFAULT = "default"
_SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)([mhd])", re.ASCII)
_HOURS = {"m": 1 / 60, "h": 1, "d": 24}
_NO_LIMIT = "off"


def parse_hours(span: str, where: str = "") -> float:
    """A span of time (`90m`, `6h`, `2d`) in hours, 0 for `off`. Raises UsageError for any other text and for no time.

    `where` is the file with the setting.
    """
    if span == _NO_LIMIT:
        return 0
    match = _SPAN.fullmatch(span)
    if not match or not float(match[1]):
        raise UsageError(f"{where and f'{where}: '}max-age: {span!r} is no span of time such as 90m, 6h or 2d")
    return float(match[1]) * _HOURS[match[2]]


def parse_limits(age: Any, where: str = "") -> dict[str, float]:
    """The limits in hours by site that `max-age` sets: one for all of them, or a table.

    The schema of the settings refuses anything else. Raises UsageError for a text that is no span of time.
    """
    table = age if isinstance(age, Mapping) else {DEFAULT: age}
    return {name: parse_hours(span, where) for name, span in table.items() if isinstance(span, str)}


def merge_limits(settings: Mapping[str, float], command_line: Mapping[str, float]) -> dict[str, float]:
    """The limits of the settings, overridden by those of the command line; `off` there is for all sites."""
    return {**({} if command_line.get(DEFAULT) == 0 else settings), **command_line}


def with_limits(rules: Mapping[str, Any], ages: Mapping[str, float]) -> Mapping[str, Any]:
    """Settings of rules, with the limits as options of `feed-silent`."""
    setting = rules.get(FEED_SILENT, {})
    options: Mapping[str, Any] = {"severity": setting} if isinstance(setting, str) else setting
    table = {name.replace("_", "-"): value for name, value in options.items()}
    if ages == {DEFAULT: 0}:
        return {**rules, FEED_SILENT: {**table, "max-hours": 0, "site-hours": {}}}
    own = table.get("site-hours", {}) | {name: limit for name, limit in ages.items() if name != DEFAULT}
    if not ages and not own:
        return rules
    # Where only single sites have a limit, the others have none.
    others = ages.get(DEFAULT) or table.get("max-hours") or inf
    return {**rules, FEED_SILENT: {**table, "max-hours": others, **({"site-hours": own} if own else {})}}


def unknown_sites(rules: Mapping[str, Any], sites: SiteIndex) -> Iterator[tuple[str, str]]:
    """Names of limits that are no site's, each with the name of the site that is meant, if there is one.

    A publisher without site data has its domain as its name, so any domain may be one.
    """
    settings = rules.get(FEED_SILENT, {})
    for name in () if isinstance(settings, str) else settings.get("site-hours", {}):
        url = f"https://{name}/"
        known = publisher_name(sites.for_url(url), url if "." in name else "")
        if not name or name == GENERIC_SITE or name not in (*sites.by_name, known):
            yield name, known
