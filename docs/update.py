"""Write what is generated from the registry folders: `python docs/update.py`.

README.md: console session; tables of commands, input formats and rules; names of output formats.
docs/ci.md: table of output formats. .pre-commit-hooks.yaml: suffixes of articles.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from newscheck import registry
from newscheck.engine.files import file_types

ROOT = Path(__file__).parents[1]
_SESSION = re.compile(r"(?<=```console\n)\$ newscheck (.*)\n(?:.*\n)*?(?=```\n)")
_SUFFIXES = re.compile(r"(?<=files: \\.\()[a-z0-9|]+(?=\)\$)")
_FORMATS = re.compile(r"(?<=`--format )[a-z|]+(?=`)")


@cache
def run(*args: str) -> str:
    """What a newscheck command prints, on a terminal of 100 columns without colours."""
    command = [sys.executable, "-m", "newscheck", *args]
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": "", "PYTHONUTF8": "1"}
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60
    )
    return result.stdout


def commands() -> Iterator[str]:
    """The rows of the table of commands: the first sentence of each command's help."""
    yield "| command | |\n| --- | --- |\n"
    for name, module in registry.modules("cli").items():
        # Not click's own short help: completion replaces it with a shorter one.
        words = " ".join((module.command.help or "").split("\n\n")[0].split())
        yield f"| `newscheck {name}` | {words.partition('. ')[0].removesuffix('.')} |\n"


def inputs() -> Iterator[str]:
    """The rows of the table of input formats; the first line of each module's docstring is `NAME: content.`."""
    yield "| format | files | |\n| --- | --- | --- |\n"
    for module in (*registry.modules("readers").values(), *registry.modules("containers").values()):
        if not module.SUFFIXES:  # It reads what a container hands on.
            continue
        name, _, content = (module.__doc__ or "").split("\n\n")[0].partition(": ")
        yield f"| {name} | {', '.join(f'`{suffix}`' for suffix in module.SUFFIXES)} | {content.removesuffix('.')} |\n"


def outputs() -> Iterator[str]:
    """The rows of the table of output formats: the first line of each output's docstring, `For X: Y.`."""
    yield "| format | for | holds |\n| --- | --- | --- |\n"
    for name, module in registry.modules("outputs").items():
        audience, _, content = (module.__doc__ or "").split("\n\n")[0].removeprefix("For ").partition(": ")
        yield f"| `{name}` | {audience} | {content.removesuffix('.')} |\n"


def _with_table(text: str, rows: Callable[[], Iterator[str]]) -> str:
    """The text, where its table with the head of this one has these rows."""
    head, *rest = rows()
    table = re.compile(rf"^{re.escape(head)}(?:\|.*\n)+", re.MULTILINE)
    return table.sub(lambda _: head + "".join(rest), text)


def readme(text: str) -> str:
    """The text of README.md with its generated parts as newscheck prints them now."""
    text = _SESSION.sub(lambda match: f"$ newscheck {match[1]}\n{run(*match[1].split())}", text)
    text = _FORMATS.sub("|".join(registry.names("outputs")), text)
    text = _with_table(_with_table(text, commands), inputs)
    return _with_table(text, lambda: iter(run("rules", "--markdown").splitlines(keepends=True)))


def ci(text: str) -> str:
    """The text of docs/ci.md, likewise."""
    return _with_table(text, outputs)


def hooks(text: str) -> str:
    """The text of .pre-commit-hooks.yaml, likewise."""
    suffixes = {*file_types.reader_suffixes(pages=False), *file_types.container_suffixes()}
    return _SUFFIXES.sub("|".join(sorted(suffix.lstrip(".") for suffix in suffixes)), text)


UPDATED = {"README.md": readme, "docs/ci.md": ci, ".pre-commit-hooks.yaml": hooks}

if __name__ == "__main__":
    for name, updated in UPDATED.items():
        path = ROOT / name
        path.write_text(updated(path.read_text("utf-8")), "utf-8")
