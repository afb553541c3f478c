"""The sentences of a text in any language but Chinese and Japanese, to be compared with those of other texts.

What matters is that the same text is always cut at the same places: a sentence that is cut once too often costs less
than two that stay one. A full stop ends a sentence only before a blank and no small letter, and not after an initial, a
title or a day (`J. Smith`, `Dr. Smith`, `14. März`). Thai, Lao, Khmer, Burmese and Tibetan have blanks between clauses
and none between words: there a blank ends a part.
"""

from __future__ import annotations

from newscheck.text.regex import lazy_regex

#: Languages without blanks between words.
UNSPACED = frozenset(("th", "lo", "km", "my", "bo"))
#: A quotation or a bracket may be closed behind the mark; a blank and no small letter, or nothing, must follow.
_CLOSERS = "[\"'”’»“)\\]]*+"
_NEXT = rf"{_CLOSERS}(?:\s++(?![a-zà-öø-ÿа-яёα-ω])|\Z)"
_END = lazy_regex(
    # The marks come first, as one set: nothing else is tried at the other characters of a text.
    r"[.!?…।॥۔؟።፧։。！？\n](?:"
    # After an initial, a title or a day, a full stop is none.
    rf"(?<=\.)(?<!\b[^\W\d_]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{{2}}\.)(?<!\b\d\.)(?<!\b\d\d\.){_NEXT}"
    rf"|(?<=[!?…])(?<![.!?…]{{2}})[.!?…]*+{_NEXT}"
    # Marks that end nothing but sentences: Devanagari and Bengali, Urdu and Arabic, Ethiopic, Armenian, fullwidth.
    rf"|(?<=[।॥۔؟።፧։。！？]){_CLOSERS}\s*+"
    r"|(?<=\n)\s*+)"
)
_CLAUSE_END = lazy_regex(r"[\s၊။།༎។៕]+")


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text without their last marks, in order; some may be empty."""
    return (_CLAUSE_END if language in UNSPACED else _END).split(text)
