"""Batches of inputs: neither long nor large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.checker import execution
from newscheck.checker.rule_selection import ActiveRule
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import Context, DumpHit, Finding, RawInput, Site


@given(st.lists(st.integers(0, execution._BATCH_SIZE), max_size=200))
def test_batches(sizes: list[int]) -> None:
    parts = list(execution.batches(sizes, lambda size: size))
    assert [size for part in parts for size in part] == sizes
    for part in parts:
        assert 1 <= len(part) <= execution._BATCH
        assert sum(part[:-1]) <= execution._BATCH_SIZE


def test_of_single_items_nothing_is_kept() -> None:
    """They have the same findings, and no summaries to be compared."""
    checker = Session(Project(now=1_700_000_000_000)).checker
    raw = RawInput("a.json", b'{"title": "", "url": "https://x.example/1", "epoch_ms": 1690000000000, "body": "a"}')
    of_dump, single = checker.check(raw), checker.of_single_items().check(raw)
    assert single.findings == of_dump.findings != []
    assert (len(of_dump.summaries), len(single.summaries)) == (1, 0)
    assert single.latest_epoch == of_dump.latest_epoch


def test_rules_that_need_the_layouts_run_last_and_results_are_in_the_order_of_the_rules() -> None:
    ran: list[str] = []

    def rule(name: str, *, uses_history: bool = False) -> ActiveRule:
        def check(target: object, ctx: Context) -> Iterator[DumpHit]:
            ran.append(name)
            yield DumpHit(name)
            raise ZeroDivisionError

        return ActiveRule(check, Context(0, Site("")), name, "error", uses_history=uses_history)

    told: list[tuple[int, int]] = []
    rules = [rule("a", uses_history=True), rule("b"), rule("c")]
    result = execution._check_whole(rules, (), "", progress=lambda *stage: told.append(stage))
    assert ran == ["b", "c", "a"]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [finding.rule for finding in result.findings] == [crash.rule for crash in result.crashes] == ["a", "b", "c"]


@pytest.mark.parametrize("held", [1, 2, 3, 100])
def test_findings_of_the_dump_are_handed_over_before_all_are_there(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(execution, "_HELD", held)
    monkeypatch.setattr(execution, "MAX_PER_DUMP", 7)

    def check(target: object, ctx: Context) -> Iterator[DumpHit]:
        yield from (DumpHit(f"hit {number}", f"{number}.md") for number in range(10))
        raise ZeroDivisionError

    rule = ActiveRule(check, Context(0, Site("")), "a", "error")
    whole = execution._check_whole([rule], (), "")
    kept: list[list[Finding]] = []
    rest = execution._check_whole([rule], (), "", keep=kept.append)
    assert ([finding for some in kept for finding in some], rest.findings) == (whole.findings, [])
    assert [finding.number for finding in whole.findings] == [1] * 7 + [3]
    assert max(map(len, kept[:-1]), default=0) <= held
    assert len(rest.crashes) == len(whole.crashes) == 1
