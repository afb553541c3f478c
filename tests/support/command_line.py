"""`newscheck` as tests run it: in this process, which is quicker, or in one of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import NamedTuple

import click
from click.testing import CliRunner

from newscheck.cli import group
from newscheck.errors import UsageError


class Done(NamedTuple):
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str


def run(*words: str | Path, cwd: str | Path = ".", stdin: str | bytes = "", **env: str) -> Done:
    """Run newscheck in this process."""
    with contextlib.chdir(cwd):
        result = CliRunner(env=env).invoke(group, [*map(str, words)], input=stdin, standalone_mode=False)
    error = result.exception
    if error is None:
        return Done(int(result.return_value or 0), result.stdout, result.stderr)
    assert isinstance(error, UsageError | click.UsageError), "".join(traceback.format_exception(error))
    message = error.format_message() if isinstance(error, click.UsageError) else str(error)
    return Done(2, result.stdout, f"{result.stderr}newscheck: {message}\n")


def run_process(
    *words: str | Path, cwd: str | Path | None = None, stdin: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run newscheck in a process of its own, in which warnings are errors."""
    return subprocess.run(
        [sys.executable, "-m", "newscheck", *map(str, words)],
        cwd=cwd,
        input=stdin,
        env={**os.environ, "PYTHONWARNINGS": "error", "GITHUB_STEP_SUMMARY": "", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
