"""YAML as it is written."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import yaml_source


def fields(text: str) -> dict[str, Any] | None:
    found, fault = yaml_source.fields(text, 0, len(text))
    assert fault is None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: true\nc: 2023-08-16", {"a": "1", "b": "true", "c": "2023-08-16"}, id="no types"),
        pytest.param("a:\n- x\n- y\nb: [1, '2']", {"a": ["x", "y"], "b": ["1", "2"]}, id="lists"),
        pytest.param("a: {b: {c: d}}", {"a": {"b": {"c": "d"}}}, id="mappings"),
        pytest.param("a: &t 题\nb: *t", {"a": "题", "b": "题"}, id="an alias of a text"),
        pytest.param("1: a\ntrue: b", {"1": "a", "true": "b"}, id="names are texts, too"),
        pytest.param("? [a]\n: b\nc: d", {"c": "d"}, id="a list is no name"),
        pytest.param("a: x\u2028y\u2029z\x85", {"a": "x\u2028y\u2029z\x85"}, id="breaks that nobody sees"),
        pytest.param("a: ~\nb: null\nc:\nd: ''", {"a": None, "b": None, "c": None, "d": ""}, id="nothing"),
        pytest.param("# a\n", None, id="a comment only"),
        pytest.param(" \n", {}, id="blanks"),
        pytest.param("- a", None, id="a list"),
        pytest.param("标题：题", None, id="full-width colons"),
    ],
)
def test_values_are_what_stands_there(text: str, expected: dict[str, Any] | None) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("a: [x\nb: y", "no YAML", {"a": "[x", "b": "y"}, id="not closed"),
        pytest.param('a: "x"y"\nb: z', "no YAML", {"a": 'x"y', "b": "z"}, id="quotes in quotes"),
        pytest.param("a: x\na: y", "twice", {"a": "x"}, id="twice"),
        pytest.param("a: &l [x]\nb: *l", "alias", {"a": "&l [x]", "b": "*l"}, id="an alias of a list"),
        pytest.param("a: " + "[" * 60 + "]" * 60, "nested", {"a": "[" * 60 + "]" * 60}, id="nested too deep"),
    ],
)
def test_faults(text: str, words: str, expected: dict[str, Any]) -> None:
    found, fault = yaml_source.fields(text, 0, len(text))
    assert fault is not None
    assert words in fault.detail
    assert found == expected


@pytest.mark.parametrize(
    ("text", "path", "written"),
    [
        pytest.param("---\na: 题\nb: 'x'\n", ("b",), "x", id="quotes are left out"),
        pytest.param("---\na: {b: [x, 😀, z]}\n", ("a", "b", 2), "z", id="an entry"),
        pytest.param("---\na: x\n", ("a", "b"), "x", id="no further than the value"),
        pytest.param('---\na: "x"y"\nb: z', ("a",), 'x"y', id="by its line, where it can't be parsed"),
    ],
)
def test_spans(text: str, path: tuple[str | int, ...], written: str) -> None:
    place = yaml_source.span(text, 4, len(text), path)
    assert place is not None
    assert text[slice(*place)] == written


def test_a_value_that_is_not_there_has_no_span() -> None:
    assert yaml_source.span("a: b", 0, 4, ("c",)) is None


#: Without the breaks of a line to YAML 1.1, which PyYAML writes as such.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"))


def test_noncharacters_are_no_breaks() -> None:
    assert fields("a: \ufdd0x\u2028y\nb: [\u2029, {c: \x85d}]\n") == {
        "a": "\ufdd0x\u2028y",
        "b": ["\u2029", {"c": "\x85d"}],
    }


@given(st.dictionaries(st.text("abc", min_size=1), st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3))))
def test_what_pyyaml_writes_is_read(values: dict[str, Any]) -> None:
    text = yaml.safe_dump(values, allow_unicode=True)
    assert fields(text) == values
