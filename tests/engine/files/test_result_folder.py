"""A folder of results appears whole or not at all, and replaces nothing but one that an earlier run wrote."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscheck.engine.files import result_folder
from newscheck.engine.files.result_folder import ResultFolder
from newscheck.errors import UsageError

FORMER = {"index": b"made here, 1", "part-0": b"a"}
NEW = {"part-0": b"b", "part-1": b"c", "index": b"made here, 2"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def of(path: str) -> ResultFolder:
    return ResultFolder(path, lambda name: name == "index" or name.startswith("part-"), "index", b"made here")


def fill(files: dict[str, bytes], folder: str = "out") -> None:
    Path(folder).mkdir(exist_ok=True)
    for name, content in files.items():
        (Path(folder) / name).write_bytes(content)


def held() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "former", [pytest.param(None, id="nothing"), pytest.param({}, id="empty"), pytest.param(FORMER, id="earlier run")]
)
def test_a_folder_is_replaced_whole(former: dict[str, bytes] | None) -> None:
    if former is not None:
        fill(former)
    result_folder.write(of("out"), NEW.items())
    assert held() == {f"out/{name}": content for name, content in sorted(NEW.items())}
    assert os.listdir() == ["out"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param({**FORMER, "notes.txt": b""}, "out/notes.txt is there", id="another file"),
        pytest.param({"part-0": b"a"}, "no index", id="no index"),
        pytest.param({"index": b"another tool's", "part-0": b""}, "no index", id="another tool's"),
    ],
)
def test_what_no_run_wrote_is_left_alone(files: dict[str, bytes], words: str) -> None:
    fill(files)
    with pytest.raises(UsageError, match=words):
        result_folder.write(of("out"), NEW.items())
    assert held() == {f"out/{name}": content for name, content in sorted(files.items())}


def test_a_folder_in_it_and_a_file_in_its_place_are_left_alone() -> None:
    fill(FORMER)
    Path("out/part-2").mkdir()
    assert "out/part-2" in of("out").foreign_reason()
    Path("file").write_text("x")
    assert of("file").foreign_reason() == "a file"
    with pytest.raises(UsageError, match="file: a file"):
        result_folder.write(of("file"), NEW.items())


def interrupted() -> Iterator[tuple[str, bytes]]:
    yield "part-0", b"half"
    raise KeyboardInterrupt


@pytest.mark.parametrize("former", [None, FORMER])
def test_an_interruption_leaves_what_was_there(former: dict[str, bytes] | None) -> None:
    fill(former or {})
    before = held()
    with pytest.raises(KeyboardInterrupt):
        result_folder.write(of("out"), interrupted())
    assert held() == before
    assert os.listdir() == ["out"]


def test_a_rename_that_fails_puts_the_former_one_back(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(FORMER)
    rename, calls = os.rename, list[str]()

    def failing(source: str, target: str) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        rename(source, target)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(UsageError, match="can't write out: Input/output error"):
        result_folder.write(of("out"), NEW.items())
    assert held() == {f"out/{name}": content for name, content in FORMER.items()}
    assert os.listdir() == ["out"]


@pytest.mark.parametrize("last", [pytest.param(1, id="one is aside"), pytest.param(2, id="the new one is there")])
def test_an_interruption_after_a_rename_leaves_one_of_both(monkeypatch: pytest.MonkeyPatch, last: int) -> None:
    fill(FORMER)
    rename, calls = os.rename, list[str]()

    def interrupted_after(source: str, target: str) -> None:
        rename(source, target)
        calls.append(source)
        if len(calls) == last:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "rename", interrupted_after)
    with pytest.raises(KeyboardInterrupt):
        result_folder.write(of("out"), NEW.items())
    assert held() == {f"out/{name}": content for name, content in sorted([FORMER, NEW][last - 1].items())}
    assert os.listdir() == ["out"]


@pytest.mark.parametrize("former", [None, FORMER], ids=["nothing", "earlier run"])
@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("is_removed", [pytest.param(False, id="written"), pytest.param(True, id="put aside")])
def test_the_last_of_two_runs_at_once_wins(
    monkeypatch: pytest.MonkeyPatch, former: dict[str, bytes] | None, step: int, is_removed: bool
) -> None:
    if former:
        fill(former)
    rename, calls = os.rename, list[str]()

    def meanwhile(source: str, target: str) -> None:
        calls.append(source)
        if len(calls) == step and is_removed:
            shutil.rmtree("out", ignore_errors=True)
        elif len(calls) == step:
            result_folder.write(of("out"), {"index": b"made here, 3"}.items())
        rename(source, target)

    monkeypatch.setattr(os, "rename", meanwhile)
    result_folder.write(of("out"), NEW.items())
    assert held() == {f"out/{name}": content for name, content in sorted(NEW.items())}
    assert os.listdir() == ["out"]


@pytest.mark.skipif(os.name != "posix", reason="links and permissions of POSIX")
def test_a_link_stays_a_link_and_permissions_stay() -> None:
    fill(FORMER, "kept")
    os.chmod("kept", 0o750)
    Path("out").symlink_to("kept")
    result_folder.write(of("out"), NEW.items())
    assert Path("out").is_symlink()
    assert set(os.listdir("kept")) == set(NEW)
    assert stat.S_IMODE(os.stat("kept").st_mode) == 0o750


def test_a_full_disk_is_one_line() -> None:
    with pytest.raises(UsageError, match="can't write gone/out: No such file or directory"):
        result_folder.write(of("gone/out"), NEW.items())
