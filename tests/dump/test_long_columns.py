"""Long columns are sorted in shares: whatever their values are, and all rules of the dump find the same."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck import rules
from newscheck.checker import examples
from newscheck.checker.results import merged
from newscheck.dump import blocks, frequency_sketch, long_columns, vectors
from newscheck.dump.dump_columns import positions_by_site, sites_of
from newscheck.dump.frequency_sketch import positions_of_repeats, repeats
from newscheck.engine.files import spilled_columns
from newscheck.engine.files.spilled_columns import SpilledColumns
from newscheck.engine.session import default_checker
from newscheck.layout import in_memory_dump
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, FileResult
from newscheck.synthetic import specimen
from newscheck.testing import rule_contract

_EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{at}")
    for rule in rules.load().values()
    if rule.scope == "dump"
    for at, example in enumerate(rule.bad[:1])
]


@pytest.fixture
def in_blocks() -> Iterator[None]:
    """Each column is a long one, on disk."""
    with (
        patch.object(blocks, "BLOCK", 7),
        patch.object(vectors, "MANY", 0),
        patch.object(frequency_sketch, "_MANY", 0),
        patch.object(spilled_columns, "_IN_MEMORY", 0),
        patch.object(in_memory_dump, "IN_MEMORY", storage := SpilledColumns()),
        blocks.room(storage),
    ):
        yield


@pytest.mark.usefixtures("in_blocks")
@given(
    st.lists(st.sampled_from([0, 5, 6, (1 << 64) - 1]) | st.integers(0, (1 << 64) - 1), max_size=60),
    st.sampled_from([1, 3, 64]),
)
def test_order(values: list[int], sampled: int) -> None:
    column = array("Q", values)
    with patch.object(long_columns, "_SAMPLED", sampled):
        assert [*vectors.ordered(column)] == sorted(values)
        assert [*vectors.ascending(column)] == sorted(range(len(values)), key=values.__getitem__)


@pytest.mark.usefixtures("in_blocks")
def test_a_frequent_value_is_no_share_in_memory() -> None:
    column = array("q", [-3, *[4] * 500, 9])
    with patch.object(long_columns, "_SAMPLED", 1):
        shares = [len(values) for values, _ in long_columns._shares(column)]
    assert sum(shares) == len(column)
    assert max(shares) <= blocks.BLOCK


@pytest.mark.usefixtures("in_blocks")
@given(st.lists(st.integers(0, 9), max_size=80), st.integers(2, 4))
def test_repeats(values: list[int], least: int) -> None:
    expected = {
        value: [at for at, other in enumerate(values) if other == value]
        for value in dict.fromkeys(values)
        if value and values.count(value) >= least
    }
    found = positions_of_repeats(array("Q", values), least)
    assert [(value, [*positions]) for value, positions in found.items()] == [*expected.items()]
    assert [*repeats(array("Q", values))] == [value > 0 and value in values[:at] for at, value in enumerate(values)]


@pytest.mark.usefixtures("in_blocks")
def test_sites() -> None:
    sites = "abcab" * 5
    dump = InMemoryDump(
        ArticleSummary(f"{at}.md", 1, site, None, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")
        for at, site in enumerate(sites)
    )
    assert "".join(map(sites_of(dump).site, range(len(sites)))) == sites
    positions = {site: [*places] for site, places in positions_by_site(dump).items()}
    assert positions == {site: [at for at, other in enumerate(sites) if other == site] for site in "abc"}


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "example"), _EXAMPLES)
def test_rules_find_the_same(request: pytest.FixtureRequest, rule: Any, example: Any) -> None:
    settings = rule_contract.required_settings(rule) if rule.required_options else {}
    checker = default_checker(examples.NOW, settings)
    files = merged(map(checker.check, specimen.series(example)))

    def found() -> FileResult:
        return checker.check_dump(InMemoryDump(files.summaries, files.features, files.feature_names))

    expected = found()
    request.getfixturevalue("in_blocks")
    assert found() == expected
    assert not expected.crashes
