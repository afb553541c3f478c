"""`docs/pytest.md` is true: its blocks are one project, its commands run in it, and print what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

SUPPORT = Path(__file__).parents[1] / "support"
TEXT = (Path(__file__).parents[2] / "docs" / "pytest.md").read_text("utf-8")
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
#: A file begins with a comment that is its name.
_NAME = re.compile(r"(?:# |<!-- )([\w./-]+)(?: -->)?\n")
#: What needs a package that isn't installed here.
_NOT_RUN = {"spiders.py"}


def run(project: Path, command: str) -> subprocess.CompletedProcess[str]:
    program, *args = command.split()
    # Inner runs are no workers of pytest-xdist, which syrupy detects by the environment.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    path = os.pathsep.join((str(project), str(SUPPORT)))
    environment = own | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": path}
    environment["PYTEST_PLUGINS"] = "busy_machine"
    line = [sys.executable, "-m", program, *args]
    return subprocess.run(line, cwd=project, env=environment, capture_output=True, encoding="utf-8", timeout=120)


def is_shown(lines: list[str], output: list[str]) -> bool:
    """Whether an output has the lines in their order; a line `…` is any number of lines, `…` in a line any text."""
    wanted = [line.replace("[", "[[]").replace("…", "*") for line in lines if line != "…"]
    rest = iter(output)
    return all(any(fnmatchcase(line.rstrip(), pattern) for line in rest) for pattern in wanted)


def follow(project: Path) -> None:
    """Write the files and run the commands of the page in their order."""
    for language, text in _BLOCK.findall(TEXT):
        if language == "console":
            for part in text.split("$ ")[1:]:
                command, *lines = part.splitlines()
                done = run(project, command)
                assert "Traceback" not in done.stderr
                assert is_shown(lines, done.stdout.splitlines()), f"$ {command}\n{done.stdout}{done.stderr}"
        elif (match := _NAME.match(text)) and match[1] not in _NOT_RUN:
            path = project / match[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text[match.end() :], "utf-8", newline="\n")


@pytest.mark.slow
def test_the_page_is_one_project_and_its_tests_pass(tmp_path: Path) -> None:
    follow(tmp_path)
    # The dump of the page has a fault, as its session shows.
    done = run(tmp_path, "pytest -q -p no:cacheprovider")
    failed = r"FAILED articles/1.md::newscheck - leftover-word.*\n1 failed, \d+ passed"
    assert re.search(failed, done.stdout), done.stdout


def test_all_options_are_those_of_the_plugin(pytester: pytest.Pytester) -> None:
    help_text = pytester.runpytest_inprocess("--help").stdout.str()
    rows = re.findall(r"^\| (?:`(\w+)` )?\| (?:`(--[\w-]+)=)?", TEXT, re.MULTILINE)
    assert sorted(name for name, _ in rows if name) == sorted(
        set(re.findall(r"^  (newscheck_\w+) \(", help_text, re.MULTILINE))
    )
    assert {option for _, option in rows if option} == set(
        re.findall(r"^  (--newscheck[\w-]*)=", help_text, re.MULTILINE)
    )


def test_every_python_file_that_is_shown_can_be_compiled() -> None:
    for language, text in _BLOCK.findall(TEXT):
        if language == "python":
            compile(text, "docs/pytest.md", "exec")
