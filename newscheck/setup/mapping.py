"""Which fields of JSON items are which fields of the record: by their names, as scrapers give them, and their values.

A field is taken only where most of its values have the form that the record wants, so that a `date` that is a number of
a page, or a `text` that is a flag, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

#: Names of each field of the record, the likelier ones first, without case and punctuation. An item's own name of a
#: field comes before all of them.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "url": (
        "link",
        "href",
        "permalink",
        "canonical",
        "canonicalurl",
        "articleurl",
        "pageurl",
        "sourceurl",
        "uri",
        "guid",
    ),
    "title": ("headline", "heading", "articletitle", "name", "subject", "h1"),
    "epoch_ms": (
        *("epoch", "crawledat", "crawled", "crawltime", "crawldate", "scrapedat", "scraped", "fetchedat", "fetched"),
        *("fetchtime", "retrievedat", "retrieved", "downloadedat", "datedownload", "collectedat", "timestamp", "ts"),
    ),
    "html": ("contenthtml", "bodyhtml", "articlehtml", "rawhtml", "content", "body", "article", "text", "description"),
    "dateline": (
        *(
            "published",
            "publishedat",
            "publisheddate",
            "publishdate",
            "datepublish",
            "publishtime",
            "pubdate",
            "publicationdate",
        ),
        *("datepublished", "posted", "postedat", "date", "datetime", "time"),
    ),
    "image": (
        "imageurl",
        "leadimage",
        "mainimage",
        "topimage",
        "cover",
        "coverimage",
        "thumbnail",
        "photo",
        "picture",
        "img",
    ),
    "images": ("imageurls", "pictures", "photos"),
    "lead": ("standfirst", "summary", "abstract", "intro", "excerpt", "dek"),
    "paragraphs": ("paras",),
    "body": ("text", "content", "fulltext", "articlebody", "articletext", "maintext", "story", "article"),
}
#: Values of a field that have the form of what it is taken for; and the items that have it at all.
_MOST, _OFTEN = 0.8, 0.2
_DEEPEST = 2
_LONGEST_TITLE = 300
#: Seconds, milliseconds and microseconds since 1970, from 2001 on.
_UNITS = (("s", 1e9, 1e11), ("ms", 1e12, 1e14), ("us", 1e15, 1e17))
_TAG = re.compile(r"<[a-zA-Z][^>]*>")


def guess(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What to write below `[tool.newscheck.fields]` for items like these; empty where nothing has to be mapped."""
    columns = _columns(items)
    found: dict[str, str] = {}
    for field, others in _NAMES.items():
        names = (_plain(field), *others)
        if _is_filled(field, columns.get(field), len(items)):
            continue
        fitting = [path for path, values in columns.items() if path not in (*_NAMES, *found.values())]
        fitting = [path for path in fitting if _is_filled(field, columns[path], len(items))]
        if named := [path for path in fitting if _plain(path) in names]:
            found[field] = min(named, key=lambda path: (names.index(_plain(path)), path.count("."), path))
    epochs = columns.get(found.get("epoch_ms", "epoch_ms"), ())
    if epochs and (unit := _unit(epochs)) not in (None, "ms"):
        found["epoch_unit"] = str(unit)
    return found


def _columns(items: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The values of each field, and of the fields in it (`outer.inner`)."""
    columns: dict[str, list[Any]] = {}
    for item in items:
        for path, value in _flat(item):
            columns.setdefault(path, []).append(value)
    return columns


def _flat(item: Mapping[str, Any], above: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for name, value in item.items():
        if value is None or "." in name:
            continue
        yield above + name, value
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{above}{name}.", depth + 1)


def _is_filled(field: str, values: Sequence[Any] | None, count: int) -> bool:
    """Whether enough items have it, and most of the values can be what the field holds."""
    if not values or len(values) < _OFTEN * count:
        return False
    return sum(map(_FORMS[field], values)) >= _MOST * len(values)


def _plain(path: str) -> str:
    return re.sub(r"[^a-z0-9]", "", path.rpartition(".")[2].lower())


def _unit(values: Sequence[Any]) -> str | None:
    """The unit in which most of some numbers are times; None for other values."""
    numbers = [value for value in values if _is_number(value)]
    units = [unit for number in numbers for unit, least, most in _UNITS if least <= number < most]
    return max(set(units), key=units.count) if units else None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_moment(value: Any) -> bool:
    """A number that is a time, or an ISO 8601 time of day."""
    if _is_number(value):
        return _unit([value]) is not None
    return isinstance(value, str) and ":" in value and _is_iso(value)


def _is_iso(value: str) -> bool:
    try:
        datetime.fromisoformat(value.strip())
    except ValueError:
        return False
    return True


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://")) and not value.isspace()


def _is_markup(value: Any) -> bool:
    return isinstance(value, str) and bool(_TAG.search(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _TAG.search(value) and not _is_address(value)


def _is_list_of(form: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(form, value))


_FORMS: Mapping[str, Callable[[Any], bool]] = {
    "url": _is_address,
    "title": lambda value: _is_text(value) and len(value) <= _LONGEST_TITLE,
    "epoch_ms": _is_moment,
    "html": _is_markup,
    "dateline": lambda value: isinstance(value, str) and _is_iso(value),
    "image": lambda value: _is_address(value) or _is_list_of(_is_address)(value),
    "images": _is_list_of(_is_address),
    "lead": _is_text,
    "paragraphs": _is_list_of(_is_text),
    "body": _is_text,
}
