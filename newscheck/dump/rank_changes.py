"""Changes in a series by the ranks of its values (Pettitt 1979): outliers move them little."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress

from newscheck.dump import blocks
from newscheck.dump.vectors import computed, middle_ranks

#: How often a series is halved, and how improbable a change has to be by chance alone.
_DEPTH, _CHANCE = 5, 1e-6


def stretches_of(
    values: Sequence[int], starts: Sequence[int], least: int, start: int = 0, depth: int = _DEPTH
) -> Iterator[tuple[int, int]]:
    """Parts of a series between its changes, of at least so many values, which begin where `starts` is true."""
    count = len(values)
    at, chance = _change(values, starts) if depth and count >= 2 * least else (0, 1.0)
    if chance > _CHANCE or not least <= at <= count - least:
        yield start, start + count
        return
    yield from stretches_of(values[:at], starts[:at], least, start, depth - 1)
    yield from stretches_of(values[at:], starts[at:], least, start + at, depth - 1)


def _change(values: Sequence[int], starts: Sequence[int]) -> tuple[int, float]:
    """The number of values before the most probable change, and how probable it is without one."""
    count = len(values)
    steps = computed("q", lambda rank: rank - count - 1, middle_ranks(values))
    best = max(compress(map(abs, accumulate(blocks.values(steps), initial=0)), starts), default=0)
    # A change of 0 at the first value is none.
    totals = enumerate(accumulate(blocks.values(steps), initial=0)) if best else ()
    at = next((at for at, total in compress(totals, starts) if abs(total) == best), 0)
    return at, 2 * math.exp(-6 * float(best) * best / (count**3 + count**2))
