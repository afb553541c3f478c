"""Runs that share a cache: killed at any moment, or at the same time, the next report is that of a run without one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from newscheck.engine.cache import contents
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import RenderOptions
from newscheck.outputs import render
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
COUNT = 150
NOW = "2033-05-18"
SESSION = Session(Project(now=2_000_000_000_000))
#: A run with small shards, each written at once.
DRIVER = """
import sys
from newscheck.engine.cache import content_store, shard, stat_signature
from newscheck.engine import findings_store
content_store._HELD, stat_signature._SETTLED_NS = 0, 0
shard._AVERAGE, findings_store._RUN = 10, 5
from newscheck.__main__ import main
main()
"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")]


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles in the working folder, some of them with findings."""
    folder = write_dump([{"title": ""} if seed % 5 == 0 else {} for seed in range(COUNT)])
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    monkeypatch.setattr("newscheck.engine.cache.shard._AVERAGE", 10)
    monkeypatch.setattr("newscheck.engine.findings_store._RUN", 5)
    monkeypatch.chdir(folder)
    return folder


def start(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", DRIVER, "validate", "rfi", "--now", NOW, "-q", "-j1", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def report(*, cached: bool) -> str:
    cache = Cache.of(SESSION) if cached else None
    text = "".join(render("json", run(SESSION, ["rfi"], jobs=1, cache=cache, with_series=True), RenderOptions()))
    if cache:
        cache.save()
    return text


def edit(dump: Path, chosen: random.Random) -> None:
    """Change some files, and add and remove one."""
    for _ in range(3):
        path = dump / "rfi" / f"{1_048_575 - chosen.randrange(COUNT)}.md"
        path.write_bytes(specimen.render({"title": ""} if chosen.random() < 0.5 else {}, chosen.randrange(COUNT)))
    extra = dump / "rfi" / f"{chosen.randrange(50)}.md"
    if extra.exists():
        extra.unlink()
    else:
        extra.write_bytes(specimen.render({}, chosen.randrange(COUNT)))


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_leaves_a_cache_that_is_right(dump: Path, seed: int) -> None:
    chosen = random.Random(seed)
    began = time.monotonic()
    with start() as first:
        assert first.wait() == 1
    duration = time.monotonic() - began
    for at in range(10):
        edit(dump, chosen)
        with start(*(["--ignore", "title-empty"] if at % 3 == 2 else [])) as killed:
            time.sleep(chosen.uniform(0.3, 1) * duration)
            killed.send_signal(signal.SIGKILL)
        assert report(cached=True) == report(cached=False)
    assert not contents.read(".").problem


def test_two_runs_in_one_cache_report_the_same_though_one_of_several_is_killed(dump: Path) -> None:
    chosen = random.Random(7)
    for _ in range(3):
        edit(dump, chosen)
        runs = [start("--format", "json", "-o", f"{number}.json") for number in range(2)]
        third = start("--ignore", "title-empty")
        time.sleep(chosen.uniform(0.2, 1))
        third.kill()
        errors = [each.communicate()[1] for each in (*runs, third)]
        assert [each.returncode for each in runs] == [1, 1], errors
        expected = report(cached=False)
        assert [Path(f"{number}.json").read_text("utf-8") for number in range(2)] == [expected] * 2
        assert report(cached=True) == expected
    assert contents.read(".").files >= COUNT
