"""Batches of inputs: neither long nor large."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscheck.checker import execution
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import RawInput


@given(st.lists(st.integers(0, execution._BATCH_SIZE), max_size=200))
def test_batches(sizes: list[int]) -> None:
    parts = list(execution.batches(sizes, lambda size: size))
    assert [size for part in parts for size in part] == sizes
    for part in parts:
        assert 1 <= len(part) <= execution._BATCH
        assert sum(part[:-1]) <= execution._BATCH_SIZE


def test_of_single_items_nothing_is_kept() -> None:
    """They have the same findings, and no summaries to be compared."""
    checker = Session(Project(now=1_700_000_000_000)).checker
    raw = RawInput("a.json", b'{"title": "", "url": "https://x.example/1", "epoch_ms": 1690000000000, "body": "a"}')
    of_dump, single = checker.check(raw), checker.of_single_items().check(raw)
    assert single.findings == of_dump.findings != []
    assert (len(of_dump.summaries), len(single.summaries)) == (1, 0)
    assert single.latest_epoch == of_dump.latest_epoch
