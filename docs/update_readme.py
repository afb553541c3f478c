"""Write the generated parts of README.md (console session, table of rules): `python docs/update_readme.py`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SESSION = re.compile(r"(?<=```console\n)\$ newscheck (.*)\n(?:.*\n)*?(?=```\n)")
_TABLE = re.compile(r"^\| rule \| severity \| \|\n(?:\|.*\n)+", re.MULTILINE)


def run(*args: str) -> str:
    """What a newscheck command prints, on a terminal of 100 columns without colours."""
    command = [sys.executable, "-m", "newscheck", *args]
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": "", "PYTHONUTF8": "1"}
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60
    )
    return result.stdout


def updated(readme: str) -> str:
    """The text of README.md with its generated parts as newscheck prints them now."""
    readme = _SESSION.sub(lambda match: f"$ newscheck {match[1]}\n{run(*match[1].split())}", readme)
    return _TABLE.sub(lambda match: run("rules", "--markdown"), readme)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(updated(path.read_text("utf-8")), "utf-8")
