"""Hooks of MkDocs (mkdocs.yml): pages that are generated while the site is built, and what GitHub's Markdown needs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import site_markdown
import site_rules

import newscheck
import newscheck.testing
from newscheck import registry, rules

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
_FIRST_CELL = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
#: The section of the navigation to which the pages of the rules belong.
_SECTION = "Rules"
#: The example dump, and the time of its check.
_COMMAND = ("validate", "examples/dump", "--now", "2023-09-01")
#: The live report, where newscheck can write one.
REPORT = "example/report.html"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the rules into the navigation, by subject."""
    for entry in config.nav or ():
        if _SECTION in entry:
            entry[_SECTION] += [
                {subject: [{rule.id: f"rules/{rule.id}.md"} for rule in members]}
                for subject, members in site_rules.by_subject(rules.load()).items()
            ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are in no folder of the site."""
    from mkdocs.structure.files import File

    for path, content in (*generated(_repository(config)).items(), *reports().items()):
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The Markdown of a page of the repository, for MkDocs; generated pages are made for it."""
    if page.file.generated_by:
        return markdown
    return of_repository(markdown, f"docs/{page.file.src_uri}", _repository(config))


def _repository(config: MkDocsConfig) -> str | None:
    """The address before the path of a file of the repository, where mkdocs.yml has one (`repo_url`)."""
    return f"{config.repo_url.rstrip('/')}/blob/HEAD/" if config.repo_url else None


def of_repository(text: str, path: str, repository: str | None = None) -> str:
    """The Markdown of a file of the repository for the site, where the rules in its tables lead to their pages."""
    adapted = site_markdown.adapted(text, path, repository)
    known = rules.load()
    return _FIRST_CELL.sub(
        lambda cell: f"| [`{cell[1]}`](rules/{cell[1]}.md) |" if cell[1] in known else cell[0], adapted
    )


def generated(repository: str | None = None) -> dict[str, str]:
    """The generated pages by their path."""
    elsewhere = {
        page: of_repository((ROOT / path).read_text("utf-8"), path, repository)
        for path, page in site_markdown.ELSEWHERE.items()
    }
    return {**elsewhere, **site_rules.pages(), "api.md": api(), "example/index.md": example()}


def api() -> str:
    """The Python API: a directive of mkdocstrings for each public name."""
    return "\n\n".join(_api()) + "\n"


def _api() -> Iterator[str]:
    yield "# Python API"
    yield "[At run time](runtime.md) and [pytest](pytest.md) show how these are used."
    for module in (newscheck, newscheck.testing):
        yield f"## {module.__name__}"
        for name in module.__all__:
            entry = getattr(module, name)
            if hasattr(entry, "__qualname__"):
                yield f"::: {entry.__module__}.{entry.__qualname__}"


def example() -> str:
    """The page with the report of the example dump."""
    words = "The example dump has 24 made-up articles with faults."
    shown = run(*_COMMAND, "--no-cache")
    live = "[Its report as a page](report.html) is what `--report html=report.html` writes."
    printed = f"As text, `newscheck {' '.join(_COMMAND)}` prints:"
    parts = ["# An example report", words, *([live] if has_page() else []), printed, f"```text\n{shown}```"]
    return "\n\n".join(parts) + "\n"


def has_page() -> bool:
    """Whether newscheck writes reports as pages."""
    return "html" in registry.names("outputs")


def reports() -> dict[str, str]:
    """The report of the example dump as a page, where newscheck writes one. Raises RuntimeError where it should."""
    if not has_page():
        return {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        printed = run(*_COMMAND, "--no-cache", "-q", "--report", f"html={file}")
        if not file.exists():
            raise RuntimeError(f"no report of the example dump: {printed}")
        return {REPORT: file.read_text("utf-8")}


def run(*words: str) -> str:
    """What a newscheck command prints in the repository, on a terminal of 100 columns without colours."""
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": "", "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "newscheck", *words]
    done = subprocess.run(  # noqa: S603
        line,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=environment,
        timeout=120,
        check=False,
    )
    return done.stdout
