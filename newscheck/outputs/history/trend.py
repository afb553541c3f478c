"""The trend of a number over runs: a bar for each, as an SVG path, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from newscheck.outputs.history.run_summary import RunSummary

#: Bars, their width with the gap behind them, and the height of the highest.
BARS, STEP, HEIGHT = 60, 4, 36
#: A bar that is not nothing can be seen.
_LOW = 2
_NUMBERS = {"articles": "Articles", "error": "Errors", "warning": "Warnings", "note": "Notes"}


class Trend(Struct, frozen=True):
    """A number over runs: what it is, of the latest run, its bars, and what they show."""

    kind: str
    label: str
    latest: int
    path: str
    words: str


def trends(runs: Sequence[RunSummary]) -> list[Trend]:
    """The trends of all numbers over the latest runs, which are given with the latest first."""
    shown = [*reversed(runs[:BARS])]
    return [_trend(kind, label, [getattr(run.totals, kind) for run in shown]) for kind, label in _NUMBERS.items()]


def _trend(kind: str, label: str, numbers: Sequence[int]) -> Trend:
    least, most = min(numbers, default=0), max(numbers, default=0)
    latest = numbers[-1] if numbers else 0
    words = f"{label} of the last {len(numbers):,} runs: {least:,} to {most:,}, in the latest {latest:,}"
    return Trend(kind, label, latest, _path(numbers, most), words)


def _path(numbers: Sequence[int], most: int) -> str:
    """The bars, the latest on the right."""
    first = BARS - len(numbers)
    return "".join(
        f"M{(first + place) * STEP} {HEIGHT}v-{max(_LOW, round(number / most * HEIGHT))}h{STEP - 1}V{HEIGHT}z"
        for place, number in enumerate(numbers)
        if number
    )
