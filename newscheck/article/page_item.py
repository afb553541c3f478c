"""The article of a page as an item: what the page states of it, and its main content, located in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import unescape
from typing import Any
from urllib.parse import urljoin

from newscheck.article.extraction import count_han, limit_tags
from newscheck.html import json_ld, main_content, markup, page_metadata, tags
from newscheck.html.main_content import MainContent
from newscheck.html.markup import Tag
from newscheck.html.page_metadata import PageMetadata
from newscheck.model import LocatedValue
from newscheck.text.regex import lazy_regex

#: Characters of the text of a page that does not say of itself that it is an article; a Han character counts as three,
#: a kana or a syllable of Hangul as two, since a flash may be one sentence.
_MIN_TEXT, _MORE_PER_HAN = 60, 2
_SYLLABLE = lazy_regex("[\u3041-\u30ff\uac00-\ud7a3]")
#: A day as meta elements have it: `20230816`.
_DAY = lazy_regex(r"\s*((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])\s*")
#: Pictures of an article that are read, and characters of a value by which it is looked for in its page.
_MAX_IMAGES, _SOUGHT = 200, 60


def fields_of(text: str, context: Mapping[str, str]) -> dict[str, LocatedValue] | None:
    """The fields that a page has, of the record and beside it, each located in it; None where it has no article.

    `context` is what is known of the page besides: its `url`, and the time at which it was `fetched`. Never raises.
    """
    pieces = _pieces(text)
    content = main_content.read(text, pieces)
    stated = page_metadata.read(text, pieces, context, content.headline if content else (0, 0))
    return _fields(text, pieces, content, stated, context) if _is_article(content, stated) else None


def address(text: str, context: Mapping[str, str]) -> str:
    """The address of a page: as it is known, else as the page states it; empty where neither says it."""
    if url := context.get("url"):
        return url
    stated = page_metadata.read(text, _pieces(text), context).url
    return str(stated.value) if stated else ""


def sought(text: str, value: Any) -> LocatedValue:
    """A value of a record, located where a text of it first stands in the page; at its start where it doesn't."""
    first = value[0] if isinstance(value, list) and value else value
    words = first.strip().partition("\n")[0][:_SOUGHT] if isinstance(first, str) else ""
    at = text.find(words) if words else -1
    return LocatedValue(value, at, at + len(words)) if at >= 0 else LocatedValue(value, 0, 0)


def _pieces(text: str) -> list[Tag]:
    """The pieces of a page without those in its furniture, unless that holds JSON-LD."""
    text = limit_tags(text)
    pieces = [*markup.pieces(text, tags.SKIPPED)]
    known = sum(piece.name == "script" and json_ld.is_script(text, piece) for piece in pieces)
    return pieces if known == text.count(json_ld.TYPE) else [*markup.pieces(text)]


def _is_article(content: MainContent | None, stated: PageMetadata) -> bool:
    if stated.names_article:
        return True
    is_front = stated.url is not None and page_metadata.is_front_page(stated.url.value)
    if content is None or is_front:
        return False
    if content.weight >= _MIN_TEXT:
        return True
    more = _MORE_PER_HAN * count_han(content.html) + len(_SYLLABLE.findall(content.html))
    return content.weight + min(_MORE_PER_HAN * content.weight, more) >= _MIN_TEXT


def _fields(
    text: str, pieces: Sequence[Tag], content: MainContent | None, stated: PageMetadata, context: Mapping[str, str]
) -> dict[str, LocatedValue]:
    """The fields that a page has, each located in it."""
    html = content.html if content else ""
    published = moment = stated.published
    # Some pages state the day, and show the time.
    if (published is None or ":" not in published.value) and (shown := _shown_date(content)):
        published, moment = shown
    if moment and (day := _DAY.fullmatch(moment.value)):
        # As a number, it would be a time in 1970.
        moment = LocatedValue("-".join(day.groups()), moment.start, moment.end)
    fetched = LocatedValue(context["fetched"], 0, 0) if context.get("fetched") else None
    found_fields = {
        "title": stated.title,
        "url": stated.url,
        "epoch_ms": fetched or stated.saved or moment,
        "dateline": published,
        "html": LocatedValue(html, content.start, content.end) if content else LocatedValue("", 0, 0),
        **stated.own,
    }
    fields = {name: field for name, field in found_fields.items() if field is not None}
    pictures = _pictures(text, pieces, content, stated)
    if pictures:
        fields["image"] = pictures[0]
        addresses = [*dict.fromkeys(picture.value for picture in pictures)]
        fields["images"] = LocatedValue(addresses, pictures[0].start, pictures[0].end)
    return fields


def _shown_date(content: MainContent | None) -> tuple[LocatedValue, LocatedValue] | None:
    """The date line that an article shows, and the time that it names; None where it shows none, or a day only."""
    found = markup.find_dateline(content.html) if content else None
    if not content or not found or not found[2].iso or "T" not in found[2].iso:
        return None
    start, end, line = found
    zone = timezone(timedelta(minutes=line.offset)) if line.offset is not None else None
    moment = datetime.fromisoformat(str(line.iso)).replace(tzinfo=zone).isoformat()
    place = (content.start + start, content.start + end)
    return LocatedValue(line.text, *place), LocatedValue(moment, *place)


def _pictures(
    text: str, pieces: Sequence[Tag], content: MainContent | None, stated: PageMetadata
) -> list[LocatedValue]:
    """The addresses of the pictures: the stated one, then those in the article, joined with the address of the page."""
    found = [stated.image] if stated.image else []
    base = stated.url.value if stated.url else ""
    start, end = (content.start, content.end) if content else (0, 0)
    for tag in pieces:
        if tag.name == "img" and start <= tag.start < end and len(found) < _MAX_IMAGES:
            is_shown = content is None or content.html.startswith("<", tag.start - start)
            if is_shown and (source := _source(text, tag)):
                found.append(LocatedValue(_absolute(base, source.value), source.start, source.end))
    return found


def _source(text: str, tag: Tag) -> LocatedValue | None:
    """The address of an `<img>`, that of a lazy one included; None where it is in the page itself (`data:`)."""
    given = {attribute.name: attribute.value for attribute in markup.attributes(text, tag)}
    for name in ("data-src", "data-original", "src"):
        if name in given and (value := unescape(text[slice(*given[name])]).strip()) and not value.startswith("data:"):
            return LocatedValue(value, *given[name])
    return None


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
