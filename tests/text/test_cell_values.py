"""Lists and objects in cells, as programs write them; anything else stays the text that it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import cell_values

JSON = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)


@given(st.lists(JSON, min_size=1, max_size=4) | st.dictionaries(st.text(max_size=4), JSON, min_size=1, max_size=4))
def test_what_python_writes_is_read(value: Any) -> None:
    assert cell_values.parse(repr(value)) == value


@pytest.mark.parametrize(
    "cell",
    [
        "[a]",
        "[,]",
        "[1,,2]",
        "{'a'}",
        "{'a': 1, 2}",
        "[1 + 1]",
        "['a'",
        "[f'{x}']",
        "['a'].pop()",
        "[__import__('os')]",
        "(一)",
    ],
)
def test_what_is_no_list_stays_a_text(cell: str) -> None:
    assert cell_values.parse(cell) == cell


@given(st.text(st.sampled_from("[](){},:'\"\\ab1 \n"), max_size=30))
def test_any_text_gives_a_text_or_a_list(cell: str) -> None:
    assert cell_values.parse(cell) is None or isinstance(cell_values.parse(cell), (str, list, dict))


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert cell_values.parse('["a\\ud800"]') == ["a\ufffd"]
