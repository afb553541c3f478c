"""Colours of a terminal: SGR codes (ECMA-48), and which of them mean what."""

from __future__ import annotations

BOLD, DIM, GREEN = "1", "2", "32"
SEVERITY_CODES = {"error": "1;31", "warning": "1;33", "note": "1;36"}


def paint(text: str, code: str, color: bool) -> str:
    """The text between a code and its end, or as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text
