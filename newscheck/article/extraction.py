"""Build an Article from a Document: its record comes from one walk of the HTML."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any

from newscheck.article.dates import stated
from newscheck.article.sites import SiteIndex, layout_of
from newscheck.html.walk import extract_content
from newscheck.model import Article, Document, HtmlContent, LocatedValue, Site
from newscheck.text import language, written_date
from newscheck.text.image_addresses import is_drawing
from newscheck.text.regex import lazy_regex
from newscheck.text.text_size import text_size
from newscheck.text.timestamps import time_zone, to_ms

#: First UTF-8 bytes of U+4000-U+9FFF: the unified ideographs and most of extension A.
_HAN = bytes(range(0xE4, 0xEA))
#: The most tags of a text that are parsed: a tree takes about fifty times the memory of short tags. The maximum in
#: 3,079 real files is 592.
MAX_TAGS = 100_000
_ESCAPES = lazy_regex(r"(?:%[0-9a-fA-F]{2})+")
_INTEGER = lazy_regex(r"-?[0-9]{1,24}")
_TAG = lazy_regex("<")
_EMPTY = HtmlContent(paragraphs=[])


def to_article(document: Document, sites: SiteIndex, *, with_features: bool = False) -> Article:
    """Build the article of a document that is not blank. Never raises: a missing part is None or empty.

    With `with_features`, its content includes the features of the markup, for `newscheck.layout.features`.
    """
    title = _value(document.title)
    url = _value(document.url)
    html = _value(document.html) or ""
    epoch = document.epoch.value if document.epoch else None
    epoch_ms = epoch_of(epoch)
    site = sites.for_url(url)
    address = decode_url(url) if url else ""
    content = extract_content(limit_tags(html), site, title, with_features=with_features) if html else _EMPTY
    record: dict[str, Any] = {
        "dateline": content.dateline.iso if content.dateline else None,
        "image": _lead_image(content, site),
        "images": [image.src for image in content.images],
        "lead": content.lead,
        "paragraphs": content.paragraphs,
    }
    mistyped = _overlay(record, document) if document.record_fields else {}
    offset = content.dateline.offset if content.dateline else None
    date = stated(document, site, epoch_ms)
    if date is not None and date.kind != written_date.NOTHING:
        record["dateline"], offset = date.iso, date.offset
        if date.kind == written_date.MOMENT and is_epoch(document.record_fields["dateline"], document):
            epoch_ms = _local_ms(date, site)
    body = record.pop("body", None) or "\n".join(record["paragraphs"])
    han_count = count_han(body)
    # Mostly Han is Chinese; so are some Japanese texts, but hardly without the most frequent kana.
    spoken = "zh" if han_count * 2 > len(body) and "の" not in body else language.recognise(body, title or "")
    return Article(
        document=document,
        site=site,
        layout=layout_of(site, epoch_ms, address, title, html) if site.layouts else None,
        content=content,
        epoch_ms=epoch_ms,
        title=title,
        url=url,
        body=body,
        html=html,
        mistyped=mistyped,
        decoded_url=address,
        han_count=han_count,
        published_ms=dateline_to_ms(record["dateline"], site, offset),
        dateline_offset=offset,
        fields=_own_fields(document) if document.own else {},
        language=spoken,
        size=text_size(body, han_count, spoken or site.language),
        **record,
    )


def limit_tags(html: str) -> str:
    """The part of a text that is parsed: up to its first MAX_TAGS tags."""
    if len(html) <= MAX_TAGS or html.count("<") <= MAX_TAGS:
        return html
    return html[: next(islice(_TAG.finditer(html), MAX_TAGS, None)).start()]


def count_han(text: str) -> int:
    """The number of Han characters (U+4000-U+9FFF) in a text, counted by their first UTF-8 byte."""
    data = text.encode("utf-8", "replace")
    return len(data) - len(data.translate(None, _HAN))


def dateline_to_ms(iso: Any, site: Site, offset: int | None) -> int | None:
    """A date line (ISO wall time) in milliseconds UTC, by its own offset or the site's zone.

    None for a bare date, for an invalid one, and without a zone.
    """
    if not isinstance(iso, str) or len(iso) < 16 or (offset is None and site.timezone is None):
        return None
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(
            tzinfo=timezone(timedelta(minutes=offset)) if offset is not None else time_zone(site.timezone)
        )
    return to_ms(moment)


def decode_url(url: str) -> str:
    """Decode the percent escapes of a URL, each run as a whole; invalid UTF-8 becomes U+FFFD."""
    if "%" not in url:
        return url
    if not url.isascii() or "\\" in url:
        return _ESCAPES.sub(_unescape, url)
    try:
        # As escapes of Python: all runs in one step, in a third of the time.
        data = url.replace("%", "\\x").encode().decode("unicode_escape").encode("latin-1")
    except UnicodeDecodeError:  # a percent sign of its own
        return _ESCAPES.sub(_unescape, url)
    return data.decode("utf-8", "replace")


def _unescape(run: re.Match[str]) -> str:
    return bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace")


def _value(field: LocatedValue | None) -> Any:
    return field.value if field is not None else None


def _own_fields(document: Document) -> dict[str, Any]:
    """The fields of the item's own, or of the front matter, as they are written."""
    item = document.item
    if item is None:
        return {name: document.front_matter[name].value for name in document.own}
    return {name: item[name] for name in document.own}


def epoch_of(epoch: Any) -> int | None:
    """An epoch as it is written, in milliseconds: a whole number, or its digits."""
    if isinstance(epoch, str):
        return int(epoch) if _INTEGER.fullmatch(epoch) else None
    return epoch if isinstance(epoch, int) and not isinstance(epoch, bool) else None


def _lead_image(content: HtmlContent, site: Site) -> str | None:
    """The first image before the text; else, where the site allows any place, the first image. No `.svg`: a drawing."""
    first = None
    for image in content.images:
        if is_drawing(image.src):
            continue
        if image.is_before_text:
            return image.src
        first = first or image
    return first.src if first and site.lead_image == "any" else None


def _first_picture(addresses: list[Any]) -> Any:
    return next((entry for entry in addresses if not (isinstance(entry, str) and is_drawing(entry))), None)


def is_epoch(field: LocatedValue, document: Document) -> bool:
    """Whether the epoch is taken from the same value as another field."""
    return document.epoch is not None and bool(field.path) and field.path == document.epoch.path


def _local_ms(date: written_date.WrittenDate, site: Site) -> int | None:
    """A date line that is the epoch, too, in milliseconds UTC.

    Where no offset is written, it is on the publisher's clock: in UTC it would be hours from the date line.
    """
    if date.wall is None or date.offset is not None or site.timezone is None:
        return date.ms()
    return to_ms(date.wall.replace(tzinfo=time_zone(site.timezone)))


def _overlay(record: dict[str, Any], document: Document) -> dict[str, Any]:
    """Override extracted fields, save the date line, with those that an item states; return those of a wrong type."""
    given = {name: field.value for name, field in document.record_fields.items() if name != "dateline"}
    if isinstance(given.get("image"), list):
        given.setdefault("images", given["image"])
        given["image"] = _first_picture(given["image"])
    elif "image" not in given and record["image"] is None and _is_of_type("images", given.get("images")):
        given["image"] = _first_picture(given["images"])
    body = given.get("body")
    if isinstance(body, str) and "paragraphs" not in given:
        given["paragraphs"] = [line.strip() for line in body.split("\n") if line.strip()]
    if isinstance(image := given.get("image"), str) and image and "images" not in given:
        given["images"] = [image, *(other for other in record["images"] if other != image)]
    mistyped = {name: value for name, value in given.items() if not _is_of_type(name, value)}
    record.update({name: value for name, value in given.items() if name not in mistyped})
    return mistyped


def _is_of_type(name: str, value: Any) -> bool:
    if name in ("images", "paragraphs"):
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return value is None or isinstance(value, str)
