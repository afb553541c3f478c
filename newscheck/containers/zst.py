"""Zstandard: a compressed file (`articles.jsonl.zst`), of any number of frames; `pip install newscheck[zstd]`."""

from __future__ import annotations

from importlib import import_module

from newscheck.containers import ContainerFault, Decompressor

SUFFIXES = (".zst",)
SHORT_SUFFIXES = {".tzst": ".tar"}
#: Of a frame, and of the 16 kinds of frames that a reader skips.
MAGIC = (b"\x28\xb5\x2f\xfd", *(bytes([0x50 + kind]) + b"\x2a\x4d\x18" for kind in range(16)))
#: The first is Python's own, from 3.14 on.
_LIBRARIES = ("compression.zstd", "backports.zstd")


def decompressor() -> Decompressor:
    """A decompressor of one frame."""
    for library in _LIBRARIES:
        try:
            made: Decompressor = import_module(library).ZstdDecompressor()
        except ImportError:
            continue
        return made
    raise ContainerFault("Zstandard data: pip install 'newscheck[zstd]'")
