"""Pieces are read in any order, as often as needed, from memory and from the disk."""

from __future__ import annotations

import os
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


@pytest.mark.skipif(not hasattr(os, "fork") or not hasattr(os, "pread"), reason="no fork")
@pytest.mark.filterwarnings(r"ignore:This process \(pid=\d+\) is multi-threaded:DeprecationWarning")
def test_a_forked_process_reads_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shares the position in the file with this one."""
    monkeypatch.setattr(spill_file, "_IN_MEMORY", 10)
    spill, pieces = SpillFile(), [bytes([number]) * 5_000 for number in range(100)]
    for piece in pieces:
        spill.add(piece)
    process = os.fork()
    same = all([*spill] == pieces for _ in range(30))
    if not process:
        os._exit(0 if same else 1)
    assert same
    assert os.waitpid(process, 0)[1] == 0
    spill.close()
