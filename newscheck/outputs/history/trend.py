"""The trend of a number over runs: a bar for each, as an SVG path, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from newscheck.outputs import _bars
from newscheck.outputs.history.run_summary import RunSummary

#: Bars, their width with the gap behind them, and the height of the highest.
BARS, STEP, HEIGHT = 60, 4, 36
_ARTICLES = "articles"
_NUMBERS = {_ARTICLES: "Articles", "error": "Errors", "warning": "Warnings", "note": "Notes"}


class Trend(Struct, frozen=True):
    """A number over runs: what it is, of the latest run, its bars, and what they show."""

    kind: str
    label: str
    latest: int
    path: str
    words: str


def trends(runs: Sequence[RunSummary]) -> list[Trend]:
    """The trends of all numbers over the latest runs, which are given with the latest first.

    A run that has looked at layouts only counts no findings: it is in none, unless all runs are such. One run is no
    trend.
    """
    checks = [run for run in runs if not run.layouts_only]
    shown = [*reversed((checks or runs)[:BARS])]
    if len(shown) < 2:
        return []
    numbers = _NUMBERS if checks else {_ARTICLES: _NUMBERS[_ARTICLES]}
    return [_trend(kind, label, [getattr(run.totals, kind) for run in shown]) for kind, label in numbers.items()]


def _trend(kind: str, label: str, numbers: Sequence[int]) -> Trend:
    least, most = min(numbers, default=0), max(numbers, default=0)
    latest = numbers[-1] if numbers else 0
    words = f"{label} of the last {len(numbers):,} runs: {least:,} to {most:,}, in the latest {latest:,}"
    # The latest is on the right.
    path = _bars.path(numbers, HEIGHT, STEP, STEP - 1, BARS - len(numbers))
    return Trend(kind, label, latest, path, words)
