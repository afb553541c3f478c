"""What is computed once for a dump."""

from __future__ import annotations

import gc

from newscheck.dump.per_dump import per_dump
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import Dump

_CALLS: list[tuple[int, int]] = []


@per_dump
def _counted(dump: Dump, least: int, *, factor: int = 1) -> list[int]:
    _CALLS.append((least, factor))
    return [least * factor + len(dump)]


def test_each_question_is_answered_once_for_a_dump() -> None:
    _CALLS.clear()
    first, second = InMemoryDump([]), InMemoryDump([])
    assert _counted(first, 1) is _counted(first, 1)
    assert (_counted(first, 2), _counted(first, 1, factor=3)) == ([2], [3])
    assert _counted(second, 1) == [1]
    assert _CALLS == [(1, 1), (2, 1), (1, 3), (1, 1)]


def test_nothing_is_kept_of_a_dump_that_is_gone() -> None:
    _CALLS.clear()
    for _ in range(3):
        dump = InMemoryDump([])
        _counted(dump, 5)
        del dump
        gc.collect()
    assert _CALLS == [(5, 1)] * 3
