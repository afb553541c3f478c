"""Paragraphs of a text that stand there again: one by one, as blocks, or joined into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Paragraphs between two that repeat one block: a blank one, an advertisement, a changed one.
_GAP = 2
#: A paragraph that has most of the text of the others, which are at least so many characters.
_MOST, _SOME = 0.8, 60
#: Characters that may stand between two of them there.
_BETWEEN = 1_000
_HEAD = 20


class Block(NamedTuple):
    """Paragraphs `first` to `last` (0-based, inclusive) that stand again as `start` to `end`."""

    first: int
    last: int
    start: int
    end: int
    length: int

    @property
    def size(self) -> int:
        """The paragraphs of the second copy."""
        return self.end - self.start + 1


def blocks(paragraphs: Sequence[str]) -> list[Block]:
    """The paragraphs that stand again, neighbours that repeat neighbours as one block; `length` in characters."""
    first: dict[str, int] = {}
    found: list[Block] = []
    for number, text in enumerate(paragraphs):
        earlier = first.setdefault(text, number)
        if earlier == number:
            continue
        last = found[-1] if found else None
        if last and number - last.end <= _GAP and 0 < earlier - last.last <= _GAP:
            found[-1] = Block(last.first, earlier, last.start, number, last.length + len(text))
        else:
            found.append(Block(earlier, earlier, number, number, len(text)))
    return found


def joined(paragraphs: Sequence[str], start: int = 0) -> int | None:
    """The number of the paragraph that has the text of nearly all others from `start` on, which are at least two."""
    if len(paragraphs) < start + 3:
        return None
    lengths = [*map(len, paragraphs)]
    most = max(lengths)
    total = sum(lengths[start:]) - most
    if total < _SOME or most < _MOST * total:
        return None
    longest = lengths.index(most)
    whole = _squeezed(paragraphs[longest])
    others = [_squeezed(text) for number, text in enumerate(paragraphs) if number >= start and number != longest]
    return longest if _length_inside(others, whole) >= _MOST * sum(map(len, others)) else None


def _length_inside(parts: Sequence[str], whole: str) -> int:
    """The characters of the parts that stand in a text in their order, hardly anything between them."""
    inside = end = 0
    for part in parts:
        # Not in all of the text: it may have as many parts as characters.
        at = whole.find(part, end, end + len(part) + _BETWEEN)
        if at >= 0:
            inside, end = inside + len(part), at + len(part)
    return inside


def twice(text: str) -> int | None:
    """Where the second copy begins in a text that is another text twice."""
    at = text.find(text[:_HEAD], len(text) // 2 - _HEAD) if len(text) > 4 * _HEAD else -1
    return at if at > 0 and text[:at].strip() == text[at:].strip() else None


def _squeezed(text: str) -> str:
    return "".join(text.split())
