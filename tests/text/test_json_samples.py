"""Samples of what is long."""

from __future__ import annotations

import pytest

from newscheck.text.json_samples import UNREAD, Index, Sample, at_both_ends, has_sample


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, []), (5, [*range(5)]), (12, [*range(12)]), (20, [*range(6), *range(14, 20)])],
)
def test_values_at_both_ends_of_a_list(count: int, expected: list[int]) -> None:
    assert at_both_ends([*range(count)]) == expected


def test_samples_are_found_inside() -> None:
    sample = Sample([1], lambda: iter([1, 2]))
    assert has_sample({"a": {"b": sample}})
    assert has_sample({"a": Index({"b": UNREAD}, lambda name: name)})
    assert not has_sample({"a": {"b": [1]}})
