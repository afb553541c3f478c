"""The encoding that an XML text declares."""

from __future__ import annotations

import re

from newscheck.text.encoding_labels import CODECS

_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,39})[\"']")


def declared(data: bytes) -> tuple[str, str] | None:
    """The encoding that an XML declaration names, and its codec; None for UTF-8 and unknown ones."""
    if b"<?xml" not in data[:200]:
        return None
    found = _DECLARED.search(data[:1000])
    name = found[1].decode("ascii") if found else ""
    codec = CODECS.get(name.lower())
    return (name, codec) if codec else None
