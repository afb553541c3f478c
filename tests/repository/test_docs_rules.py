"""`docs/rules.md` is true: its blocks are one project, its commands run in it, and print what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from newscheck.engine.settings import code_settings, rule_modules
from newscheck.model import Rule

TEXT = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
SETTINGS = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"# ([\w./-]+)\n")


def run(project: Path, command: str) -> list[str]:
    """The lines of a command's output."""
    program, *args = command.split()
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = own | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", program, *args]
    done = subprocess.run(
        line, cwd=project, env=environment, stdout=-1, stderr=subprocess.STDOUT, encoding="utf-8", timeout=120
    )
    assert "Traceback" not in done.stdout
    return done.stdout.splitlines()


@pytest.mark.slow
def test_the_page_is_one_project_and_its_commands_print_what_it_shows(tmp_path: Path) -> None:
    for language, text in _BLOCK.findall(TEXT):
        if language != "console" and (name := _FILE.match(text)):
            path = tmp_path / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text[name.end() :], "utf-8", newline="\n")
        for part in text.split("$ ")[1:] if language == "console" else ():
            command, *lines = part.splitlines()
            output = run(tmp_path, command)
            rest = iter(output)
            for line in lines:
                pattern = line.replace("[", "[[]").replace("…", "*")
                assert line == "…" or any(fnmatchcase(shown.rstrip(), pattern) for shown in rest), (command, output)


def test_the_group_of_entry_points_is_the_one_that_is_read() -> None:
    (table,) = [tomllib.loads(text) for _, text in _BLOCK.findall(TEXT) if "entry-points" in text]
    assert [*table["project"]["entry-points"]] == [rule_modules.ENTRY_POINTS]


def test_all_parts_of_a_rule_are_named() -> None:
    form = TEXT.partition("## Its form")[2].partition("##")[0]
    named = {*re.findall(r"^\| `(\w+)`", form, re.MULTILINE), *re.findall(r", `(\w+)` \|", form)}
    source = (Path(code_settings.__file__).parents[2] / "rules" / "__init__.py").read_text("utf-8")
    read = {*re.findall(r"\bmodule\.([A-Za-z]+)", source), *re.findall(r'getattr\(module, "(\w+)"', source)}
    assert named | {"BAD", "GOOD"} >= read
    assert Rule.__struct_fields__


def test_all_settings_that_run_code_are_listed() -> None:
    section = SETTINGS.partition("## Settings that run code")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)) == code_settings.CODE_SETTINGS
