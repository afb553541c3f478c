"""The same files give the same report: in shards of any size, by any number of processes, with and without a cache."""

from __future__ import annotations

from datetime import datetime, timedelta
from json import loads
from pathlib import Path
from typing import Any

import pytest

from newscheck.checker import examples
from newscheck.engine.cache import shard
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.run import run
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import scheduler
from newscheck.model import RenderOptions
from newscheck.outputs import json
from newscheck.synthetic import specimen

COUNT = 330
#: Rules that the dump breaks: of an article, of the dump, and of its layouts.
RULES = {"url-malformed", "url-duplicate", "body-near-duplicate", "layout-change"}
PROJECT = Project(now=examples.NOW + 10_000 * 86_400_000)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of two weeks; the later ones have no lead, some have faults, and some repeat others."""
    folder = tmp_path_factory.mktemp("dump")
    for seed in range(COUNT):
        patch: dict[str, Any] = {"when": datetime(2023, 8, 1) + timedelta(hours=seed)}
        if seed > COUNT // 2:
            patch["lead"] = None
        if seed % 40 == 7:
            patch["url"] = "https://www.rfi.fr/cn/a b"
        path = folder / specimen.path({}, seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(specimen.render(patch, seed % 300))
    return folder


def report(jobs: int = 1, cache: Cache | None = None) -> str:
    return "".join(json.render(run(Session(PROJECT), ["."], jobs=jobs, cache=cache), RenderOptions()))


@pytest.fixture(scope="module")
def expected(dump: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(dump)
        text = report()
    assert set(loads(text)["rules"]) >= RULES
    return text


@pytest.fixture(params=[1, 7, 1000])
def size(request: pytest.FixtureRequest, dump: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most files of a shard, in the working folder of the dump; few files are enough for other processes."""
    monkeypatch.chdir(dump)
    monkeypatch.setattr(shard, "_LARGEST", request.param)
    monkeypatch.setattr(shard, "_AVERAGE", 1 << 32)
    monkeypatch.setattr(scheduler, "_WORTHWHILE", 10)
    sizes = {len(batch) for batch in shard.batches(Session(PROJECT).walk(["."]))}
    assert max(sizes) == min(request.param, COUNT)
    return int(request.param)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_by_any_number_of_processes(size: int, expected: str, jobs: int) -> None:
    assert report(jobs) == expected


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 3])
def test_with_a_cache(size: int, expected: str, jobs: int, tmp_path: Path) -> None:
    """In a first run, in one that knows every file, and in one whose report is known."""
    identity = Session(PROJECT).cache_identity
    for _ in range(3):
        cache = Cache(str(tmp_path), identity)
        assert report(jobs, cache) == expected
        cache.save()
