"""What a summary keeps of an item's own fields: small, and of any value that JSON can hold."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.own_value import HASH, OBJECT, packed
from newscheck.dump.own_values import own_values, packed_own_values

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=10) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param(" Ann ", "Ann", id="a text without blanks around it"),
        pytest.param(12, 12, id="a number"),
        pytest.param(False, False, id="a truth value"),
        pytest.param(["a", 1, None, ""], ["a", "1"], id="a list's values as text"),
        pytest.param([{"name": "Ann"}, {"term": "sea"}], ["Ann", "sea"], id="objects by their names"),
        pytest.param({"@type": "Person", "name": "Ann"}, "Ann", id="an object by its name"),
        pytest.param({"a": {"b": 1}}, OBJECT, id="any other object"),
        pytest.param([[1]], [OBJECT], id="a list of lists"),
    ],
)
def test_what_is_kept(value: Any, kept: Any) -> None:
    assert own_values({"field": value})["field"] == kept


@pytest.mark.parametrize("value", [None, "", " ", "None", "nan", [], {}, [None], [""], {"name": ""}, float("nan")])
def test_no_value(value: Any) -> None:
    assert own_values({"field": value}) == {}


def test_a_long_text_and_a_large_number_are_hashed_or_shortened() -> None:
    kept = own_values({"text": "a" * 61, "other": "a" * 62, "number": 10**5_000, "id": 1 << 60})
    assert all(str(value).startswith(HASH) for name, value in kept.items() if name != "id")
    assert kept["text"] != kept["other"] and kept["id"] == f"{1 << 60:x}"


def test_only_so_many_fields_are_kept() -> None:
    assert [*own_values({f"k{number}": number for number in range(10_000)})] == [f"k{number}" for number in range(40)]
    assert own_values({"k" * 61: 1, "k" * 60: 1}) == {"k" * 60: 1}


@given(st.dictionaries(st.text(max_size=70), VALUES, max_size=50))
def test_any_fields_can_be_packed_and_are_small(fields: dict[str, Any]) -> None:
    kept = own_values(fields)
    assert len(kept) <= 64
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(kept)) == kept
    assert all(len(part) <= 60 for value in kept.values() if isinstance(value, (str, list)) for part in value)


@given(st.dictionaries(st.text(max_size=70), VALUES, max_size=50))
def test_packed_is_the_same_the_first_time_and_later(fields: dict[str, Any]) -> None:
    expected = packed(own_values(fields))
    assert [packed_own_values(fields), packed_own_values(fields)] == [expected, expected]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1 << 64, id="a number that no format holds"),
        pytest.param("\ud800" * 100, id="halves of surrogate pairs"),
        pytest.param("a" * 1_000, id="a long text"),
        pytest.param(float("inf"), id="an infinite number"),
    ],
)
def test_values_that_are_not_remembered_are_packed_as_others(value: Any) -> None:
    assert packed_own_values({"field": value}) == packed(own_values({"field": value}))
