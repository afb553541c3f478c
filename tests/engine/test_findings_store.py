"""Findings on disk: sorted at each reading, whatever the order in which they were added."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.cache.packed_findings import PackedFindings
from newscheck.engine.findings_store import FindingsStore
from newscheck.model import Excerpt, Finding, RelatedLocation

findings = st.builds(
    Finding,
    rule=st.sampled_from(["lead-missing", "url-missing"]),
    severity=st.sampled_from(["error", "warning", "note"]),
    path=st.sampled_from(["", "a.md", "a/b.md", "a/c.md", "b.md", "中.md"]),
    line=st.integers(1, 3),
    column=st.integers(1, 3),
    pointer=st.sampled_from(["", "/lead"]),
    message=st.text(max_size=5),
    evidence=st.just(""),
    fingerprint=st.just("0" * 16),
    related=st.lists(st.builds(RelatedLocation, path=st.text(max_size=3)), max_size=2).map(tuple),
    excerpt=st.none() | st.builds(Excerpt, st.text(max_size=3), st.just(0), st.just(1)),
)


def order(finding: Finding) -> tuple[object, ...]:
    return (finding.path, finding.line, finding.column, finding.rule, finding.pointer, finding.message)


@given(st.lists(st.lists(findings, max_size=6), max_size=6))
def test_shards_in_any_order_are_read_in_order_twice(shards: list[list[Finding]]) -> None:
    store = FindingsStore()
    for shard in shards:
        store.add(shard)
    wanted = sorted((finding for shard in shards for finding in shard), key=order)
    for _ in range(2):
        assert sorted(map(repr, store)) == sorted(map(repr, wanted))
        assert [order(finding) for finding in store] == [order(finding) for finding in wanted]
    assert len(store) == len(wanted) == sum(store.counts.values())
    assert set(store.rules) == {finding.rule for finding in wanted}
    assert all(finding in store for finding in wanted)


def test_two_readers_do_not_disturb_each_other() -> None:
    store = FindingsStore.of(_many(5_000))
    assert all(first == second for first, second in zip(store, store, strict=True))


@pytest.mark.slow
def test_memory_does_not_grow_with_their_number() -> None:
    peaks = []
    for number in (20_000, 60_000):
        tracemalloc.start()
        assert sum(1 for _ in FindingsStore.of(_many(number))) == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0], peaks


def _many(number: int) -> Iterator[Finding]:
    for at in range(number):
        yield Finding("lead-missing", "error", f"{at:09}.md", 1, 1, "/lead", "no lead " * 20, "", "0" * 16)


@given(st.lists(st.lists(findings, max_size=6), max_size=6), st.integers(1, 4))
def test_pieces_are_the_findings_in_their_order(shards: list[list[Finding]], run: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newscheck.engine.findings_store._RUN", run)
        store = FindingsStore()
        for shard in shards:
            store.add(shard)
        packed = PackedFindings(len(store))
        for piece in store.pieces():
            packed.add(piece)
    assert [*packed] == [*store]
    assert packed == store and len(packed) == len([*packed])


def test_runs_that_follow_each_other_are_copied_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    store = FindingsStore.of(_many(5_000))
    store.add([Finding("lead-missing", "error", f"{2_500:09}.md", 2, 1, "/lead", "in the midst", "", "0" * 16)])
    monkeypatch.setattr("newscheck.engine.findings_store._order", None)
    assert len(next(store.pieces())) > 2_000 * 100
