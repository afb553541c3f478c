"""Files that no reader takes are counted by their kind while a folder is walked."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.other_files import OtherFiles
from newscheck.synthetic import specimen
from tests.support.command_line import run

SQLITE = "export the table as CSV or JSON Lines"


def others(folder: Path, *names: str) -> OtherFiles:
    """What a walk of a folder with these files counts."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    found = OtherFiles()
    assert [entry.path for entry in walk([str(folder)], others=found)] == []
    return found


def test_each_kind_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = others(tmp_path, "a.db", "b/c.sqlite", "d.bson", "e.jpg", "f.py", "g.unknown", ".git/h.db", "i.db/j.png")
    assert found.remarks() == [
        f"2 SQLite databases (a.db, …) are not read: {SQLITE}",
        "a MongoDB dump (d.bson) is not read: export the collection with mongoexport",
    ]
    assert found.in_words() == (
        f"2 SQLite databases (a.db, …): {SQLITE}; a MongoDB dump (d.bson): export the collection with mongoexport; "
        "2 images (e.jpg, …); source code (f.py): leave it out with --exclude"
    )


def test_a_folder_without_articles_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "news.db").touch()
    done = run("validate", ".", cwd=tmp_path)
    assert (done.code, done.err) == (2, f"newscheck: no article files in . (an SQLite database (news.db): {SQLITE})\n")


def test_a_run_names_what_it_leaves_out_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "1048575.md").write_bytes(specimen.render())
    for name in ("news.db", "photo.jpg", "page.html"):
        (tmp_path / name).write_text("<html>")
    done = run("validate", ".", "--now", "2023-09-01", "--format", "concise", cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    lines = [line for line in done.err.splitlines() if "not read" in line]
    assert len(lines) == 2
    assert lines[0] == f"newscheck: an SQLite database (news.db) is not read: {SQLITE}"
    assert lines[1].startswith("newscheck: an HTML page (page.html) is not read: set `extractor` in ")
    assert "not read" not in run("validate", ".", "-q", "--now", "2023-09-01", cwd=tmp_path).err


def test_the_same_is_said_when_the_report_is_cached(tmp_path: Path) -> None:
    for number in range(120):
        (tmp_path / f"{number}.md").write_bytes(specimen.render({}, number % 6))
    (tmp_path / "news.db").touch()
    first, second = (run("validate", ".", "--now", "2023-09-01", cwd=tmp_path).err for _ in range(2))
    assert first.count("an SQLite database") == second.count("an SQLite database") == 1
