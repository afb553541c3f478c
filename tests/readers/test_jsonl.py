"""Broken JSON Lines."""

from __future__ import annotations

import pytest

from newscheck import readers
from newscheck.checker import locations
from newscheck.model import RawInput


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param('{"title": "a"}\n{"title" "b"}\n', 2, 10, id="second line broken"),
        pytest.param('{"title": "a"}\n{"title": "b"} x\n', 2, 16, id="something after the item"),
        pytest.param('{"title": ' + "[" * 100_000, 1, 1, id="nested for ever"),
    ],
)
def test_broken_json_lines_have_a_location(text: str, line: int, column: int) -> None:
    (broken,) = [document for document in readers.read(RawInput("a.jsonl", text.encode())) if document.faults]
    assert broken.is_blank
    assert broken.faults[0].kind == "json"
    assert locations.line_and_column(broken, broken.faults[0].start) == (line, column)
