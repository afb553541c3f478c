"""Texts for templates: rules in paragraphs, the language of a quotation, the difference of two texts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from newscheck.text.display import sanitize
from newscheck.text.regex import lazy_regex

_CODE = lazy_regex("`([^`]+)`")
_HAN = lazy_regex("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = lazy_regex("[\u3041-\u30fa]")
_HANGUL = lazy_regex("[\uac00-\ud7a3]")
#: Tokens of a skeleton that are compared: a comparison takes the square of their number.
_TOKENS = 400


class Piece(NamedTuple):
    """A part of a text, and how it stands out: `code`, `ins`, `del` or not at all; whether it is a word of its own."""

    kind: str
    text: str
    is_word: bool = False


def paragraphs(text: str) -> list[list[Piece]]:
    """The paragraphs of an explanation; what is between backticks is code."""
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return [[*pieces(block)] for block in blocks if block]


def pieces(text: str) -> Iterator[Piece]:
    """A line in pieces: what is between two backticks is code, a backtick alone is itself."""
    for place, part in enumerate(_CODE.split(text)):
        if part:
            yield Piece("code" if place % 2 else "", sanitize(part))


def language(text: str) -> str:
    """The language by whose fonts a text is shown, as far as its script tells; empty for the page's own."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    return "zh" if _HAN.search(text) else ""


def difference(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts of words, with what only the first has as `del`, and what only the second has as `ins`."""
    old, new = before.split()[:_TOKENS], after.split()[:_TOKENS]
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_same = kind == "equal"
        _add(left, "" if is_same else "del", old[low:high])
        _add(right, "" if is_same else "ins", new[start:end])
    return left, right


def _add(pieces: list[Piece], kind: str, words: list[str]) -> None:
    if words:
        pieces.append(Piece(kind, sanitize(" ".join(words)), is_word=True))
