"""Path patterns (`articles/2021/*`) of settings."""

from __future__ import annotations

from fnmatch import translate

_ONCE, _TWICE = "\\", "\\\\"


def path_regex(pattern: str) -> str:
    """The regular expression of a path pattern, for paths as reports show them, with backslashes doubled.

    A pattern may have them doubled, too, or single as in the name of the file.
    """
    if _ONCE not in pattern:
        return translate(pattern)
    return f"(?:{translate(pattern)}|{translate(pattern.replace(_ONCE, _TWICE))})"
