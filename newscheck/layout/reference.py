"""What the articles of each site normally look like, as a file to be kept beside a dump.

Its form is `schemas/reference.schema.json`. A reference is small enough for git and made to be read in a diff: each
feature has a line for the share of articles that have it, and a line of one sign an hour for how many had it when. The
same articles give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from newscheck.layout.profile import MAX_FEATURES, DatedPath, FeatureCounts, Profile, without_oldest
from newscheck.text.display import escape_surrogates
from newscheck.text.regex import lazy_regex

VERSION = 1
#: Kinds and skeletons that are kept of a site, the commonest first.
_MOST_LABELS = 100
_HOUR = 3_600_000
#: Signs of a row: none of an hour's articles, a number of them, all; a sign and how often it is repeated.
_NONE, _ALL = ".", "="
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGN = lazy_regex(r"([.=0-9a-zA-Z]|\([0-9]{1,9}\))(?:\{([0-9]{1,9})\})?")


def dumps(profiles: Mapping[str, Profile]) -> str:
    """The reference file of some sites' profiles."""
    sites = {site: _site(without_oldest(profiles[site])) for site in sorted(profiles)}
    return json.dumps({"reference_version": VERSION, "sites": sites}, ensure_ascii=False, indent=1) + "\n"


def _site(found: Profile) -> dict[str, Any]:
    hours = sorted(found.articles.hours)
    days = groupby(hours, key=lambda hour: _moment(hour * _HOUR)[:10])
    kinds = _commonest(found.articles.kinds)
    rows = sorted(found.features, key=lambda name: (-sum(found.features[name].hours.values()), name))[:MAX_FEATURES]
    return {
        "articles": found.count,
        "first": _place(found.articles.first),
        "last": _place(found.articles.last),
        "hours": {
            day: " ".join(f"{hour % 24}:{found.articles.hours[hour]}" for hour in in_day) for day, in_day in days
        },
        "kinds": kinds,
        "skeletons": _commonest(found.skeletons),
        "features_left_out": len(found.features) - len(rows),
        "features": {
            name: {
                "share": round(sum(found.features[name].hours.values()) / found.count, 3),
                "first": _place(found.features[name].first),
                "last": _place(found.features[name].last),
                "hours": _row(found.features[name].hours, found.articles.hours),
                "kinds": _row(found.features[name].kinds, kinds),
            }
            for name in sorted(rows)
        },
    }


def _commonest(numbers: Mapping[str, int]) -> dict[str, int]:
    names = sorted(numbers, key=lambda name: (-numbers[name], name))[:_MOST_LABELS]
    return {name: numbers[name] for name in sorted(names) if numbers[name]}


def _row(numbers: Mapping[Any, int], of: Mapping[Any, int]) -> str:
    """A sign for each of the sorted keys of `of`: how many of that many."""
    signs = (_sign(min(numbers.get(key, 0), of[key]), of[key]) for key in sorted(of))
    runs = ((sign, sum(1 for _ in run)) for sign, run in groupby(signs))
    return "".join(f"{sign}{{{length}}}" if length > 3 else sign * length for sign, length in runs)


def _sign(number: int, of: int) -> str:
    if number in (0, of):
        return _ALL if number else _NONE
    return _DIGITS[number] if number < len(_DIGITS) else f"({number})"


def _place(moment: DatedPath) -> str:
    return escape_surrogates(f"{_moment(moment[0])} {moment[1]}".rstrip())


def _moment(epoch: int) -> str:
    return datetime.fromtimestamp(epoch / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(table: Mapping[str, Any]) -> dict[str, Profile]:
    """The profiles of a reference that its schema accepts. Raises ValueError where its numbers don't add up."""
    return {site: _profile(site, entry) for site, entry in table["sites"].items()}


def _profile(site: str, entry: Mapping[str, Any]) -> Profile:
    hours: dict[int, int] = {}
    for day, row in entry["hours"].items():
        midnight = int(datetime.fromisoformat(f"{day}T00:00:00Z").timestamp()) // 3600
        for hour, _, number in (pair.partition(":") for pair in row.split()):
            hours[midnight + int(hour)] = int(number)
    kinds = entry["kinds"]
    if sum(hours.values()) != entry["articles"] or not hours:
        raise ValueError(f"{site}: the hours are not those of {entry['articles']} articles")
    features = {}
    for name, feature in entry["features"].items():
        try:
            by_hour, by_kind = _numbers(feature["hours"], hours), _numbers(feature["kinds"], kinds)
        except ValueError as error:
            raise ValueError(f"{site}: {name}: {error}") from None
        features[name] = FeatureCounts(by_hour, by_kind, _moment_of(feature["first"]), _moment_of(feature["last"]))
    articles = FeatureCounts(hours, dict(kinds), _moment_of(entry["first"]), _moment_of(entry["last"]))
    return Profile(articles, features, entry["skeletons"])


def _numbers(row: str, of: Mapping[Any, int]) -> dict[Any, int]:
    """What `_row` wrote, but for the zeros."""
    signs: list[str] = []
    at = 0
    while at < len(row) and len(signs) <= len(of):
        found = _SIGN.match(row, at)
        if found is None or int(found[2] or 1) > len(of):
            raise ValueError(f"can't read {row[at : at + 10]!r}")
        signs += [found[1]] * int(found[2] or 1)
        at = found.end()
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


def _moment_of(place: str) -> DatedPath:
    moment, _, path = place.partition(" ")
    epoch = datetime.fromisoformat(moment)
    return round(epoch.timestamp() * 1000), path
