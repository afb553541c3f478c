"""pip without a network, from the packages that are installed here; runs of pytest inside of a test."""

from __future__ import annotations

import importlib
import os
import pkgutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
import s3_server
from packaging.requirements import Requirement

import newscheck

ROOT = Path(__file__).parent.parent
#: What an installer leaves beside the files of a wheel.
_TRACES = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}


@pytest.fixture(scope="session")
def _all_modules() -> None:
    for module in pkgutil.walk_packages(newscheck.__path__, "newscheck."):
        if not module.name.startswith(("newscheck.scrapy", "newscheck.__main__")):
            importlib.import_module(module.name)


@pytest.fixture
def pytester(_all_modules: None, pytester: pytest.Pytester) -> pytest.Pytester:
    """A run inside of this process unloads what it imported first: the tests after it would have two of a class."""
    return pytester


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inner runs of pytest are no workers of pytest-xdist, which syrupy detects by the environment."""
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[s3_server.Server]:
    """An S3 server on the loopback interface."""
    for name in ("s3fs", "moto", "flask", "flask_cors"):
        pytest.importorskip(name, reason=f"{name} is not installed: newscheck[remote], and moto[s3] with Flask")
    with s3_server.started(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """An environment in which pip finds the requirements of newscheck, and of its build, in a folder of wheels."""
    pytest.importorskip("hatchling", reason="hatchling, which builds newscheck, is not installed")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    requirements = (*project["build-system"]["requires"], *project["project"]["dependencies"])
    folder = tmp_path_factory.mktemp("wheels")
    for package in _needed(map(Requirement, requirements)).values():
        _pack(package, folder)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "GIT_", "PRE_"))
    }
    # Much of the time would go into compiling what is never imported.
    options = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_COMPILE": "0"}
    return {**environment, **options, "PIP_CACHE_DIR": str(folder / "cache"), "VIRTUALENV_NO_PERIODIC_UPDATE": "1"}


def _needed(requirements: Iterable[Requirement]) -> dict[str, Distribution]:
    """All that some requirements need in turn, by name."""
    packages: dict[str, Distribution] = {}
    queue = list(requirements)
    while queue:
        need = queue.pop()
        if need.name not in packages and (need.marker is None or need.marker.evaluate({"extra": ""})):
            packages[need.name] = distribution(need.name)
            queue += map(Requirement, packages[need.name].requires or ())
    return packages


def _pack(package: Distribution, folder: Path) -> None:
    """Make a wheel of an installed distribution (https://packaging.python.org/specifications/binary-distribution-format)."""
    lines = (package.read_text("WHEEL") or "").splitlines()
    tags = [line.removeprefix("Tag: ").split("-") for line in lines if line.startswith("Tag: ")]
    parts = (".".join(sorted(set(column))) for column in zip(*tags, strict=True))
    name = "-".join((package.name.replace("-", "_"), package.version, *parts))
    files = [
        file
        for file in package.files or ()
        if ".." not in file.parts and file.suffix != ".pyc" and file.name not in _TRACES
    ]
    (info,) = {file.parts[0] for file in files if file.parts[0].endswith(".dist-info")}
    with ZipFile(folder / f"{name}.whl", "w") as wheel:
        for file in files:
            wheel.write(str(file.locate()), file.as_posix())
        wheel.writestr(f"{info}/RECORD", "".join(f"{file.as_posix()},,\n" for file in files) + f"{info}/RECORD,,\n")
