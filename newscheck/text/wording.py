"""Words for people and machines: text that nobody here wrote, made safe to show, and counted nouns.

What an article holds may steer a terminal (escape sequences), hide (zero width) or reorder a line (bidirectional
controls, https://trojansource.codes). Such characters are shown escaped, as `\\x1b` or `\\u202e`.
"""

from __future__ import annotations

import re

from newscheck.text.patterns import lazy

#: Controls, invisible format characters, line and paragraph separators, lone surrogates, tag characters.
HIDDEN = lazy(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def safe(text: str) -> str:
    """One line that is safe on any terminal: what is hidden is shown as Python's `ascii` would."""
    return text if text.isprintable() else HIDDEN.sub(lambda found: _escape(found[0]), text)


def whole(text: str) -> str:
    """Text that can be UTF-8: lone surrogates are shown escaped, all else is left as it is."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", lambda found: _escape(found[0]), text)
    return text


def count(number: int, noun: str) -> str:
    """`1 file`, `10,754 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _escape(char: str) -> str:
    """The surrogate that stands for a byte (PEP 383) is shown as the byte, as `backslashreplace` does."""
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(char) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")
