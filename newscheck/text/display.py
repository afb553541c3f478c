"""Text for output: sanitizing of untrusted text, colours, and counted nouns.

An article may hold text that controls a terminal (escape sequences), is invisible (zero width) or reorders a line
(bidirectional controls, https://trojansource.codes). A CI runner that reads the output of a job may execute it:

- GitHub Actions: `::command::` where a line begins (blanks aside), `##[command]` anywhere in a line
  (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs);
- Azure Pipelines and TeamCity: `##vso[…]`, `##teamcity[…]`;
- Buildkite: `---`, `+++`, `~~~` and `^^^ +++` where a line begins.

One character of each is escaped, as `\\x1b`, `\\u202e` or `:\\x3aerror`. Lines may be wrapped later, so two colons
before a letter are escaped anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newscheck.text.regex import lazy_regex

#: Colours of a terminal: SGR codes (ECMA-48).
BOLD, DIM, GREEN = "1", "2", "32"
SEVERITY_CODES = {"error": "1;31", "warning": "1;33", "note": "1;36"}
#: Controls, invisible format characters, line and paragraph separators, lone surrogates, tag characters.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
#: Characters without width that are not escaped: emoji and old Han need them. GitHub's runner ignores them like hidden
#: ones, because it compares text as .NET does with a culture.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
#: Letters of scripts in whose spelling joiners stand between two letters (Unicode 9.2, 12: Arabic, Indic), and marks.
_JOINED = "\u0620-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc"
#: Joiners that stand anywhere else, where they only hide.
_JOINERS = f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
_HEADERS = ("---", "+++", "~~~", "^^^")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _bracketed(unseen: str) -> str:
    """A pattern of `##[` and `##vso[`; the last character of a match is to be escaped."""
    return rf"#[{unseen}]*+#(?=[{unseen}]*+[A-Za-z]*+[{unseen}]*+\[)"


def _colons(unseen: str) -> str:
    """A pattern of `::error`; the last character of a match is to be escaped."""
    return rf":[{unseen}]*+:(?=[{unseen}]*+[^\W\d_])"


#: Hidden characters, and commands of runners anywhere in a line; the last character of a match is to be escaped.
UNSAFE_ANYWHERE = lazy_regex(f"[{_HIDDEN}]|{_JOINERS}|{_bracketed(_UNSEEN)}")
#: The same, and commands that a runner obeys where a line begins, which may be anywhere in a line that is wrapped.
UNSAFE_IN_LINE = lazy_regex(f"{UNSAFE_ANYWHERE.pattern}|{_colons(_UNSEEN)}")
_UNSAFE = lazy_regex(rf"{UNSAFE_IN_LINE.pattern}|\A(?:---|\+\+\+|~~~|\^\^\^)(?!\S)")
#: In a text of several lines: controls (but for blanks, line ends and invisible characters), and commands.
_HIDING = f"{_UNSEEN}\xad\u061c\u200b-\u200f\u2060-\u2065\ufeff\U000e0000-\U000e0fff"
_OBEYED = lazy_regex(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)|"
    rf"{_bracketed(_HIDING)}|^(?:[{_HIDING}]|[^\S\n])*+{_colons(_HIDING)}",
    re.MULTILINE,
)


def sanitize(text: str) -> str:
    """Escape what controls a terminal or a CI runner in a line, as Python's `ascii` does."""
    return text if _is_plain(text) else _UNSAFE.sub(_shown, text)


def sanitize_pieces(text: str, *cuts: int) -> list[str]:
    """`sanitize` for a text that is cut at some offsets: pieces that are harmless alone may not be so side by side."""
    bounds = pairwise((0, *cuts, len(text)))
    if _is_plain(text):
        return [text[start:end] for start, end in bounds]
    shown = list(text)
    for match in _UNSAFE.finditer(text):
        shown[match.end() - 1] = _escape(text[match.end() - 1])
    return ["".join(shown[start:end]) for start, end in bounds]


def sanitize_lines(text: str) -> str:
    """`sanitize` for each line of a text."""
    return "\n".join(map(sanitize, text.split("\n")))


def is_unsafe(text: str) -> bool:
    """Whether a text of several lines contains anything that controls a terminal or a runner."""
    return _OBEYED.search(text) is not None


def escape_surrogates(text: str) -> str:
    """Escape lone surrogates, so that the text can be encoded as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", lambda match: _escape(match[0]), text)
    return text


def paint(text: str, code: str, color: bool) -> str:
    """Wrap a text in a code and a reset; return it unchanged without colour."""
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text


def size_text(size: int) -> str:
    """A size in words, in bytes where it is below a megabyte."""
    if size < 1e6:
        return f"{size:,} bytes"
    return f"{size / 1e6:.3g} MB" if size < 1e9 else f"{size / 1e6:,.0f} MB"


def quantity(number: int, noun: str) -> str:
    """`1 file`, `10,754 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def joined(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; empty for no words. `last` is the word before the last one."""
    *others, end = words or ("",)
    return f"{', '.join(others)} {last} {end}" if others else end


def _is_plain(text: str) -> bool:
    """A cheap check that nothing needs escaping, true for nearly all texts."""
    return text.isprintable() and text.count(":") < 2 and text.count("#") < 2 and not text.startswith(_HEADERS)


def _shown(match: re.Match[str]) -> str:
    return match[0][:-1] + _escape(match[0][-1])


def _escape(char: str) -> str:
    """Escape a character; a surrogate for a byte (PEP 383) as that byte, as `backslashreplace` does."""
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(char) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")
