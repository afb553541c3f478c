"""Where the items of an XML text end, so that a long one can be divided without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newscheck.text import xml_alike, xml_content, xml_source
from newscheck.text.xml_alike import XmlAlike

#: Items of which a pattern is tried for those behind them.
_TRIALS = 4


class XmlOutline(NamedTuple):
    """The tag of a root element: its source, its name, the offset behind it; and the name of the items in it."""

    root: str
    name: str
    start: int
    entry: str


def ends(text: str, known: XmlOutline, at: int = 0) -> Iterator[int]:
    """The offsets behind the items in a part of a text, up to the first that has no end in it.

    The text may be bytes as Latin-1, where the names are ASCII.
    """
    alike: XmlAlike | None = None
    trials = _TRIALS
    while True:
        if alike and (found := alike.match(text, at)):
            yield (at := found.end())
            continue
        tag = next(xml_source.tags(text, at), None)
        if tag is None or (tag.is_end and tag.name == known.name):
            return
        at = tag.end
        if tag.is_end or tag.name.rpartition(":")[2] != known.entry:
            continue
        if not tag.is_empty:
            end = xml_content.read(text, tag) or xml_source.closing_tag(text, tag)
            if end is None:
                return
            at = end.end
            if trials:
                trials -= 1
                alike = xml_alike.like(text, tag, end.start) or alike
        yield at
