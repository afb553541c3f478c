"""Regular expressions that are compiled at first use.

A run on one file (a commit hook) uses few of the two hundred patterns of rules and readers; compiling them all would
double its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast


class _LazyPattern:
    """Has all attributes of a compiled pattern, and after first use the same speed."""

    def __init__(self, text: str, flags: int) -> None:
        self._source = (text, flags)
        self.pattern = text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for own in ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn", "flags"):
            setattr(self, own, getattr(compiled, own))
        return getattr(compiled, name)

    def __eq__(self, other: object) -> bool:
        """Equal is a pattern of the same text and flags, compiled or not."""
        if not isinstance(other, (_LazyPattern, re.Pattern)):
            return NotImplemented
        return self.pattern == other.pattern and bool(self.flags == other.flags)

    def __hash__(self) -> int:
        return hash(self.pattern)


def lazy_regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, but the pattern is compiled, and an invalid one fails, at first use."""
    return cast(re.Pattern[str], _LazyPattern(text, int(flags)))


def lazy_words(*words: str) -> re.Pattern[str]:
    """A pattern that finds where one of some words begins, and matches its first character: whether a text has any.

    Sets of the first and of the second characters come first. In Han, where few characters are in them, the search is
    several times faster than one for the words as alternatives.
    """
    alone = {word for word in words if len(word) == 1}
    longer = [word for word in words if word[0] not in alone]
    first, second = alone.union(word[0] for word in longer), {word[1] for word in longer}
    begins = rf"(?=[{_set(second)}])(?<=(?={'|'.join(map(re.escape, longer))}).)" if longer else "(?!)"
    return lazy_regex(rf"[{_set(first)}](?:{f'(?<=[{_set(alone)}])|' if alone else ''}{begins})", re.DOTALL)


def lazy_set(characters: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches any of some characters."""
    return lazy_regex(f"[{_set(characters)}]")


def east_asian(*patterns: str) -> frozenset[str]:
    """The kana, Han and Hangul in the text of some patterns: no others match them, as these have no capitals."""
    return frozenset(filter(is_east_asian, "".join(patterns)))


def is_east_asian(char: str) -> bool:
    """Whether a character is a letter of kana, Han or Hangul."""
    if char < "\u4e00":
        return "\u3041" <= char <= "\u3096" or "\u30a1" <= char <= "\u30fa" or "\u3400" <= char <= "\u4dbf"
    return char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"


def _set(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))
