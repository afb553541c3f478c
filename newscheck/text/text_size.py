"""The length of a text in any script, in Han characters: what they say takes about four letters of an alphabet.

A syllable of Hangul or a kana counts half. A translation into another language has about the same size, so that one
limit holds for all.
"""

from __future__ import annotations

#: Characters that say what a Han character says, by language.
_PER_HAN = {"ja": 2, "ko": 2}
_LETTERS = 4


def text_size(text: str, han_count: int, language: str) -> int:
    """The size of a text with so many Han characters; in Chinese and where no language shows, only these count."""
    if language in ("", "zh"):
        return han_count
    others = sum(map(len, text.split())) - han_count
    return han_count + others // _PER_HAN.get(language, _LETTERS)
