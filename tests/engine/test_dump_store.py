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


def summary(number: int, site: str) -> ArticleSummary:
    return ArticleSummary(f"{number}.md", 1, site, number, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")


def add(store: DumpStore, numbers: range, site: str = "rfi") -> None:
    result = FileResult(
        summaries=[summary(number, site) for number in numbers],
        features=[ArticleFeatures(site, number, b"skel") for number in numbers],
        feature_names={number: f"name {number}" for number in numbers},
    )
    store.add(Shard.of(result))


def epochs(store: DumpStore, site: str = "") -> list[int]:
    return [
        epoch
        for block in store.features(site)
        for epoch, number in zip(array("q", block.epochs), array("I", block.site_numbers), strict=True)
        if site in ("", block.sites[number])
    ]


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


def test_small_shards_are_joined_to_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_columns, "BLOCK", 6)
    store = DumpStore(DetectionSettings())
    for low, site in ((0, "rfi"), (3, "dw"), (5, "rfi"), (7, "rfi")):
        add(store, range(low, low + 2 + (low == 0)), site)
    for _ in range(2):
        assert [len(epochs) for (epochs,) in store.parts("epoch")] == [5, 4]
        assert [entry.epoch for entry in store] == epochs(store) == [*range(9)]
    assert [entry.site for entry in store] == ["rfi"] * 3 + ["dw"] * 2 + ["rfi"] * 4
    assert epochs(store, "dw") == [3, 4]
    # The second block has none of it.
    assert len([*store.features("dw")]) == 1
    add(store, range(9, 11))
    assert [entry.epoch for entry in store] == epochs(store) == [*range(11)]
    store.close()


def test_what_was_being_joined_at_an_interruption_is_joined_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = DumpStore(DetectionSettings())
    add(store, range(2))
    add(store, range(2, 5))
    with monkeypatch.context() as patch:
        patch.setattr(store._feature_file, "write_from", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            [*store.parts("epoch")]
    assert [entry.epoch for entry in store] == epochs(store) == [*range(5)]
    store.close()
