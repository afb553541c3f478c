"""The smallest text that still shows something: delta debugging, from whole elements down to single characters.

Big chunks first, at each level of the tree before the one below it: G. Misherghi, Z. Su, "HDD: Hierarchical Delta
Debugging", ICSE 2006; minimal in the sense of A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing
Input", IEEE Transactions on Software Engineering 28 (2), 2002.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from newscheck.shrinking import units
from newscheck.shrinking.units import Unit

#: Texts that are tried at most: far more than any real file took.
MOST = 50_000
_Holds = Callable[[str], bool]
#: What is left out, in this order: a list of units, or lists of them from the outermost level to the innermost.
_LEVELS = (units.items, units.first_items, units.nodes)
_LISTS = (units.wrappers, units.attributes, units.lines, units.phrases, units.characters, units.repeated)


class Reduction(NamedTuple):
    """A text made smaller, after so many tries; `is_minimal` is false where those that were allowed did not suffice."""

    text: str
    tries: int
    is_minimal: bool


class _SpentError(Exception):
    """No try is left."""


def smallest(text: str, holds: _Holds, *, most: int = MOST) -> Reduction:
    """The smallest text found by leaving out parts of one for which `holds` is true.

    No single unit (`shrinking.units`) can be left out of the result any more. The same text and the same answers give
    the same result, and the result is its own smallest text. `holds` is never asked twice about the same text, nor more
    than `most` times; what it says may become stricter with each text that it accepts, never milder. Raises ValueError
    where it is false for the text itself. The end of the last line stays.
    """
    if not holds(text):
        raise ValueError("the text itself doesn't have what it is to be reduced to")
    trial = _Trial(text, holds, most)
    try:
        while trial.split_final_newline() or _round(trial):
            pass
    except _SpentError:
        return Reduction(trial.text + trial.end, trial.tries, False)
    return Reduction(trial.text + trial.end, trial.tries, True)


class _Trial:
    """The best text so far, without the `end` of its last line, and what is known of all that were tried."""

    def __init__(self, text: str, holds: _Holds, most: int) -> None:
        self.text = text
        self.end = ""
        self.tries = 0
        self._holds = holds
        self._most = most
        self._refused: set[bytes] = set()

    def split_final_newline(self) -> bool:
        """Take the end of the last line off the text, where it has none apart; also where it is the last line only by
        now."""
        if self.end or not self.text.endswith("\n"):
            return False
        self.text, self.end = self.text[:-1], "\n"
        return True

    def accepts(self, candidate: str) -> bool:
        """Try a text; it is the best one if it holds."""
        whole = candidate + self.end
        key = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._refused:
            return False
        if self.tries >= self._most:
            raise _SpentError
        self.tries += 1
        if self._holds(whole):
            self.text = candidate
            return True
        self._refused.add(key)
        return False


def _round(trial: _Trial) -> bool:
    """Leave out units of all kinds once; whether that made the text any smaller."""
    before = trial.text
    _sweep(trial, units.front(trial.text))
    _sweep(trial, units.deep_wrappers(trial.text))
    for levels in _LEVELS:
        depth = 0
        while depth < len(found := levels(trial.text)):
            _sweep(trial, found[depth])
            depth += 1
    for kind in _LISTS:
        _sweep(trial, kind(trial.text))
    return len(trial.text) < len(before)


def _sweep(trial: _Trial, found: Sequence[Unit]) -> None:
    """Leave out as many units as possible: all of them, then halves, and so on to single ones, from the end on.

    From the end, since what stands later rather depends on what stands before it than the other way round.
    """
    pieces = list(_pieces(trial.text, found))
    left = list(range(len(found)))
    size = len(left)
    while size:
        end = len(left)
        while end:
            start = max(0, end - size)
            first, last = left[start], left[end - 1]
            kept = [piece for piece in pieces if not first <= piece[0] <= last]
            if trial.accepts("".join([text for _, text in kept])):
                pieces = kept
                del left[start:end]
            end = start
        size = min(size, len(left) + 1) // 2


def _pieces(text: str, found: Sequence[Unit]) -> Iterator[tuple[int, str]]:
    """A text cut up: each piece with the number of its unit, or -1 where it belongs to none."""
    at = 0
    for start, end, number in sorted((*span, number) for number, unit in enumerate(found) for span in unit):
        if at < start:
            yield -1, text[at:start]
        yield number, text[start:end]
        at = end
    if at < len(text):
        yield -1, text[at:]
