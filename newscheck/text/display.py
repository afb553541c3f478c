"""Words for people and machines: text that nobody here wrote, made safe to show, and counted nouns.

What an article holds may steer a terminal (escape sequences), hide (zero width) or reorder a line (bidirectional
controls, https://trojansource.codes). And it may be obeyed by what runs a job and reads all that the job prints:

- GitHub Actions: `::command::` where a line begins (blanks aside), `##[command]` anywhere in a line
  (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs);
- Azure Pipelines and TeamCity: `##vso[…]`, `##teamcity[…]`;
- Buildkite: `---`, `+++`, `~~~` and `^^^ +++` where a line begins.

One character of each is shown escaped, as `\\x1b`, `\\u202e` or `:\\x3aerror`. Nobody knows where a line is broken
later: so two colons before a letter are not shown anywhere.
"""

from __future__ import annotations

import re
from itertools import pairwise

from newscheck.text.regex import lazy_regex

_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
#: What has no width either and is shown as it is, for emoji and old Han need it. GitHub's runner reads over it as over
#: what is hidden: it compares texts as .NET does where it knows languages.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
_HEADERS = ("---", "+++", "~~~", "^^^")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _bracketed(unseen: str) -> str:
    """`##[`, `##vso[`; the last character of a match is the one to escape."""
    return rf"#[{unseen}]*+#(?=[{unseen}]*+[A-Za-z]*+[{unseen}]*+\[)"


def _colons(unseen: str) -> str:
    """`::error`, and its last character as above."""
    return rf":[{unseen}]*+:(?=[{unseen}]*+[^\W\d_])"


#: Controls, invisible format characters, line and paragraph separators, lone surrogates, tag characters.
HIDDEN_CHARACTERS = lazy_regex(f"[{_HIDDEN}]")
#: The same, and what runners obey anywhere in a line: of each match the last character.
UNSAFE_ANYWHERE = lazy_regex(f"[{_HIDDEN}]|{_bracketed(_UNSEEN)}")
_UNSAFE = lazy_regex(rf"[{_HIDDEN}]|{_bracketed(_UNSEEN)}|{_colons(_UNSEEN)}|\A(?:---|\+\+\+|~~~|\^\^\^)(?!\S)")
#: In a text of several lines: what steers (blanks, line ends and what only hides do not), and commands.
_HIDING = f"{_UNSEEN}\xad\u061c\u200b-\u200f\u2060-\u2065\ufeff\U000e0000-\U000e0fff"
_OBEYED = lazy_regex(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)|"
    rf"{_bracketed(_HIDING)}|^(?:[{_HIDING}]|[^\S\n])*+{_colons(_HIDING)}",
    re.MULTILINE,
)


def sanitize(text: str) -> str:
    """One line that no terminal and no runner obeys: what they would is shown as Python's `ascii` would."""
    return text if _is_plain(text) else _UNSAFE.sub(_shown, text)


def sanitize_pieces(text: str, *cuts: int) -> list[str]:
    """`sanitize` of a text that is cut at some places: pieces that are harmless alone may not be so side by side."""
    bounds = pairwise((0, *cuts, len(text)))
    if _is_plain(text):
        return [text[start:end] for start, end in bounds]
    shown = list(text)
    for found in _UNSAFE.finditer(text):
        shown[found.end() - 1] = _escape(text[found.end() - 1])
    return ["".join(shown[start:end]) for start, end in bounds]


def sanitize_lines(text: str) -> str:
    """`sanitize` of each line of a text of several."""
    return "\n".join(map(sanitize, text.split("\n")))


def is_unsafe(text: str) -> bool:
    """Whether a terminal or a runner would obey something in a text that is shown as it is."""
    return _OBEYED.search(text) is not None


def escape_surrogates(text: str) -> str:
    """Text that can be UTF-8: lone surrogates are shown escaped, all else is left as it is."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", lambda found: _escape(found[0]), text)
    return text


def quantity(number: int, noun: str) -> str:
    """`1 file`, `10,754 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _is_plain(text: str) -> bool:
    """Whether nothing can be in a text that has to be escaped: cheap, for nearly all texts are so."""
    return text.isprintable() and text.count(":") < 2 and text.count("#") < 2 and not text.startswith(_HEADERS)


def _shown(found: re.Match[str]) -> str:
    return found[0][:-1] + _escape(found[0][-1])


def _escape(char: str) -> str:
    """The surrogate that stands for a byte (PEP 383) is shown as the byte, as `backslashreplace` does."""
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(char) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")
