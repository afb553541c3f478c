"""Members of the objects in own fields: their paths, what is counted of them, and how much at most."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.dump.own_members import above, members, steps_of
from newscheck.dump.own_values import own_values

VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        pytest.param({"source": {"id": 1, "name": "A"}}, {"source.id": 1, "source.name": "A"}, id="an object"),
        pytest.param(
            {"authors": [{"name": "A"}, {"name": "B", "id": 2}]},
            {"authors[*].name": ["A", "B"], "authors[*].id": [2]},
            id="a list of objects",
        ),
        pytest.param({"a": {"b": {"c": 1}}}, {"a.b": {"c": 1}, "a.b.c": 1}, id="two levels"),
        pytest.param(
            {"a": {"b": [{"c": 1}]}}, {"a.b": [{"c": 1}], "a.b[*].c": [1]}, id="a list of objects in an object"
        ),
        pytest.param({"a": "text", "b": ["a"], "c": 1, "d": None}, {}, id="no objects"),
        pytest.param({"a": {"@type": "Person", "": 1, "b.c": 2, "d[0]": 3}}, {}, id="names that are no part of a path"),
        pytest.param({"a": {"b" * 59: 1, "c": 2}}, {"a.c": 2}, id="a long name"),
    ],
)
def test_paths(fields: dict[str, Any], paths: dict[str, Any]) -> None:
    assert dict(members(fields)) == paths


def test_members_come_behind_the_fields_and_only_so_many() -> None:
    fields = {f"field {at}": {f"member {number}": 1 for number in range(1000)} for at in range(1000)}
    kept = own_values(fields)
    assert ["." in name for name in kept] == [False] * 40 + [True] * 24
    deep: Any = 1
    for _ in range(5000):
        deep = {"a": [deep]}
    assert [*own_values({"a": {"b": deep}})] == ["a", "a.b", "a.b.a", "a.b.a[*].a"]


def test_members_without_a_value_are_left_out() -> None:
    assert own_values({"source": {"id": "a", "name": None}}) == {"source": "a", "source.id": "a"}
    assert own_values({"authors": [{"name": ""}, {"name": "Ann"}]})["authors[*].name"] == ["Ann"]
    assert own_values({"source": {"name": "a"}, "source.name": "b"}) == {"source": "a", "source.name": "b"}


@pytest.mark.parametrize(
    ("path", "objects"),
    [("author", []), ("source.name", ["source"]), ("a.b[*].c", ["a.b", "a"]), ("a[*].b", ["a"])],
)
def test_the_objects_above_a_member(path: str, objects: list[str]) -> None:
    assert [*above(path)] == objects


@pytest.mark.parametrize(
    ("path", "own", "steps"),
    [
        pytest.param("author", {"author"}, ("author",), id="a field"),
        pytest.param("source.name", {"source"}, ("source", "name"), id="a member"),
        pytest.param("a.b[*].c", {"a"}, ("a", "b"), id="up to a list"),
        pytest.param("a[*].b", {"a"}, ("a",), id="a list"),
        pytest.param("dc.creator", {"dc.creator"}, ("dc.creator",), id="a field with a dotted name"),
        pytest.param("dc.creator", set(), ("dc.creator",), id="not there"),
    ],
)
def test_the_steps_to_a_member(path: str, own: set[str], steps: tuple[str, ...]) -> None:
    assert steps_of(path, dict.fromkeys(own)) == steps


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5))
def test_any_object_has_paths_of_its_fields(fields: dict[str, Any]) -> None:
    for path, _ in members(fields):
        assert len(path) <= 60
        assert any(path.startswith((f"{name}.", f"{name}[*].")) for name in fields)
