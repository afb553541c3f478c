"""Whether a short sentence says its day: a place line (`MOSCOW, February 7.`) or `Updated on 7 March 2017`.

All articles of that day have the same one, and those of the next day another.
"""

from __future__ import annotations

from functools import cache

from newscheck.text.month_names import months
from newscheck.text.regex import lazy_regex

#: A longer sentence says more than its day.
_LONGEST = 60
_DIGIT = lazy_regex(r"\d")
_WORD = lazy_regex(r"\d+|[^\W\d_]+")
_NUMBERS = lazy_regex(r"(?<![\d./-])\d{1,4}([./-])\d{1,2}\1\d{1,4}(?![./-]?\d)")
_LAST_DAY = 31


def is_dated(sentence: str, language: str) -> bool:
    """Whether a sentence of at most 60 characters has a date in numbers, or a day beside the name of a month."""
    if len(sentence) > _LONGEST or not _DIGIT.search(sentence):
        return False
    words = _WORD.findall(sentence.casefold())
    days = [at for at, word in enumerate(words) if len(word) < 3 and word.isdecimal() and 1 <= int(word) <= _LAST_DAY]
    if not days:
        return False
    names = _month_names(language)
    # One word may stand between: `7 de marzo`, `7th March`.
    return _NUMBERS.search(sentence) is not None or any(
        not names.isdisjoint(words[max(0, at - 2) : at + 3]) for at in days
    )


@cache
def _month_names(language: str) -> frozenset[str]:
    return frozenset(name for name, numbers in months().items() if language in numbers)
