"""Pieces are read in any order, as often as needed, from memory and from the disk."""

from __future__ import annotations

import pytest

from newscheck.engine.files import spill_file
from newscheck.engine.files.spill_file import SpillFile


@pytest.mark.parametrize("size", [1 << 20, 10], ids=["in memory", "on disk"])
def test_pieces_are_read_in_any_order(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(spill_file, "_IN_MEMORY", size)
    spill = SpillFile()
    pieces = [bytes([number]) * number for number in range(40)]
    for piece in pieces:
        spill.add(piece)
    assert [*spill] == [*spill] == pieces
    assert [spill.piece(number) for number in reversed(range(40))] == pieces[::-1]
    spill.close()
