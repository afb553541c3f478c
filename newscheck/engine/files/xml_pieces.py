"""Long feeds and lists of records in XML as pieces of whole items, so that memory stays flat."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from newscheck.containers import ContainerFault
from newscheck.model import RawInput
from newscheck.readers import xml
from newscheck.text import xml_encoding, xml_items
from newscheck.text.display import size_text
from newscheck.text.xml_items import XmlOutline

#: Bytes that are read at once; a piece has the whole items in them but the last.
_PIECE = 1 << 23
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def pieces(more: Callable[[int], bytes], head: bytes, path: str, limit: int, detail: str) -> Iterator[RawInput]:
    """The content of a file that begins with `head` and goes on with what `more(size)` reads, in pieces.

    The last item of the bytes that have been read stands in the next piece, so that none is without an item. `limit`
    are the most bytes of an item; `detail` is the fault of a file that can't be divided.

    Raises ContainerFault as `more` does, after what came before.
    """
    more = _from(head, more)
    size = min(_PIECE, max(limit // 2, 1))
    data = _first(more, size).removeprefix(codecs.BOM_UTF8)
    known = _outline(data)
    if known is None:
        yield RawInput(path, fault="too-large", detail=detail)
        return
    divider = _Divider(path, known)
    try:
        while part := more(size):
            data += part
            if cut := divider.cut(data):
                yield divider.piece(data[:cut], goes_on=True)
                data = data[cut:]
            elif len(data) > limit:
                over = f"an item over the limit of {size_text(limit)}" if divider.number else detail
                yield RawInput(path, line=divider.line, fault="too-large", detail=over)
                return
    except ContainerFault:
        yield divider.piece(data, goes_on=False)
        raise
    yield divider.piece(data, goes_on=False)


class _Divider:
    """The place that has been reached in a file: the number of the next item, line and column."""

    def __init__(self, path: str, known: XmlOutline) -> None:
        self.path, self.known = path, known
        self.number, self.line, self.column = 0, 1, 1
        self.found = 0

    def cut(self, data: bytes) -> int:
        """The offset behind the last item but one in some bytes; 0 without two."""
        ends = [*xml_items.ends(data.decode("latin-1"), self.known, 0 if self.number else self.known.start)]
        self.found = len(ends) - 1
        return ends[-2] if self.found > 0 else 0

    def piece(self, data: bytes, *, goes_on: bool) -> RawInput:
        """A part of the file; the next begins behind it."""
        context = {"number": str(self.number), "entry": self.known.entry, "goes_on": "1" if goes_on else ""}
        if self.number:
            context["root"] = self.known.root
        raw = RawInput(self.path, data, self.line, form="xml", context=context, column=self.column)
        self.number += self.found
        if lines := data.count(b"\n"):
            self.line, self.column = self.line + lines, 1
        self.column += len(data[data.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
        return raw


def _from(head: bytes, more: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """A reader of what has been read already, and then of the rest."""
    left = memoryview(head)

    def read(size: int) -> bytes:
        nonlocal left
        part, left = bytes(left[:size]), left[size:]
        return part or more(size)

    return read


def _first(more: Callable[[int], bytes], size: int) -> bytes:
    """The first piece, which a pipe may give in many parts."""
    data = b""
    while len(data) < size and (part := more(size - len(data))):
        data += part
    return data


def _outline(data: bytes) -> XmlOutline | None:
    """Where the items are in a file that begins like this, with the offset in bytes; None where it is not divided."""
    if data.startswith(_UTF16) or xml_encoding.declared(data):
        return None
    text = data.decode("utf-8", "surrogateescape")
    known = xml.outline(text)
    if known is None or not (known.name + known.entry).isascii():
        return None
    return known._replace(start=len(text[: known.start].encode("utf-8", "surrogateescape")))
