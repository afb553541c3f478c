"""Patterns that match each spelling of a word: of letters with a dot, and by Arabic and Persian keyboards."""

from __future__ import annotations

from unicodedata import normalize

#: Letters of India that Unicode has both whole and with a separate dot.
_WHOLE = "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f\u09dc\u09dd\u09df\u0a33\u0a36\u0a59\u0a5a\u0a5b\u0a5e"
_SPELLINGS = {normalize("NFC", whole): f"(?:{normalize('NFC', whole)}|{whole})" for whole in _WHOLE}
_KEYS = str.maketrans({"ی": "[یيى]", "ک": "[کك]", "ي": "[يیى]", "ك": "[كک]", "\u200c": "[\u200c ]?"})


def any_spelling(pattern: str) -> str:
    """A pattern (without such letters in classes) that matches each spelling."""
    pattern = normalize("NFC", pattern)
    for whole, either in _SPELLINGS.items():
        pattern = pattern.replace(whole, either)
    return pattern.translate(_KEYS)
