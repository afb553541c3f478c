"""A run on a long archive takes hardly more memory than one on a short one."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newscheck.synthetic import specimen

#: Files of an archive of nine years, an article every four hours; files of a folder.
FILES, FOLDER = 20_000, 1_000
#: MB that the only process of a run may take for them; about 80 of them are taken.
MOST = 120
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
