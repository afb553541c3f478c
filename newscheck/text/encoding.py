"""Decode bytes: UTF-8, or a fault that names what they are instead."""

from __future__ import annotations

from typing import Any

from newscheck.model import InputFault
from newscheck.text import file_kinds
from newscheck.text.display import quantity
from newscheck.text.file_kinds import FileKind

#: How JSON begins in UTF-16 without a byte-order mark.
_WIDE = {b"{\0": "utf-16-le", b"[\0": "utf-16-le", b"\0{": "utf-16-be", b"\0[": "utf-16-be"}
_OTHERS = ("gb18030", "big5")


def decode(data: bytes) -> tuple[str, tuple[InputFault, ...]]:
    """The text of a file and the faults of its bytes.

    A fault `binary` comes with an empty text. A file in another encoding is decoded from it, so that one fault gives
    one finding; single bad bytes become U+FFFD.
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
    kind = file_kinds.by_bytes(data)
    return not_text(kind) if kind else None


def not_text(kind: FileKind) -> InputFault:
    """The fault of a file of a kind that is no text; the words of its message identify findings in baselines."""
    words = file_kinds.in_words(kind)
    return InputFault("binary", words if kind.advice else f"{words}, not text")


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
    from newscheck.text import xml_encoding  # few runs need it

    own = xml_encoding.declared(data)
    if own and own[1] != "utf-16":  # in which its declaration could not have been read
        return _as_declared(data, *own)
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # In damaged UTF-8, most of the text outside ASCII is still valid.
    if bad > sum(not char.isascii() for char in text) / 2:
        from newscheck.text import legacy_encodings  # only for files that are not UTF-8

        if found := legacy_encodings.decode(data):
            return found[0], (InputFault("encoding", f"not UTF-8 but {found[1]}"),)
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
