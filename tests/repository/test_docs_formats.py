"""`docs/formats.md` is true: each file in it gives the record below it, and each format has an example.

What its commands print is generated (`docs/update.py`, tests/repository/test_readme.py).
"""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscheck import readers, registry
from newscheck.article import presets
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import ItemMapping
from newscheck.checker.execution import Checker
from newscheck.engine.settings import config
from newscheck.model import Document, RawInput

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "formats.md").read_text("utf-8")
UPDATE = runpy.run_path(str(ROOT / "docs" / "update.py"))
#: A file's name, and the record that stands below its block.
_EXAMPLE = re.compile(
    r"^`([\w./-]+)`:\n\n```\w+\n(?:(?!```).*\n)*+```\n\n```json\n((?:(?!```).*\n)*+)```", re.MULTILINE
)
_JSON, _JSON_FILE = "```json\n", re.compile(r"^`[\w./-]+`:\n\n```json\n", re.MULTILINE)
EXAMPLES = [pytest.param(*example.groups(), id=example[1]) for example in _EXAMPLE.finditer(TEXT)]
SETTINGS = re.findall(r"^`([\w/]+/newscheck\.toml)`:", TEXT, re.MULTILINE)
_DATES = re.findall(r"^\| `(.+)` \| `(\d{4}-.+|dateline-\w+)` \|", TEXT, re.MULTILINE)
DATES = [pytest.param(*row, id=row[0]) for row in _DATES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page."""
    path = tmp_path_factory.mktemp("formats")
    UPDATE["write_files"](TEXT, path)
    return path


def documents(path: Path) -> Iterator[Document]:
    """The documents in a file, from its container if it has one, read with the settings beside it."""
    settings = path.parent / "newscheck.toml"
    mapping = config.load({}, file=str(settings)).item_mapping() if settings.exists() else ItemMapping()
    for raw in inputs(path):
        yield from readers.read(raw, mapping)


def inputs(path: Path) -> Iterator[RawInput]:
    """The inputs of a file."""
    for container in registry.modules("containers").values():
        if path.name.endswith(container.SUFFIXES) and hasattr(container, "inputs"):
            with path.open("rb") as stream:
                yield from container.inputs(stream, path.name, 1 << 24)
            return
    yield RawInput(path.name, path.read_bytes())


@pytest.mark.parametrize(("name", "record"), EXAMPLES)
def test_a_file_gives_the_record_below_it(checker: Checker, folder: Path, name: str, record: str) -> None:
    (document,) = documents(folder / name)
    assert document.faults == ()
    found: dict[str, Any] = dict(to_article(document, checker.sites).record)
    assert {field: value for field, value in found.items() if value not in (None, [])} == json.loads(record)


def test_each_block_of_json_is_a_file_or_the_record_of_one() -> None:
    assert len(EXAMPLES) == TEXT.count(_JSON) - len(_JSON_FILE.findall(TEXT)) > 0


def test_each_reader_has_an_example(folder: Path) -> None:
    read = {document.format for param in EXAMPLES for document in documents(folder / str(param.values[0]))}
    assert read == set(registry.names("readers"))


@pytest.mark.parametrize("folder", ["readers", "containers"])
def test_each_suffix_is_named(folder: str) -> None:
    suffixes = {suffix for module in registry.modules(folder).values() for suffix in module.SUFFIXES}
    assert {suffix for suffix in suffixes if f"`{suffix}`" not in TEXT} == set()


def test_the_settings_of_the_page_are_good(folder: Path) -> None:
    for name in SETTINGS:
        config.load({}, file=str(folder / name)).item_mapping()
    assert len(SETTINGS) > 3


@pytest.mark.parametrize(("written", "shown"), DATES)
def test_a_date_is_read_as_the_table_says(checker: Checker, written: str, shown: str) -> None:
    item = {
        "title": "海上救援协定周五开始生效",
        "url": "https://harbour.example/2023/rescue",
        "epoch_ms": 1692219840000,
        "dateline": int(written) if written.isdigit() and len(written) > len("20230816") else written,
        "body": "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布。" * 3,
    }
    raw = RawInput("rescue.json", json.dumps(item).encode())
    (document,) = readers.read(raw)
    found = {finding.rule for finding in checker.check(raw).findings if finding.rule.startswith("dateline")}
    if shown.startswith("dateline"):
        assert found == {shown}
    else:
        assert to_article(document, checker.sites).dateline == shown
        assert found == set()


def test_each_preset_is_in_the_table() -> None:
    assert [name for name in presets.names() if f"| [`{name}`](" not in TEXT] == []
