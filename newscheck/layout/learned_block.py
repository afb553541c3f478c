"""What a series of windows has learned of each feature's overdispersion, for some windows in a row."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout.statistics import G_CAP, Floats, Ints

#: The most that counts as the largest G.
_LARGEST_CAP = 400.0


class LearnedBlock(NamedTuple):
    """What was learned of overdispersion in the windows from number `start` on: sum and largest G of each column.

    `groups` are the numbers of the first windows of each `windows.SPAN`; sums are taken over one and then added up.
    `before` has sum and largest before each group, and after the last; `varying` after each window for the columns that
    some articles have and some lack, which are `columns`; `usual` is what the windows of a group up to each add to the
    others, for which G is nearly 0 in each.
    """

    start: int
    groups: Ints
    columns: Ints
    before: Floats
    varying: Floats
    usual: Floats

    @classmethod
    def of(cls, start: int, sizes: Ints, known: Floats, columns: Ints, g: Floats, usual: Floats | None) -> LearnedBlock:
        """The block of windows with so high G in some columns, and in all others, if there are any; the groups have
        these sizes.
        """
        varying = _grown(g, sizes)
        others = varying[:, :, :0] if usual is None else _grown(usual, sizes)
        ends = np.cumsum(sizes)
        before = np.empty((2, len(sizes) + 1, known.shape[1]))
        before[:, 0] = known
        if usual is not None:
            before[:, 1:] = others[:, ends - 1]
        before[:, 1:, columns] = varying[:, ends - 1]
        np.cumsum(before[0], axis=0, out=before[0])
        np.maximum.accumulate(before[1], axis=0, out=before[1])
        earlier = before[:, :-1, columns]
        if len(sizes) > 1:
            earlier = earlier.repeat(sizes, axis=1)
        varying[0] += earlier[0]
        np.maximum(varying[1], earlier[1], out=varying[1])
        return cls(start, start + ends - sizes, columns, before, varying, others)

    @property
    def end(self) -> int:
        """The number of windows after the last of the block."""
        return self.start + len(self.varying[0])

    def at(self, windows: Ints, columns: Ints) -> Floats:
        """Sum and largest G of some columns, each after a number of windows."""
        place = windows - self.start - 1
        if not self.usual.size:
            learned, none = self.varying[:, np.maximum(place, 0), columns], np.flatnonzero(place < 0)
            learned[:, none] = self.before[:, 0, columns[none]]
            return learned
        learned = self.before[:, np.maximum(np.searchsorted(self.groups, windows) - 1, 0), columns]
        column, is_later = np.searchsorted(self.columns, columns), place >= 0
        is_varying = np.append(self.columns, -1)[column] == columns
        varying = np.flatnonzero(is_later & is_varying)
        learned[:, varying] = self.varying[:, place[varying], column[varying]]
        others = np.flatnonzero(is_later & ~is_varying)
        usual = self.usual[:, place[others], 0]
        learned[0, others] += usual[0]
        learned[1, others] = np.maximum(learned[1, others], usual[1])
        return learned

    def after(self, windows: int) -> Floats:
        """Sum and largest G of each column after a number of windows."""
        place, group = windows - self.start - 1, max(int(np.searchsorted(self.groups, windows)) - 1, 0)
        learned = self.before[:, group].copy()
        if place < 0:
            return learned
        if self.usual.size:
            learned[0] += self.usual[0, place]
            np.maximum(learned[1], self.usual[1, place], out=learned[1])
        learned[:, self.columns] = self.varying[:, place]
        return learned


def _grown(g: Floats, sizes: Ints) -> Floats:
    """Sums and maxima of the G of windows and columns up to each window of its group."""
    count, width = len(sizes), int(sizes.max())
    if count == 1:
        return _accumulated(g, axis=0)
    rows = np.arange(len(g)) + (np.arange(count) * width - np.cumsum(sizes) + sizes).repeat(sizes)
    padded = np.zeros((count * width, g.shape[1]))
    padded[rows] = g
    grown = _accumulated(padded.reshape(count, width, -1), axis=1)
    return grown.reshape(2, count * width, -1)[:, rows]


def _accumulated(g: Floats, axis: int) -> Floats:
    grown, capped = np.empty((2, *g.shape)), np.minimum(g, G_CAP)
    np.cumsum(capped, axis=axis, out=grown[0])
    np.minimum(g, _LARGEST_CAP, out=capped)
    np.maximum.accumulate(capped, axis=axis, out=grown[1])
    return grown
