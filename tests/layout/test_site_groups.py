"""Groups of sites are shared out: each is in one share, and one stays at home."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.site_groups import SiteGroups


def of_sizes(*sizes: int) -> SiteGroups:
    groups = SiteGroups(InMemoryDump([]), 1, None)
    groups.sizes = [*sizes]
    return groups


@given(st.lists(st.integers(1, 100_000), max_size=40), st.integers(1, 9))
def test_each_group_is_in_one_share(sizes: list[int], total: int) -> None:
    groups = of_sizes(*sizes)
    shares = [groups.share(number, total) for number in range(total)]
    assert sorted(group for share in shares for group in share) == [*range(len(sizes))]
    articles = [sum(sizes[group] for group in share) for share in shares]
    assert max(articles) - min(articles) <= max(sizes, default=0)


@pytest.mark.parametrize(
    ("sizes", "sent"),
    [
        pytest.param([], [], id="no site"),
        pytest.param([9], [], id="one group stays"),
        pytest.param([5, 9, 7], [2, 0], id="the largest one stays, the next one is sent first"),
        pytest.param([5, 5, 5], [1, 2], id="of equal ones, the first one stays"),
        pytest.param([5, 99, 10, 11, 99], [2, 0], id="those that are too large stay"),
    ],
)
def test_what_is_sent_is_small_and_not_everything(sizes: list[int], sent: list[int]) -> None:
    assert of_sizes(*sizes).sendable(10) == sent
