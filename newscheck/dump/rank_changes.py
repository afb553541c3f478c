"""Changes in a series by the ranks of its values (Pettitt 1979): outliers move them little."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

#: How often a series is halved, and how improbable a change has to be by chance alone.
_DEPTH, _CHANCE = 5, 1e-6


def stretches_of(
    values: Sequence[int], starts: Sequence[bool], least: int, start: int = 0, depth: int = _DEPTH
) -> Iterator[tuple[int, int]]:
    """Parts of a series between its changes, of at least so many values, which begin where `starts` is true."""
    count = len(values)
    at, chance = _change(values, starts) if depth and count >= 2 * least else (0, 1.0)
    if chance > _CHANCE or not least <= at <= count - least:
        yield start, start + count
        return
    yield from stretches_of(values[:at], starts[:at], least, start, depth - 1)
    yield from stretches_of(values[at:], starts[at:], least, start + at, depth - 1)


def _change(values: Sequence[int], starts: Sequence[bool]) -> tuple[int, float]:
    """The number of values before the most probable change, and how probable it is without one."""
    count = len(values)
    numbers = Counter(values)
    ranks: dict[int, float] = {}
    below = 0
    for value in sorted(numbers):
        ranks[value] = below + (numbers[value] + 1) / 2
        below += numbers[value]
    total = best = 0.0
    at = 0
    for place, (value, is_start) in enumerate(zip(values, starts, strict=True)):
        if is_start and abs(total) > best:
            best, at = abs(total), place
        total += 2 * ranks[value] - count - 1
    return at, 2 * math.exp(-6 * best * best / (count**3 + count**2))
