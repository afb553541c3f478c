"""The summary of an article: keys, hashes, times. Dump rules read nothing else of it."""

from __future__ import annotations

from array import array
from datetime import date

from xxhash import xxh3_64_intdigest, xxh32_intdigest

from newscheck.article import times
from newscheck.article.dates import relative, shown_order, stated
from newscheck.article.extraction import is_epoch
from newscheck.article.script import is_han
from newscheck.article.sites import publisher_name
from newscheck.dump.headline_keys import headline_keys, unknown_furniture
from newscheck.dump.url_fragments import entry_name
from newscheck.html import shown_fields
from newscheck.model import (
    HAS_CLOCK,
    HAS_OFFSET,
    IS_DEFAULT,
    IS_EPOCH,
    IS_RELATIVE,
    IS_URL_MONTH,
    SUMMARY_FIELDS,
    Article,
    ArticleSummary,
)
from newscheck.text import defect_signs, edge_lines, written_date
from newscheck.text.dated_sentences import is_dated
from newscheck.text.furniture_lines import LONGEST
from newscheck.text.regex import lazy_regex
from newscheck.text.sentences import sentences

_NUMBER = lazy_regex(r"(\d{1,18})(?=[_.]|$)")
#: Sentences of a body that are kept, and the bytes (3 a character) under which one is too common to compare; in other
#: languages the characters.
_SENTENCES, _SHORT = 64, 24
#: Smallest hashes of sentences, by which bodies are compared first; characters kept of a title and of a URL.
_SAMPLE, _LONG = 8, 200
_END = "。".encode()
#: The length of a date line that is a day.
_DAY = len("2023-08-16")
_FIRST_DAY = date(1970, 1, 1)
_NO_DATES = {written_date.RELATIVE: IS_RELATIVE, written_date.DEFAULT: IS_DEFAULT}
_FIELD_BITS = [(field, 1 << bit) for bit, field in enumerate(SUMMARY_FIELDS)]
#: Characters that a body ends with.
_CLOSING = frozenset("。．.！!？?｡।॥۔؟”’\"'」』）)】]》〉»©")
_BRACKETS, _ELLIPSES = " ])）】", ("...", "…")
#: Paragraphs at the beginning and at the end of a body of which a summary has the first characters.
_FIRST, _LAST = 1, 3


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
    paragraphs = _compared(article)
    text = body if paragraphs is article.paragraphs else "\n".join(paragraphs).encode("utf-8", "replace")
    hashes = _sentence_hashes(article, text)
    present = sum([bit for field, bit in _FIELD_BITS if getattr(article, field) or field in lacks])
    shown = times.url_date(article) if url else None
    lines, left_out = article.body.split("\n"), unknown_furniture(article)
    return ArticleSummary(
        path=document.path,
        line=document.line,
        site=publisher_name(article.site, url),
        epoch=article.epoch_ms if article.epoch_ms and 0 < article.epoch_ms < 1 << 62 else None,
        published=article.published_ms,
        file_number=int(number[1]) if number else None,
        url=text_key(url_key(article.decoded_url)) if url else 0,
        title=text_key(title) if title else 0,
        body=xxh3_64_intdigest(body) if article.size else 0,
        image=text_key(image) if image else 0,
        image_url=image[:_LONG],
        title_text=title[:_LONG],
        han_count=article.han_count,
        present_fields=present,
        sentences=hashes.tobytes(),
        minhash=array("I", sorted(hashes)[:_SAMPLE]).tobytes(),
        date_order=shown_order(document, article.site) if document.record_fields else "",
        language=article.language,
        size=article.size,
        own=_own(article) if article.fields else b"",
        lacks=tuple(sorted(name for name in lacks if name not in SUMMARY_FIELDS)) if lacks else (),
        wall=times.wall_minutes(article),
        dateline_form=_dateline_form(article) | (IS_URL_MONTH if shown and shown.first != shown.last else 0),
        url_day=(shown.first - _FIRST_DAY).days if shown else 0,
        signs=defect_signs.signs(article.body, lines, article.language, article.html),
        beginnings=defect_signs.beginnings(lines),
        measure=_measure(article, body),
        ends=_ends(paragraphs),
        shown_fields=_shown(article.html, present) if article.html else 0,
        is_open=_is_open(article.body[-8:]),
        headlines=headline_keys(article.paragraphs, left_out).tobytes(),
        edges=edge_lines.edges(article.paragraphs, left_out),
    )


def _dateline_form(article: Article) -> int:
    """The bits of what is written of the date line, or of why it is none."""
    line, field = article.dateline, article.document.record_fields.get("dateline")
    if not line:
        if article.layout is not None and "dateline" in article.layout.lacks:
            return 0
        date = stated(article.document, article.site, article.epoch_ms) if field is not None else None
        if date is None:
            return IS_RELATIVE if field is None and relative(article.paragraphs) else 0
        return _NO_DATES.get(date.kind, 0)
    form = HAS_CLOCK if len(line) > _DAY else 0
    if times.is_default(article):
        form |= IS_DEFAULT
    if article.dateline_offset is not None:
        form |= HAS_OFFSET
    return form | IS_EPOCH if field is not None and is_epoch(field, article.document) else form


def _shown(html: str, present: int) -> int:
    """The bits of the fields that are missing though the HTML shows them."""
    return sum(
        1 << bit
        for bit, field in enumerate(SUMMARY_FIELDS)
        if not present >> bit & 1 and shown_fields.shown(html, field)
    )


def _is_open(end: str) -> bool:
    """Whether the last characters of a body end no sentence, or are an ellipsis (`[...]`)."""
    end = end.rstrip()
    return bool(end) and (end[-1] not in _CLOSING or end.rstrip(_BRACKETS).endswith(_ELLIPSES))


def _ends(paragraphs: list[str]) -> str:
    """The beginnings of the first and of the last paragraphs, one a line."""
    ends = paragraphs if len(paragraphs) <= _FIRST + _LAST else paragraphs[:_FIRST] + paragraphs[-_LAST:]
    return "\n".join([paragraph[:LONGEST] for paragraph in ends])


def _compared(article: Article) -> list[str]:
    """The paragraphs that are compared: HTML is read without its furniture, in the text of an item it is left aside."""
    texts = article.site.furniture.texts
    if texts is None or "body" not in article.document.record_fields:
        return article.paragraphs
    return [paragraph for paragraph in article.paragraphs if not texts.match(paragraph)]


def _measure(article: Article, body: bytes) -> tuple[int, int, int, int, int]:
    """The lengths of a body, which is given as UTF-8, too."""
    words = len(body.split()) if article.language != "zh" else 0
    longest = max(map(len, article.paragraphs), default=0)
    return len(article.body), len(body), words, len(article.paragraphs), longest


def _own(article: Article) -> bytes:
    from newscheck.dump.own_values import packed_own_values  # not for runs on files without own fields

    return packed_own_values(article.fields)


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


def text_key(text: str) -> int:
    """What stands for a text where it is only compared."""
    return xxh3_64_intdigest(text.encode("utf-8", "replace"))


def _sentence_hashes(article: Article, body: bytes) -> array[int]:
    """Hashes (uint32) of the first distinct sentences of an article's body, which is given as UTF-8, in order."""
    if article.language == "ja" or is_han(article):
        parts = body.replace(b"\n", _END).split(_END)
    else:
        language = article.language
        cut = sentences(body.decode(), language)
        parts = [
            part.encode("utf-8", "replace") for part in cut if len(part) >= _SHORT and not is_dated(part, language)
        ]
    hashes = dict.fromkeys(map(xxh32_intdigest, [part for part in parts if len(part) >= _SHORT]))
    return array("I", list(hashes)[:_SENTENCES])
