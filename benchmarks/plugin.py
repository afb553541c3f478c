"""Measures the pytest plugin: a dump as tests against `newscheck validate`, and what it costs those who don't use it.

    python benchmarks/plugin.py [--files 10000] [--failing 360] [--rounds 5]

Whole processes, in turn, their byte code compiled already; the figures are ratios of pairs, the last one a difference.
A run is compared by its processor time, that of its checking processes included, and by the clock, on which it depends
how many processors are idle: pytest itself uses one.
Some of the files fail, spread over all folders: each is a failure with its own text.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmark import make_dump, ratio


def seconds(command: list[str], cwd: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of a process: of processor time, with its children, and by the clock."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return processor, time.perf_counter() - start


def dumps(folder: Path, rounds: int, environment: dict[str, str]) -> None:
    """A dump as tests, alone and with two workers; collected only; against validate, all without a cache."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--newscheck=dump", "own"]
    validate = [sys.executable, "-m", "newscheck", "validate", "--no-cache", "-q", "dump"]
    commands = {
        "pytest --newscheck / newscheck validate": pytest,
        "pytest --newscheck --collect-only / newscheck validate": [*pytest, "--collect-only"],
        "pytest --newscheck -n 2 / newscheck validate": [*pytest, "-n", "2"],
    }
    for command in (validate, *commands.values()):
        seconds(command, folder, environment)
    pairs: dict[str, list[tuple[tuple[float, float], tuple[float, float]]]] = {name: [] for name in commands}
    for _ in range(rounds):
        base = seconds(validate, folder, environment)
        for name, command in commands.items():
            for path in folder.glob(".newscheck_cache/*"):
                path.unlink()
            pairs[name].append((seconds(command, folder, environment), base))
    for kind, place in (("processor time", 0), ("by the clock", 1)):
        print(f"{kind}:")
        for name, figures in pairs.items():
            ratio(name, "", [(figure[place], base[place]) for figure, base in figures])
    print()


def break_some(dump: Path, count: int) -> None:
    """Put a blank into the first URL of so many files, evenly spread."""
    files = sorted(dump.rglob("*.md"))
    for at in range(count):
        path = files[at * len(files) // count]
        path.write_bytes(path.read_bytes().replace(b"https://", b"ht tps://", 1))


def nothing(folder: Path, rounds: int, environment: dict[str, str]) -> None:
    """One test that uses nothing of the plugin, with it and without."""
    with_it = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "own"]
    without = [*with_it, "-p", "no:newscheck"]
    pairs = [
        (seconds(with_it, folder, environment)[1], seconds(without, folder, environment)[1])
        for _ in range(max(rounds, 15))
    ]
    ratio("pytest with the plugin unused / without it", "", pairs)
    more = statistics.median(used - unused for used, unused in pairs) * 1000
    print(f"{'the same as a difference':<58} {more:5.1f} ms   target <= 20 ms")


def main() -> None:
    """Make the dump, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--failing", type=int, default=360)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "pycache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        make_dump(folder / "dump", arguments.files)
        failing = min(arguments.failing, arguments.files)
        break_some(folder / "dump", failing)
        (folder / "own").mkdir()
        (folder / "own" / "test_own.py").write_text("def test_own(): pass\n")
        (folder / "pytest.ini").write_text("[pytest]\n")
        counts = f"{arguments.files} files, {failing} fail, {arguments.rounds} rounds"
        print(f"{counts}, median and range of paired ratios\n")
        dumps(folder, arguments.rounds, environment)
        nothing(folder, arguments.rounds, environment)


if __name__ == "__main__":
    main()
