"""An output appears whole or not at all, and its place stays what it was: a link, a pipe, a file with permissions."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newscheck.engine.files import atomic_write
from newscheck.errors import UsageError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions of POSIX")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def interrupted() -> Iterator[str]:
    yield "half"
    raise KeyboardInterrupt


@pytest.mark.parametrize("former", ["before", None])
def test_an_interruption_leaves_what_was_there(former: str | None) -> None:
    if former:
        Path("a").write_text(former)
    with pytest.raises(KeyboardInterrupt):
        atomic_write.write("a", interrupted())
    assert {path.name: path.read_text() for path in Path().iterdir()} == ({"a": former} if former else {})


def test_the_bytes_of_a_name_are_written_as_they_are() -> None:
    atomic_write.write("a", ["caf\udce9\n", "海\n"])
    assert Path("a").read_bytes() == b"caf\xe9\n\xe6\xb5\xb7\n"


def test_a_link_stays_a_link() -> None:
    Path("kept").mkdir()
    Path("a").symlink_to("kept/b")
    atomic_write.write("a", ["x"])
    assert Path("a").is_symlink()
    assert Path("kept/b").read_text() == "x"


def test_permissions_stay_and_a_new_file_has_those_of_any_other() -> None:
    Path("a").touch(0o640)
    Path("a").chmod(0o640)
    atomic_write.write("a", ["x"])
    atomic_write.write("b", ["x"])
    Path("c").touch()
    mode = {name: stat.S_IMODE(os.stat(name).st_mode) for name in "abc"}
    assert mode["a"] == 0o640
    assert mode["b"] == mode["c"]


@pytest.mark.parametrize("write", [atomic_write.write, atomic_write.append])
def test_a_folder_that_is_missing_is_one_line(write: Callable[[str, list[str]], None]) -> None:
    with pytest.raises(UsageError, match="can't write no/a: No such file or directory"):
        write("no/a", ["x"])


def test_what_is_appended_comes_after_what_is_there() -> None:
    atomic_write.append("a", ["1", "\n"])
    atomic_write.append("a", ["2\n"])
    assert Path("a").read_text() == "1\n2\n"


@pytest.mark.parametrize(
    ("path", "is_stream"),
    [
        pytest.param("file", False, id="a file"),
        pytest.param("folder", False, id="a folder"),
        pytest.param("nowhere", False, id="nothing"),
        pytest.param("pipe", True, id="a pipe"),
        pytest.param("/dev/null", True, id="a device"),
        pytest.param("/dev/stdout", True, id="an open file"),
    ],
)
def test_streams_are_written_to_as_they_are(path: str, is_stream: bool) -> None:
    Path("file").touch()
    Path("folder").mkdir()
    os.mkfifo("pipe")
    assert atomic_write.is_stream(path) == is_stream


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_an_output_to_a_pipe_that_nobody_reads_from_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_write, "_READER_TIMEOUT", 0.0)
    os.mkfifo(pipe := tmp_path / "pipe")
    for write in (atomic_write.write, atomic_write.append):
        with pytest.raises(UsageError, match="pipe: a pipe that nobody reads from"):
            write(str(pipe), ["x"])
