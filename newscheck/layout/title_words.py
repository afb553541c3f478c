"""The parts of a title that are searched for in its text: pairs of characters in Chinese, words in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newscheck.text.regex import lazy_regex
from newscheck.text.sentences import UNSPACED

#: Characters of a title that are looked at, and parts that are searched for at most.
_FIRST, _PARTS = 40, 16
#: Pairs of characters tell in languages whose characters are (nearly) words.
_BY_PAIRS = frozenset(("", "zh", "ja"))
#: Characters of a title in an alphabet that are looked at, and of a text.
_LONGER, _TEXT = 160, 20_000
#: The beginning of a word that is the same in all its forms: two syllables of Hangul, five letters of an alphabet.
_SYLLABLES, _LETTERS = 2, 5
#: Combining vowels belong to the word; Python counts them neither as letters nor as digits.
_WORD = lazy_regex(
    r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u109f\u1780-\u17d3\u200c\u200d])+"
)


def shares(title: str, body: str, language: str) -> tuple[bool, bool]:
    """Whether a fifth, and whether half of the title's parts are in the text."""
    if language in _BY_PAIRS:
        parts = _pairs(title[:_FIRST])
    else:
        body = body[:_TEXT].casefold()
        parts = [*_beginnings(title[:_LONGER].casefold(), language)][:_PARTS]
    some, half, left = -(-len(parts) // 5), -(-len(parts) // 2), len(parts)
    count = 0
    for part in parts:
        count += part in body
        left -= 1
        if count == half or count + left < some:
            break
    return bool(parts) and count >= some, bool(parts) and count >= half


def _pairs(title: str) -> list[str]:
    end = len(title) - 1
    return [pair for at in range(0, end, -(-end // _PARTS) or 1) if (pair := title[at : at + 2]).isalnum()]


def _beginnings(title: str, language: str) -> Iterator[str]:
    """The beginnings of the title's words that are long enough to tell; its pieces where it has no words."""
    words = _WORD.findall(title)
    if language == "vi":  # each syllable is written as a word
        yield from map(" ".join, pairwise(words))
        return
    for word in words:
        if language in UNSPACED:
            yield from (word[at : at + _LETTERS] for at in range(0, len(word) - _LETTERS + 1, _LETTERS))
        elif language == "ko":
            if len(word) >= _SYLLABLES:
                yield word[:_SYLLABLES]
        elif len(word) >= _LETTERS - 1:
            yield word[:_LETTERS]
