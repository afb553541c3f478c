"""Files are written together or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from newscheck.engine.files import atomic_write
from newscheck.errors import UsageError
from newscheck.init import file_set
from newscheck.init.file_set import ScaffoldFile


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def tree() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_an_interruption_takes_back_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("settings.toml").write_text("a = 1\n")
    Path("there").mkdir()
    written: list[str] = []

    def fail_at_the_third(path: str, pieces: Iterable[str]) -> None:
        written.append(path)
        if len(written) == 3:
            raise KeyboardInterrupt
        Path(path).write_text("".join(pieces))

    monkeypatch.setattr(atomic_write, "write", fail_at_the_third)
    parts = [
        ScaffoldFile("settings.toml", "a = 1\nb = 2\n", "s", previous_text="a = 1\n"),
        ScaffoldFile("there/new/x", "x", "x"),
        ScaffoldFile("y", "y", "y"),
    ]
    with pytest.raises(KeyboardInterrupt):
        file_set.write(parts)
    assert written == ["settings.toml", "there/new/x", "y", "settings.toml"]
    assert tree() == {"settings.toml": b"a = 1\n"}
    assert Path("there").is_dir()
    assert not Path("there/new").exists()


def test_settings_that_cannot_be_written_take_all_else_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("settings.toml").write_text("a = 1\n")
    write_file = atomic_write.write

    def refuse(path: str, pieces: Iterable[str]) -> None:
        if path == "settings.toml":
            raise UsageError("can't write settings.toml: Permission denied")
        write_file(path, pieces)

    monkeypatch.setattr(atomic_write, "write", refuse)
    with pytest.raises(UsageError, match="Permission denied"):
        file_set.write(
            [
                ScaffoldFile("new/x", "x", "x"),
                ScaffoldFile("settings.toml", "a = 1\nb = 2\n", "s", previous_text="a = 1\n"),
            ]
        )
    assert tree() == {"settings.toml": b"a = 1\n"}
    assert not Path("new").exists()


def test_a_file_that_came_in_the_meantime_stays() -> None:
    Path("b").write_text("mine")
    with pytest.raises(UsageError, match="b is there already"):
        file_set.write([ScaffoldFile("a", "x", "a"), ScaffoldFile("b", "x", "b")])
    assert tree() == {"b": b"mine"}


def test_a_file_that_is_there_stays_with_a_remark() -> None:
    Path("a").write_text("mine")
    remarks: list[str] = []
    added = ScaffoldFile("a", "mine, and more", "s", previous_text="mine")
    assert file_set.new_files([ScaffoldFile("a", "x", "s"), ScaffoldFile("b", "x", "s"), added], remarks) == [
        ScaffoldFile("b", "x", "s"),
        added,
    ]
    assert remarks == ["a is there already, and stays as it is"]
    assert added.appended_text == ", and more"
