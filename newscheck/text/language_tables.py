"""Tables of patterns by language: of a table, a text needs the rows of its language only.

They are compiled at the first text in the language, so that a dump in Chinese compiles none of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from re import Pattern

from newscheck.text.language import is_other
from newscheck.text.spellings import any_spelling
from newscheck.text.unicode_script import has_han

#: Pages in any language say things in English.
_EVERYWHERE = "en"
#: Languages that a text may be in, too: one that is mostly Han is taken for Chinese.
_ALSO = {"zh": "ja"}
_NOTHING = "(?!)"


class LanguagePatterns:
    """Patterns for texts by language, whatever their capitals and spelling: `around` makes one of the joined rows."""

    def __init__(self, table: Mapping[str, str], around: Callable[[str], str] = str) -> None:
        self._table = table
        self._around = around
        self._compiled: dict[str, Pattern[str]] = {}

    def of(self, text: str, language: str) -> Pattern[str]:
        """The pattern for a part of an article in a language; of the whole table where that is not known ("").

        What has no Han beside Chinese is in a language that is not known.
        """
        known = "" if language == "zh" and not has_han(text) else language
        if known not in self._compiled:
            rows = any_spelling("|".join(self._table[name] for name in names(self._table, known)))
            self._compiled[known] = re.compile(self._around(rows or _NOTHING), re.IGNORECASE)
        return self._compiled[known]


def names(table: Mapping[str, str], language: str) -> tuple[str, ...]:
    """The languages of a table whose patterns a text in a language may match: this one, those that it is taken for, and
    English; all where the language is not known ("")."""
    also = (_EVERYWHERE, _ALSO.get(language))
    return tuple(name for name in table if name in also or not is_other(language, name))
