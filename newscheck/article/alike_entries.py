"""The members of items that are written alike, without a look at each of their elements."""

from __future__ import annotations

import re
from itertools import repeat
from typing import Any

from newscheck.article import entry_elements, entry_values, feed_entries, xml_form
from newscheck.article.xml_form import XmlForm
from newscheck.text import xml_alike
from newscheck.text.xml_alike import XmlAlike
from newscheck.text.xml_source import XmlTag


class AlikeEntries:
    """Items with the same elements, in documents of one form: `match(text, at)` finds the next.

    They are plain where each element has a name of its own and no attributes, and there is no base address.
    """

    def __init__(self, alike: XmlAlike, form: XmlForm) -> None:
        self.match = alike.match
        self._alike, self._form = alike, form
        names = () if alike.has_attributes else alike.names
        self._names = tuple(xml_form.usual_name(name, "", form) for name in names)
        self.is_plain = not (alike.has_attributes or form.base) and len(set(self._names)) == len(self._names)
        self._lists = [number for number, name in enumerate(self._names) if name in entry_values.LISTS]
        self._guid = self._names.index("guid") if "guid" in self._names else None
        behind = (self._guid or 0) + 1
        self._names_with_link = (*self._names[:behind], "permalink", *self._names[behind:])

    def members(self, text: str, found: re.Match[str]) -> dict[str, Any]:
        """The members of an item that has been found, as `feed_entries.members` gives them."""
        if not self.is_plain:
            return feed_entries.members(text, self._alike.parts(found), self._form)
        values: list[Any] = self._alike.values(found)
        if self._form.is_feed:
            values = [*map(str.strip, values, repeat(entry_elements.BLANKS))]
        for number in self._lists:
            values[number] = [values[number]]
        guid = self._guid
        if guid is None or not entry_elements.is_address(values[guid]):
            return dict(zip(self._names, values, strict=True))
        values.insert(guid, values[guid])
        return dict(zip(self._names_with_link, values, strict=True))


def like(text: str, tag: XmlTag, end: int, form: XmlForm) -> AlikeEntries | None:
    """What reads the items that are written like one, which begins with a tag and whose content ends at an offset.

    None where its elements are not as simple as most.
    """
    alike = xml_alike.like(text, tag, end)
    entries = AlikeEntries(alike, form) if alike else None
    if entries and alike and alike.has_lists and (form.is_feed or not entries.is_plain):
        return None
    return entries
