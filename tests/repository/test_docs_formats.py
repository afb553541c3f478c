"""`docs/formats.md` is true: each file in it gives the record below it, and each format has an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscheck import readers, registry
from newscheck.article.extraction import to_article
from newscheck.checker.execution import Checker
from newscheck.model import RawInput

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
#: A file's name, its content (or the program that writes it), and the record.
_EXAMPLE = re.compile(r"^`([\w./-]+)`:\n\n```(\w+)\n(.*?)^```\n\n```json\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLES = [pytest.param(*example.groups(), id=example[1]) for example in _EXAMPLE.finditer(TEXT)]


def inputs(path: Path) -> Iterator[RawInput]:
    """The inputs of a file, from its container if it has one."""
    for container in registry.modules("containers").values():
        if path.name.endswith(container.SUFFIXES):
            with path.open("rb") as stream:
                yield from container.inputs(stream, path.name, 1 << 24)
            return
    yield RawInput(path.name, path.read_bytes())


@pytest.mark.parametrize(("name", "language", "content", "record"), EXAMPLES)
def test_a_file_gives_the_record_below_it(
    checker: Checker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    language: str,
    content: str,
    record: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if language == "python" and path.suffix != ".py":
        exec(content, {})
    else:
        path.write_text(content, "utf-8", newline="\n")
    (document,) = [document for raw in inputs(path) for document in readers.read(raw)]
    assert document.faults == ()
    found: dict[str, Any] = dict(to_article(document, checker.sites).record)
    assert {field: value for field, value in found.items() if value not in (None, [])} == json.loads(record)


def test_each_block_of_json_is_the_record_of_a_file() -> None:
    assert len(EXAMPLES) == TEXT.count("```json\n") > 0
