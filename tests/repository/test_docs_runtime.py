"""`docs/runtime.md` and `docs/scrapy.md` are true: their blocks run, and print what they show."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import newscheck

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"# ([\w./-]+)\n")
_EXIT = re.compile(r"\[exit code (\d)\]")
#: The start of the spider that the page shows.
_SITE = "https://gazette.example/"


def run(project: Path, command: str) -> tuple[int, str]:
    """The exit code and the output, with the log, of a command of a page."""
    program, *arguments = command.split()
    if program == "scrapy":
        import scrapy_runs

        done = scrapy_runs.run(project, *arguments)
        return done.returncode, done.stdout
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    line = [sys.executable, *(["-m", program] if program != "python" else []), *arguments]
    done = subprocess.run(
        line,
        cwd=project,
        env={**own, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(DOCS.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout


def follow(project: Path, text: str, site: str = _SITE) -> None:
    """Write the files and run the commands of a page in their order, and compare what they print."""
    for language, block in _BLOCK.findall(text):
        if language != "console" and (name := _FILE.match(block)):
            path = project / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            start = f'start_urls = ["{site}"]'
            path.write_text(block[name.end() :].replace(f'start_urls = ["{_SITE}"]', start), "utf-8")
        for part in block.split("$ ")[1:] if language == "console" else ():
            command, *lines = part.splitlines()
            code, output = run(project, command)
            assert "Traceback" not in output, output
            rest = iter(output.splitlines())
            for line in lines:
                if wanted := _EXIT.fullmatch(line):
                    assert code == int(wanted[1]), (command, output)
                    continue
                pattern = line.replace("[", "[[]").replace("…", "*")
                assert line == "…" or any(fnmatchcase(shown.rstrip(), pattern) for shown in rest), (line, output)


@pytest.mark.slow
def test_the_page_on_run_time(tmp_path: Path) -> None:
    follow(tmp_path, (DOCS / "runtime.md").read_text("utf-8"))
    assert (tmp_path / "report.json").read_text().startswith("{")


@pytest.mark.slow
def test_the_page_on_scrapy(tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="Scrapy is not installed (newscheck[scrapy])")
    from loopback_site import pages, serve

    with serve(pages(60, 12)) as address:
        follow(tmp_path, (DOCS / "scrapy.md").read_text("utf-8"), address)


def test_all_arguments_are_named() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", (DOCS / "runtime.md").read_text("utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"\w+", row)}
    assert named == set(inspect.signature(newscheck.Checker).parameters)


def test_all_settings_of_scrapy_are_named() -> None:
    pytest.importorskip("scrapy", reason="Scrapy is not installed (newscheck[scrapy])")
    from newscheck.scrapy import options

    rows = re.findall(r"^\| (`NEWSCHECK_\w+`.*?) \|", (DOCS / "scrapy.md").read_text("utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"NEWSCHECK_\w+", row)}
    assert named == {f"{options.PREFIX}{name}" for name in options.NAMES}
