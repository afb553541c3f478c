"""Guess which fields of JSON items are which fields of the record: by the names that scrapers use, and by the values.

A field is mapped only where most of its values have the form of the record field: a `date` that is a page number, or a
`text` that is a flag, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from newscheck.text import dates, written_date

#: Names of each field of the record, the likelier ones first, without case and punctuation. The record's own name comes
#: before all of them.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "url": (
        *("link", "href", "permalink", "canonical", "canonicalurl", "articleurl", "pageurl", "newsurl", "sourceurl"),
        *("requestedurl", "respondedurl", "originalurl", "weburl", "uri", "guid", "source"),
        *("链接", "鏈接", "連結", "网址", "網址", "地址"),
    ),
    "title": (
        *("headline", "heading", "articletitle", "newstitle", "webtitle", "name", "subject", "h1"),
        *("标题", "標題", "题目", "題目"),
    ),
    "epoch_ms": (
        *("epoch", "crawledat", "crawled", "crawltime", "crawldate", "scrapedat", "scraped", "scrapetime"),
        *("fetchedat", "fetched", "fetchtime", "retrievedat", "retrieved", "downloadedat", "datedownload"),
        *("collectedat", "timestamp", "ts", "抓取时间", "抓取時間", "采集时间", "採集時間", "爬取时间", "爬取時間"),
        "dategmt",
    ),
    "html": (
        *("contenthtml", "bodyhtml", "articlehtml", "rawhtml", "content", "body", "article", "text", "description"),
        *("summary", "正文", "内容", "內容"),
    ),
    "dateline": (
        *("published", "publishedat", "publisheddate", "publishdate", "datepublish", "publishtime", "pubdate"),
        *("pubtime", "publicationdate", "publishingdate", "webpublicationdate", "releasetime", "releasedate"),
        *("datepublished", "posted", "postedat", "date", "datetime", "time"),
        *("发布时间", "發布時間", "發佈時間", "发表时间", "發表時間", "发布日期", "日期", "时间", "時間"),
    ),
    "image": (
        *("imageurl", "leadimage", "mainimage", "topimage", "cover", "coverimage", "thumbnail", "photo", "picture"),
        *("img", "pic", "urltoimage", "图片", "圖片", "封面", "头图"),
    ),
    "images": ("imageurls", "pictures", "photos"),
    "lead": ("standfirst", "summary", "abstract", "intro", "excerpt", "dek", "摘要", "导语", "導語"),
    "paragraphs": ("paras",),
    "body": (
        *("text", "content", "fulltext", "plaintext", "articlebody", "articletext", "maintext", "story", "article"),
        *("正文", "内容", "內容"),
    ),
}
#: Objects inside of an item with a title or an address of their own, which are not the article's.
_OTHER_OBJECTS = re.compile(
    r"(authors?|byline|creator|editor|publisher|provider|organi[sz]ation|site|website|feed|channel|section|category"
    r"|tags?|media|videos?|audio|logo|icon|avatar|user|related|parent)\Z"
)
#: Fields for the address of an image that is an object (`image.url`).
_ADDRESSES = ("url", "src", "href", "contenturl")
#: Fields for the value of a field that is an object (`title.rendered`).
_VALUES = ("rendered", "value", "cdata")
#: Smallest share of values that have the form of the record field, of items that have the field at all, and, for what
#: no two articles share, of different values.
_MIN_FITTING, _MIN_FILLED, _MIN_DISTINCT = 0.8, 0.2, 0.5
_UNIQUE = ("url", "title", "html", "body")
_MAX_DEPTH = 3
_MAX_TITLE = 300
#: Seconds, milliseconds and microseconds since 1970, from 2001 on.
_UNITS = (("s", 1e9, 1e11), ("ms", 1e12, 1e14), ("us", 1e15, 1e17))
_TAG = re.compile(r"<[a-zA-Z][^>]*>")


def guess(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The mapping `[tool.newscheck.fields]` for items like these; empty where their names are those of the record."""
    columns = _columns(items)
    mapping: dict[str, str] = {}
    for field, others in _NAMES.items():
        names = (_plain(field), *others)
        if _is_filled(field, columns.get(field), len(items)):
            continue
        fitting = [path for path, values in columns.items() if path not in (*_NAMES, *mapping.values())]
        fitting = [path for path in fitting if _is_filled(field, columns[path], len(items))]
        ranks = {path: names.index(name) for path in fitting if (name := _name(path, field)) in names}
        if ranks:
            mapping[field] = min(ranks, key=lambda path: (path.count("."), ranks[path], path))
    if "epoch_ms" not in mapping and not _is_filled("epoch_ms", columns.get("epoch_ms"), len(items)):
        mapping.update(_publication_clock(mapping, columns, len(items)))
    epochs = columns.get(mapping.get("epoch_ms", "epoch_ms"), ())
    if epochs and (unit := _unit(epochs)) not in (None, "ms"):
        mapping["epoch_unit"] = str(unit)
    return mapping


def _publication_clock(mapping: Mapping[str, str], columns: Mapping[str, list[Any]], count: int) -> dict[str, str]:
    """The time of publication in place of the crawl clock: without any time, articles have no order."""
    path = mapping.get("dateline", "dateline")
    values = columns.get(path, [])
    return {"epoch_ms": path} if _is_filled("dateline", values, count) and all(map(_is_iso, values)) else {}


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
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _flat(value, f"{above}{name}.", depth + 1)


def _is_filled(field: str, values: Sequence[Any] | None, count: int) -> bool:
    """Whether enough items have the field, and most of its values have the form of the record field."""
    if not values or len(values) < _MIN_FILLED * count:
        return False
    if field in _UNIQUE and len(set(map(repr, values))) < _MIN_DISTINCT * len(values):
        return False
    return sum(map(_FORMS[field], values)) >= _MIN_FITTING * len(values)


def _name(path: str, field: str) -> str:
    """The name of an item's field, without case and punctuation; empty where it belongs to another object."""
    *above, last = map(_plain, path.split("."))
    if above and last in _VALUES:
        *above, last = above
    images = ("image", *_NAMES["image"])
    if above and above[-1] in (*images, "images"):
        return above[-1] if field == "image" and last in _ADDRESSES else ""
    return "" if any(map(_OTHER_OBJECTS.match, above)) else last


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower())


def _unit(values: Sequence[Any]) -> str | None:
    """The unit in which most of the numbers are times; None without such numbers."""
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


def _is_iso(value: Any) -> bool:
    try:
        datetime.fromisoformat(value.strip() if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _is_day(value: Any) -> bool:
    """A day, or a time of a day, in any form that a date line may have."""
    return isinstance(value, str) and dates.parse(value).kind == written_date.MOMENT


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
    "title": lambda value: _is_text(value) and len(value) <= _MAX_TITLE,
    "epoch_ms": _is_moment,
    "html": _is_markup,
    "dateline": _is_day,
    "image": lambda value: _is_address(value) or _is_list_of(_is_address)(value),
    "images": _is_list_of(_is_address),
    "lead": _is_text,
    "paragraphs": _is_list_of(_is_text),
    "body": _is_text,
}
