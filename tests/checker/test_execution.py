"""Batches of inputs: neither long nor large."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscheck.checker import execution


@given(st.lists(st.integers(0, execution._BATCH_SIZE), max_size=200))
def test_batches(sizes: list[int]) -> None:
    parts = list(execution.batches(sizes, lambda size: size))
    assert [size for part in parts for size in part] == sizes
    for part in parts:
        assert 1 <= len(part) <= execution._BATCH
        assert sum(part[:-1]) <= execution._BATCH_SIZE
