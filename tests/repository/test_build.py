"""The wheel is built with and without a compiler."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def build(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("wanted", ["", "0"])
def test_a_wheel_is_for_every_machine_where_nothing_else_is_wanted(wanted: str, tmp_path: Path) -> None:
    built = build(tmp_path, NEWSCHECK_COMPILE=wanted, CC="false")
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.iterdir()
    assert wheel.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "newscheck/html/tree_walk.py" in names
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyx"))]


def test_a_compiled_wheel_that_is_wanted_is_an_error_without_a_compiler(tmp_path: Path) -> None:
    assert build(tmp_path, NEWSCHECK_COMPILE="1", CC="false").returncode != 0
    assert not [*tmp_path.iterdir()]
