"""Patterns of paths (`articles/2021/*`), as settings have them."""

from __future__ import annotations

from fnmatch import translate

_ONCE, _TWICE = "\\", "\\\\"


def path_regex(pattern: str) -> str:
    """The regular expression of a pattern of paths as reports show them, in which a backslash is doubled.

    A pattern may have it as it is shown, or once, as the name of the file has it.
    """
    if _ONCE not in pattern:
        return translate(pattern)
    return f"(?:{translate(pattern)}|{translate(pattern.replace(_ONCE, _TWICE))})"
