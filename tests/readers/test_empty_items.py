"""Files of very many items without anything in them: one fault each file, and no document for each item."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newscheck import readers
from newscheck.engine.files import csv_pieces, inputs
from newscheck.engine.files.directory_walk import require_file

#: Limits of the size of a file: above that of each, and below, where files that can be are read in pieces.
WHOLE, PIECES = 16_000_000, 10_000
FILES = {
    "a.json": lambda count: "[" + ",".join(["{}"] * count) + "]",
    "indented.json": lambda count: "[\n" + ",\n".join(["  {}"] * count) + "\n]\n",
    "wrapper.json": lambda count: '{"articles": [' + ",".join(["{}"] * count) + "]}",
    "a.jsonl": lambda count: "{}\n" * count,
    "a.csv": lambda count: "title,url\n" + ",\n" * count,
    "a.tsv": lambda count: "title\turl\n" + "\t\n" * count,
    "rss.xml": lambda count: f'<rss version="2.0"><channel>{"<item/>" * count}</channel></rss>',
    "atom.xml": lambda count: f'<feed xmlns="http://www.w3.org/2005/Atom">{"<entry/>" * count}</feed>',
    "items.xml": lambda count: f"<items>{'<item></item>' * count}</items>",
}


def faults(path: Path, limit: int) -> list[str]:
    """The kinds of the faults in a file whose documents are all without an article."""
    found = []
    for raw in inputs.read(require_file(str(path)), limit):
        for document in readers.read(raw):
            assert document.is_blank
            found += [fault.kind for fault in document.faults]
    return found


@pytest.mark.parametrize("name", FILES)
def test_thousands_are_one_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name](5_000), "utf-8")
    assert len(faults(path, WHOLE)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "rss.xml"])
def test_many_thousands_are_one_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name](150_000), "utf-8")
    assert len(faults(path, WHOLE)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
def test_many_in_pieces_are_at_most_one_fault_each_piece(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (inputs, csv_pieces):
        monkeypatch.setattr(module, "_PIECE", PIECES)
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(FILES[name](100_000).encode()))
    pieces = [raw.data for raw in inputs.read(require_file(str(path)), PIECES)]
    assert len(pieces) > 10
    assert max(map(len, pieces)) <= 2 * PIECES
    assert 1 <= len(faults(path, PIECES)) <= len(pieces)
