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
_CLOSERS = "[\"'”’»“)\\]]*+"
_END = lazy_regex(
    # After an initial, a title or a day, a full stop is none.
    r"(?:(?<!\b[^\W\d_])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b\d)(?<!\b\d\d)\.|(?<![.!?…])[!?…][.!?…]*+)"
    rf"{_CLOSERS}(?:\s++(?![a-zà-öø-ÿа-яёα-ω])|\Z)"
    # Marks that end nothing but sentences: Devanagari and Bengali, Urdu and Arabic, Ethiopic, Armenian, fullwidth.
    rf"|[।॥۔؟።፧։。！？]{_CLOSERS}\s*+"
    r"|\n\s*+"
)
_CLAUSE_END = lazy_regex(r"\s+|[។၊။།༎]\s*")


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text without their last marks, in order; some may be empty."""
    return (_CLAUSE_END if language in UNSPACED else _END).split(text)
