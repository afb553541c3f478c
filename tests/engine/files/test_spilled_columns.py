"""Columns keep their values in memory, on disk, and after their memory is given back."""

from __future__ import annotations

import errno
import os
from array import array
from pathlib import Path

import pytest

from newscheck.engine.files import spilled_columns
from newscheck.engine.files.spilled_columns import SpilledColumns
from newscheck.errors import UsageError
from newscheck.model import Typecode


@pytest.mark.parametrize("limit", [1 << 20, 0], ids=["in memory", "on disk"])
@pytest.mark.parametrize("typecode", ["H", "I", "i", "q"])
def test_a_column_keeps_its_values(monkeypatch: pytest.MonkeyPatch, limit: int, typecode: Typecode) -> None:
    monkeypatch.setattr(spilled_columns, "_IN_MEMORY", limit)
    storage = SpilledColumns()
    first, second = storage.column(typecode, 3_000), storage.column(typecode, 5)
    assert first == array(typecode, bytes(first.nbytes)), "zeros"
    first[:] = array(typecode, range(3_000))
    storage.release()
    assert first.tolist() == [*range(3_000)]
    second[1:3] = array(typecode, [7, 8])
    del first
    storage.release()
    assert second.tolist() == [0, 7, 8, 0, 0]
    assert storage.column(typecode, 0).tolist() == []


def test_many_short_columns_are_on_disk_but_for_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilled_columns, "_TOGETHER", 10_000)
    storage = SpilledColumns()

    def in_memory(columns: list[memoryview[int]]) -> int:
        return sum(isinstance(column.obj, array) for column in columns)

    columns = [storage.column("q", 500) for _ in range(5)]
    assert in_memory(columns) == 2
    del columns[:2]
    columns += [storage.column("q", 500) for _ in range(5)]
    assert in_memory(columns) == 2


def test_room_that_is_free_again_is_used_again_and_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilled_columns, "_IN_MEMORY", 0)
    storage = SpilledColumns()
    kept, column = storage.column("q", 9_000), storage.column("q", 9_000)
    kept[:] = column[:] = array("q", range(9_000))
    end = storage._room._end
    view = column[8_999:]
    del column
    assert view.tolist() == [8_999], "a view of a column keeps its room"
    del view
    # As large in the file, though of another length.
    again = storage.column("I", 17_900)
    assert not any(again)
    again[0] = 7
    assert storage._room._end == end
    assert storage.column("q", 9_000)[0] == 0
    assert (kept.tolist(), again[0]) == ([*range(9_000)], 7)
    assert storage._room._end > end


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_two_processes_have_room_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilled_columns, "_IN_MEMORY", 0)
    storage = SpilledColumns()
    before = storage.column("q", 100)
    if not (child := os.fork()):
        for _ in range(3):
            storage.column("q", 100)[:] = array("q", [1] * 100)
        os._exit(sum(before))
    columns = [storage.column("q", 100) for _ in range(3)]
    assert os.waitpid(child, 0)[1] == 0
    assert not any(sum(column) for column in columns)


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="room can't be reserved")
@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EINVAL])
def test_room_is_written_where_it_cannot_be_reserved(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    column = SpilledColumns().column("q", 200_000)
    column[199_999] = 1
    assert sum(column) == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), "no space left", id="full disk"),
        pytest.param(OSError(errno.EFBIG, "File too large"), "file too large", id="limited files"),
    ],
)
@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="room can't be reserved")
def test_no_room_is_one_line(monkeypatch: pytest.MonkeyPatch, fault: OSError, message: str) -> None:
    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    with pytest.raises(UsageError, match=f"can't write a temporary file.*{message}.*TMPDIR"):
        SpilledColumns().column("q", 200_000)


def test_a_folder_that_takes_no_temporary_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(UsageError, match=r"can't write a temporary file in .*gone"):
        SpilledColumns().column("q", 200_000)
