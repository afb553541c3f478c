"""Tables of patterns by language: the pattern for texts in one language is of its own rows, and compiled at its first
text. A dump in Chinese compiles none of the others.
"""

from __future__ import annotations

from collections.abc import Mapping

from newscheck.text.language import is_other
from newscheck.text.spellings import any_spelling
from newscheck.text.unicode_script import has_han

#: Pages in any language say things in English.
_EVERYWHERE = "en"
#: Languages that a text may be in, too: one that is mostly Han is taken for Chinese.
_ALSO = {"zh": "ja"}
_NOTHING = "(?!)"


def spoken(text: str, language: str) -> str:
    """The language of a part of an article in a language: what has no Han beside Chinese is in one that isn't known."""
    return "" if language == "zh" and not has_han(text) else language


def names(table: Mapping[str, str], language: str) -> tuple[str, ...]:
    """The languages of a table whose patterns a text in a language may match: this one, those that it is taken for, and
    English; all where the language is not known ("")."""
    also = (_EVERYWHERE, _ALSO.get(language))
    return tuple(name for name in table if name in also or not is_other(language, name))


def row(table: Mapping[str, str], language: str) -> str:
    """The pattern for texts in a language, with each spelling of it."""
    return any_spelling("|".join(table[name] for name in names(table, language))) or _NOTHING
