"""JSON in an element of a page: as it is where it is short, otherwise packed (zlib, base64).

The browser reads it with `DecompressionStream`. It comes in pieces of a bounded size, and is never held as a whole.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from markupsafe import Markup

#: The most bytes that are not packed.
PLAIN = 64_000
#: A multiple of three bytes, which base64 encodes without padding.
_STEP = 3 * 4_096
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Meter:
    """How many characters of an element are written so far; what is being packed counts later."""

    size = 0


def encode(value: Any) -> str:
    """A value as JSON that can't end its element. It has no lone surrogates."""
    return msgspec.json.encode(value).decode().translate(_ESCAPES)


def packed_size(text: str) -> int:
    """The bytes that a text takes where it is packed."""
    return len(zlib.compress(text.encode())) * 4 // 3


def element(name: str, texts: Iterable[str], meter: Meter | None = None) -> Iterator[Markup]:
    """A `script` element with the JSON that some texts make together; `name` is its id."""
    meter = meter or Meter()
    texts = iter(texts)
    head: list[str] = []
    length = 0
    for text in texts:
        head.append(text)
        length += len(text.encode())
        if length > PLAIN:
            yield Markup('<script type="application/json" id="{}" data-packed="deflate">').format(name)
            yield from _packed(_chained(head, texts), meter)
            break
    else:
        yield Markup('<script type="application/json" id="{}">').format(name)
        yield from map(Markup, head)
    yield Markup("</script>\n")


def _chained(head: list[str], rest: Iterator[str]) -> Iterator[str]:
    while head:
        yield head.pop(0)
    yield from rest


def _packed(texts: Iterable[str], meter: Meter) -> Iterator[Markup]:
    packer = zlib.compressobj(6)
    held = bytearray()
    for text in texts:
        packed = packer.compress(text.encode())
        held += packed
        meter.size += len(packed) * 4 // 3
        while len(held) >= _STEP:
            yield _encoded(held[:_STEP])
            del held[:_STEP]
    held += packer.flush()
    for start in range(0, len(held), _STEP):
        yield _encoded(held[start : start + _STEP])


def _encoded(part: bytes | bytearray) -> Markup:
    return Markup(b64encode(part).decode())  # noqa: S704 - no letter of base64 is markup
