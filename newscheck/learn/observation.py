"""What is learned of one article: a few hundred bytes, so that thousands of articles can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from newscheck.article.sites import host_of
from newscheck.learn import markup, site_language
from newscheck.model import Article
from newscheck.text import dates, written_date
from newscheck.text.timestamps import EARLIEST_CRAWL, YEAR_10000
from newscheck.text.unicode_script import forms_in

#: Paragraphs at the beginning and at the end that are kept, and characters of each and of other texts.
_HEADS, _TAILS, _LONGEST, _LONGEST_URL = 2, 3, 120, 500
#: Own fields of an item, characters of their names and of a value, and entries of a list that are kept.
_FIELDS, _NAME, _VALUE, _ENTRIES = 40, 60, 40, 4
#: Characters of the text in which the forms of Chinese are counted.
_SAMPLE = 1000
#: Half of a character: it can stand in no file.
_HALF = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]+\.[^\s]+", re.IGNORECASE)


class FieldValue(NamedTuple):
    """The value of an own field: its kind as `[record]` names it, and its texts where they are short."""

    kind: str
    texts: tuple[str, ...] = ()


class Observation(NamedTuple):
    """What an article shows of its publisher.

    `epoch` is None where it is no plausible time, `wall` the date line without a zone, None where it is a bare day or
    none; `day` is the ISO day of either. `has_own_clock` is false where the epoch is the date line itself. `order` is
    the order of day and month that the date line shows. `heads` and `tails` are the beginnings of the first and last
    paragraphs, `captions` those of the last captions, `forms` the numbers of simplified and of traditional characters.
    """

    host: str
    url: str
    title: str
    epoch: int | None
    has_own_clock: bool
    wall: datetime | None
    states_zone: bool
    day: str
    order: str
    image: str
    is_image_early: bool
    has_lead: bool
    language: str | None
    forms: tuple[int, int]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    fields: Mapping[str, FieldValue]
    captions: tuple[str, ...] = ()
    markup: markup.Markup = markup.Markup()


def observe(article: Article) -> Observation:
    """What is learned of an article that was extracted without the settings of a site."""
    epoch = article.epoch_ms if EARLIEST_CRAWL <= (article.epoch_ms or 0) < YEAR_10000 else None
    line, day = _moment(article.dateline)
    image = article.image or ""
    return Observation(
        host=host_of(article.url),
        url=_writable(article.decoded_url[:_LONGEST_URL]),
        title=_writable(article.title or "")[: 2 * _LONGEST],
        epoch=epoch,
        has_own_clock=_has_own_clock(article),
        wall=line if line is not None and line.tzinfo is None else None,
        states_zone=article.dateline_offset is not None,
        day=day,
        order=_order(article),
        image=_writable(image[:_LONGEST_URL]) if not image.startswith("data:") else "",
        is_image_early=any(shown.is_before_text for shown in article.content.images),
        has_lead=bool(article.lead),
        language=site_language.shown_by(article),
        forms=forms_in(article.body[:_SAMPLE]),
        heads=_beginnings(article.paragraphs[:_HEADS]),
        tails=_beginnings(article.paragraphs[_HEADS:][-_TAILS:]),
        fields=_fields(article.fields),
        captions=_beginnings(article.content.captions[-_TAILS:]),
        markup=markup.observe(article),
    )


def _moment(line: Any) -> tuple[datetime | None, str]:
    """The wall time of a date line, and its ISO day; None and an empty text where it has none."""
    if not isinstance(line, str):
        return None, ""
    try:
        moment = datetime.fromisoformat(line)
    except ValueError:
        return None, ""
    return (moment if len(line) > 10 else None), line[:10]


def _has_own_clock(article: Article) -> bool:
    epoch, line = article.document.epoch, article.document.record_fields.get("dateline")
    return epoch is None or line is None or not epoch.path or epoch.path != line.path


def _order(article: Article) -> str:
    """The order of day and month that the text of the date line shows; empty where the year is first."""
    field = article.document.record_fields.get("dateline")
    line = article.content.dateline
    text = field.value if field is not None else line.text if line is not None else None
    if not isinstance(text, str) or text[:4].isdigit():
        return ""
    return dates.parse(text.replace(" - ", " ")).order


def _beginnings(paragraphs: list[str]) -> tuple[str, ...]:
    return tuple(_writable(paragraph)[:_LONGEST] for paragraph in paragraphs)


def _fields(fields: Mapping[str, Any]) -> dict[str, FieldValue]:
    """The own fields that have a value."""
    found: dict[str, FieldValue] = {}
    for name, value in fields.items():
        if len(found) == _FIELDS:
            break
        if name and len(name) <= _NAME and not _HALF.search(name) and (kept := _field_value(value)) is not None:
            found[name] = kept
    return found


def _field_value(value: Any) -> FieldValue | None:
    """The kind and the texts of a value; None for one that is empty."""
    if isinstance(value, bool):
        return FieldValue("boolean")
    if isinstance(value, (int, float)):
        return FieldValue("number")
    if isinstance(value, list):
        texts = [_short(entry) for entry in value[:_ENTRIES] if isinstance(entry, str)]
        return FieldValue("list", tuple(texts) if len(texts) == len(value) else ("",)) if any(value) else None
    if isinstance(value, str):
        text = value.strip()
        return FieldValue(_text_kind(text), (_short(text),)) if text else None
    return FieldValue("object") if value else None


def _text_kind(text: str) -> str:
    if _ADDRESS.fullmatch(text[:_LONGEST_URL]):
        return "url"
    return "date" if len(text) >= 8 and dates.parse(text).kind == written_date.MOMENT else "text"


def _short(text: str) -> str:
    """A text that may be a category; empty for a longer one."""
    text = text.strip()
    return text if len(text) <= _VALUE and not _HALF.search(text) else ""


def _writable(text: str) -> str:
    return _HALF.sub("\ufffd", text)
