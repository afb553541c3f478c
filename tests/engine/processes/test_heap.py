"""The free memory of a process goes back to the system."""

from __future__ import annotations

import ctypes
import platform
import sys
from pathlib import Path

import pytest

from newscheck.engine.processes import heap

#: Bytes of a piece that the C library keeps when it is free, and pieces that are made.
PIECE, PIECES = 2_000, 40_000


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4_096


@pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc" or not Path("/proc/self/statm").exists(),
    reason="not the C library of GNU",
)
def test_free_memory_between_used_pieces_goes_back() -> None:
    pieces = [bytearray(PIECE) for _ in range(PIECES)]
    used = pieces[::50]
    del pieces
    before = resident()
    heap.give_back()
    assert before - resident() > PIECE * PIECES // 2
    assert len(used) == PIECES // 50


def test_another_library_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(*_: object) -> object:
        return object()

    monkeypatch.setattr(ctypes, "CDLL", lacks)
    heap._trim.cache_clear()
    try:
        heap.give_back()
    finally:
        heap._trim.cache_clear()
