"""WARC: pages of a web archive (`crawl.warc.gz`); `pip install newscheck[warc]`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newscheck.containers import ContainerFault, Source
from newscheck.model import RawInput
from newscheck.text import http_body, member_paths
from newscheck.text.display import size_text

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc",)
_FIRST = b"WARC/"
#: No other bytes than those of one record are needed at a time.
IS_SEQUENTIAL = True
#: A page has a path of its own, with its URL as its name in the archive.
HAS_PATHS = True
_ARC = b"filedesc:"
_HTML = ("text/html", "application/xhtml+xml")
#: Bytes of a line, of which warcio holds any in memory.
_LONGEST_LINE = 1 << 28
#: Kinds of records that are named, and counted, where no record is a page.
_MOST_KINDS, _COUNTED_KINDS = 3, 100


def inputs(stream: Source, path: str, limit: int) -> Iterator[RawInput]:
    """The pages among the responses and resources. Raises ContainerFault, which names the record."""
    number = 0
    names, others = _PageNames(path), _OtherRecords()
    try:
        for number, record in _records(_CheckedSource(stream)):
            page = None
            if _is_page(record):
                url = _url(record)
                page = _input(record, names.of(url, number), url, limit)
            if not _is_whole(record):
                raise ContainerFault("the WARC data end early")
            if page:
                yield page
            else:
                others.add(record)
    except ContainerFault as fault:
        raise ContainerFault(f"{fault.detail}{f' (record {number})' if number else ''}", fault.kind) from None
    except Exception as error:  # of warcio
        raise ContainerFault(f"damaged WARC data{_words(error)} (record {number + 1})") from None
    if not names:
        raise ContainerFault(f"no record is the response with a page{others.in_words()}", "empty")


class _PageNames:
    """The paths of pages: their URL in the archive; further pages with one URL are numbered (`…/1.html#2`)."""

    def __init__(self, path: str) -> None:
        self._path = path
        #: By hashes: the names of an archive may be millions.
        self._counts: dict[int, int] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def of(self, url: str, number: int) -> str:
        """The path of the page in a record; no two are the same."""
        name = member_paths.name_of_url(url) or f"record-{number}"
        key = hash(name)
        count = self._counts[key] = self._counts.get(key, 0) + 1
        return member_paths.join(self._path, name if count == 1 else f"{name}#{count}")


class _OtherRecords:
    """What the records without a page are, counted."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, record: ArcWarcRecord) -> None:
        """Count a record."""
        kind = str(record.rec_type)
        if kind == "response":
            status = record.http_headers.get_statuscode() if record.http_headers else "unknown"
            kind = _type(record) if status == "200" else f"status {status}"
        if kind in self._counts or len(self._counts) < _COUNTED_KINDS:
            self._counts[kind[:40] or "of no type"] += 1

    def in_words(self) -> str:
        """The most common kinds, as a remark in brackets; empty where no record tells of the crawl."""
        common = [(kind, count) for kind, count in self._counts.most_common() if kind not in ("warcinfo", "request")]
        words = ", ".join(f"{count:,} {kind}" for kind, count in common[:_MOST_KINDS])
        return f" ({words}{', …' if len(common) > _MOST_KINDS else ''})" if words else ""


def _records(source: Source) -> Iterator[tuple[int, ArcWarcRecord]]:
    """The records with their numbers, from 1 on. Raises ContainerFault and errors of warcio."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise ContainerFault("a web archive: pip install 'newscheck[warc]'") from None
    archive = ArchiveIterator(source)
    # It is written to stderr.
    archive.INC_RECORD = ""
    for number, record in enumerate(archive, 1):
        if archive.err_count:
            raise ContainerFault("damaged WARC data: a record is longer or shorter than it says")
        yield number, record


class _CheckedSource:
    """The bytes of a web archive, as far as they are one and have line ends."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._line = 0
        self._is_begun = False

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes. Raises ContainerFault."""
        data = self._source.read(size)
        if not self._is_begun:
            self._is_begun = True
            self._check_head(data)
        end = data.rfind(b"\n")
        self._line = self._line + len(data) if end < 0 else len(data) - end - 1
        if self._line > _LONGEST_LINE:
            raise ContainerFault(f"damaged WARC data: a line over {_LONGEST_LINE:,} bytes")
        return data

    @staticmethod
    def _check_head(data: bytes) -> None:
        if not data:
            raise ContainerFault("0 bytes", "empty")
        if data.startswith(_ARC):
            raise ContainerFault("an ARC file: convert it to WARC (`warcio recompress`)")
        if not data.startswith(_FIRST[: len(data)]):
            raise ContainerFault("no WARC data, as its name says")


def _is_page(record: ArcWarcRecord) -> bool:
    """Whether a record is a response with the status 200, or a resource, and has HTML."""
    if record.rec_type == "response":
        headers = record.http_headers
        return headers is not None and headers.get_statuscode() == "200" and _type(record) in _HTML
    return record.rec_type == "resource" and _type(record) in _HTML


def _type(record: ArcWarcRecord) -> str:
    """The media type of the content, without parameters; where the server gives none, that which the crawler saw."""
    stated = _header(record, "Content-Type") or record.rec_headers.get_header("WARC-Identified-Payload-Type") or ""
    return str(stated).partition(";")[0].strip().lower()


def _is_whole(record: ArcWarcRecord) -> bool:
    """Whether a record has been read as far as it should be, or has not been read: else the stream is at its end."""
    left: int | None = getattr(record.raw_stream, "limit", None)
    if left is None:
        raise ContainerFault("damaged WARC data: a record that doesn't say how long it is")
    return left <= 0 or bool(record.raw_stream.read(1))


def _url(record: ArcWarcRecord) -> str:
    """The address of a record; wget writes it in brackets."""
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>")


def _input(record: ArcWarcRecord, path: str, url: str, limit: int) -> RawInput:
    """The page of a record, with its transfer and content encodings undone."""
    headers = record.rec_headers
    if reason := headers.get_header("WARC-Truncated"):
        return RawInput(path, fault="unreadable", detail=f"cut off by the crawler ({reason[:40]})")
    body = record.raw_stream.read(limit + 1)
    if len(body) <= limit:
        content, transfer = _header(record, "Content-Encoding"), _header(record, "Transfer-Encoding")
        page = http_body.decoded(body, content, transfer, limit)
    else:
        page = body
    if isinstance(page, str):
        return RawInput(path, fault="unreadable", detail=page)
    if len(page) > limit:
        return RawInput(path, fault="too-large", detail=f"over the limit of {size_text(limit)}")
    if not page:
        return RawInput(path, fault="empty", detail="0 bytes")
    # The name of a resource needs not be an address (`urn:…`, `file:…`); the page may state it.
    address = url if record.rec_type == "response" or url.lower().startswith(("http:", "https:")) else ""
    context = {"url": address, "fetched": headers.get_header("WARC-Date") or "", "charset": _charset(record)}
    return RawInput(path, page, form="page", context={name: value for name, value in context.items() if value})


def _charset(record: ArcWarcRecord) -> str:
    """The encoding that the header names, if any; some servers put it in quotes."""
    for parameter in _header(record, "Content-Type").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'").lower()
    return ""


def _header(record: ArcWarcRecord, name: str) -> str:
    """A header of the response; of a resource, which has none, that of its record."""
    headers = record.rec_headers if record.rec_type == "resource" else record.http_headers
    value: str | None = headers.get_header(name) if headers else None
    return value or ""


def _words(error: Exception) -> str:
    """What warcio says of damaged data, in one line; nothing for its own mistakes with them."""
    return f": {' '.join(str(error).split())[:200]}" if type(error).__name__ == "ArchiveLoadFailed" else ""
