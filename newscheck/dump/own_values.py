"""The fields of an item's own in a summary: what a rule of the dump needs to count them.

A text is kept where it may be a category, a longer one as its hash and the host of the URL that it is; of a list, its
first entries; a number and a truth value as they are; an object as its name (`{"name": "Ann Lee"}`), else only as one.
The members of objects come behind (`newscheck.dump.own_members`). A field without a value (null, blanks, an empty list)
is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from msgspec import msgpack
from xxhash import xxh3_64_hexdigest

from newscheck.article import item_values, own_fields
from newscheck.dump import own_forms
from newscheck.dump.own_members import has_members, members
from newscheck.dump.own_value import HASH, OBJECT, OwnValue, packed

#: Fields and members that are kept of an item, entries of a list, and characters of a name and of a text.
_FIELDS, _MEMBERS, _ENTRIES, _LONGEST_NAME, _LONGEST = 40, 24, 8, 60, 60
#: Members that are looked at, with or without a value.
_SEEN = 200
_LARGEST = 1 << 53
#: Bytes of fields that are kept together with what a summary has of them.
_LONGEST_KEY = 400
_encode, _decode = msgpack.Encoder().encode, msgpack.Decoder(dict[str, Any]).decode


def packed_own_values(fields: Mapping[str, Any]) -> bytes:
    """The same, packed. The files of a scraper have the same few authors and tags again and again."""
    try:
        written = _encode(fields)
    except (TypeError, ValueError, OverflowError):  # an object of a program, half of a surrogate pair, a large number
        return packed(own_values(fields))
    return _packed(written) if len(written) <= _LONGEST_KEY else packed(own_values(fields))


@lru_cache(maxsize=1024)
def _packed(written: bytes) -> bytes:
    return packed(own_values(_decode(written)))


def own_values(fields: Mapping[str, Any]) -> dict[str, OwnValue]:
    """What a summary keeps of an item's own fields, in their order."""
    kept = dict(islice(_values(fields.items()), _FIELDS))
    if not any(map(has_members, fields.values())):
        return kept
    inner = (pair for pair in members(fields) if pair[0] not in fields)
    return kept | dict(islice(_values(islice(inner, _SEEN)), _MEMBERS))


def _values(fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, OwnValue]]:
    for name, value in fields:
        if len(name) <= _LONGEST_NAME and (kept := _kept(value)) is not None:
            yield name, kept


def _kept(value: Any) -> OwnValue | None:
    if value.__class__ is str:  # mostly
        return _text(value)
    if isinstance(value, list):
        entries = [entry for each in value[:_ENTRIES] if (entry := _entry(each))]
        return entries or ([OBJECT] if own_fields.has_value(value) else None)
    value = own_fields.label_of(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (bool, int, float)):
        return _number(value)
    return OBJECT if own_fields.has_value(value) else None


def _entry(value: Any) -> str | None:
    """What is kept of an entry of a list: a text, or a number as one."""
    if value.__class__ is str:  # mostly
        return _text(value)
    label = own_fields.label_of(value)
    if isinstance(label, str):
        return _text(label)
    return _text(str(number)) if isinstance(label, (int, float)) and (number := _number(label)) is not None else None


def _number(value: float) -> OwnValue | None:
    """A number; one that is not exact everywhere as a text, none that is infinite."""
    if abs(value) < _LARGEST:
        return value
    return _text(f"{value:x}") if isinstance(value, int) else None


def _text(text: str) -> str | None:
    return _label(text) if len(text) <= _LONGEST else _stripped(text)


def _stripped(text: str) -> str | None:
    text = text.strip()
    if not text or item_values.is_blank(text):
        return None
    if len(text) <= _LONGEST:
        return text
    return own_forms.with_host(f"{HASH}{xxh3_64_hexdigest(text.encode('utf-8', 'replace'))}", text)


#: The same authors and tags come again and again.
_label = lru_cache(maxsize=1024)(_stripped)
