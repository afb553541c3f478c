"""The reference file: profiles of sites, to be kept beside a dump (`schemas/reference.schema.json`).

It is small enough for git and readable in a diff: each feature has a line for the share of articles that have it, and a
line with a sign per hour for how many had it. The same articles give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

from newscheck.layout.counted_since import VERSION
from newscheck.layout.profile import (
    MAX_ARTICLES,
    MAX_FEATURES,
    DatedPath,
    FeatureCounts,
    Profile,
    counted,
    without_oldest,
)
from newscheck.layout.thresholds import YOUNG_REFERENCE
from newscheck.text.display import escape_surrogates
from newscheck.text.regex import lazy_regex
from newscheck.text.timestamps import HOUR, format_day, format_iso_ms, to_ms

#: Kinds and skeletons kept of a site, the commonest first.
_MOST_LABELS = 100
#: What a file that is read counts of a site at most: hours, and articles, of which merged references may have many in
#: one hour. More would exhaust the memory.
_MOST_HOURS, _MOST_ARTICLES = MAX_ARTICLES, 20 * MAX_ARTICLES
#: Features that the articles of a site have together, at most.
_MOST_CELLS = 200 * _MOST_ARTICLES
#: Signs of a row: none of an hour's articles, a number of them, all; a sign and how often it is repeated.
_NONE, _ALL = ".", "="
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGN = lazy_regex(r"([.=0-9a-zA-Z]|\([0-9]{1,9}\))(?:\{([0-9]{1,9})\})?")


def dumps(profiles: Mapping[str, Profile]) -> str:
    """The text of the reference file of some sites' profiles."""
    sites = {site: _site(without_oldest(profiles[site])) for site in sorted(profiles)}
    return json.dumps({"reference_version": VERSION, "sites": sites}, ensure_ascii=False, indent=1) + "\n"


def _site(profile: Profile) -> dict[str, Any]:
    hours = sorted(profile.articles.hours)
    days = groupby(hours, key=lambda hour: format_day(hour * HOUR))
    kinds = _commonest(profile.articles.kinds)
    rows = sorted(profile.features, key=lambda name: (-sum(profile.features[name].hours.values()), name))[:MAX_FEATURES]
    older = {"features_version": profile.version} if profile.version < VERSION else {}
    return older | {
        "articles": profile.count,
        "first": _dated_path(profile.articles.first),
        "last": _dated_path(profile.articles.last),
        "hours": {
            day: " ".join(f"{hour % 24}:{profile.articles.hours[hour]}" for hour in in_day) for day, in_day in days
        },
        "kinds": kinds,
        "skeletons": _commonest(profile.skeletons),
        "features_left_out": len(profile.features) - len(rows),
        "features": {
            name: {
                "share": round(sum(profile.features[name].hours.values()) / profile.count, 3),
                "first": _dated_path(profile.features[name].first),
                "last": _dated_path(profile.features[name].last),
                "hours": _row(profile.features[name].hours, profile.articles.hours),
                "kinds": _row(profile.features[name].kinds, kinds),
            }
            for name in sorted(rows)
        },
    }


def _commonest(numbers: Mapping[str, int]) -> dict[str, int]:
    names = sorted(numbers, key=lambda name: (-numbers[name], name))[:_MOST_LABELS]
    return {name: numbers[name] for name in sorted(names) if numbers[name]}


def _row(numbers: Mapping[Any, int], of: Mapping[Any, int]) -> str:
    """A sign for each of the sorted keys of `of`: how many of that number have the feature."""
    signs = (_sign(min(numbers.get(key, 0), of[key]), of[key]) for key in sorted(of))
    runs = ((sign, sum(1 for _ in run)) for sign, run in groupby(signs))
    return "".join(f"{sign}{{{length}}}" if length > 3 else sign * length for sign, length in runs)


def _sign(number: int, of: int) -> str:
    if number in (0, of):
        return _ALL if number else _NONE
    return _DIGITS[number] if number < len(_DIGITS) else f"({number})"


def _dated_path(article: DatedPath) -> str:
    return escape_surrogates(f"{format_iso_ms(article[0])} {article[1]}".rstrip())


def read(table: Mapping[str, Any]) -> dict[str, Profile]:
    """The profiles of a reference that its schema accepts. Raises ValueError where its numbers don't add up."""
    return {site: _profile(site, entry, table["reference_version"]) for site, entry in table["sites"].items()}


def _profile(site: str, entry: Mapping[str, Any], file_version: int) -> Profile:
    version = entry.get("features_version", file_version)
    if version > file_version:
        raise ValueError(f"{site}: features of version {version} in a file of version {file_version}")
    hours: dict[int, int] = {}
    for day, row in entry["hours"].items():
        midnight = to_ms(date.fromisoformat(day)) // HOUR
        for hour, _, number in (pair.partition(":") for pair in row.split()):
            hours[midnight + int(hour)] = int(number)
    kinds = entry["kinds"]
    if sum(hours.values()) != entry["articles"] or not hours:
        raise ValueError(f"{site}: the hours are not those of {entry['articles']} articles")
    _check_size(site, "articles", entry["articles"], _MOST_ARTICLES)
    _check_size(site, "hours", len(hours), _MOST_HOURS)
    _check_size(site, "features", len(entry["features"]), MAX_FEATURES)
    if not entry["features"] and entry["articles"] >= YOUNG_REFERENCE:
        # Nothing could be lost; only a reference of few articles may have none.
        raise ValueError(f"{site}: no features")
    features, cells = {}, 0
    for name, feature in entry["features"].items():
        try:
            by_hour, by_kind = _numbers(feature["hours"], hours), _numbers(feature["kinds"], kinds)
        except ValueError as error:
            raise ValueError(f"{site}: {name}: {error}") from None
        cells += sum(by_hour.values())
        _check_size(site, "features of all articles", cells, _MOST_CELLS)
        features[name] = FeatureCounts(
            by_hour, by_kind, _parse_dated_path(feature["first"]), _parse_dated_path(feature["last"])
        )
    articles = FeatureCounts(hours, dict(kinds), _parse_dated_path(entry["first"]), _parse_dated_path(entry["last"]))
    return Profile(articles, counted(features, version), entry["skeletons"], version)


def _check_size(site: str, what: str, number: int, most: int) -> None:
    if number > most:
        raise ValueError(f"{site}: {number:,} {what}, more than {most:,}")


def _numbers(row: str, of: Mapping[Any, int]) -> dict[Any, int]:
    """The inverse of `_row`, without the zeros."""
    signs: list[str] = []
    at = 0
    while at < len(row) and len(signs) <= len(of):
        sign = _SIGN.match(row, at)
        if sign is None or int(sign[2] or 1) > len(of):
            raise ValueError(f"can't read {row[at : at + 10]!r}")
        signs += [sign[1]] * int(sign[2] or 1)
        at = sign.end()
    if len(signs) != len(of):
        raise ValueError(f"{len(signs)} numbers for {len(of)}")
    numbers = {key: _number(sign, of[key]) for key, sign in zip(sorted(of), signs, strict=True)}
    return {key: number for key, number in numbers.items() if number}


def _number(sign: str, of: int) -> int:
    if sign in (_NONE, _ALL):
        return of if sign == _ALL else 0
    number = int(sign[1:-1]) if sign[0] == "(" else _DIGITS.index(sign)
    if number > of:
        raise ValueError(f"{number} of {of}")
    return number


def _parse_dated_path(text: str) -> DatedPath:
    moment, _, path = text.partition(" ")
    return to_ms(datetime.fromisoformat(moment)), path
