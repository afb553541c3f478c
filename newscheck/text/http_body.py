"""The body of an HTTP response, without its transfer and content encodings (RFC 9110, RFC 9112)."""

from __future__ import annotations

from collections.abc import Callable

#: Bytes of the line that says how long a chunk is.
_SIZE_LINE = 1_000


def decoded(body: bytes, content: str, transfer: str, limit: int) -> bytes | str:
    """A body without the encodings that its headers name, hardly over the limit; or why they can't be undone.

    `content` and `transfer` are the values of Content-Encoding and Transfer-Encoding. A body that is not as they say
    was stored decoded.
    """
    for coding in reversed((*_codings(content), *_codings(transfer))):
        if coding not in _DECODERS:
            return f"its Content-Encoding {coding[:20]!r} is not read"
        result = _DECODERS[coding](body, limit)
        if isinstance(result, str) or len(result) > limit:
            return result
        body = result
    return body


def _codings(value: str) -> list[str]:
    """The encodings in a header, in the order in which they were applied."""
    names = (name.strip().lower() for name in value.split(","))
    return [name for name in names if name not in ("", "identity")]


def _without_chunks(body: bytes, limit: int) -> bytes | str:
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\n", at, at + _SIZE_LINE)
        digits = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not digits or digits.strip(b"0123456789abcdefABCDEF"):
            return body if not parts else "its body has a damaged chunk"
        size = int(digits, 16)
        if not size:
            break
        parts.append(body[end + 1 : end + 1 + size])
        if len(parts[-1]) < size:
            return "its chunks end early"
        at = end + 1 + size
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(parts)


def _inflated(body: bytes, limit: int) -> bytes | str:
    import zlib

    for wbits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        inner = zlib.decompressobj(wbits)
        try:
            content = inner.decompress(body, limit + 1)
        except zlib.error:
            continue
        return content if inner.eof or len(content) > limit else "its compressed body ends early"
    return body


def _from_brotli(body: bytes, limit: int) -> bytes | str:
    try:
        import brotli
    except ImportError:
        return "its body is compressed with Brotli: pip install 'newscheck[warc]'"
    inner = brotli.Decompressor()
    try:
        content: bytes = inner.process(body, output_buffer_limit=limit + 1)
        while len(content) <= limit and not inner.can_accept_more_data() and not inner.is_finished():
            content += inner.process(b"", output_buffer_limit=limit + 1)
    except brotli.error:
        return body
    return content if inner.is_finished() or len(content) > limit else "its compressed body ends early"


_DECODERS: dict[str, Callable[[bytes, int], bytes | str]] = {
    "chunked": _without_chunks,
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _from_brotli,
}
