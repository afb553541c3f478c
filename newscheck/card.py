"""What other files may know of an article: keys, hashes, times (the dump rules work on these alone)."""

from __future__ import annotations

import re
from array import array

from xxhash import xxh3_64_intdigest, xxh32_intdigest

from newscheck.model import CARD_FIELDS, Article, Card
from newscheck.site import GENERIC, host_of

_NUMBER = re.compile(r"(\d{1,18})(?=[_.]|$)")
#: Sentences of a body that are remembered, and the bytes (3 a character) under which one says nothing.
_SENTENCES, _SHORT = 64, 24
_END = "。".encode()


def make(article: Article) -> Card:
    """The card of an article."""
    document = article.document
    name = document.path.rpartition("/")[2]
    number = _NUMBER.match(name)
    url = article.url or ""
    body = article.body.encode("utf-8", "replace") if article.body else b""
    title = article.title or ""
    return Card(
        path=document.path,
        line=document.origin[0],
        site=article.site.name if article.site.name != GENERIC else host_of(url),
        epoch=article.epoch_ms if article.epoch_ms and 0 < article.epoch_ms < 1 << 62 else None,
        published=article.published_ms,
        number=int(number[1]) if number else None,
        url=_key(url_key(article.address)) if url else 0,
        title=_key(title) if title else 0,
        body=xxh3_64_intdigest(body) if article.han else 0,
        image=_key(article.image) if isinstance(article.image, str) and article.image else 0,
        image_url=article.image if isinstance(article.image, str) else "",
        title_text=title[:200],
        han=article.han,
        fields=sum(1 << bit for bit, field in enumerate(CARD_FIELDS) if getattr(article, field)),
        sentences=sentences(body),
    )


def url_key(url: str) -> str:
    """An unescaped URL without what doesn't matter to its identity: scheme, doubled slashes, fragment, final slash."""
    rest = url.partition("://")[2] or url
    return rest.partition("#")[0].replace("//", "/").rstrip("/")


def _key(text: str) -> int:
    return xxh3_64_intdigest(text.encode("utf-8", "replace"))


def sentences(body: bytes) -> bytes:
    """Hashes (uint32) of the first sentences of a body, as bytes of an array."""
    parts = body.replace(b"\n", _END).split(_END)
    return array("I", [xxh32_intdigest(part) for part in parts if len(part) >= _SHORT][:_SENTENCES]).tobytes()
