"""Make the samples anew: install each tool in an environment of its own and run its script on the pages.

    python tests/samples/presets/make.py [TOOL ...]

It needs a package index, and some minutes; no test runs it. The packages are those of the line `# requires:` of
`tools/with_<tool>.py`. VERSIONS.md is written, too. The services and tools that are no Python packages have their
samples from `tools/documented_forms.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = HERE / "tools"
#: The first lines of VERSIONS.md.
HEAD = (
    "# What wrote the samples",
    "",
    "The pages in `pages/` are invented. `python make.py` makes all samples anew. The forms of services and of tools",
    "that are no Python packages are written by `tools/documented_forms.py`, which names their documents.",
    "",
    "| packages | how |",
    "| --- | --- |",
)
_REQUIRES, _PREFIX = "# requires: ", "with_"


def main(wanted: list[str]) -> None:
    """Run the tools of these names, or all of them."""
    scripts = {path.stem.removeprefix(_PREFIX): path for path in sorted(TOOLS.glob(f"{_PREFIX}*.py"))}
    for name, script in scripts.items():
        if not wanted or name in wanted:
            run_in_own_environment(script)
    subprocess.run([sys.executable, TOOLS / "documented_forms.py", HERE], check=True)
    lines = [f"| {' '.join(requirements(script))} | {summary(script)} |" for script in scripts.values()]
    (HERE / "VERSIONS.md").write_text("\n".join([*HEAD, *lines, ""]), encoding="utf-8")


def run_in_own_environment(script: Path) -> None:
    """Run a script with the packages that it requires; raises CalledProcessError where one of them fails."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        call(python, ["-m", "pip", "install", "--quiet", *requirements(script)])
        call(python, ["-B", script, HERE])


def call(python: Path, arguments: Iterable[str | Path]) -> None:
    """Run Python with some arguments; sets of names have the same order each time."""
    subprocess.run([python, *arguments], check=True, env={**os.environ, "PYTHONHASHSEED": "0"})


def requirements(script: Path) -> list[str]:
    """The packages that a script needs."""
    return first_lines(script)[0].removeprefix(_REQUIRES).split()


def summary(script: Path) -> str:
    """The first line of a script's docstring."""
    return first_lines(script)[1].strip('"')


def first_lines(script: Path) -> list[str]:
    """The lines of a script."""
    return script.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main(sys.argv[1:])
