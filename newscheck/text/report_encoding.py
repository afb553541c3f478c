"""The encodings in which a saved report may be: PowerShell's `>` writes UTF-16."""

from __future__ import annotations

import codecs

#: Byte-order marks, the longer before those that begin like them.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: How an object of JSON begins in UTF-16 without a mark.
_WIDE = {b"{\0": "utf-16-le", b"\0{": "utf-16-be"}


def utf8(data: bytes) -> bytes:
    """The bytes of JSON as UTF-8 without a byte-order mark; those in an encoding without any sign of it as they are.

    Raises ValueError, in one line, where what follows the mark is not in that encoding.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    codec = _MARKS.get(mark) or _WIDE.get(data[:2], "utf-8")
    if codec == "utf-8":
        return data.removeprefix(mark)
    try:
        return str(memoryview(data)[len(mark) :], codec).encode()
    except UnicodeError:
        raise ValueError(f"it begins as {codec[:6].upper()}, and is damaged or cut off") from None
