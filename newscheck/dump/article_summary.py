"""The summary of an article: keys, hashes, times. Dump rules read nothing else of it."""

from __future__ import annotations

from array import array

from xxhash import xxh3_64_intdigest, xxh32_intdigest

from newscheck.article.dates import shown_order
from newscheck.article.script import is_han
from newscheck.article.sites import publisher_name
from newscheck.dump.own_value import packed
from newscheck.dump.url_fragments import entry_name
from newscheck.model import SUMMARY_FIELDS, Article, ArticleSummary
from newscheck.text.dated_sentences import is_dated
from newscheck.text.regex import lazy_regex
from newscheck.text.sentences import sentences

_NUMBER = lazy_regex(r"(\d{1,18})(?=[_.]|$)")
#: Sentences of a body that are kept, and the bytes (3 a character) under which one is too common to compare; in other
#: languages the characters.
_SENTENCES, _SHORT = 64, 24
#: Smallest hashes of sentences, by which bodies are compared first; characters kept of a title and of a URL.
_SAMPLE, _LONG = 8, 200
_END = "。".encode()


def summarise(article: Article) -> ArticleSummary:
    """The summary of an article."""
    document = article.document
    name = document.path.rpartition("/")[2]
    number = _NUMBER.match(name)
    url = article.url or ""
    body = article.body.encode("utf-8", "replace") if article.body else b""
    title = article.title or ""
    lacks = article.layout.lacks if article.layout else ()
    image = _image(article)
    hashes = _sentence_hashes(article, body)
    return ArticleSummary(
        path=document.path,
        line=document.line,
        site=publisher_name(article.site, url),
        epoch=article.epoch_ms if article.epoch_ms and 0 < article.epoch_ms < 1 << 62 else None,
        published=article.published_ms,
        file_number=int(number[1]) if number else None,
        url=_key(url_key(article.decoded_url)) if url else 0,
        title=_key(title) if title else 0,
        body=xxh3_64_intdigest(body) if article.size else 0,
        image=_key(image) if image else 0,
        image_url=image[:_LONG],
        title_text=title[:_LONG],
        han_count=article.han_count,
        present_fields=sum(
            1 << bit for bit, field in enumerate(SUMMARY_FIELDS) if getattr(article, field) or field in lacks
        ),
        sentences=hashes.tobytes(),
        minhash=array("I", sorted(hashes)[:_SAMPLE]).tobytes(),
        date_order=shown_order(document, article.site) if document.record_fields else "",
        language=article.language,
        size=article.size,
        own=_own(article) if article.fields else b"",
        lacks=tuple(sorted(name for name in lacks if name not in SUMMARY_FIELDS)) if lacks else (),
    )


def _own(article: Article) -> bytes:
    from newscheck.dump.own_values import own_values  # not for runs on files without own fields

    return packed(own_values(article.fields))


def url_key(url: str) -> str:
    """An unescaped URL without what doesn't change its identity: scheme, doubled slashes, final slash, and a fragment
    that names no entry."""
    rest = url.partition("://")[2] or url
    page, _, fragment = rest.partition("#")
    page = page.replace("//", "/").rstrip("/")
    return f"{page}#{name}" if fragment and (name := entry_name(fragment)) else page


def identity_hash(summary: ArticleSummary) -> int:
    """What identifies an article: its URL, failing that its title, failing that its text."""
    return summary.url or summary.title or summary.body


def _image(article: Article) -> str:
    """The image to compare: no stand-in of the site, and none that is part of the page (`data:`)."""
    image = article.image
    if not isinstance(image, str) or image.startswith("data:"):
        return ""
    return "" if any(map(image.__contains__, article.site.stand_ins)) else image


def _key(text: str) -> int:
    return xxh3_64_intdigest(text.encode("utf-8", "replace"))


def _sentence_hashes(article: Article, body: bytes) -> array[int]:
    """Hashes (uint32) of the first distinct sentences of an article's body, which is given as UTF-8, too, in order."""
    if article.language == "ja" or is_han(article):
        parts = body.replace(b"\n", _END).split(_END)
    else:
        language = article.language
        cut = sentences(article.body, language)
        parts = [
            part.encode("utf-8", "replace") for part in cut if len(part) >= _SHORT and not is_dated(part, language)
        ]
    hashes = dict.fromkeys(xxh32_intdigest(part) for part in parts if len(part) >= _SHORT)
    return array("I", list(hashes)[:_SENTENCES])
