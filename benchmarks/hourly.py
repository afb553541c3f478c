"""Measures the jobs that run again and again on a growing dump: nothing new, some new files, only what changed.

    python benchmarks/hourly.py [--files 10000 50000] [--new 20] [--newscheck COMMAND]

Makes synthetic dumps, runs whole processes with a warm cache, and prints their processor time as ratios in one run:
to the first run on the same files, and to a walk that stats every file and starts as a command does. With `--newscheck`
of another build it prints the same for that one. Peak memory is that of the whole run in one process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from newscheck.synthetic import specimen

NOW = "2026-01-01"
#: The articles of a dump are of five years: a result that is ahead of the clock is not kept.
FIRST, MINUTES = datetime(2020, 6, 1), 5 * 365 * 24 * 60
#: Files of a folder.
FOLDER = 1_000
WALK = (
    "import os, sys\n"
    "import newscheck.cli\n"
    "stack = [sys.argv[1]]\n"
    "while stack:\n"
    "    for entry in os.scandir(stack.pop()):\n"
    "        stack.append(entry.path) if entry.is_dir() else os.stat(entry.path)\n"
)


class Cost(NamedTuple):
    """Processor seconds, and the peak of memory in MB, of a process."""

    seconds: float
    memory: int


def place(folder: Path, seed: int) -> Path:
    """The path of an article; the newest ones have the lowest numbers, as in a dump that counts down."""
    return folder / f"{seed // FOLDER:04d}" / f"{2_000_000 - seed}.md"


def write(folder: Path, seeds: range, files: int) -> None:
    """Write some of the articles of a dump, long ago: a file that was just written may change within the same tick."""
    for seed in seeds:
        path = place(folder, seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        when = FIRST + timedelta(minutes=MINUTES * seed // files)
        path.write_bytes(specimen.render({"when": when}, seed))
        os.utime(path, (1_600_000_000, 1_600_000_000))


def cost(command: list[str], folder: Path) -> Cost:
    """What a command takes that ends with exit code 0 or 1, by way of a shell, so that its peak is its own."""
    shell = ["sh", "-c", '"$@"; test $? -lt 2', "sh", *command]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(shell, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)}: {errors.decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def git(folder: Path, *words: str) -> None:
    """Run git, silently."""
    settings = (
        "-c",
        "user.name=benchmark",
        "-c",
        "user.email=benchmark@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "gc.auto=0",
    )
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


def measure(files: int, new: int, newscheck: list[str]) -> None:
    """One size of a dump."""
    with tempfile.TemporaryDirectory() as temporary:
        top, dump = Path(temporary), Path(temporary) / "dump"
        write(dump, range(files - new), files)
        git(top, "init", "--quiet")
        (top / ".gitignore").write_text(".newscheck_cache/\n")
        git(top, "add", "--all")
        git(top, "commit", "--quiet", "--message", "a dump")
        validate = [
            *newscheck,
            "validate",
            "dump",
            "--now",
            NOW,
            "--format",
            "json",
            "--jobs",
            "1",
            "--fail-on",
            "never",
        ]
        first = cost(validate, top)
        rows = {"first run, cold cache": first}
        walk = min(cost([sys.executable, "-c", WALK, str(dump)], top) for _ in range(3))
        rows["nothing new"] = min(cost(validate, top) for _ in range(3))
        rows["profile after validate"] = cost([*newscheck, "profile", "dump", "-o", "reference.json"], top)
        saved = top / "saved"
        shutil.copytree(top / ".newscheck_cache", saved)
        write(dump, range(files - new, files), files)
        rows[f"{new} new files"] = cost(validate, top)
        shutil.rmtree(top / ".newscheck_cache")
        saved.rename(top / ".newscheck_cache")
        rows[f"{new} new files, --changed-since HEAD"] = cost([*validate, "--changed-since", "HEAD"], top)
        print(f"\n{files:,} files                                 to the first run  to walk + stat + start   memory")
        for name, each in rows.items():
            ratios = f"{each.seconds / first.seconds:8.3f}x  {each.seconds / walk.seconds:20.1f}x"
            print(f"{name:<40} {ratios}   {each.memory:12,} MB", flush=True)


def main() -> None:
    """Measure each size, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, nargs="+", default=[10_000, 50_000])
    parser.add_argument("--new", type=int, default=20)
    parser.add_argument("--newscheck", default=f"{sys.executable} -m newscheck", help="the command that is measured")
    arguments = parser.parse_args()
    for files in arguments.files:
        measure(files, arguments.new, arguments.newscheck.split())


if __name__ == "__main__":
    main()
