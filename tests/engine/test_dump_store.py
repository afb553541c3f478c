"""Shards come back in order, as often as they are read, also after an interruption."""

from __future__ import annotations

from array import array

import pytest

from newscheck.dump import feature_columns, summary_columns
from newscheck.engine import dump_store
from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.layout.detection import DetectionSettings
from newscheck.model import ArticleFeatures, ArticleSummary, FileResult


def summary(number: int) -> ArticleSummary:
    return ArticleSummary(f"{number}.md", 1, "rfi", number, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")


def add(store: DumpStore, numbers: range, site: str = "rfi") -> None:
    result = FileResult(
        summaries=[summary(number) for number in numbers],
        features=[ArticleFeatures(site, number, b"skel") for number in numbers],
        feature_names={number: f"name {number}" for number in numbers},
    )
    store.add(Shard.of(result))


def epochs(store: DumpStore, site: str = "") -> list[int]:
    return [epoch for block in store.features(site) for epoch in array("q", block.epochs)]


@pytest.mark.parametrize("size", [2_000, 2], ids=["as one piece", "cut into pieces"])
def test_shards_come_back_in_order(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(feature_columns, "BLOCK", size)
    monkeypatch.setattr(summary_columns, "BLOCK", size)
    store = DumpStore(DetectionSettings())
    add(store, range(3))
    add(store, range(3, 8), "dw")
    assert (len(store), store.shards) == (8, 2)
    for _ in range(2):
        assert [entry.epoch for entry in store] == [*range(8)]
        assert epochs(store) == [*range(8)]
    assert epochs(store, "dw") == [*range(3, 8)]
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
    assert [entry.epoch for entry in store] == epochs(store) == [*range(4)]
    store.close()


def test_columns_and_single_summaries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_columns, "BLOCK", 2)
    monkeypatch.setattr(summary_columns, "BLOCK", 2)
    monkeypatch.setattr(dump_store, "_KEPT", 0)
    monkeypatch.setattr(dump_store, "_UNPACKED", 1)
    store = DumpStore(DetectionSettings())
    add(store, range(5))
    assert [*store.column("epoch")] == [*range(5)]
    add(store, range(5, 8), "dw")
    for _ in range(2):
        assert [*store.column("epoch")] == [*range(8)]
        assert store.column("path") == [f"{number}.md" for number in range(8)]
        parts = [*store.parts("path", "epoch")]
        assert [[*epochs] for _, epochs in parts] == [[0, 1], [2, 3], [4], [5, 6], [7]]
        assert [entry.epoch for entry in store.summaries_at([7, 0, 3, 4, 0])] == [7, 0, 3, 4, 0]
    store.close()
