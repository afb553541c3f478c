"""Measures newscheck against the work nobody can avoid: reading the same files and parsing their HTML with lxml.

    python benchmarks/benchmark.py [--files 4000] [--rounds 5]

Makes a synthetic dump in the RFI layout (seeded), measures everything in one run, interleaved, and prints ratios: the
machine's speed is in both sides of each. Nothing here is asserted; the targets are printed beside the figures.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from lxml import etree

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import ActiveRule
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.inputs import read
from newscheck.engine.gathering import gathered_dump
from newscheck.engine.run import run
from newscheck.engine.session import Session, default_checker
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.layout import change_points
from newscheck.layout.site_streams import site_streams
from newscheck.layout.thresholds import MIN_REFERENCE
from newscheck.model import Article, RawInput
from newscheck.synthetic import specimen

NOW = 4_000_000_000_000
PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)


def make_dump(folder: Path, count: int) -> None:
    """Write `count` well-formed articles, a thousand to a folder."""
    for seed in range(count):
        target = folder / f"{seed // 1000:03d}" / f"{1_048_575 - seed}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(specimen.render({}, seed))


def floor(paths: list[str]) -> None:
    """Read every file and parse its HTML: what any validator of these files has to do."""
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        etree.fromstring(data[data.index(b"------") + 8 :], PARSER)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of one call, children included."""
    wall = time.perf_counter()
    before = _cpu()
    work()
    return time.perf_counter() - wall, _cpu() - before


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def ratio(name: str, target: str, pairs: list[tuple[float, float]]) -> None:
    """One row: median, and the spread, of the ratios of paired figures."""
    ratios = sorted(a / b for a, b in pairs)
    median = statistics.median(ratios)
    print(f"{name:<58} {median:5.2f}x   {ratios[0]:5.2f} .. {ratios[-1]:5.2f}   {target}")


def stages(folder: Path, rounds: int) -> None:
    """Whole runs and single stages against the floor, in turn."""
    paths = [entry.real for entry in walk([str(folder)])]
    whole, rules_only = Project(now=NOW), Project(now=NOW, ignore=("layout-change",))
    # First, while nothing else is in memory for the garbage collector to look through.
    triples = [
        (
            timed(lambda: run(Session(whole), [str(folder)], jobs=1))[0],
            timed(lambda: run(Session(rules_only), [str(folder)], jobs=1))[0],
            timed(lambda: floor(paths))[0],
        )
        for _ in range(rounds)
    ]
    ratio("rules only, one process / read + parse", "target <= 6x", [(rules, base) for _, rules, base in triples])
    ratio("whole validate, one process / read + parse", "target <= 8x", [(total, base) for total, _, base in triples])
    scan = [(history(whole, str(folder)), total) for total, _, _ in triples]
    ratio("scan for layout changes / whole validate", "target <= 0.1x", scan)
    raws = [raw for path in walk([str(folder)]) for raw in read(path, 1 << 30)]
    checker = default_checker(NOW)
    articles = [to_article(document, checker.sites) for raw in raws for document in readers.read(raw)]
    schema = package_data.record_schemas()["rfi"]
    records = [article.record for article in articles]
    loops = schema_loops(records)
    gc.freeze()
    figures: dict[str, list[tuple[float, float]]] = {"schema": [], "rules": [], "extract": []}
    for _ in range(rounds):
        base = timed(lambda: floor(paths))[0]
        figures["schema"].append((timed(lambda: [schema.accepts(article.record) for article in articles])[0], base))
        figures["rules"].append((timed(lambda: all_rules(checker, articles))[0], base))
        figures["extract"].append((timed(lambda: extract(checker, raws))[0], base))
    for name, loop in loops.items():
        pairs = [(timed(lambda: run(Session(whole), [str(folder)], jobs=1))[0], timed(loop)[0]) for _ in range(rounds)]
        ratio(f"whole validate / {name}, ready records", "target <= 1x" if name == "jsonschema loop" else "", pairs)
    ratio("schema verdict / read + parse", "target <= 0.3x", figures["schema"])
    ratio("all article rules / read + parse", "target <= 2x", figures["rules"])
    ratio("decode, parse and extract / read + parse", "", figures["extract"])


def schema_loops(records: list[dict[str, Any]]) -> dict[str, Callable[[], object]]:
    """Loops of the JSON Schema libraries that are installed, over records that are in memory already.

    They neither read nor parse a file, and look for none of the other defects. Both validators are built once, with the
    site's schema; each collects all errors of a record.
    """
    schema = package_data.schema("rfi")
    validators = {}
    for library in ("jsonschema", "jsonschema_rs"):
        with suppress(ImportError):
            validators[library] = import_module(library).Draft202012Validator(schema)
    return {f"{library} loop": partial(all_errors, validator, records) for library, validator in validators.items()}


def all_errors(validator: Any, records: list[dict[str, Any]]) -> None:
    """The errors of each record."""
    for record in records:
        list(validator.iter_errors(record))


def history(project: Project, folder: str) -> float:
    """Seconds of the scan alone: from what articles look like to the changes."""
    with gathered_dump(Session(project), [folder], jobs=1) as dump:
        start = time.perf_counter()
        streams = list(site_streams(dump, MIN_REFERENCE))
        for stream in streams:
            change_points.detect(stream)
        return time.perf_counter() - start


def all_rules(checker: Checker, articles: list[Article]) -> None:
    """Every rule on articles that are extracted already."""
    active = checker.selection.active("article", articles[0].site, articles[0].layout)
    for active_rule in (*active.rules, *active.fallbacks):
        all_articles(active_rule, articles)


def extract(checker: Checker, raws: list[RawInput]) -> None:
    """Bytes to articles."""
    for raw in raws:
        for document in readers.read(raw):
            to_article(document, checker.sites)


def all_articles(active_rule: ActiveRule, articles: list[Article]) -> None:
    """One rule on every article."""
    for article in articles:
        list(active_rule.check(article, active_rule.ctx))


def each_rule(folder: Path) -> None:
    """Microseconds of each article rule on one article, the dearest first."""
    checker = default_checker(NOW)
    raws = [raw for path in walk([str(folder)]) for raw in read(path, 1 << 30)][:1000]
    articles = [to_article(document, checker.sites) for raw in raws for document in readers.read(raw)]
    active = checker.selection.active("article", articles[0].site, articles[0].layout)
    costs = []
    for active_rule in (*active.rules, *active.fallbacks):
        work = partial(all_articles, active_rule, articles)
        costs.append((min(timed(work)[0] for _ in range(3)) / len(articles) * 1e6, active_rule.id))
    print()
    for cost, name in sorted(costs, reverse=True)[:15]:
        print(f"    {name:<30} {cost:6.2f} us")


def unchanged(folder: Path, rounds: int) -> None:
    """A second run with nothing changed, against a walk that stats every file."""
    for path in folder.rglob("*.md"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    project = Project(now=NOW)
    with tempfile.TemporaryDirectory() as cache_folder:

        def validate() -> None:
            cache = Cache(cache_folder, Session(project).cache_identity)
            run(Session(project), [str(folder)], cache=cache)
            cache.save()

        def walk_and_stat() -> None:
            for entry in walk([str(folder)]):
                os.stat(entry.real)

        validate()
        ratio(
            "re-run with nothing changed / walk + stat",
            "target <= 2x",
            [(timed(validate)[0], timed(walk_and_stat)[0]) for _ in range(rounds)],
        )


def processes(folder: Path, rounds: int) -> None:
    """Two processes against one: needs two idle cores."""
    project = Project(now=NOW)
    pairs = [
        (
            timed(lambda: run(Session(project), [str(folder)], jobs=1)),
            timed(lambda: run(Session(project), [str(folder)], jobs=2)),
        )
        for _ in range(rounds)
    ]
    ratio("one process / two processes, wall", "target >= 1.8x", [(single[0], double[0]) for single, double in pairs])
    ratio(
        "two processes / one process, summed CPU",
        "target <= 1.1x",
        [(double[1], single[1]) for single, double in pairs],
    )


def starts(folder: Path, rounds: int) -> None:
    """Whole processes, their byte code compiled already, against a bare interpreter."""
    file = next(iter(walk([str(folder)]))).real
    bare = [sys.executable, "-c", "pass"]
    version = [sys.executable, "-m", "newscheck", "--version"]
    single = [sys.executable, "-m", "newscheck", "validate", file, "--format", "concise"]
    with tempfile.TemporaryDirectory() as pycache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": pycache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def seconds(command: list[str]) -> float:
            return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, env=environment))[0]

        seconds(single)
        figures = [(seconds(bare), seconds(version), seconds(single)) for _ in range(max(rounds, 9))]
    ratio("newscheck --version / python -c pass", "target <= 5x", [(version, bare) for bare, version, _ in figures])
    ratio("validate one file / python -c pass", "target <= 9x", [(single, bare) for bare, _, single in figures])


def memory(folder: Path) -> None:
    """Peak memory of the parent and of its largest worker, for the whole dump and for a tenth of it."""
    print()
    for name, paths in (
        ("a tenth of the files", sorted(map(str, folder.iterdir()))[: max(1, len(list(folder.iterdir())) // 10)]),
        ("all files", [str(folder)]),
    ):
        for jobs in ("1", "2"):
            code = (
                "import resource,sys\nfrom newscheck.engine.session import Session\n"
                "from newscheck.engine.settings.config import Project\n"
                "from newscheck.engine.run import run\n"
                f"r=run(Session(Project(now={NOW})),sys.argv[2:],jobs=int(sys.argv[1]))\n"
                "s=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;c=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
                "print(r.summary.files,s//1024,c//1024)"
            )
            # By way of a shell: a child's peak would begin with that of this process.
            shell = ["sh", "-c", '"$@"; true', "sh", sys.executable, "-c", code, jobs, *paths]
            out = subprocess.run(shell, capture_output=True, text=True, check=True).stdout
            count, own, child = out.split()
            workers = f", largest worker {child} MB" if jobs == "2" else ""
            print(f"peak memory, {name} ({count}), {jobs} process(es): parent {own} MB{workers}")
    print("targets: parent <= 60 MB, + 40 MB per worker, flat")


def main() -> None:
    """Make the dump, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dump", help="measure on this dump instead of a synthetic one")
    arguments = parser.parse_args()
    gc.set_threshold(100_000)  # as the command does
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments.dump) if arguments.dump else Path(temporary)
        if not arguments.dump:
            make_dump(folder, arguments.files)
        _ = Session(Project(now=NOW)).checker
        print(f"{arguments.files} files, {arguments.rounds} rounds, median and range of paired ratios\n")
        stages(folder, arguments.rounds)
        unchanged(folder, arguments.rounds)
        processes(folder, arguments.rounds)
        starts(folder, arguments.rounds)
        memory(folder)
        each_rule(folder)


if __name__ == "__main__":
    main()
