"""The documents of a feed that its fields are guessed from: of each file some, spread over it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscheck.article.item_mapping import ItemMapping
from newscheck.engine import feed_sample
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import Document, RawInput

MAPPING = ItemMapping()


def lines(number: int, first: int = 0) -> bytes:
    items = ({"title": str(at), "url": f"https://a.example/{at}"} for at in range(first, first + number))
    return "".join(f"{json.dumps(item)}\n" for item in items).encode()


def titles(documents: list[Document]) -> list[int]:
    return [int(document.title.value) for document in documents if document.title]


@pytest.mark.parametrize(
    ("number", "taken"),
    [
        pytest.param(3, [0, 1, 2], id="all of a few"),
        pytest.param(8, [0, 2, 4, 6], id="every other one"),
        pytest.param(33, [0, 8, 16, 24, 32], id="over the whole file"),
    ],
)
def test_documents_are_spread_over_a_file(number: int, taken: list[int]) -> None:
    raws = [RawInput("a.jsonl", lines(number))]
    assert titles(feed_sample.documents_of(raws, MAPPING, per_file=4)) == taken


def test_pieces_of_a_file_are_one_file() -> None:
    raws = [RawInput("a.jsonl", lines(4)), RawInput("a.jsonl", lines(4, first=4), 5)]
    assert titles(feed_sample.documents_of(raws, MAPPING, per_file=4)) == [0, 2, 4, 6]


def test_no_more_than_some_are_read() -> None:
    read = []

    def raws() -> Iterator[RawInput]:
        for at in range(10):
            read.append(at)
            yield RawInput("a.jsonl", lines(2, first=2 * at))

    assert titles(feed_sample.documents_of(raws(), MAPPING, per_file=4, most=5)) == [0, 1, 2, 3, 4]
    assert read == [0, 1, 2]


def test_each_file_has_its_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files are read less far than a few."""
    entries = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.jsonl"
        path.write_bytes(lines(40))
        entries.append(FileEntry(str(path), str(path)))
    entries.append(FileEntry("gone.jsonl", str(tmp_path / "gone.jsonl")))
    monkeypatch.setattr(feed_sample, "_MAX_READ", 60)

    def taken(number: int) -> list[int]:
        return titles([*feed_sample.documents_in(entries[:number], 1_000_000, MAPPING, per_file=4)])

    assert taken(1) == [0, 8, 16, 24, 32]
    assert taken(2) == [0, 8, 16, 24] * 2
    assert taken(3) == [0, 4, 8, 12, 16] * 2


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<rss>" + b" " * 100)
    (document,) = feed_sample.documents_in([FileEntry(str(path), str(path))], 50, MAPPING)
    assert document.is_blank
    assert [fault.kind for fault in document.faults] == ["too-large"]
