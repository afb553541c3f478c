"""The encoding of a page, as a browser finds it: byte-order mark, HTTP header, `<meta charset>`, the bytes."""

from __future__ import annotations

import codecs
import re

from newscheck.model import InputFault
from newscheck.text.encoding import binary_fault, decode
from newscheck.text.encoding_labels import CODECS

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,80}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)")
#: Bytes at the beginning of a page in which a declaration is looked for.
_HEAD = 4096
#: Marks of encodings, and how a page without one begins in UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
#: The name of the handler of bytes that can't be decoded.
_BYTES = "newscheck.page"
#: An encoding whose bytes are ASCII, which is valid UTF-8, too.
_ESCAPED = ("iso-2022-jp", "csiso2022jp")


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    """U+FFFD for bytes that can't be decoded; the byte 80 of GBK is a euro sign, as in Windows (Encoding Standard,
    10.2.1)."""
    if isinstance(error, UnicodeDecodeError) and error.encoding == "gb18030" and error.object[error.start] == 0x80:
        return "€", error.start + 1
    return codecs.replace_errors(error)


codecs.register_error(_BYTES, _replaced)


def decode_page(page: bytes, charset: str = "") -> tuple[str, tuple[InputFault, ...]]:
    """The text of a page, without its byte-order mark, and the faults of its bytes; `charset` is that of HTTP.

    A page in the encoding that it declares has no fault. One that declares none, and bytes that are not of the declared
    encoding, have one of `encoding`. A fault `binary` comes with an empty text.
    """
    if fault := binary_fault(page):
        return "", (fault,)
    for mark, name in _MARKS:
        if page.startswith(mark):
            return _with_faults(page.decode(name, "replace").removeprefix("\ufeff"), name)
    label = charset.strip().strip("\"'").lower() or _declared(page).lower()
    if label not in _ESCAPED:
        text, faults = decode(page)
        if not faults or any(fault.kind == "binary" for fault in faults):
            return text, faults
    else:
        text, faults = "", ()
    declared = _in_declared(page, label)
    # Declarations are often wrong: the encoding that leaves fewer bytes unread wins. A page may also be damaged.
    if declared is not None and (not faults or declared.count("\ufffd") <= text.count("\ufffd")):
        return _with_faults(declared, label)
    return text, faults


def text_of(page: bytes) -> str:
    """A page as text: UTF-8 where it is valid, else the declared encoding, else a detected one."""
    if page.startswith(_MARKS[0][0]):
        return page.decode("utf-8-sig", "replace")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        pass
    detected = decode(page)[0]
    text = _in_declared(page, _declared(page).lower())
    return text if text is not None and text.count("\ufffd") <= detected.count("\ufffd") else detected


def encoding_of(page: bytes) -> str:
    """The encoding of a page; `text_of` reads a text that is written in it back."""
    text = text_of(page)
    first = "utf-8-sig" if page.startswith(_MARKS[0][0]) else "utf-8"
    for name in (first, "utf-16", _declared(page), "gb18030", "big5"):
        try:
            if page.decode(name) == text:
                return name
        except (LookupError, UnicodeError):
            continue
    return "utf-8"


def _in_declared(page: bytes, label: str) -> str | None:
    """A page in a declared encoding other than Unicode; None where there is no such encoding."""
    codec = None if label.startswith("utf") else CODECS.get(label)
    return page.decode(codec, _BYTES) if codec else None


def _with_faults(text: str, label: str) -> tuple[str, tuple[InputFault, ...]]:
    """A text in a declared encoding, with a fault for the first byte that is not of it."""
    at = text.find("\ufffd")
    if at < 0:
        return text, ()
    return text, (InputFault("encoding", f"bytes that are no {label.upper()}, as the page declares", at, at + 1),)


def _declared(page: bytes) -> str:
    """The label in the page's `<meta charset>`, or in its XML declaration; empty without one."""
    match = _CHARSET.search(page, 0, _HEAD) or _XML_ENCODING.match(page, 0, _HEAD)
    return match[1].decode("ascii") if match else ""
