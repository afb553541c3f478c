"""`docs/tutorial.md` is true: its blocks are one project, its commands run in it, and print what they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

TEXT = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text("utf-8")
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"# ([\w./-]+)\n")
_EXIT = re.compile(r"\[exit code (\d)\]")


def run(project: Path, command: str) -> tuple[int, str]:
    """The exit code and the output of a command of the page."""
    program, *words = command.split()
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, *(["-m", program] if program != "python" else []), *words],
        cwd=project,
        env={**own, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout


def is_shown(lines: list[str], output: str) -> bool:
    """Whether an output has the lines in their order; a line `…` is any number of lines, `…` in a line any text."""
    rest = iter(output.splitlines())
    patterns = (line.replace("[", "[[]").replace("…", "*") for line in lines if line != "…")
    return all(any(fnmatchcase(line.rstrip(), pattern) for line in rest) for pattern in patterns)


@pytest.mark.slow
def test_the_page_is_one_project_and_its_commands_print_what_it_shows(tmp_path: Path) -> None:
    for language, block in _BLOCK.findall(TEXT):
        if language == "python" and (name := _FILE.match(block)):
            (tmp_path / name[1]).write_text(block[name.end() :], "utf-8", newline="\n")
        for part in block.split("$ ")[1:] if language == "console" else ():
            command, *lines = part.splitlines()
            code, output = run(tmp_path, command)
            wanted = [int(match[1]) for line in lines if (match := _EXIT.fullmatch(line))] or [0]
            assert [code] == wanted, (command, output)
            assert is_shown([line for line in lines if not _EXIT.fullmatch(line)], output), (command, output)


def test_every_block_is_a_file_or_a_session() -> None:
    """A command that stands elsewhere would not be run."""
    blocks = _BLOCK.findall(TEXT)
    assert {language for language, _ in blocks} == {"python", "console"}
    assert all(_FILE.match(text) for language, text in blocks if language == "python")
    assert not re.findall(r"^    \S", _BLOCK.sub("", TEXT), re.MULTILINE)
