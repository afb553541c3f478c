"""Decode bytes: UTF-8, or a fault that names what they are instead."""

from __future__ import annotations

from typing import Any

from newscheck.model import InputFault
from newscheck.text import file_kinds, xml_encoding
from newscheck.text.display import quantity
from newscheck.text.file_kinds import FileKind

#: First bytes of files that people leave in dump folders (file(1), magic database).
_MAGIC: tuple[tuple[bytes, str | FileKind], ...] = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV)"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM file"),
    (b"%PDF", file_kinds.PDF),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf\x27\x1c", file_kinds.PACKED),
    (b"Rar!\x1a\x07", file_kinds.PACKED),
    (b"SQLite format 3", file_kinds.SQLITE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", file_kinds.EXCEL),
    *(
        (b"\x80" + start, file_kinds.PICKLE)
        for start in (b"\4\x95", b"\5\x95", b"\2}q", b"\2]q", b"\3}q", b"\3]q", b"\3c")
    ),
    (b"\x93NUMPY", file_kinds.NUMPY),
    (b"\x89HDF\r\n\x1a\n", file_kinds.HDF5),
    (b"Obj\x01", file_kinds.AVRO),
    (b"ORC", file_kinds.ORC),
    (b"REDIS0", file_kinds.REDIS),
)
#: Those that a text may begin with, too.
_WORDS = (b"ID3", b"OggS", b"ORC", b"REDIS0")
_MAGICS = tuple(magic for magic, _ in _MAGIC)
#: What a ZIP archive holds near its beginning that is another kind of file.
_ZIPPED = (
    (b"mimetypeapplication/epub+zip", file_kinds.EPUB),
    (b"[Content_Types].xml", file_kinds.EXCEL),
    (b"mimetypeapplication/vnd.oasis", file_kinds.EXCEL),
)
#: Bytes of the beginning of a file in which its kind is looked for.
_HEAD = 2_000
#: How JSON begins in UTF-16 without a byte-order mark.
_WIDE = {b"{\0": "utf-16-le", b"[\0": "utf-16-le", b"\0{": "utf-16-be", b"\0[": "utf-16-be"}
_OTHERS = ("gb18030", "big5")


def decode(data: bytes) -> tuple[str, tuple[InputFault, ...]]:
    """The text of a file and the faults of its bytes.

    A fault `binary` comes with an empty text. A file in another encoding of Chinese is decoded from it, so that one
    fault gives one finding; single bad bytes become U+FFFD.
    """
    if fault := binary_fault(data):
        return "", (fault,)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), (InputFault("encoding", "UTF-16, not UTF-8"),)
    if data[:2] in _WIDE:
        return data.decode(_WIDE[data[:2]], "replace"), (InputFault("encoding", "UTF-16 without a mark, not UTF-8"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)
    if "\0" in text[:1024] and text.count("\0") > len(text) // 100:
        return "", (InputFault("binary", "NUL bytes, not text"),)
    if text.startswith("\ufeff"):
        return text[1:], (InputFault("byte-order-mark", "the file begins with a byte-order mark (U+FEFF)"),)
    return text, ()


def binary_fault(data: bytes) -> InputFault | None:
    """The fault of a file whose first bytes are those of a kind that is no text."""
    if not data.startswith(_MAGICS):
        return None
    kind = next(kind for magic, kind in _MAGIC if data.startswith(magic))
    if data.startswith(b"PK"):
        kind = next((inner for words, inner in _ZIPPED if words in data[:_HEAD]), kind)
    if data.startswith(_WORDS) and b"\0" not in data[:_HEAD]:
        return None
    if isinstance(kind, str):
        return InputFault("binary", f"{kind}, not text")
    return not_text(kind)


def not_text(kind: FileKind) -> InputFault:
    """The fault of a file of a kind that is no text."""
    return InputFault("binary", f"{kind.one}, not text{f': {kind.advice}' if kind.advice else ''}")


def replace_surrogates(value: Any, *, sort_keys: bool = False) -> Any:
    """Replace halves of surrogate pairs, which UTF-8 can't hold but JSON and YAML can escape, by U+FFFD.

    With `sort_keys`, the fields of objects are sorted.
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        items = sorted(value.items()) if sort_keys else value.items()
        pairs = ((name, replace_surrogates(inner, sort_keys=sort_keys)) for name, inner in items)
        return {replace_surrogates(name): inner for name, inner in pairs}
    return [replace_surrogates(inner, sort_keys=sort_keys) for inner in value] if isinstance(value, list) else value


def _as_declared(data: bytes, name: str, codec: str) -> tuple[str, tuple[InputFault, ...]]:
    """The text of XML that is not UTF-8: in the encoding that it declares, or in another that fits without a fault."""
    for other in (codec, *_OTHERS):
        try:
            text = data.decode(other)
        except UnicodeDecodeError:
            continue
        fault = InputFault("encoding", f"not {name}, as it declares, but {other.upper()}")
        return text, () if other == codec else (fault,)
    text = data.decode(codec, "replace")
    places = quantity(text.count("\ufffd"), "place")
    start = max(text.find("\ufffd"), 0)
    return text, (InputFault("encoding", f"not {name}, as it declares: bad bytes in {places}", start, start + 1),)


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[InputFault, ...]]:
    if data.count(b"\0") > len(data) // 100:
        return "", (InputFault("binary", "neither text nor UTF-8"),)
    if own := xml_encoding.declared(data):
        return _as_declared(data, *own)
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # In damaged UTF-8, most of the text outside ASCII is still valid.
    if bad > sum(not char.isascii() for char in text) / 2:
        for name in _OTHERS:
            try:
                return data.decode(name), (InputFault("encoding", f"not UTF-8 but {name.upper()}"),)
            except UnicodeDecodeError:
                continue
    start = len(data[: error.start].decode("utf-8"))
    where = (
        "the file ends inside a character"
        if error.end >= len(data) and bad == 1
        else f"bad bytes in {quantity(bad, 'place')}"
    )
    return text, (InputFault("encoding", f"not UTF-8: {where}", start, start + 1),)
