"""Pieces are read in any order, as often as needed, from memory and from the disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from newscheck.engine.files import spill_file
from newscheck.engine.files.spill_file import SpillFile
from newscheck.errors import UsageError


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


def test_a_folder_that_takes_no_temporary_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spill_file, "_IN_MEMORY", 10)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    spill = SpillFile()
    with pytest.raises(UsageError, match=r"can't write a temporary file in .*gone: no such file .*TMPDIR"):
        spill.write_from(0, [b"a" * 20, b"b"])
    assert spill.piece(0) == b"a" * 20


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line_whenever_it_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", partial(Path("/dev/full").open, "r+b", 100))
    monkeypatch.setattr(spill_file, "_IN_MEMORY", -1)
    at_once, later = SpillFile(), SpillFile()
    with pytest.raises(UsageError, match="no space left on device"):
        at_once.add(b"a" * 500)
    later.add(b"a")  # held in the buffer
    with pytest.raises(UsageError, match="no space left on device"):
        later.piece(0)
    at_once.close()
    later.close()
