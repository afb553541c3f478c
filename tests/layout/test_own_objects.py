"""Objects among own fields: a member that is lost, or that is the object's name, is told once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from newscheck.dump.own_columns import own_tables
from newscheck.dump.own_value import packed
from newscheck.dump.own_values import own_values
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.own_shifts import own_shifts
from newscheck.layout.thresholds import Thresholds
from newscheck.model import ArticleSummary

HOUR = 3_600_000
BEGIN = 1_680_480_000_000
NAMES = ("Harbour", "Ridge", "Lantern")


def shifts(item: Callable[[int], Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The fields that change in 400 articles, and where."""
    summaries = [
        ArticleSummary(
            str(at), 1, "x", BEGIN + at * HOUR, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"",
            own=packed(own_values(item(at))),
        )
        for at in range(400)
    ]  # fmt: skip
    [table] = own_tables(InMemoryDump(summaries), 2 * BEGIN, 1)
    return [(shift.name, shift.first) for shift in own_shifts(table, Thresholds(30, 0.3))]


def source(at: int, name: str | None, number: int = 0) -> dict[str, Any]:
    members = {"id": f"id {number or at * 7 % 3}", "name": name, "rank": at * 11 % 5}
    return {"source": {key: value for key, value in members.items() if value is not None}}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(lambda at: source(at, NAMES[at * 7 % 3]), [], id="as ever"),
        pytest.param(lambda at: source(at, NAMES[at * 7 % 3] if at < 200 else None), [], id="the name is lost"),
        pytest.param(
            lambda at: source(at, NAMES[at * 7 % 3] if at < 200 else "Harbour"),
            [("source", 200)],
            id="the name is always the same",
        ),
        pytest.param(
            lambda at: source(at, NAMES[at * 7 % 3], 9 if at >= 200 else 0),
            [("source.id", 200)],
            id="the id is always the same",
        ),
        pytest.param(
            lambda at: {
                "authors": [{"name": f"Ann {at * 7 % 23}"}, {"name": f"Bob {at * 3 % 7}" if at < 200 else "x"}]
            },
            [("authors", 200)],
            id="a name in a list",
        ),
    ],
)
def test_what_changes(item: Callable[[int], Mapping[str, Any]], expected: list[tuple[str, int]]) -> None:
    assert shifts(item) == expected
