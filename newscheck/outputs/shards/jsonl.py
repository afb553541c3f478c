"""A shard of findings as JSON Lines, as the `jsonl` output writes them, compressed with gzip; and the way back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from newscheck.model import Finding
from newscheck.outputs.json import encode, finding_dict

SUFFIX = ".jsonl.gz"
#: A gzip stream, whose header has no time and no name.
_GZIP = 31


def content(findings: Iterable[Finding]) -> bytes:
    """The bytes of a file; the same findings give the same ones."""
    stream = zlib.compressobj(wbits=_GZIP)
    lines = (stream.compress(f"{encode(finding_dict(finding))}\n".encode()) for finding in findings)
    return b"".join((*lines, stream.flush()))


def rows(data: bytes) -> Sequence[bytes]:
    """The findings of a file, which is unpacked: each is one as JSON, unless the file is damaged."""
    return data.splitlines()
