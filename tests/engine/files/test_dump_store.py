"""What shards have packed comes back in order, as often as it is read, also from the disk and after an interruption."""

from __future__ import annotations

import pytest

from newscheck.engine.files import dump_store
from newscheck.engine.files.dump_store import DumpStore, SpillFile, pack
from newscheck.layout.detection import DetectionSettings
from newscheck.model import ArticleFeatures, ArticleSummary


def summary(number: int) -> ArticleSummary:
    return ArticleSummary(f"{number}.md", 1, "rfi", number, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")


def add(store: DumpStore, numbers: range, site: str = "rfi") -> None:
    features = [ArticleFeatures(site, number, b"") for number in numbers]
    names = {number: f"name {number}" for number in numbers}
    store.add(pack([summary(number) for number in numbers]), len(numbers), pack(features), pack(names))


@pytest.mark.parametrize("size", [1 << 20, 10], ids=["in memory", "on disk"])
def test_pieces_are_read_in_any_order(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(dump_store, "_MAX_IN_MEMORY", size)
    spill = SpillFile()
    pieces = [bytes([number]) * number for number in range(40)]
    for piece in pieces:
        spill.add(piece)
    assert [*spill] == [*spill] == pieces
    assert [spill.piece(number) for number in reversed(range(40))] == pieces[::-1]
    spill.close()


@pytest.mark.parametrize("size", [1 << 20, 10], ids=["as one piece", "cut into pieces"])
def test_shards_come_back_in_order(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(dump_store, "_MAX_PIECE", size)
    monkeypatch.setattr(dump_store, "_PIECE_ENTRIES", 2)
    store = DumpStore(DetectionSettings())
    add(store, range(3))
    add(store, range(3, 8), "dw")
    assert (len(store), store.shards) == (8, 2)
    for _ in range(2):
        assert [entry.epoch for entry in store] == [*range(8)]
        assert [entry.epoch for entry in store.features()] == [*range(8)]
    assert [entry.epoch for entry in store.features("dw")] == [*range(3, 8)]
    assert store.feature_names({2, 7, 99}) == {2: "name 2", 7: "name 7"}
    store.close()


def test_a_shard_that_an_interruption_left_is_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    store = DumpStore(DetectionSettings())
    add(store, range(2))
    with monkeypatch.context() as patch:
        patch.setattr(store._name_file, "write_from", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            add(store, range(2, 6))
    assert (len(store), store.shards) == (2, 1)
    add(store, range(2, 4))
    assert [entry.epoch for entry in store] == [entry.epoch for entry in store.features()] == [*range(4)]
    store.close()
