"""Write what is generated from the registry folders: `python docs/update.py`.

README.md: console session; tables of commands, input formats and rules; names of output formats.
docs/fields.md, docs/formats.md: what commands print in a folder with the files of the page; table of presets.
docs/ci.md: table of output formats. .pre-commit-hooks.yaml: suffixes of articles.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from newscheck import readers, registry
from newscheck.article import presets
from newscheck.article.extraction import to_article
from newscheck.article.presets import Preset
from newscheck.engine.files import file_types
from newscheck.engine.session import default_checker
from newscheck.model import RawInput

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "samples" / "presets"
_SESSION = re.compile(r"(?<=```console\n)\$ newscheck (.*)\n(?:.*\n)*?(?=```\n)")
_SUFFIXES = re.compile(r"(?<=files: \\.\()[a-z0-9|]+(?=\)\$)")
_FORMATS = re.compile(r"(?<=`--format )[a-z|]+(?=`)")
#: A file in a page: its name, and its content or the program that writes it.
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CONSOLE = re.compile(r"(?<=```console\n)(\$ .*?)(?=^```\n)", re.DOTALL | re.MULTILINE)
_REQUIRES = re.compile(r"# requires: ([\w.-]+)==([\w.]+)")
_WRITE, _AS_CODE = re.compile(r"^write (.*)$"), r"write `\1`"
#: What each preset's tool may leave out, by field of the record.
_LEFT_OUT = {"title": "title", "url": "URL", "dateline": "time of publication", "image": "image", "body": "text"}


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
        yield _row(f"`newscheck {name}`", words.partition(". ")[0].removesuffix("."))


def inputs() -> Iterator[str]:
    """The rows of the table of input formats; the first line of each module's docstring is `NAME: content.`."""
    yield "| format | files | |\n| --- | --- | --- |\n"
    for module in (*registry.modules("readers").values(), *registry.modules("containers").values()):
        if not module.SUFFIXES:  # It reads what a container hands on.
            continue
        name, _, content = (module.__doc__ or "").split("\n\n")[0].partition(": ")
        yield _row(name, ", ".join(f"`{suffix}`" for suffix in module.SUFFIXES), content.removesuffix("."))


def outputs() -> Iterator[str]:
    """The rows of the table of output formats: the first line of each output's docstring, `For X: Y.`."""
    yield "| format | for | holds |\n| --- | --- | --- |\n"
    for name, module in registry.modules("outputs").items():
        audience, _, content = (module.__doc__ or "").split("\n\n")[0].removeprefix("For ").partition(": ")
        yield _row(f"`{name}`", audience, content.removesuffix("."))


def preset_rows() -> Iterator[str]:
    """The rows of the table of presets: each with its sample, what wrote that, and what the tool leaves out."""
    yield "| preset | tried with | how a file is made | it leaves out |\n| --- | --- | --- | --- |\n"
    for name, text in registry.data("presets").items():
        preset = presets.load(name.removesuffix(".toml"))
        sample = min(SAMPLES.glob(f"{preset.name}.*"), key=lambda path: (len(path.name), path.name))
        link = f"[`{preset.name}`](../{sample.relative_to(ROOT).as_posix()})"
        made_by = tomllib.loads(text)["made_by"]
        yield _row(link, _tried_with(preset, sample), made_by, ", ".join(_left_out(preset, sample)))


def _tried_with(preset: Preset, sample: Path) -> str:
    """The tool of a preset and its version, or what wrote the sample."""
    title = preset.title.removeprefix("an ")
    for script in sorted((SAMPLES / "tools").glob("with_*.py")):
        text = script.read_text("utf-8")
        if f'"{sample.name}"' in text and (package := _REQUIRES.match(text)):
            first, _, rest = title.partition(" ")
            if first.lower() == package[1].lower():
                return f"{first} {package[2]} {rest}".rstrip()
            return f"{title} of {package[1]} {package[2]}"
    return f"{title}, documented form"


def _left_out(preset: Preset, sample: Path) -> Iterator[str]:
    """What no record of a sample has; the time of the crawl where that of publication stands for it."""
    sites = default_checker(0).sites
    articles = [to_article(document, sites) for document in readers.read(RawInput(sample.name, sample.read_bytes()))]
    crawled, published = (preset.fields.get(field, ()) for field in ("epoch_ms", "dateline"))
    if not crawled or crawled[0] in published:
        yield "time of the crawl"
    for field, words in _LEFT_OUT.items():
        if hint := preset.lacks.get(field):
            yield f"{words} ({_WRITE.sub(_AS_CODE, hint)})"
        elif not any(article.record[field] for article in articles):
            yield words


def write_files(text: str, folder: Path) -> None:
    """Write the files that a page shows into a folder; Python behind the name of another file writes that."""
    for name, language, content in _FILE.findall(text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if language == "python" and path.suffix != ".py":
            subprocess.run([sys.executable, "-c", content], cwd=folder, check=True, timeout=60)  # noqa: S603
        else:
            path.write_text(content, "utf-8", newline="\n")


@cache
def _sessions(files: str, commands: tuple[str, ...]) -> tuple[str, ...]:
    """What commands print, errors among the rest, one after the other in a folder with the files of a page."""
    with TemporaryDirectory() as folder:
        write_files(files, Path(folder))
        return tuple(run_in(Path(folder), command) for command in commands)


def run_in(folder: Path, command: str) -> str:
    """What a command of a page prints in a folder, on a terminal as that of `run`."""
    program, *args = shlex.split(command)
    line = [sys.executable, *(["-m", "newscheck"] if program == "newscheck" else []), *args]
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": "", "PYTHONUTF8": "1"}
    return subprocess.run(  # noqa: S603
        line,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=environment,
        timeout=60,
        check=False,
    ).stdout


def _row(*cells: str) -> str:
    """A row of a table; a bar in a cell doesn't end it, not even in code."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


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


def sessions(text: str) -> str:
    """The text of a page, with what its commands print in a folder with the files of the page."""
    files = "\n".join(match[0] for match in _FILE.finditer(text))
    blocks = [re.findall(r"^\$ (.*)\n", block, re.MULTILINE) for block in _CONSOLE.findall(text)]
    printed = iter(_sessions(files, tuple(chain(*blocks))))
    shown = iter(["".join(f"$ {command}\n{next(printed)}" for command in block) for block in blocks])
    return _CONSOLE.sub(lambda _: next(shown), text)


def formats(text: str) -> str:
    """The text of docs/formats.md, likewise."""
    return _with_table(sessions(text), preset_rows)


def ci(text: str) -> str:
    """The text of docs/ci.md, likewise."""
    return _with_table(text, outputs)


def hooks(text: str) -> str:
    """The text of .pre-commit-hooks.yaml, likewise."""
    suffixes = {*file_types.reader_suffixes(pages=False), *file_types.container_suffixes()}
    return _SUFFIXES.sub("|".join(sorted(suffix.lstrip(".") for suffix in suffixes)), text)


UPDATED = {
    "README.md": readme,
    "docs/fields.md": sessions,
    "docs/formats.md": formats,
    "docs/ci.md": ci,
    ".pre-commit-hooks.yaml": hooks,
}

if __name__ == "__main__":
    for name, updated in UPDATED.items():
        path = ROOT / name
        path.write_text(updated(path.read_text("utf-8")), "utf-8")
