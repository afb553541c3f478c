"""Joined lists are what their values packed together would be."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump import packed_lists

pack, unpack = msgspec.msgpack.encode, msgspec.msgpack.decode


@given(st.lists(st.lists(st.text(max_size=3), min_size=1, max_size=40), min_size=1, max_size=5))
def test_values_are_one_behind_the_other(lists: list[list[str]]) -> None:
    joined = unpack(packed_lists.joined([*map(pack, lists)], [*map(len, lists)]))
    whole = [value for values in lists for value in values]
    assert joined == whole or joined * len(whole) == whole


@pytest.mark.parametrize(
    ("lists", "counts", "wanted"),
    [
        pytest.param([["a"], ["b", "c"]], [3, 2], ["a", "a", "a", "b", "c"], id="one value for all of a list"),
        pytest.param([["a"], ["a"]], [3, 2], ["a"], id="one value for all"),
        pytest.param([["a"] * 70_000, ["b"]], [70_000, 1], ["a"] * 70_000 + ["b"], id="long"),
        pytest.param([[""] * 16, ["b"]], [16, 1], [""] * 16 + ["b"], id="more than fifteen"),
    ],
)
def test_a_value_may_stand_for_several(lists: list[list[str]], counts: list[int], wanted: list[str]) -> None:
    assert unpack(packed_lists.joined([*map(pack, lists)], counts)) == wanted


@pytest.mark.parametrize("packed", [b"", pack(1), pack("a"), pack({})])
def test_only_lists_are_joined(packed: bytes) -> None:
    with pytest.raises(ValueError, match="no list"):
        packed_lists.joined([pack(["a"]), packed], [1, 1])
