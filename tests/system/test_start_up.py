"""What a run loads before it checks a file: a commit hook checks one, and its time is that of the imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscheck import rules

DUMP = (
    "<!--1692213306000-->\n[标题](https://www.rfi.fr/cn/a/20230816-x)\n------\n\n"
    "<div>16/08/2023 - 21:04</div><p><strong>导语</strong></p><p>正文</p>"
)
JEKYLL = (
    '---\nlayout: post\ntitle: "标题"\ndate: 2023-08-16T19:15:06.000Z\nfrom: https://www.rfi.fr/cn/a/20230816-x\n'
    f"---\n{DUMP}"
)
#: Runs the command, and reports at its end how often garbage was collected, and the modules.
_SCRIPT = """if True:
    import gc, os, sys
    from newscheck.__main__ import main
    def collections():
        return sum(generation["collections"] for generation in gc.get_stats())
    def report(code):
        with open("loaded.txt", "w") as file:
            print(collections() - before, *sys.modules, file=file)
        end(code)
    end, os._exit, before = os._exit, report, collections()
    main()
"""
#: Modules that runs on dump files don't need: libraries, and what reads other formats.
_NEEDLESS = (
    *("bz2", "csv", "glob", "lzma", "shutil", "tarfile", "zipfile"),
    *("jsonschema", "markdown_it", "numpy", "pyarrow", "rich", "warcio", "yaml"),
    *("newscheck.article.presets", "newscheck.article.item_paths", "newscheck.article.field_names"),
    *("newscheck.containers", "newscheck.engine.files.container_inputs", "newscheck.engine.feed_report"),
    *("newscheck.engine.extraction", "newscheck.text.front_matter", "newscheck.text.xml_encoding"),
    *("newscheck.text.encoding_labels", "newscheck.text.date_forms", "newscheck.text.json_walk"),
)


def loaded(folder: Path, *arguments: str) -> tuple[set[str], int]:
    """The modules that are loaded at the end of a command, and the collections of garbage."""
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = [sys.executable, "-c", _SCRIPT, *arguments]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    collections, *modules = folder.joinpath("loaded.txt").read_text().split()
    return set(modules), int(collections)


def entries(modules: set[str], folder: str) -> set[str]:
    return {name.rpartition(".")[2] for name in modules if name.startswith(f"newscheck.{folder}.")}


@pytest.mark.parametrize(
    ("text", "readers"),
    [
        pytest.param(DUMP, {"dump"}, id="a dump file"),
        pytest.param(JEKYLL, {"dump", "jekyll"}, id="a dump file with front matter"),
    ],
)
def test_a_run_on_one_file_loads_what_that_file_needs(tmp_path: Path, text: str, readers: set[str]) -> None:
    (tmp_path / "1.md").write_text(text)
    modules, collections = loaded(tmp_path, "validate", "1.md", "--no-cache", "--now", "2023-08-17")
    assert entries(modules, "readers") == readers
    assert entries(modules, "outputs") == {"text"}
    assert entries(modules, "article") == {
        *("date_order", "dates", "document_fields", "extraction", "item_mapping", "script", "sites", "spread", "times"),
        "url_dates",
    }
    assert modules.isdisjoint(_NEEDLESS), modules.intersection(_NEEDLESS)
    # One would look at all that has been loaded.
    assert collections == 0


def test_an_article_needs_no_rules_that_compare(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(DUMP.replace("<p>", '<img src="https://s.rfi.fr/a.jpg"><p>', 1))
    modules, _ = loaded(tmp_path, "validate", "1.md", "--no-cache", "--now", "2023-08-17")
    assert "statistics" not in modules
    comparing = {rule.replace("-", "_") for rule, known in rules.load().items() if known.compares_articles}
    assert comparing and entries(modules, "rules").isdisjoint(comparing)


@pytest.mark.parametrize(
    ("name", "content", "own"),
    [
        pytest.param("1.json", '[{"title": "标题", "url": "https://a.example/1"}]', "json", id="JSON"),
        pytest.param("1.csv", "title,url,text\n标题,https://a.example/1,正文\n", "csv", id="CSV"),
    ],
)
def test_other_formats_load_their_readers(tmp_path: Path, name: str, content: str, own: str) -> None:
    (tmp_path / name).write_text(content)
    modules, _ = loaded(tmp_path, "validate", name, "--no-cache", "--now", "2023-08-17")
    assert entries(modules, "readers") & {"arrow", "csv", "jekyll", "json", "jsonl", "xml"} == {own}


@pytest.mark.parametrize("arguments", [("--help",), ("validate", "--help"), ("--version",)], ids=" ".join)
def test_help_loads_nothing_that_reads_articles(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    modules, _ = loaded(tmp_path, *arguments)
    for folder in ("article", "checker", "html", "readers"):
        assert not entries(modules, folder)
    assert modules.isdisjoint({"json", "lxml", "jsonschema_rs", "rich", "yaml"})
