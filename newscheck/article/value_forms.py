"""The forms that values of an item have, whatever their names: addresses, times, titles, texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from newscheck.text import dates, written_date
from newscheck.text.regex import lazy_regex

_MAX_TITLE = 300
#: Names of the units of a clock, by their number in a second.
_UNITS = {1: "s", 10**3: "ms", 10**6: "us"}
_TAG = lazy_regex(r"<[a-zA-Z][^<>]*>")
_PATH = lazy_regex(r"(?://[\w.-]+)?/[^\s/][^\s]*|[\w%-]+(?:\.[\w-]+)*(?:/[\w%.-]+)+/?(?:\?\S*)?")
_IMAGE = lazy_regex(r"[^\s?#]+\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#!].*)?", re.IGNORECASE)
_DATED = frozenset(
    (
        *(written_date.MOMENT, written_date.NO_YEAR, written_date.RELATIVE),
        *(written_date.AMBIGUOUS, written_date.OTHER_CALENDAR),
    )
)
_LETTER = lazy_regex(r"[^\W\d_]")


def unit(values: Sequence[Any]) -> str | None:
    """The unit in which most of the numbers are times; None without such numbers."""
    numbers = [number for value in values if (number := _number(value)) is not None]
    units = [_UNITS[per_second] for number in numbers if (per_second := dates.unit_of(number)) in _UNITS]
    return max(sorted(set(units)), key=units.count) if units else None


def _number(value: Any) -> float | None:
    """A number, also as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def is_day(value: Any) -> bool:
    """A day, or a time of a day, in any form in which one is written."""
    return dates.parse(value).kind == written_date.MOMENT


def is_recent_day(value: Any) -> bool:
    """A day in the years since there are news sites; others are those of another calendar."""
    date = dates.parse(value)
    return date.kind == written_date.MOMENT and date.wall is not None and 1990 <= date.wall.year < 2100


def is_dated(value: Any) -> bool:
    """A day, also one without its year, of another calendar, or relative to the crawl: readers know what is meant."""
    return dates.parse(value).kind in _DATED


def is_moment(value: Any) -> bool:
    """A time of day on some day."""
    date = dates.parse(value)
    return date.kind == written_date.MOMENT and date.has_clock


def is_absolute(value: Any) -> bool:
    """An address with its host."""
    return isinstance(value, str) and value.startswith(("http://", "https://")) and len(value.split()) == 1


def is_address(value: Any) -> bool:
    """An address, or a path on the publisher's host."""
    return is_absolute(value) or (isinstance(value, str) and bool(_PATH.fullmatch(value)) and not is_day(value))


def is_image_address(value: Any) -> bool:
    """An address whose path ends as those of images do."""
    return isinstance(value, str) and bool(_IMAGE.fullmatch(value))


def has_markup(value: Any) -> bool:
    """HTML: a text with a tag."""
    return isinstance(value, str) and bool(_TAG.search(value))


def is_text(value: Any) -> bool:
    """Words, with or without markup: no address and no time."""
    return isinstance(value, str) and bool(_LETTER.search(value)) and not is_absolute(value) and not is_day(value)


def is_title(value: Any) -> bool:
    """A short text without markup."""
    return is_text(value) and len(value) <= _MAX_TITLE and not _TAG.search(value)


def is_list_of(form: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Lists of which most entries have a form; those that are blank don't count."""

    def has_form(value: Any) -> bool:
        entries = [entry for entry in value if not _is_blank(entry)] if isinstance(value, list) else []
        return bool(entries) and sum(map(form, entries)) >= 0.8 * len(entries)

    return has_form


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


#: The form of a day that may stand for the clock of a crawl.
DAY = "day"
#: What a value of each field of the record may be.
FORMS: Mapping[str, Callable[[Any], bool]] = {
    "url": is_address,
    "title": is_title,
    "epoch_ms": is_moment,
    "dateline": is_dated,
    DAY: is_recent_day,
    "image": lambda value: is_address(value) or is_list_of(is_address)(value),
    "images": is_list_of(is_address),
    "lead": lambda value: is_text(value) and not has_markup(value),
    "body": is_text,
    "html": has_markup,
    "paragraphs": is_list_of(is_text),
}
