"""`newscheck.testing.newest`: the files that a test checks in each run."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscheck.errors import UsageError
from newscheck.testing import id_of, newest


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        pytest.param(["d/9.md", "d/10.md", "d/11.md"], ["d/10.md", "d/11.md"], id="numbers"),
        pytest.param(["d/2023-08-16-b.md", "d/2023-10-01-a.md", "d/2020-01-01-c.md"], None, id="dates"),
        pytest.param(["d/2022/9/30.md", "d/2022/10/1.md", "d/2022/8/31.md"], None, id="a folder a month"),
        pytest.param(["d/a/1.md", "d/a/2.md", "d/b/1.md", "d/b/2.md"], ["d/a/2.md", "d/b/2.md"], id="two publishers"),
        pytest.param(["d/a/1.md", "d/b/1.md", "d/c/1.md"], ["d/a/1.md", "d/b/1.md", "d/c/1.md"], id="three of them"),
        pytest.param(["d/1.md", "d/README.md", "d/x/2.md", "d/3.jpg"], ["d/1.md"], id="only articles"),
        pytest.param(["d/1.jsonl", "e/2.md"], ["d/1.jsonl"], id="only where the settings say"),
    ],
)
def test_the_newest_files_are_the_last_of_each_publisher(
    tmp_path: Path, names: list[str], wanted: list[str] | None
) -> None:
    (tmp_path / "newscheck.toml").write_text('paths = ["d"]\nexclude = ["d/x/*"]\n')
    for name in (*names, "tests/test_x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in newest(tmp_path / "tests/test_x.py", count=2)]
    assert found == (names[:2] if wanted is None else wanted)


def test_settings_without_paths_mean_the_folder_that_they_are_in(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text('fail-on = "warning"\n')
    (tmp_path / "a").mkdir()
    (tmp_path / "a/1.md").write_text("x")
    assert newest(tmp_path / "tests/test_x.py") == [tmp_path / "a/1.md"]


def test_a_dump_that_is_missing_is_reported(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text('paths = ["d"]\n')
    with pytest.raises(UsageError, match="no such file or folder"):
        newest(tmp_path / "test_x.py")


def test_nobody_obeys_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text("")
    (tmp_path / "##[error]\x1b.md").write_text("x")
    (found,) = newest(tmp_path / "test_x.py")
    assert found == tmp_path / "##[error]\x1b.md"
    assert found.read_text() == "x"
    assert id_of(found) == r"#\x23[error]\x1b.md"
    assert repr(found) == rf"PosixPath('{tmp_path}/#\x23[error]\x1b.md')"
