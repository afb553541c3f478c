"""What another process prints, on stderr: text of a page must not give commands to a terminal or a CI runner."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from contextlib import suppress

from newscheck.text.display import sanitize

#: Characters of a line that are shown, and of all lines between two calls of `finish`.
_LONGEST_LINE, _MOST = 2_000, 100_000
_REST = "… (more was printed)"


def to_stderr(text: str) -> None:
    """Write a text on stderr, if it can be written there; Python's own stream may be in use, or be gone."""
    with suppress(OSError):
        os.write(2, text.encode("utf-8", "backslashreplace"))


class SafeOutput:
    """Sanitizes each line and shows whole lines only: half a command could be completed later.

    Too long a line is cut, and of very many only the first are shown. Bytes that are not UTF-8 are escaped.
    """

    def __init__(self, show: Callable[[str], object] = to_stderr) -> None:
        self._show = show
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
        self._line = ""
        self._left = _MOST

    def write(self, data: bytes) -> None:
        """Show the lines that are complete by now."""
        self._add(self._decoder.decode(data))

    def finish(self) -> None:
        """Show what is left, as a line; from then on as many lines are shown as at first."""
        self._add(self._decoder.decode(b"", final=True))
        if self._line:
            self._add("\n")
        self._left = _MOST

    def _add(self, text: str) -> None:
        *lines, line = text.split("\n")
        if lines:
            lines[0], self._line = self._line + lines[0], ""
        # A character more than is shown says that the line goes on.
        self._line += line[: _LONGEST_LINE + 1 - len(self._line)]
        if shown := [self._shown(line) for line in lines if self._left > 0]:
            self._show("".join(f"{line}\n" for line in shown))

    def _shown(self, line: str) -> str:
        """A line as it is shown; in the place of the first one that is too much, a remark."""
        self._left -= min(len(line), _LONGEST_LINE) + 1
        if self._left <= 0:
            return _REST
        return sanitize(line) if len(line) <= _LONGEST_LINE else f"{sanitize(line[:_LONGEST_LINE])}…"
