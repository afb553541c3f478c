"""Read a JSON value with the spans of what is in some of its objects and arrays: those that `enters` names.

What is not entered is read by the scanner of the standard library, so that a walk costs little more than `json.loads`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from newscheck.text.encoding import replace_surrogates
from newscheck.text.json_path import Steps
from newscheck.text.json_scanner import read_value, skip_whitespace

#: Whether to enter the object or array at some steps; gets its bracket and the character behind the bracket.
Enters = Callable[[Steps, str, str], bool]
#: All empty objects of an array: a file may hold millions.
EMPTY: dict[str, Any] = {}


class Walked(NamedTuple):
    """A value, `text[start:end]`, with the spans in it; up to an `error` where it is broken.

    `members` are the spans of the members of each entered object (a broken one ends at -1), `entries` start and end of
    each entry of an array.
    """

    value: Any
    start: int
    end: int
    members: dict[Steps, dict[str, tuple[int, int]]]
    entries: dict[Steps, array[int]]
    error: Exception | None = None
    #: The innermost array in which the error is, if any.
    broken: Steps | None = None

    def span(self, steps: Steps) -> tuple[int, int] | None:
        """The span of the value at some steps; None where it is in a container that was not entered."""
        if not steps:
            return self.start, self.end
        last = steps[-1]
        if isinstance(last, str):
            return self.members.get(steps[:-1], {}).get(last)
        spans = self.entries.get(steps[:-1], ())
        return (spans[2 * last], spans[2 * last + 1]) if 2 * last + 1 < len(spans) else None


def walk(text: str, at: int, enters: Enters) -> Walked:
    """Read the object or array that begins at `text[at]`."""
    walker = _Walker(text, at, enters)
    value: Any = {} if text[at] == "{" else []
    error: Exception | None = None
    try:
        walker.fill(value, ())
    except (ValueError, RecursionError) as fault:
        error = fault
    return Walked(value, at, walker.at, walker.members, walker.entries, error, walker.array if error else None)


class _Walker:
    """A text that is read up to `at`, in the array at the steps `array`."""

    def __init__(self, text: str, at: int, enters: Enters) -> None:
        self.text = text
        self.at = at
        self.enters = enters
        self.members: dict[Steps, dict[str, tuple[int, int]]] = {}
        self.entries: dict[Steps, array[int]] = {}
        self.array: Steps | None = None

    def fill(self, value: Any, steps: Steps) -> None:
        """Read the container that begins at `at` into an empty one."""
        if isinstance(value, dict):
            self._members(value, steps)
            return
        before, self.array = self.array, steps
        self._entries(value, steps)
        self.array = before

    def _members(self, value: dict[str, Any], steps: Steps) -> None:
        spans = self.members[steps] = {}
        if self._is_empty("}"):
            return
        mark = ","
        while mark == ",":
            if self.text[self.at : self.at + 1] != '"':
                raise JSONDecodeError("Expecting a name in double quotes", self.text, self.at)
            name, self.at = scanstring(self.text, self.at + 1, True)
            name = replace_surrogates(name)
            self.at = skip_whitespace(self.text, self.at)
            if self.text[self.at : self.at + 1] != ":":
                raise JSONDecodeError("Expecting ':'", self.text, self.at)
            start = self.at = skip_whitespace(self.text, self.at + 1)
            if (inner := self._entered((*steps, name))) is None:
                value[name] = self._value()
            else:
                value[name] = inner
                spans[name] = (start, -1)
                self.fill(inner, (*steps, name))
            spans[name] = (start, self.at)
            mark = self._mark("}")

    def _entries(self, value: list[Any], steps: Steps) -> None:
        spans = self.entries[steps] = array("q")
        if self._is_empty("]"):
            return
        mark = ","
        while mark == ",":
            start = self.at
            if (inner := self._entered((*steps, len(value)))) is None:
                entry = self._value()
                value.append(entry if entry or entry.__class__ is not dict else EMPTY)
            else:
                value.append(inner)
                self.fill(inner, (*steps, len(value) - 1))
            spans.append(start)
            spans.append(self.at)
            mark = self._mark("]")

    def _entered(self, steps: Steps) -> Any:
        """An empty container where one begins that is to be entered; else None."""
        mark = self.text[self.at : self.at + 1]
        if mark != "{" and mark != "[":
            return None
        inner = skip_whitespace(self.text, self.at + 1)
        if not self.enters(steps, mark, self.text[inner : inner + 1]):
            return None
        return {} if mark == "{" else []

    def _value(self) -> Any:
        value, self.at = read_value(self.text, self.at)
        return value

    def _is_empty(self, closing: str) -> bool:
        self.at = skip_whitespace(self.text, self.at + 1)
        if self.text[self.at : self.at + 1] != closing:
            return False
        self.at += 1
        return True

    def _mark(self, closing: str) -> str:
        """The mark behind a value: a comma, behind which the next one begins, or the end of its container."""
        end = skip_whitespace(self.text, self.at)
        mark = self.text[end : end + 1]
        if mark == ",":
            self.at = skip_whitespace(self.text, end + 1)
        elif mark == closing:
            self.at = end + 1
        else:
            # A truncated text is reported at its last character.
            raise JSONDecodeError(f"Expecting ',' or '{closing}'", self.text, min(end, len(self.text) - 1))
        return mark
