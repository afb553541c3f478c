"""Temporary files and folders: those of a killed process are removed, those of a live one stay."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newscheck.engine.files import atomic_write, temporary
from newscheck.fixtures import cases
from newscheck.fixtures.cases import Case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks that tell who is alive")
#: The point at which a process prints a line and waits.
WRITING = (
    "from newscheck.engine.files.atomic_write import atomic_open\nwith atomic_open('out.json') as file:\n"
    "    file.write(b'half')\n    file.flush()"
)
SAVING = (
    "from pathlib import Path\nfrom newscheck.engine.files import temporary\n"
    "with temporary.directory('pages', 'case') as made:\n"
    "    Path(made.path, 'page.html').touch()"
)
SHARING = (
    "from newscheck.engine.files import temporary\nwith temporary.directory() as made:\n"
    "    open(made.path + '/0', 'w').close()"
)
WAITING = "\n    print('ready', flush=True)\n    input()"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, with page fixtures and a folder for what is temporary."""
    for name in ("pages", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@contextmanager
def process(script: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process in the middle of a script."""
    command = [sys.executable, "-c", script + WAITING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout
        try:
            assert running.stdout.readline() == b"ready\n"
            yield running
        finally:
            running.kill()


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(f"*{temporary.SUFFIX}"))


def save() -> None:
    cases.save(Path("pages/case"), Case("case", b"<p>", "https://e.example/"))


def share() -> None:
    with temporary.directory():
        pass


KINDS = [
    pytest.param(WRITING, lambda: atomic_write.write("out.json", ["whole"]), id="an output"),
    pytest.param(SAVING, save, id="a page fixture"),
    pytest.param(SHARING, share, id="what processes share"),
]


@pytest.mark.parametrize(("script", "again"), KINDS)
def test_what_a_killed_process_has_left_is_removed_by_the_next(here: Path, script: str, again: object) -> None:
    assert callable(again)
    with process(script) as running:
        (name,) = left(here)
        again()
        assert left(here) == [name], "it is alive"
        running.kill()
        running.wait()
        assert left(here) == [name], "killed, it removed nothing"
        again()
        assert left(here) == []


def test_who_is_alive_ends_well_whoever_else_writes_there(here: Path) -> None:
    with process(WRITING) as running:
        for _ in range(3):
            atomic_write.write("out.json", ["whole"])
        running.communicate(b"\n")
        assert running.returncode == 0
    assert (here / "out.json").read_bytes() == b"half"
    assert left(here) == []


def test_two_at_a_time_in_one_process(here: Path) -> None:
    with atomic_write.atomic_open("out.json") as first, atomic_write.atomic_open("out.json") as second:
        first.write(b"one")
        second.write(b"other")
    assert (here / "out.json").read_bytes() == b"one"
    assert left(here) == []


def test_nothing_is_removed_that_is_not_ours(here: Path) -> None:
    kept = ["out.json", ".out.json.abcdefgh", ".other.json.abcdefgh" + temporary.SUFFIX, "out.json" + temporary.SUFFIX]
    for name in kept:
        (here / name).write_text("kept")
    (here / "elsewhere").write_text("kept")
    (here / f".out.json.link{temporary.SUFFIX}").symlink_to("elsewhere")
    os.mkfifo(here / f".out.json.pipe{temporary.SUFFIX}")
    atomic_write.write("out.json", ["new"])
    assert (here / "elsewhere").read_text() == "kept"
    assert {path.name for path in here.iterdir() if path.is_file() or path.is_fifo()} == {
        *kept,
        "elsewhere",
        f".out.json.link{temporary.SUFFIX}",
        f".out.json.pipe{temporary.SUFFIX}",
    }


def test_what_another_user_has_left_stays(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f".out.json.abcdefgh{temporary.SUFFIX}"
    (here / name).touch()
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    atomic_write.write("out.json", ["new"])
    assert left(here) == [name]
    monkeypatch.undo()
    temporary.remove_stale(str(here), "out.json")
    assert left(here) == []


def test_a_new_one_that_another_process_takes_for_abandoned_is_made_again(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, taken = temporary._is_locked, []

    def late(part: temporary.TemporaryPath) -> bool:
        if not taken:
            taken.append(part.path)
            temporary._sweep(str(here), ".out.json.")
        return lock(part)

    monkeypatch.setattr(temporary, "_is_locked", late)
    atomic_write.write("out.json", ["whole"])
    assert (here / "out.json").read_text() == "whole"
    assert taken and left(here) == []


def test_what_is_terminated_takes_its_own_away(here: Path) -> None:
    for make in (temporary.file(str(here), "out.json"), temporary.directory(str(here), "case")):
        with make as part:
            assert os.path.lexists(part.path)
            temporary.abandon()
            assert not os.path.lexists(part.path)


def test_the_longest_name_that_a_file_can_have(here: Path) -> None:
    name = "长" * 80 + ".json"
    atomic_write.write(name, ["whole"])
    assert (here / name).read_text() == "whole"
