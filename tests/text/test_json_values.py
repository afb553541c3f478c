"""Values of bytes are those that the standard library reads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import json_values

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_is_that_of_the_standard_library(value: Any) -> None:
    data = json.dumps(value).encode()
    assert repr(json_values.load(data)) == repr(json.loads(data))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9223372036854775808", id="over 63 bits"),
        pytest.param('[1, {"a": 100000000000000000000}]', id="a long integer in a list"),
        pytest.param("NaN", id="no number"),
        pytest.param('{"a": "\\ud83d"}', id="half of a pair"),
    ],
)
def test_what_orjson_may_read_otherwise_is_read_by_the_standard_library(text: str) -> None:
    expected = json.loads(text)
    found = json_values.load(text.encode())
    assert repr(found) == repr(expected).replace("\\ud83d", "\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize("text", ["", "{} {}", "[1,]", "{'a': 1}", "9" * 5_000, "[" * 300 + "]" * 300])
def test_other_bytes_are_refused(text: str) -> None:
    for load in (json_values.load, json_values.load_exactly):
        with pytest.raises(ValueError, match=r"."):
            load(text.encode())
