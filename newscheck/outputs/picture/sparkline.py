"""A sparkline of the articles of a site: a cell for one or several of its periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from newscheck.model import SEVERITIES, SiteSeries
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import SEVERITY_CODES, paint

#: So many days are a cell; beyond that, only whole weeks: otherwise weekends would make waves.
_FEW_DAYS, _WEEK_DAYS = 3, 7
#: What stands below a period, by the rank of its worst finding in SEVERITIES.
SIGNS = " ~!"


class Sparkline(NamedTuple):
    """Articles a period in each cell, on average, which is `step` periods, and the rank of the worst finding there."""

    step: int
    means: list[float]
    ranks: list[int]

    @classmethod
    def of(cls, series: SiteSeries, worst: Mapping[int, int], cells: int) -> Sparkline:
        """The sparkline of a series in at most so many cells."""
        step = _step(len(series.articles), series.unit, cells)
        starts = range(0, len(series.articles), step)
        parts = [series.articles[start : start + step] for start in starts]
        ranks = [max(worst.get(at, 0) for at in range(start, start + step)) for start in starts]
        return cls(step, [sum(part) / len(part) for part in parts], ranks)

    def line(self, style: PictureStyle) -> str:
        """The cells, in the colours of their findings."""
        signs = _levels(self.means, style)
        runs = groupby(zip(self.ranks, signs, strict=True), lambda cell: cell[0])
        return "".join(_painted(rank, "".join(sign for _, sign in run), style) for rank, run in runs)

    def findings(self, style: PictureStyle) -> str:
        """The signs of the findings below the cells, empty where there are none."""
        return "".join(
            _painted(rank, SIGNS[rank] * len([*run]), style) for rank, run in groupby(self._until_the_last_finding())
        )

    def _until_the_last_finding(self) -> Sequence[int]:
        return self.ranks[: max((at + 1 for at, rank in enumerate(self.ranks) if rank), default=0)]


def _step(periods: int, unit: str, cells: int) -> int:
    """How many periods have to be in a cell for all of them to fit."""
    step = max(1, ceil(periods / cells))
    return step if unit != "day" or step <= _FEW_DAYS else _WEEK_DAYS * ceil(step / _WEEK_DAYS)


def _levels(means: Sequence[float], style: PictureStyle) -> Iterator[str]:
    levels, most = style.signs.levels, max(means, default=0)
    for mean in means:
        yield levels[ceil(mean / most * len(levels)) - 1] if mean else style.signs.empty


def _painted(rank: int, text: str, style: PictureStyle) -> str:
    return paint(text, SEVERITY_CODES[SEVERITIES[rank]], style.color) if rank else text
