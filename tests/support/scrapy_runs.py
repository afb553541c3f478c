"""Runs Scrapy in a child process, in which the commands of newscheck are known as after an installation."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_GROUP = "scrapy.commands"


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with some arguments in the folder of a project; output and log are one text."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "SCRAPY_"))}
    path = os.pathsep.join([str(_installed(project)), str(_ROOT), str(project)])
    environment = {
        **own,
        "PYTHONPATH": path,
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "error::DeprecationWarning:newscheck",
    }
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(
        command,
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )


def _installed(project: Path) -> Path:
    """A folder with the entry points that pyproject.toml declares, whatever is installed."""
    declared = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][_GROUP]
    folder = project / ".site"
    info = folder / "newscheck-0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newscheck\nVersion: 0\n")
    lines = [f"{name} = {place}" for name, place in declared.items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{_GROUP}]", *lines, ""]))
    return folder
