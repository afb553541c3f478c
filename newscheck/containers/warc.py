"""WARC: pages of a web archive (`crawl.warc.gz`); `pip install newscheck[warc]`."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from newscheck.containers import ContainerFault, Source
from newscheck.model import RawInput
from newscheck.text.display import size_text

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc",)
_FIRST = b"WARC/"
#: No other bytes than those of one record are needed at a time.
IS_SEQUENTIAL = True
_ARC = b"filedesc:"
_HTML = ("text/html", "application/xhtml+xml")
#: Bytes of a line, of which warcio holds any in memory.
_LONGEST_LINE = 1 << 28


def inputs(stream: Source, path: str, limit: int) -> Iterator[RawInput]:
    """The pages among the responses; the line of each is the number of its record. Raises ContainerFault."""
    number = 0
    has_pages = False
    try:
        for number, record in _records(_CheckedSource(stream)):
            if record.rec_type == "response" and _is_page(record):
                has_pages = True
                yield _input(record, path, number, limit)
            if number and not _is_whole(record):
                raise ContainerFault("the WARC data end early")
        if not has_pages:
            raise ContainerFault("no record is the response with a page", "empty")
    except ContainerFault as fault:
        fault.line = max(number, 1)
        raise
    except Exception as error:  # of warcio
        damage = ContainerFault(f"damaged WARC data{_words(error)}")
        damage.line = number + 1
        raise damage from None


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
    """Whether a response has the status 200 and HTML."""
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    return _header(record, "Content-Type").partition(";")[0].strip().lower() in _HTML


def _is_whole(record: ArcWarcRecord) -> bool:
    """Whether a record has been read as far as it should be, or has not been read: else the stream is at its end."""
    left: int | None = getattr(record.raw_stream, "limit", None)
    if left is None:
        raise ContainerFault("damaged WARC data: a record that doesn't say how long it is")
    return left <= 0 or bool(record.raw_stream.read(1))


def _input(record: ArcWarcRecord, path: str, number: int, limit: int) -> RawInput:
    """The page of a response, with its transfer and content encodings undone."""
    headers = record.rec_headers
    url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    if reason := headers.get_header("WARC-Truncated"):
        return RawInput(path, line=number, fault="unreadable", detail=f"{url}: cut off by the crawler ({reason})")
    body = record.raw_stream.read(limit + 1)
    page = _decoded(record, body, limit) if len(body) <= limit else body
    if isinstance(page, str):
        return RawInput(path, line=number, fault="unreadable", detail=f"{url}: {page}")
    if len(page) > limit:
        return RawInput(path, line=number, fault="too-large", detail=f"{url}: over the limit of {size_text(limit)}")
    context = {"url": url, "fetched": headers.get_header("WARC-Date") or "", "charset": _charset(record)}
    return RawInput(path, page, number, form="page", context={name: value for name, value in context.items() if value})


def _decoded(record: ArcWarcRecord, body: bytes, limit: int) -> bytes | str:
    """The body without chunks and compression, at most a byte over the limit; or why that can't be undone.

    warcio would decompress a whole chunk at once. A body that is not as the headers say was stored decoded.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    if _header(record, "Transfer-Encoding").lower() == "chunked":
        body = ChunkedDataReader(BytesIO(body)).read()
    encoding = _header(record, "Content-Encoding").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, limit)
    if encoding == "br":
        return _from_brotli(body, limit)
    return body if encoding in ("", "identity") else f"its Content-Encoding {encoding[:20]!r} is not read"


def _inflated(body: bytes, limit: int) -> bytes | str:
    import zlib

    for wbits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        inner = zlib.decompressobj(wbits)
        try:
            page = inner.decompress(body, limit + 1)
        except zlib.error:
            continue
        return page if inner.eof or len(page) > limit else "its compressed body ends early"
    return body


def _from_brotli(body: bytes, limit: int) -> bytes | str:
    """The content of a Brotli stream. warcio 1.8.1 raises AttributeError with brotli 1.2."""
    try:
        import brotli
    except ImportError:
        return "its body is compressed with Brotli: pip install 'newscheck[warc]'"
    inner = brotli.Decompressor()
    try:
        page: bytes = inner.process(body, output_buffer_limit=limit + 1)
        while len(page) <= limit and not inner.can_accept_more_data() and not inner.is_finished():
            page += inner.process(b"", output_buffer_limit=limit + 1)
    except brotli.error:
        return body
    return page if inner.is_finished() or len(page) > limit else "its compressed body ends early"


def _charset(record: ArcWarcRecord) -> str:
    """The encoding that the HTTP header names, if any; some servers put it in quotes."""
    for parameter in _header(record, "Content-Type").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'").lower()
    return ""


def _header(record: ArcWarcRecord, name: str) -> str:
    value: str | None = record.http_headers.get_header(name)
    return value or ""


def _words(error: Exception) -> str:
    """What warcio says of damaged data, in one line; nothing for its own mistakes with them."""
    return f": {' '.join(str(error).split())[:200]}" if type(error).__name__ == "ArchiveLoadFailed" else ""
