"""A sparkline of the articles of a site: a cell for one or several of its periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from newscheck.model import SiteSeries
from newscheck.outputs.picture.outliers import Column, outliers, usual_share
from newscheck.outputs.picture.style import PictureStyle
from newscheck.text.display import SEVERITY_CODES, paint

#: So many days are a cell; beyond that, only whole weeks: otherwise weekends would make waves.
_FEW_DAYS, _WEEK_DAYS = 3, 7
#: What stands below a cell: nothing; warnings or errors, in no more articles than usual; in unusually many.
NONE, SOME_WARNINGS, SOME_ERRORS, WARNINGS, ERRORS = " ", ",", "'", "~", "!"
_CODES = {WARNINGS: SEVERITY_CODES["warning"], ERRORS: SEVERITY_CODES["error"]}


class Sparkline(NamedTuple):
    """Articles a period in each cell, on average, which is `step` periods; the sign below each; the share of articles
    that usually have an error, None where none has one."""

    step: int
    means: list[float]
    signs: list[str]
    usual: float | None

    @classmethod
    def of(cls, series: SiteSeries, errors: Mapping[int, int], warnings: Mapping[int, int], cells: int) -> Sparkline:
        """The sparkline of a series in at most so many cells; articles with errors and warnings are by period."""
        step = _step(len(series.articles), series.unit, cells)
        starts = range(0, len(series.articles), step)
        parts = [series.articles[start : start + step] for start in starts]
        usual = usual_share(_columns(series, errors, step)) if errors else None
        signs = _signs(_columns(series, errors, step), _columns(series, warnings, step))
        return cls(step, [sum(part) / len(part) for part in parts], signs, usual)

    def line(self, style: PictureStyle) -> str:
        """The cells, in the colours of what is unusual there."""
        levels = _levels(self.means, style)
        runs = groupby(zip(self.signs, levels, strict=True), lambda cell: cell[0])
        return "".join(_painted(sign, "".join(level for _, level in run), style) for sign, run in runs)

    def findings(self, style: PictureStyle) -> str:
        """The signs below the cells; what is usual has no colour."""
        return "".join(_painted(sign, "".join(run), style) for sign, run in groupby(self.signs))


def _columns(series: SiteSeries, affected: Mapping[int, int], step: int) -> list[Column]:
    numbers = [affected.get(at, 0) for at in range(len(series.articles))]
    starts = range(0, len(numbers), step)
    return [Column(sum(series.articles[at : at + step]), sum(numbers[at : at + step])) for at in starts]


def _signs(errors: Sequence[Column], warnings: Sequence[Column]) -> list[str]:
    """The worst that can be said of each column."""
    signs = [NONE] * len(errors)
    for columns, sign in ((warnings, SOME_WARNINGS), (errors, SOME_ERRORS)):
        signs = [sign if column.affected else other for column, other in zip(columns, signs, strict=True)]
    for columns, sign in ((warnings, WARNINGS), (errors, ERRORS)):
        unusual = outliers(columns)
        signs = [sign if at in unusual else other for at, other in enumerate(signs)]
    return signs


def _step(periods: int, unit: str, cells: int) -> int:
    """How many periods have to be in a cell for all of them to fit."""
    step = max(1, ceil(periods / cells))
    return step if unit != "day" or step <= _FEW_DAYS else _WEEK_DAYS * ceil(step / _WEEK_DAYS)


def _levels(means: Sequence[float], style: PictureStyle) -> Iterator[str]:
    levels, most = style.signs.levels, max(means, default=0)
    for mean in means:
        yield levels[ceil(mean / most * len(levels)) - 1] if mean else style.signs.empty


def _painted(sign: str, text: str, style: PictureStyle) -> str:
    return paint(text, _CODES[sign], style.color) if sign in _CODES else text
