"""What is wrong with the XML of a file: of each kind the first place, as a feed has it in each item or in none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscheck.model import InputFault
from newscheck.text import xml_encoding, xml_source
from newscheck.text.regex import lazy_regex

#: An ampersand that begins no reference which XML without a DTD knows, wherever it stands.
_SUSPECT = lazy_regex(r"&(?!(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);)")
#: References in a text, outside of CDATA sections, that XML without a DTD does not know.
_UNKNOWN = lazy_regex(
    r"<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+|<!--.*?-->"
    r"|(?P<bad>&(?!(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);)(?P<name>[A-Za-z][\w.-]*+;)?)",
    re.DOTALL,
)
#: A document type declaration, which may declare entities, stands in so many characters of the beginning.
_PROLOG = 1 << 16


class XmlFaults:
    """The faults of a text, of which those that were `told` are not reported again.

    Items are searched for those that the whole text may have (`may_be_in_items`).
    """

    def __init__(self, text: str, data: bytes) -> None:
        self.told: set[str] = set()
        self.has_dtd = "<!DOCTYPE" in text[:_PROLOG]
        self._may_have_forbidden = xml_source.may_have_forbidden(text, data)
        self._may_have_unknown = bool(_SUSPECT.search(text))
        self.may_be_in_items = self._may_have_forbidden or self._may_have_unknown

    def fault(self, kind: str, detail: str, start: int = 0, length: int = 1, what: str = "") -> InputFault:
        """A fault, whose kind (or what it is, where a kind has several) is then told."""
        self.told.add(what or kind)
        return InputFault(kind, detail, start, start + length)

    def of_item(self, source: str, unclosed: Sequence[int]) -> list[InputFault]:
        """What is wrong with the XML of an item: of each kind the first in a file."""
        faults = []
        if unclosed and "unclosed" not in self.told:
            name = next(xml_source.tags(source, unclosed[0])).name
            faults.append(self.fault("xml", f"<{name}> is not closed", unclosed[0], len(name) + 1, "unclosed"))
        if self._may_have_forbidden and "forbidden" not in self.told and (found := xml_source.FORBIDDEN.search(source)):
            detail = f"U+{ord(found[0]):04X} is a character that XML may not hold"
            faults.append(self.fault("xml", detail, found.start(), 1, "forbidden"))
        if self._may_have_unknown and not {"ampersand", "entity"} <= self.told and _SUSPECT.search(source):
            faults += self._references(source)
        return faults

    def _references(self, source: str) -> Iterator[InputFault]:
        for found in _UNKNOWN.finditer(source):
            name, at = found["name"], found.start()
            if found["bad"] and name and not self.has_dtd and "entity" not in self.told:
                detail = f"`&{name[:40]}` is a reference that XML does not know without a DTD"
                yield self.fault("xml", detail, at, len(name) + 1, "entity")
            elif found["bad"] and not name and "ampersand" not in self.told:
                yield self.fault("xml", "`&` begins no reference: it has to be `&amp;`", at, 1, "ampersand")


def wrong_declaration(data: bytes) -> str | None:
    """What is wrong with the encoding that XML in UTF-8 declares, if anything is."""
    declared = xml_encoding.declared(data)
    if declared is None or data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return f"UTF-8, but it declares {declared[0]}: other programs can't read it"
