"""Statistics of counts: differences of two groups, and overdispersion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.numpy_loader import np
from newscheck.layout.statistics import group_difference, overdispersion

COUNTS = st.tuples(st.integers(1, 512), st.integers(150, 5_000)).flatmap(
    lambda sizes: st.tuples(st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1]))
)


@given(COUNTS)
def test_two_groups_differ_as_much_in_either_order(counts: tuple[int, int, int, int]) -> None:
    a, n1, b, n0 = counts
    forth, back = (
        group_difference(np.array([a]), n1, np.array([b]), n0),
        group_difference(np.array([b]), n0, np.array([a]), n1),
    )
    assert all((first == second).all() for first, second in zip(forth, back, strict=True))


def test_overdispersion_is_at_least_1_and_learned_from_sum_and_maximum() -> None:
    assert overdispersion(np.array([0.0, 16.0, 16.0]), 4, np.array([0.0, 6.0, 12.0])).tolist() == [1.0, 3.0, 4.0]
