"""Fixtures of the whole suite: one checker with every rule, and dumps of our own writing."""

from __future__ import annotations

import gc
import os
import signal
import tomllib
from collections.abc import Callable, Generator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis.core
import hypothesis.strategies
import pytest
from hypothesis import settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.model import Finding, RawInput
from newscheck.synthetic import specimen
from newscheck.testing import collection

pytest_plugins = ["pytester"]
# The time that an example takes depends on the machine's load.
settings.register_profile("newscheck", deadline=None, max_examples=50)
settings.load_profile("newscheck")
# A shell that starts the tests in the background ignores SIGINT, and so would the processes that a test interrupts.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# What is imported here is not imported anew by each run of pytest in a test.
assert hypothesis.core and hypothesis.strategies and collection


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search for garbage once, after all tests are collected, and take them out of later searches: each run of pytest
    inside of a test ends with one, and would go through all of them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


class Snapshot(SingleFileSnapshotExtension):
    """A file for each text: `snapshots/<folder>/<module>/<test>.<suffix>`, as the tests stand in their folders.

    Line ends are kept as they are, and the escape character is shown, so that one can read it.
    """

    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        root = Path(__file__).parent
        module = Path(test_location.filepath).relative_to(root / "tests")
        return str(root / "snapshots" / module.with_suffix(""))

    def serialize(self, data: Any, **_: Any) -> str:
        return str(data).replace("\x1b", "␛")

    def read_snapshot_data_from_location(self, *, snapshot_location: str, **_: Any) -> str | None:
        path = Path(snapshot_location)
        return path.read_bytes().decode() if path.exists() else None

    @classmethod
    def write_snapshot_collection(cls, *, snapshot_collection: Any, **_: Any) -> None:
        text = next(iter(snapshot_collection)).data
        Path(snapshot_collection.location).write_bytes(text.encode())


@cache
def _snapshot_of(suffix: str) -> type[Snapshot]:
    return type(f"Snapshot{suffix}", (Snapshot,), {"file_extension": suffix.removeprefix(".")})


@pytest.fixture
def snapshot_file(snapshot: SnapshotAssertion) -> Callable[[str], SnapshotAssertion]:
    """The snapshot of this test as a file with a suffix (`.txt`)."""
    # Not snapshot(extension_class=...): syrupy would never notice a stale file.
    return lambda suffix: snapshot.use_extension(_snapshot_of(suffix))


@pytest.fixture(scope="session")
def checker() -> Checker:
    """A checker with every rule selected and no settings of a project."""
    return default_checker(now=examples.NOW)


@pytest.fixture(scope="session")
def check(checker: Checker) -> Callable[..., list[Finding]]:
    """Findings of one article: a patch to the well-formed one (`newscheck.synthetic.specimen`), bytes, or text."""

    def run(article: Mapping[str, Any] | bytes | str, path: str | None = None) -> list[Finding]:
        if isinstance(article, Mapping):
            path, article = path or specimen.path(article), specimen.render(article)
        data = article.encode() if isinstance(article, str) else article
        result = checker.check(RawInput(path or "rfi/1048575.md", data))
        assert not result.crashes, result.crashes[0].traceback
        return result.findings

    return run


@pytest.fixture
def write_dump(tmp_path: Path) -> Callable[[list[Mapping[str, Any]]], Path]:
    """Write a dump of patched articles below a fresh folder, and return the folder."""

    def write(patches: list[Mapping[str, Any]]) -> Path:
        for raw in specimen.series(patches):
            target = tmp_path / raw.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw.data)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def plugin_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment where validate-pyproject finds the plugin that pyproject.toml declares, whatever is installed."""
    root = Path(__file__).parent
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    group = "validate_pyproject.tool_schema"
    info = tmp_path_factory.mktemp("site") / "newscheck-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newscheck\nVersion: 0\n")
    lines = [f"{name} = {place}" for name, place in project["entry-points"][group].items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines, ""]))
    path = os.pathsep.join([str(info.parent), str(root), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "NO_NETWORK": "1", "NO_COLOR": "1"}
