"""Long columns in the order of their values: rows are shared out by value, then each share is sorted in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from newscheck.dump import blocks
from newscheck.dump.numpy_loader import NDArray, np
from newscheck.model import Column

#: One value of so many is looked at to know where a share begins.
_SAMPLED = 64


def ordered(column: Column) -> Column:
    """The values of a column in ascending order."""
    code = blocks.type_of(column)
    return blocks.collected(code, len(column), (np.sort(values) for values, _ in _shares(column)))


def ascending(column: Column) -> Column:
    """The places of a column in the order of the values; equal ones stay in their order."""
    if _is_ascending(column):
        parts = blocks.parts(column)
        return blocks.collected("I", len(column), (np.arange(part.start, part.stop) for part in parts))
    in_order = (places[np.argsort(values, kind="stable")] for values, places in _shares(column))
    return blocks.collected("I", len(column), in_order)


def _is_ascending(column: Column) -> bool:
    rows = np.asarray(column)
    for part in blocks.parts(column):
        own = rows[max(0, part.start - 1) : part.stop]
        if (own[1:] < own[:-1]).any():
            return False
        blocks.release()
    return True


def _shares(column: Column) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """The rows of a column, values and places, in shares with ever greater values."""
    rows, borders = np.asarray(column), _borders(column)
    sizes = np.zeros(len(borders) + 1, "q")
    for part in blocks.parts(column):
        sizes += _sizes(borders, rows[part])
        blocks.release()
    ends = [0, *np.cumsum(sizes).tolist()]
    values = np.asarray(blocks.column(blocks.type_of(column), len(column)))
    places = np.asarray(blocks.column("I", len(column)))
    free = np.array(ends[:-1])
    for part in blocks.parts(column):
        share = np.searchsorted(borders, rows[part], side="right")
        order, counts = np.argsort(share, kind="stable"), _sizes(borders, rows[part])
        target = np.repeat(free - np.cumsum(counts) + counts, counts) + np.arange(len(order))
        values[target], places[target] = rows[part][order], order + part.start
        free += counts
        blocks.release()
    for number, (start, end) in enumerate(pairwise(ends)):
        # A share of one value may be of any size.
        is_equal = 0 < number < len(borders) and int(borders[number]) - int(borders[number - 1]) == 1
        step = blocks.BLOCK if is_equal else max(1, end - start)
        for low in range(start, end, step):
            part = slice(low, min(low + step, end))
            yield values[part], places[part]


def _sizes(borders: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
    """The number of values in each share."""
    return np.bincount(np.searchsorted(borders, values, side="right"), minlength=len(borders) + 1)


def _borders(column: Column) -> NDArray[Any]:
    """The least values of all shares but the first; one that is frequent has a share of its own."""
    rows = np.asarray(column)
    sample = np.sort(np.concatenate([_released(rows[part][::_SAMPLED].copy()) for part in blocks.parts(column)]))
    chosen = sample[:: max(1, blocks.BLOCK // _SAMPLED)]
    return np.unique(np.concatenate([chosen, chosen[chosen < np.iinfo(chosen.dtype).max] + 1]))


def _released(values: NDArray[Any]) -> NDArray[Any]:
    """Some values, when the memory of the column that they were copied from has been given back."""
    blocks.release()
    return values
