"""A run on a long archive takes hardly more memory than one on a short one."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from array import array
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from newscheck.checker.execution import Checker
from newscheck.dump.summary_columns import BLOCK
from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.layout.detection import DetectionSettings
from newscheck.model import ArticleSummary, FileResult
from newscheck.synthetic import specimen
from newscheck.text.timestamps import HOUR

#: Files of an archive of nine years, an article every four hours; files of a folder.
FILES, FOLDER = 20_000, 1_000
#: MB that the only process of a run may take for them; about 80 of them are taken.
MOST = 110
#: Articles of an archive in the store, the time of the first (ms), and the bytes that all rules of the dump may take.
SUMMARIES, EPOCH, MOST_OF_RULES = 70_000, 1_400_000_000_000, 30_000_000
#: Prints the exit code and the peak memory (MB) of a run, from a small process that starts nothing else.
_CHILD = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-m", "newscheck", *sys.argv[1:]], stdout=subprocess.DEVNULL).returncode
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit)
"""


def write(folder: Path) -> None:
    """The archive, of 5 KB a file."""
    for seed in range(FILES):
        path = folder / f"{seed // FOLDER:02d}" / f"{2_000_000 - seed}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(specimen.render({"when": datetime(2015, 1, 1) + timedelta(hours=4 * seed)}, seed))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_twenty_thousand_files_take_little_memory(tmp_path: Path) -> None:
    write(tmp_path / "dump")
    run = ("validate", "dump", "--jobs", "1", "--no-cache", "--now", "2025-01-01", "--format", "jsonl", "-o", "report")
    command = [sys.executable, "-c", _CHILD, *run]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, timeout=300)
    code, peak = map(int, done.stdout.split())
    assert code in (0, 1)
    assert peak < MOST


def _summaries(checker: Checker) -> Iterator[ArticleSummary]:
    """Those of a long archive: some articles again and again, with other texts and at other times."""
    articles = checker.check_as_dump(specimen.series([{}] * 200)).summaries
    for number in range(SUMMARIES):
        summary, salt = articles[number % len(articles)], Random(number).getrandbits(63)
        hashed = array("I", (value ^ salt & 0xFFFF_FFFF for value in array("I", summary.sentences)))
        yield replace(
            summary,
            path=f"{number}.md",
            epoch=EPOCH + number * HOUR,
            file_number=number,
            url=salt,
            title=salt ^ 1,
            # One in twenty has the text of another one.
            body=salt ^ 2 if number % 20 else 3 + number // 40,
            title_text=f"{summary.title_text} - {number}",
            sentences=hashed.tobytes(),
            minhash=array("I", sorted(hashed)).tobytes(),
        )


@pytest.mark.slow
def test_rules_of_the_dump_take_little_memory(checker: Checker) -> None:
    with closing(DumpStore(DetectionSettings())) as dump:
        summaries = _summaries(checker)
        while part := [*islice(summaries, BLOCK)]:
            dump.add(Shard.of(FileResult(summaries=part)))
        # numpy itself takes 15 MB.
        import_module("newscheck.dump.numpy_loader")
        tracemalloc.start()
        try:
            result = checker.check_dump(dump)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert not result.crashes
    assert result.findings
    assert peak < MOST_OF_RULES
