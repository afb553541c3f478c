"""`newscheck` as tests run it: in this process, which is quicker, or in one of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import traceback
from pathlib import Path
from typing import NamedTuple

import click
import forked_process
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
    environment = {**os.environ, "PYTHONWARNINGS": "error", "GITHUB_STEP_SUMMARY": "", **env}
    return forked_process.run_text([*map(str, words)], cwd=cwd, stdin=stdin.encode(), env=environment)
