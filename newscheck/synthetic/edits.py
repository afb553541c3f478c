"""Replaces values in a document's file: header, HTML, and copies of them in the front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import unquote

from newscheck.html.markup import splice
from newscheck.model import Document, LocatedValue
from newscheck.text.regex import lazy_regex

_ISO = lazy_regex(r"(\d{4}-\d\d-\d\d)(?:([T ])(\d\d:\d\d)(:\d\d)?)?", re.ASCII)
#: A scalar that certainly needs no quotes.
_PLAIN = lazy_regex(r"[^\W_](?:(?!:\s|:\Z|\s#)[^\x00-\x1f\x7f-\x9f])*+")
_UNPRINTABLE = lazy_regex(r"[\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
#: A greater difference of two epochs is a change of unit; then the date in the front matter is kept.
_MOST_SHIFT = timedelta(days=366)


def replace_fields(document: Document, values: Mapping[str, str]) -> str:
    """The text of a document with new values of `epoch`, `title`, `url` and `html`, in the form of a dump file.

    Copies of old values in the front matter are replaced, too.
    """
    edits = [
        (field.start, field.end, value)
        for name, value in values.items()
        if (field := getattr(document, name)) is not None and value != document.text[field.start : field.end]
    ]
    return splice(document.text, sorted([*edits, *_front(document, values)]))


def _front(document: Document, values: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """The edits of the front matter."""
    text = document.text
    for name, field in document.front_matter.items():
        if not isinstance(value := field.value, str):
            continue
        new = _shifted(value, document.epoch, values) if name == "date" else _repeated(value, document, values)
        if new != value:
            yield field.start, field.end, _scalar(text, field, new)


def _repeated(value: str, document: Document, values: Mapping[str, str]) -> str:
    """The new title or URL for a copy of the old one; any other value unchanged."""
    title, url = document.title, document.url
    if title is not None and values["title"] != title.value and _normalised(value) == _normalised(title.value):
        return values["title"]
    if url is not None and values["url"] != url.value and unquote(value).strip() == unquote(url.value).strip():
        return values["url"] if value == url.value else unquote(values["url"])
    return value


def _normalised(title: str) -> str:
    return " ".join(unescape(unescape(title)).split())


def _shifted(value: str, epoch: LocatedValue | None, values: Mapping[str, str]) -> str:
    """A date shifted as the epoch is, in its own form."""
    date = _ISO.search(value)
    if date is None or epoch is None:
        return value
    try:
        old, new = int(epoch.value), int(values["epoch"])
        shift = timedelta(milliseconds=new - old)
        moment = datetime.fromisoformat(f"{date[1]}T{date[3] or '00:00'}{date[4] or ''}")
        if abs(shift) > _MOST_SHIFT:
            return value
        if not date[3]:
            shift = timedelta(days=(_utc(new).date() - _utc(old).date()).days)
        form = f"%Y-%m-%d{date[2] or ''}{'%H:%M' if date[3] else ''}{':%S' if date[4] else ''}"
        return f"{value[: date.start()]}{(moment + shift).strftime(form)}{value[date.end() :]}"
    except (ValueError, OverflowError):
        return value


def _utc(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def _scalar(text: str, field: LocatedValue, value: str) -> str:
    """A value as YAML, quoted as the old one."""
    old = text[field.start : field.end]
    quoted = _UNPRINTABLE.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(value, ensure_ascii=False))
    if text[field.start - 1 : field.start] == text[field.end : field.end + 1] == '"':
        return quoted[1:-1]
    if old[:1] not in ("'", '"') and _PLAIN.fullmatch(value):
        return value
    return quoted + ("\n" if old.endswith("\n") else "")
