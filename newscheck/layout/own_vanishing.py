"""A value that many articles of a site had is in none for far longer than ever before.

The scan compares shares, and a value with a share of 20 % that falls to 0 moves little. But the articles from one with
the value to the next are a clock: where there was none for so many, it is gone, whatever the mix of the day is.
"""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout.statistics import Bools, Ints

#: How many times longer than any other the stretch without a value must be, in articles and in time.
_LONGER = 3
#: How often the value must have come, in so many articles before the stretch.
_LEAST, _REACH = 20, 500
#: So many times that were expected are none with a probability of 5 %, and half more, as in `own_dating`.
_SURPRISE = 1.5 * 3.0


class Stretch(NamedTuple):
    """Articles `first` to `until` (None: the end), without a value that a share of those before has.

    It was gone by article `latest` with a probability of 95 %.
    """

    first: int
    until: int | None
    share: float
    latest: int


def vanishing(column: Bools, times: Ints, score: float, least: float) -> Stretch | None:
    """The stretch without a value, if `least` (0 to 1) of the articles before have it.

    `score` is the G from which its absence is no chance."""
    having = np.flatnonzero(column)
    if len(having) < _LEAST:
        return None
    ends = np.append(having[1:], len(column))
    lengths = ends - having - 1
    longest = int(np.argmax(lengths))
    first, end = int(having[longest]) + 1, int(ends[longest])
    before = column[max(0, first - _REACH) : first]
    share, rate = float(before.mean()), _runs(before) / len(before)
    # The first articles are a stretch, too: a value that came late may go again.
    others = max(int(np.delete(lengths, longest).max()), int(having[0]), 1)
    if share < least or rate * len(before) < _LEAST or lengths[longest] < _LONGER * others:
        return None
    spans = times[np.minimum(ends, len(column) - 1)] - times[having]
    if spans[longest] < _LONGER * int(np.delete(spans, longest).max()) or 2 * rate * int(lengths[longest]) < score:
        return None
    return Stretch(first, end if end < len(column) else None, share, min(first + int(_SURPRISE / rate), end - 1))


def _runs(column: Bools) -> int:
    """How often the value comes: articles in a row that have it are one shift of an editor, and count once."""
    return int(np.count_nonzero(np.diff(column.astype(np.int8)) == 1)) + int(column[0])
