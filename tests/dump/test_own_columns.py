"""Columns of own fields: codes of values, the clock of a site, and names that differ by article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump import own_columns
from newscheck.dump.own_value import packed
from newscheck.dump.own_values import own_values
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary
from newscheck.text.timestamps import DAY

NOW = 1_700_000_000_000
BEGIN = 1_680_000_000_000


def summary(own: Mapping[str, Any], epoch: int | None = BEGIN, published: int | None = None) -> ArticleSummary:
    return ArticleSummary(
        "a", 1, "x", epoch, published, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"", own=packed(own_values(own))
    )


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        pytest.param("world", [own_columns.TEXT], id="text"),
        pytest.param(12, [own_columns.NUMBER], id="number"),
        pytest.param(0.5, [own_columns.NUMBER], id="fraction"),
        pytest.param("12", [own_columns.NUMERAL], id="number as text"),
        pytest.param("-0.5", [own_columns.NUMERAL], id="fraction as text"),
        pytest.param("12 words", [own_columns.TEXT], id="begins with a number"),
        pytest.param("2023-05-01", [own_columns.TEXT], id="date"),
        pytest.param("1_000", [own_columns.TEXT], id="underscore"),
        pytest.param("9" * 16, [own_columns.TEXT], id="beyond exact numbers"),
        pytest.param("١٢", [own_columns.TEXT], id="other digits"),
        pytest.param(True, [own_columns.TRUTH], id="truth"),
        pytest.param(["a", "b", "a"], [own_columns.LIST] * 2, id="list"),
        pytest.param([{"a": 1}], [own_columns.LIST], id="list of objects"),
        pytest.param({"a": 1}, [own_columns.STRUCTURE], id="object"),
        pytest.param(None, [], id="null"),
        pytest.param([], [], id="empty list"),
        pytest.param(float("inf"), [], id="infinite"),
    ],
)
def test_what_a_value_is(value: Any, kinds: list[int]) -> None:
    kept = own_values({"a": value})
    assert [code >> own_columns.BITS for code in own_columns.codes(kept["a"])] == kinds if kinds else not kept


@given(st.floats(-(2.0**53), 2.0**53), st.floats(-(2.0**53), 2.0**53))
def test_places_of_numbers_keep_their_order_and_size(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 0 <= own_columns.number_place(low) <= own_columns.number_place(high) < 1 << own_columns.BITS
    assert own_columns.number_at(own_columns.number_place(low)) == pytest.approx(low, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(
    ("summaries", "expected"),
    [
        pytest.param([summary({"a": 1}, BEGIN + day * DAY, BEGIN) for day in range(4)], [0, 1, 2, 3], id="crawled"),
        pytest.param([summary({"a": 1}, None, BEGIN + day * DAY) for day in range(4)], [0, 1, 2, 3], id="published"),
        pytest.param(
            [summary({"a": 1}, BEGIN + 9 * DAY + day, BEGIN + day * DAY) for day in range(4)],
            [0, 1, 2, 3],
            id="crawled at once",
        ),
        pytest.param(
            [summary({"a": 1}, 1 << 60), summary({"a": 1}, 5), summary({"a": 1}, None)], [None] * 3, id="absurd"
        ),
    ],
)
def test_the_clock_of_a_site(summaries: list[ArticleSummary], expected: list[int | None]) -> None:
    [table] = own_columns.own_tables(InMemoryDump(summaries), NOW, 1)
    assert [None if time == own_columns.UNKNOWN else (time - BEGIN) // DAY for time in table.times] == expected


def test_of_names_that_differ_by_article_the_frequent_ones_are_kept() -> None:
    rows = [summary({"author": "a", **{f"key {at} {n}": 1 for n in range(20)}}) for at in range(500)]
    [table] = own_columns.own_tables(InMemoryDump(rows), NOW, 1)
    assert len(table.columns) <= 450
    assert len(table.columns["author"].codes) == 500


def test_a_site_with_few_articles_has_no_table() -> None:
    assert list(own_columns.own_tables(InMemoryDump([summary({"a": 1})]), NOW, 2)) == []
    assert list(own_columns.own_tables(InMemoryDump([summary({})]), NOW, 0)) == []
