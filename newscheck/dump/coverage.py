"""Falls of the share of articles that have a field, and its recoveries."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from newscheck.dump.timeline import weekend_overlap
from newscheck.text.timestamps import DAY, WEEK

#: Windows of time, and the part of the share before that may remain in them: in the shortest hardly any, since the mix
#: of articles changes with the hour and with the day of the week.
_SPANS = ((DAY, 0.1), (WEEK, 1.0), (4 * WEEK, 1.0))
#: Standard errors by which two shares must differ, how many times deeper than any dip before it a fall must be, and how
#: much of what was lost must return.
_CLEAR, _DEEPER, _RETURNED = 5.0, 2.0, 0.7
#: A fall that is over so soon may come back every week: for some weeks only longer ones are reported.
_SHORT, _PATIENCE = 4 * DAY, 4 * WEEK


class Fall(NamedTuple):
    """A fall at article `at` of a timeline, until article `back` (None: its end): shares and numbers of articles."""

    at: int
    back: int | None
    before: float
    count_before: int
    after: float
    count_after: int


def falls(present: Sequence[int], times: Sequence[int], drop: float, window: int) -> Iterator[Fall]:
    """The falls by `drop` (0 to 1) or more in a column of 0 and 1, in the order of time.

    Each window of at least `window` articles is compared with everything before it by the two-proportion z-test, with
    the window before it, and with the lowest window of its length so far: a fall must be deeper than twice any dip. So
    a mix that changes slowly, or with the day of the week, gives none. After a fall without a return, the reference
    begins anew.
    """
    if drop * window > len(present) - sum(present):
        return
    column = _Column(present, times, window, drop)
    start, level = 0, 2.0
    while (fall := column.fall(start)) is not None:
        # A fall that continues one already reported is a part of that one's share after.
        if fall.after <= level - drop:
            yield fall
        if fall.back is None:
            level = min(level, fall.after)
            start = fall.at
            column.reset()
        else:
            column.leave_out(start, fall.at, fall.back)
            start = fall.back


class _Column:
    """A column, and the reference of its windows: sums of earlier articles, and the lowest windows so far."""

    def __init__(self, present: Sequence[int], times: Sequence[int], window: int, drop: float) -> None:
        self.totals = array("I", accumulate(present, initial=0))
        self.times = times
        self.window = window
        self.drop = drop
        self.step = max(1, window // 6)
        self.patient_until = 0
        self.reset()

    def reset(self) -> None:
        """Begin a new reference."""
        self.count = self.total = 0
        self.lowest = [2.0] * len(_SPANS)

    def leave_out(self, start: int, at: int, back: int) -> None:
        """Add the articles from `start` to `at` to the reference, and leave out those from `at` to `back`."""
        self.count += at - start
        self.total += self.totals[at] - self.totals[start]
        if self.times[back] - self.times[at] < _SHORT:
            self.patient_until = self.times[back] + _PATIENCE

    def fall(self, start: int) -> Fall | None:
        """The first fall after article `start`."""
        cursors = [start] * len(_SPANS)
        totals = self.totals
        last = len(self.times) - self.window
        for at in chain(range(start + 1, last, self.step), [last] if last > start else ()):
            count = self.count + at - start
            share = (self.total + totals[at] - totals[start]) / count
            for scale, (span, most) in enumerate(_SPANS):
                self.lower(scale, cursors, at)
                end = self.end(at, span)
                if end is None:
                    break
                low = self.share(at, end)
                if scale == 0 and self.times[at] < self.patient_until:
                    continue
                if low <= share * most and self.is_deep(share, low, self.lowest[scale]):
                    before = self.share(max(start, 2 * at - end), at)
                    if before - low >= self.drop and _is_clear(share, count, low, end - at):
                        return self.describe(start, at, end, span, (share, low))
        return None

    def is_deep(self, share: float, low: float, lowest: float) -> bool:
        """Whether a window is low enough, and there was one of its length to compare it with."""
        drop = share - low
        return drop >= self.drop and lowest <= 1 and drop >= _DEEPER * (share - lowest)

    def lower(self, scale: int, cursors: list[int], at: int) -> None:
        """Update the lowest window of a scale with those that end before `at`."""
        cursor = cursors[scale]
        while (end := self.end(cursor, _SPANS[scale][0])) is not None and end <= at:
            self.lowest[scale] = min(self.lowest[scale], self.share(cursor, end))
            cursor += self.step
        cursors[scale] = cursor

    def describe(self, start: int, at: int, end: int, span: int, shares: tuple[float, float]) -> Fall:
        """The fall in the window from `at` to `end`, with its exact position and that of its return."""
        middle = sum(shares) / 2
        turn = self.turn(max(start, 2 * at - end), end, middle, 1)
        back = self.find_return(turn, span, shares)
        stop = len(self.times) if back is None else back
        count = self.count + turn - start
        before = (self.total + self.totals[turn] - self.totals[start]) / count if count else shares[0]
        return Fall(turn, back, before, count, self.share(turn, stop), stop - turn)

    def find_return(self, turn: int, span: int, shares: tuple[float, float]) -> int | None:
        """The article from which on most of what was lost at `turn` has returned."""
        share, low = shares
        for at in range(turn + self.step, len(self.times), self.step):
            end = self.end(at, span)
            if end is None:
                return None
            again = self.share(at, end)
            if again >= low + _RETURNED * (share - low):
                fallen = self.share(turn, at)
                if fallen < again and _is_clear(again, end - at, fallen, at - turn):
                    return self.turn(max(turn + 1, 2 * at - end), end, (share + low) / 2, -1)
        return None

    def turn(self, start: int, end: int, middle: float, sign: int) -> int:
        """Where the column turns from above the middle to below it (sign -1: from below): CUSUM (Page 1954)."""
        totals, first = self.totals, self.totals[start]
        return max(range(start, end), key=lambda at: (sign * (totals[at] - first - middle * (at - start)), at))

    def share(self, start: int, end: int) -> float:
        """The share of ones among some articles."""
        return (self.totals[end] - self.totals[start]) / (end - start)

    def end(self, start: int, span: int) -> int | None:
        """The end of a window; None where the timeline ends before it is full."""
        times = self.times
        if start + self.window > len(times):
            return None
        time = times[start]
        if span == DAY and time - times[0] < WEEK and weekend_overlap(time, time + DAY):
            # In the first week there is no week-end to compare with: the window needs a working day, too.
            span += weekend_overlap(time, time + 3 * DAY)
        until = bisect_left(times, time + span, start)
        return None if until == len(times) else max(until, start + self.window)


def _is_clear(share: float, count: int, other: float, other_count: int) -> bool:
    """Whether two shares differ by more than by chance once in a million times."""
    pooled = (share * count + other * other_count) / (count + other_count)
    error = (pooled * (1 - pooled) * (1 / count + 1 / other_count)) ** 0.5
    return bool(abs(share - other) >= _CLEAR * error)
