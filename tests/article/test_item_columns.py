"""The values that items have at each path, and whether they fit a field of the record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.item_columns import ItemColumn, columns_of

TEXT = "海事法庭周五公布了救援协定第{}条的全部条文，渔民合作社表示欢迎，沿海各国将在两年内完成必要的立法程序。"
ADDRESS = "https://news.example.org/2023/{}"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({"a": 1}, {"a": [1]}, id="a member"),
        pytest.param({"a": {"b": 1}}, {"a": [{"b": 1}], "a.b": [1]}, id="a member of a member"),
        pytest.param({"a": [{"b": 1}, {"b": 2}]}, {"a": [[{"b": 1}, {"b": 2}]], "a[*].b": [[1, 2]]}, id="of entries"),
        pytest.param({"a": [1, {"b": 2}]}, {"a": [[1, {"b": 2}]]}, id="a list of this and that"),
        pytest.param({"a": None, "b": "", "c": [], "d": {}}, {}, id="nothing"),
        pytest.param({"a": 0, "b": False}, {"a": [0], "b": [False]}, id="what is no nothing"),
        pytest.param({"a.b": 1, "c": {"d.e": 2}}, {"a.b": [1], "c": [{"d.e": 2}]}, id="a name that is no step"),
        pytest.param({"": 1, "a\n": 2}, {}, id="names that no settings have"),
    ],
)
def test_paths(item: dict[str, Any], expected: dict[str, Any]) -> None:
    assert {path: column.values for path, column in columns_of([item]).items()} == expected


def test_no_path_is_deeper_than_four_objects() -> None:
    assert [*columns_of([{"a": {"b": {"c": {"d": {"e": 1}}}}}])][-1] == "a.b.c.d"


def test_objects_whose_names_are_data_are_not_followed_for_ever() -> None:
    columns = columns_of([{f"https://a.example/{at}": at for at in range(5_000)}])
    assert len(columns) == 300


@pytest.mark.parametrize(
    ("field", "values", "items", "fits"),
    [
        pytest.param("url", [ADDRESS.format(at) for at in range(10)], 10, True, id="addresses"),
        pytest.param("url", [ADDRESS.format(at) for at in range(10)], 60, False, id="of few items"),
        pytest.param("url", [ADDRESS] * 10, 10, False, id="one address"),
        pytest.param("image", [ADDRESS.format("a.jpg")] * 10, 10, True, id="an image may be that of all"),
        pytest.param("url", [*(ADDRESS.format(at) for at in range(7)), 1, 2, 3], 10, False, id="seven of ten"),
        pytest.param("body", [TEXT.format(at) for at in range(10)], 10, True, id="texts"),
        pytest.param("html", [f"<p>{TEXT.format(at)}</p>" if at % 3 else "x" for at in range(9)], 9, True, id="HTML"),
    ],
)
def test_fits(field: str, values: list[Any], items: int, fits: bool) -> None:
    assert ItemColumn("a", values, items).fits(field) is fits


def test_length_and_depth() -> None:
    column = ItemColumn("a.b[*].c", ["船", "ab", "\ud800"], 3)
    assert (column.length, column.depth) == (2, 3)


@given(st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=5), max_size=4))
def test_any_items_have_columns(items: list[dict[str, Any]]) -> None:
    for path, column in columns_of(items).items():
        assert path == column.path and 0 < len(column.values) <= len(items) == column.items
