"""Fixtures of the whole suite: one checker with every rule, and dumps of our own writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from newscheck import examples, specimen
from newscheck.checking import Checker
from newscheck.config import bundled
from newscheck.model import Finding, Raw


@pytest.fixture(scope="session")
def checker() -> Checker:
    """A checker with every rule selected and no settings of a project."""
    return bundled(now=examples.NOW)


@pytest.fixture(scope="session")
def check(checker: Checker) -> Callable[..., list[Finding]]:
    """Findings of one article: a patch to the well-formed one (`newscheck.specimen`), bytes, or text."""

    def run(thing: Mapping[str, Any] | bytes | str, path: str | None = None) -> list[Finding]:
        if isinstance(thing, Mapping):
            path, thing = path or specimen.path(thing), specimen.render(thing)
        data = thing.encode() if isinstance(thing, str) else thing
        result = checker.check(Raw(path or "rfi/1048575.md", data))
        assert not result.crashes, result.crashes[0].trace
        return result.findings

    return run


@pytest.fixture
def write_dump(tmp_path: Path) -> Callable[[list[Mapping[str, Any]]], Path]:
    """Write a dump of patched articles below a fresh folder, and return the folder."""

    def write(patches: list[Mapping[str, Any]]) -> Path:
        for name, data in specimen.series(patches):
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return tmp_path

    return write
