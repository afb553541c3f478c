"""xz: a compressed file (`articles.jsonl.xz`), of any number of streams."""

from __future__ import annotations

from newscheck.containers import Decompressor

SUFFIXES = (".xz",)
SHORT_SUFFIXES = {".txz": ".tar"}
MAGIC = b"\xfd7zXZ\x00"
#: Bytes of memory: a file may demand 4 GB; `xz -9` demands 65 MiB.
_MEMORY = 1 << 27


def decompressor() -> Decompressor:
    """A decompressor of one stream."""
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
