"""The value of a record's field in an item, from the forms in which tools write it.

A list of texts is a text (`body`, `html`: a line each; `title`, `lead`: with blanks between), or its first entry
(`url`, `dateline`, `epoch_ms`); an image is an address, an object with one, or a list of either; an object may hold a
text (`title.rendered`). Any other value stays as it is, for the schema to reject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from newscheck.article import item_paths
from newscheck.article.item_paths import ItemPath, Place
from newscheck.model import LocatedValue

#: What stands between the texts of a list.
_JOINED = {"title": " ", "lead": " ", "body": "\n", "html": "\n"}
_LISTS = frozenset(("image", "images", "paragraphs"))
_SINGLE = frozenset(("url", "dateline", "epoch_ms"))
_ADDRESSES = frozenset(("url", "image", "images"))
#: Members of an object for an image or a page, and of one for a text.
_ADDRESS_NAMES = ("url", "contentUrl", "source_url", "src", "href", "@id")
RENDERED = "rendered"
_TEXT_NAMES = (RENDERED, "value", "@value", "#text")
#: What programs write where they have no value.
_NO_VALUE = frozenset(("", "None", "null", "NaN", "nan", "undefined"))
LONGEST_NO_VALUE = max(map(len, _NO_VALUE))

#: A list with more entries stays as it is: no article has so many paragraphs or images, and each place takes memory.
_MOST_ENTRIES = 10_000

#: A value and its place in the item.
_Found = tuple[Any, Place]


def find(field: str, item: Mapping[str, Any], paths: Iterable[ItemPath]) -> LocatedValue | None:
    """The value of a field at the first path where there is one; else the first that is empty, None without any.

    Empty are a blank text, an empty list, NaN, and what is no text where the field is an address.
    """
    empty = None
    for path in paths:
        if path.is_plural and path.text not in item:
            if not (entries := item_paths.find_all(item, path)):
                continue
            located = _from_list(field, [value for value, _ in entries], entries[0][1], entries)
        else:
            value, place = item_paths.find(item, path)
            if value is None:
                continue
            is_text = value.__class__ is str and place[-1] != RENDERED
            located = LocatedValue(value, -1, -1, place) if is_text else _located(field, value, place)
        if not is_empty(field, located.value):
            return located
        empty = empty or located
    return empty


def is_blank(text: str) -> bool:
    """Whether a text is what programs write where they have no value."""
    # To look for a long text in a set takes long.
    return (len(text) <= LONGEST_NO_VALUE and text in _NO_VALUE) or text.isspace()


def is_empty(field: str, value: Any) -> bool:
    """Whether a value says nothing: blank text, an empty list, NaN, no text for an address."""
    if isinstance(value, str):
        return is_blank(value)
    return field == "url" or value == [] or value != value


def _located(field: str, value: Any, place: Place) -> LocatedValue:
    """The value of a field that is no plain text in the item."""
    if not isinstance(value, list):
        value, place = _plain(field, value, place)
        return LocatedValue([value] if field == "images" and isinstance(value, str) else value, path=place)
    if len(value) > _MOST_ENTRIES or (field in _LISTS and all(entry.__class__ is str for entry in value)):
        return LocatedValue(value, path=place)
    entries = [(entry, (*place, index)) for index, entry in enumerate(value) if entry is not None]
    return _from_list(field, value, place, entries)


def _plain(field: str, value: Any, place: Place) -> _Found:
    """The address or the text that an object stands for; any other value as it is."""
    if isinstance(value, dict):
        names = _ADDRESS_NAMES if field in _ADDRESSES else _TEXT_NAMES
        found = ((value[name], (*place, name)) for name in names if isinstance(value.get(name), str))
        value, place = next(found, (value, place))
    if isinstance(value, str) and place[-1:] == (RENDERED,) and field in ("title", "lead"):
        return unescape(value), place  # WordPress writes HTML.
    return value, place


def _from_list(field: str, value: list[Any], place: Place, entries: list[_Found]) -> LocatedValue:
    """The value of a field from a list in the item, at `place`; `entries` are those that are not missing."""
    entries = [_plain(field, *entry) for entry in entries]
    first = entries[0][1] if entries else place
    texts = [text for text, _ in entries if isinstance(text, str)]
    if field in _SINGLE and entries and (texts[:1] == [entries[0][0]] or _is_only_number(entries)):
        return LocatedValue(entries[0][0], path=first)
    if field in _JOINED and len(texts) == len(entries):
        return _joined(_JOINED[field], [(text, inner) for text, inner in entries if text.strip()], first)
    if field in _LISTS and len(texts) == len(entries):
        return LocatedValue(texts, path=place, parts=tuple((index, inner) for index, (_, inner) in enumerate(entries)))
    return LocatedValue(value, path=place)


def _is_only_number(entries: list[_Found]) -> bool:
    """Whether a list is a number: several are the parts of a time (`published_parsed`)."""
    return len(entries) == 1 and isinstance(entries[0][0], (int, float))


def _joined(separator: str, texts: list[_Found], place: Place) -> LocatedValue:
    parts, length = [], 0
    for text, inner in texts:
        parts.append((length, inner))
        length += len(text) + len(separator)
    return LocatedValue(separator.join(text for text, _ in texts), path=place, parts=tuple(parts))
