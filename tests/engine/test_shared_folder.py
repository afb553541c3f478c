"""A task is done by one process, whole or not at all, and nobody waits for one that is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from newscheck.engine import shared_folder
from newscheck.engine.shared_folder import SharedFolder


class Work:
    """A task that counts how often it is done."""

    def __init__(self, result: bytes = b"done") -> None:
        self.times, self.result = 0, result

    def __call__(self) -> bytes:
        self.times += 1
        return self.result


def dead() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_a_task_is_done_once(tmp_path: Path) -> None:
    work = Work()
    results = [SharedFolder(tmp_path).once("dump", work, 10) for _ in range(3)]
    assert (results, work.times) == ([b"done"] * 3, 1)
    assert sorted(os.listdir(tmp_path)) == ["dump", "dump.claim"]


def test_tasks_have_names(tmp_path: Path) -> None:
    folder = SharedFolder(tmp_path)
    assert (folder.once("1", Work(b"a"), 1), folder.once("2", Work(b"b"), 1)) == (b"a", b"b")


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process lives isn't known there")
@pytest.mark.parametrize("owner", [pytest.param(None, id="of a dead process"), pytest.param("x", id="of nobody")])
def test_a_claim_that_nobody_has_is_withdrawn(tmp_path: Path, owner: str | None) -> None:
    (tmp_path / "dump.claim").write_text(owner or str(dead()))
    work = Work()
    assert (SharedFolder(tmp_path).once("dump", work, 10), work.times) == (b"done", 1)
    assert (tmp_path / "dump.claim").read_text() == str(os.getpid())


def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_folder, "_PATIENCE", 0.01)
    (tmp_path / "dump.claim").write_text(str(os.getpid()))
    assert SharedFolder(tmp_path).once("dump", Work(), 0) == b"done"
    assert (tmp_path / "dump").read_bytes() == b"done"


def test_the_result_of_another_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "dump.claim").write_text(str(os.getpid()))
    work = Work(b"ours")

    def other() -> None:
        (tmp_path / "part").write_bytes(b"theirs")
        (tmp_path / "part").replace(tmp_path / "dump")

    threading.Timer(0.02, other).start()
    assert (SharedFolder(tmp_path).once("dump", work, 10), work.times) == (b"theirs", 0)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_task_that_fails_is_left_to_the_others(tmp_path: Path, error: type[BaseException]) -> None:
    def fails() -> bytes:
        raise error

    with pytest.raises(error):
        SharedFolder(tmp_path).once("dump", fails, 10)
    assert os.listdir(tmp_path) == []
    assert SharedFolder(tmp_path).once("dump", Work(), 10) == b"done"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SharedFolder(tmp_path / "gone").once("dump", Work(), 10)
