"""bzip2: a compressed file (`articles.jsonl.bz2`), of any number of streams."""

from __future__ import annotations

from newscheck.containers import Decompressor

SUFFIXES = (".bz2",)
SHORT_SUFFIXES = {".tbz": ".tar", ".tbz2": ".tar"}
MAGIC = b"BZh"


def decompressor() -> Decompressor:
    """A decompressor of one stream."""
    import bz2

    return bz2.BZ2Decompressor()
