"""Colours of a terminal: SGR codes (ECMA-48) and their use."""

from __future__ import annotations

BOLD, DIM, GREEN = "1", "2", "32"
SEVERITY_CODES = {"error": "1;31", "warning": "1;33", "note": "1;36"}


def paint(text: str, code: str, color: bool) -> str:
    """Wrap a text in a code and a reset; return it unchanged without colour."""
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text
