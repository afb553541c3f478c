"""`newscheck` in a process of its own that lasts for many runs, and to which few files are many.

    python lasting_process.py

Each line on stdin is JSON, the working folder and the words of a command; for each there is a line on stdout, the exit
code and the output. Shards are of about 20 files, and 60 are worth a second process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import command_line
from command_line import Done

_WORTHWHILE, _AVERAGE = 60, 20


class LastingProcess(NamedTuple):
    """A process with its pipes."""

    process: subprocess.Popen[str]

    def run(self, *words: str | Path, cwd: str | Path) -> Done:
        """Run newscheck in it."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([str(cwd), *map(str, words)]) + "\n")
        self.process.stdin.flush()
        return Done(*json.loads(self.process.stdout.readline()))


@contextmanager
def started(**environment: str) -> Iterator[LastingProcess]:
    """A process, which ends with the block. It must have written nothing to stderr itself."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "error", "GITHUB_STEP_SUMMARY": "", **environment},
    )
    try:
        yield LastingProcess(process)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
    finally:
        process.kill()
        process.communicate()


def _serve() -> None:
    from newscheck.engine.cache import shard
    from newscheck.engine.workers import scheduler

    scheduler._WORTHWHILE, shard._AVERAGE, shard._LARGEST = _WORTHWHILE, _AVERAGE, 4 * _AVERAGE
    answers = sys.stdout
    for line in sys.stdin:
        folder, *words = json.loads(line)
        answers.write(json.dumps(command_line.run(*words, cwd=folder)) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve()
