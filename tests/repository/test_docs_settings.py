"""`docs/settings.md` is true: its files are one project, its commands run in it, and print what it shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from newscheck.engine.session import Session
from newscheck.engine.settings import config, package_data

TEXT = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
FILES = dict(re.findall(r"```(?:toml|yaml)\n# (\S+)\n(.*?)```", TEXT, re.DOTALL))
SESSIONS = re.findall(r"```console\n\$ (.*?)\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the files of the page."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8", newline="\n")
    return tmp_path


@pytest.mark.slow
def test_the_commands_print_what_the_page_shows(project: Path, plugin_environment: dict[str, str]) -> None:
    for command, shown in SESSIONS:
        command, _, file = command.partition(" > ")
        program, *args = command.split()
        line = [sys.executable, "-m", program.replace("-", "_"), *args]
        done = subprocess.run(
            line, cwd=project, env=plugin_environment, capture_output=True, encoding="utf-8", timeout=60, check=False
        )
        assert done.returncode == bool(shown)
        printed = done.stdout if file else done.stdout + done.stderr
        if file:
            (project / file).write_text(printed, "utf-8")
        assert all(line in printed.splitlines() for line in shown.splitlines() if line != "…"), printed
    assert json.loads((project / "newscheck.schema.json").read_text("utf-8")) == package_data.schema("config")


def test_the_files_name_the_schema_that_is_written() -> None:
    (directive,) = re.findall(r"\A#:schema \./(.*)$", FILES["newscheck.toml"], re.MULTILINE)
    (entry,) = tomllib.loads(FILES["tombi.toml"])["schemas"]
    written = [command.partition(" > ")[2] for command, _ in SESSIONS if ">" in command]
    assert written == [directive] == [entry["path"]]
    (name,) = entry["include"]
    table = tomllib.loads(FILES[name])
    for key in entry["root"].split("."):
        table = table[key]
    assert table.keys() <= package_data.schema("config")["properties"].keys()


def test_the_settings_of_the_page_are_good(project: Path) -> None:
    _ = Session(config.load({}, file=str(project / "newscheck.toml"))).checker


def test_the_hook_brings_the_plugin_along() -> None:
    (repo,) = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"]
    (hook,) = repo["hooks"]
    assert hook["id"] == "validate-pyproject"
    (requirement,) = hook["additional_dependencies"]
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert requirement.startswith(f"{declared['name']} @ git+https://github.com/")


def test_the_settings_in_tables_exist() -> None:
    named = re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE)
    assert len(named) > 5
    assert set(named) <= package_data.schema("config")["properties"].keys()
