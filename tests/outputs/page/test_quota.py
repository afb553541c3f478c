"""Which of too many findings a page shows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newscheck.outputs.page.quota import EvenChoice, shares

NUMBERS = st.dictionaries(st.integers(0, 30), st.integers(1, 400), max_size=20)


@given(numbers=NUMBERS, limit=st.integers(1, 2_000))
def test_shares_fill_the_room_evenly(numbers: dict[int, int], limit: int) -> None:
    found = shares(numbers, limit)
    assert found.keys() == numbers.keys()
    assert sum(found.values()) == min(limit, sum(numbers.values()))
    assert all(0 <= found[kind] <= numbers[kind] for kind in numbers)
    cut = [found[kind] for kind in numbers if found[kind] < numbers[kind]]
    assert not cut or max(cut) - min(cut) <= 1
    assert not cut or all(found[kind] <= max(cut) + 1 for kind in numbers), "who gets all of its own is no greater"


@given(number=st.integers(1, 500), data=st.data())
def test_findings_are_chosen_at_equal_distances(number: int, data: st.DataObject) -> None:
    share = data.draw(st.integers(0, number))
    choice = EvenChoice(number, share)
    chosen = [place for place in range(number) if choice.takes_next()]
    assert len(chosen) == share
    assert not share or chosen[0] == 0
    gaps = {after - before for before, after in pairwise(chosen)}
    assert not gaps or max(gaps) - min(gaps) <= 1
