"""gzip: a compressed file (`articles.jsonl.gz`), of any number of members."""

from __future__ import annotations

from newscheck.containers import Decompressor

SUFFIXES = (".gz",)
SHORT_SUFFIXES = {".tgz": ".tar"}
MAGIC = b"\x1f\x8b"


def decompressor() -> Decompressor:
    """A decompressor of one member."""
    return _GzipMember()


class _GzipMember:
    """zlib's object as those of bz2 and lzma are: it keeps the input that it has not used."""

    def __init__(self) -> None:
        import zlib

        self._inner = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
