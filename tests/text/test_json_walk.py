"""Values with the spans of what is in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import json_walk
from newscheck.text.json_path import Steps
from newscheck.text.json_walk import Walked

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=10,
)
CONTAINERS = st.lists(VALUES, max_size=3) | st.dictionaries(st.text(max_size=4), VALUES, max_size=3)


def places(value: Any, steps: Steps = ()) -> list[Steps]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [steps, *(place for step, part in inner for place in places(part, (*steps, step)))]


def at(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value


def walk(text: str) -> Walked:
    return json_walk.walk(text, 0, lambda steps, mark, inner: True)


@given(
    value=CONTAINERS, indent=st.none() | st.integers(0, 2), is_ascii=st.booleans(), behind=st.sampled_from(["", " 1"])
)
def test_every_span_is_the_source_of_its_value(value: Any, indent: int | None, is_ascii: bool, behind: str) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    walked = walk(text + behind)
    assert (walked.value, walked.start, walked.end, walked.error) == (value, 0, len(text), None)
    for steps in places(value):
        span = walked.span(steps)
        assert span is not None
        assert json.loads(text[slice(*span)]) == at(value, steps)


@given(value=CONTAINERS, name=st.text(max_size=4))
def test_what_is_not_entered_has_its_value_and_no_spans(value: Any, name: str) -> None:
    walked = json_walk.walk(json.dumps({name: value}), 0, lambda steps, mark, inner: not steps)
    assert walked.value == {name: value}
    assert walked.span((name,)) is not None
    assert walked.entries == {}
    assert walked.span((name, 0)) is None


@given(value=CONTAINERS, data=st.data())
def test_a_cut_value_is_known_up_to_the_cut(value: Any, data: st.DataObject) -> None:
    text = json.dumps(value)
    cut = data.draw(st.integers(1, len(text) - 1))
    walked = walk(text[:cut])
    assert walked.error is not None
    assert type(walked.value) is type(value)
    assert len(walked.value) <= len(value)


@pytest.mark.parametrize(
    ("text", "broken", "value"),
    [
        pytest.param('{"a": [1, 2, x]}', ("a",), {"a": [1, 2]}, id="in an array"),
        pytest.param('{"a": [1], "b": x}', None, {"a": [1]}, id="behind an array"),
        pytest.param('{"a": {"b": [[1], [2', ("a", "b", 1), {"a": {"b": [[1], [2]]}}, id="in an array in an array"),
        pytest.param('{"a": 1 "b": 2}', None, {"a": 1}, id="no comma"),
        pytest.param('{"a" 1}', None, {}, id="no colon"),
        pytest.param("{a: 1}", None, {}, id="no quotes"),
    ],
)
def test_the_array_of_an_error(text: str, broken: Steps | None, value: Any) -> None:
    walked = walk(text)
    assert isinstance(walked.error, ValueError)
    assert (walked.broken, walked.value) == (broken, value)


def test_two_members_of_one_name_are_the_last() -> None:
    walked = walk('{"a": [1], "a": [2, 3]}')
    assert walked.value == {"a": [2, 3]}
    assert walked.span(("a", 1)) == (20, 21)


def test_many_empty_objects_are_one() -> None:
    entries = walk("[" + "{}," * 50 + "{}]").value
    assert len(entries) == 51
    assert len(set(map(id, entries[:5]))) == 5  # entered ones are their own
    entries = json_walk.walk("[" + "{}," * 50 + "0]", 0, lambda steps, mark, inner: not steps).value
    assert len(set(map(id, entries[:50]))) == 1
    assert entries[50] == 0
