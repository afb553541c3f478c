"""Measures the cache as CI uses it: a job on a fresh clone, with what the job before has left in `.newscheck_cache/`.

    python benchmarks/checkout.py [--files 20000] [--new 20] [--rounds 3] [--dump FOLDER]

Whole processes on a git repository of a dump (the built-in newsroom's five publishers, or a copy of a folder); each
figure is the processor time against that of `--no-cache` on the same files in the same round. The new files of the last
two rows are articles of the dump under other names, a share of them in each of its folders.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmark import ratio, timed

from newscheck.synthetic import simulator

GIT = ("git", "-c", "user.name=benchmark", "-c", "user.email=benchmark@example.com", "-c", "gc.auto=0")
CACHE = ".newscheck_cache"


def make_dump(folder: Path, count: int) -> None:
    """Write the files of all publishers, an equal share of each."""
    for site in simulator.SITE_NAMES:
        for raw in simulator.stream(site, count // len(simulator.SITE_NAMES)):
            target = folder / raw.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw.data)


def git(folder: Path, *words: str) -> None:
    """Run git in a folder."""
    subprocess.run([*GIT, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def add(folder: Path, count: int) -> None:
    """Commit some more articles."""
    files = sorted(folder.rglob("*.md"))
    for path in files[:: max(1, len(files) // count)][:count]:
        shutil.copyfile(path, path.with_name(f"new-{path.name}"))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "new")


class Job:
    """`newscheck validate` in clones of a repository, one after the other."""

    def __init__(self, repository: Path, place: Path, environment: dict[str, str]) -> None:
        self._repository = repository
        self._place = place
        self._environment = environment

    def clone(self, store: Path | None = None) -> None:
        """Check out anew, and restore a cache."""
        shutil.rmtree(self._place, ignore_errors=True)
        git(self._repository, "clone", "-q", ".", str(self._place))
        if store:
            shutil.copytree(store, self._place / CACHE, copy_function=shutil.copyfile)

    def cost(self, *options: str) -> float:
        """Processor seconds of a run."""
        command = [sys.executable, "-m", "newscheck", "validate", "dump", "-q", "--fail-on", "never", *options]
        return timed(lambda: subprocess.run(command, cwd=self._place, env=self._environment, check=True))[1]

    def save(self, store: Path) -> None:
        """Keep the cache, as CI does after the job."""
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(self._place / CACHE, store, copy_function=shutil.copyfile)


def rows(repository: Path, folder: Path, environment: dict[str, str], new: int) -> dict[str, float]:
    """One round: processor seconds by what was run."""
    job, store = Job(repository, folder / "clone", environment), folder / "store"
    job.clone()
    costs = {"without": job.cost("--no-cache"), "nothing cached yet": job.cost()}
    # By now the files have been there for a while.
    job.cost()
    costs["again in the same checkout"] = job.cost()
    job.save(store)
    job.clone(store)
    costs["in a fresh clone"] = job.cost()
    add(repository, new)
    job.clone(store)
    costs[f"in a fresh clone with {new} new files"] = job.cost()
    job.clone(store)
    costs["the same with --changed-since HEAD~1"] = job.cost("--changed-since", "HEAD~1")
    git(repository, "reset", "-q", "--hard", "HEAD~1")
    print(f"store: {sum(path.stat().st_size for path in store.iterdir()) / 1e6:.1f} MB")
    return costs


def main() -> None:
    """Make the repository, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--new", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dump", help="measure on a copy of this dump instead of a synthetic one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        repository = folder / "repository"
        if arguments.dump:
            shutil.copytree(arguments.dump, repository / "dump")
        else:
            make_dump(repository / "dump", arguments.files)
        git(repository, "init", "-q")
        git(repository, "add", ".")
        git(repository, "commit", "-qm", "dump")
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "pycache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        rounds = [rows(repository, folder, environment, arguments.new) for _ in range(arguments.rounds)]
    for name in list(rounds[0])[1:]:
        ratio(f"{name} / --no-cache", "", [(costs[name], costs["without"]) for costs in rounds])


if __name__ == "__main__":
    main()
