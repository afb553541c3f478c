"""Changes of a field in words: exact lines, none for equal values, and no control characters."""

from __future__ import annotations

import copy
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscheck.text.display import UNSAFE_ANYWHERE
from newscheck.text.value_diff import changed_fields, describe_change, is_identical
from newscheck.text.width import cell_width

LONG = "联合国特使周五在日内瓦表示，新的渔业配额仍有待独立机构核实。"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("题", "题", "", id="nothing"),
        pytest.param("", "", "", id="nothing of nothing"),
        pytest.param(None, None, "", id="null"),
        pytest.param(float("nan"), float("nan"), "", id="no number is no number"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, "", id="the order of names"),
        pytest.param(None, "题", "x appeared\n  + 题", id="text appeared"),
        pytest.param("题", None, "x vanished\n  - 题", id="text vanished"),
        pytest.param(None, "一\n二", "x appeared\n  + 一\n  + 二", id="lines appeared"),
        pytest.param(["a", 2], None, "x vanished\n  - a\n  - 2", id="a list vanished"),
        pytest.param(None, [], "x appeared\n  + []", id="an empty list appeared"),
        pytest.param(
            None,
            list("abcdefghijklmn"),
            "x appeared\n" + "".join(f"  + {c}\n" for c in "abcdefghijkl") + "  + … and 2 more",
            id="a long list appeared",
        ),
        pytest.param(None, {"b": True, "a": "题"}, 'x appeared\n  + {"a": "题", "b": true}', id="an object appeared"),
        pytest.param("1", 1, "x is a number instead of text\n  - 1\n  + 1", id="a number for text"),
        pytest.param(True, 1, "x is a number instead of true or false\n  - true\n  + 1", id="a number for true"),
        pytest.param("a", ["a"], "x is a list instead of text\n  - a\n  + a", id="a list for text"),
        pytest.param([], {}, "x is an object instead of a list\n  - []\n  + {}", id="an object for a list"),
        pytest.param(1, 2, "x changed\n  - 1\n  + 2\n    ^", id="numbers"),
        pytest.param(
            "海上救援", "海上求援", "x changed\n  - 海上救援\n  + 海上求援\n        ^", id="the mark is under the place"
        ),
        pytest.param("", "题", "x changed\n  - \n  + 题\n    ^", id="from nothing"),
        pytest.param("题", "题 ", "x changed\n  - 题\n  + 题 \n      ^", id="a blank at the end"),
        pytest.param("题a", "题", "x changed\n  - 题a\n  + 题\n      ^", id="the end is gone"),
        pytest.param(
            LONG * 2 + "甲" + LONG * 2,
            LONG * 2 + "乙" + LONG * 2,
            "x changed\n"
            "  - …配额仍有待独立机构核实。甲联合国特使周五在日内瓦表示，新的渔业配额仍…\n"
            "  + …配额仍有待独立机构核实。乙联合国特使周五在日内瓦表示，新的渔业配额仍…\n"
            "                             ^",
            id="around the place in a long text",
        ),
        pytest.param("a\nb\nc", "a\nB\nc", "x changed\n  - 2  b\n  + 2  B\n       ^", id="the line that changed"),
        pytest.param("a\nc", "a\nb\nc", "x changed: 3 lines instead of 2\n  + 2  b", id="a line more"),
        pytest.param("a", "a\n", "x changed: 2 lines instead of 1\n  + 2  ", id="an empty line more"),
        pytest.param(["a", "b"], ["a"], "x changed: 1 entry instead of 2\n  - 2  b", id="an entry less"),
        pytest.param(["a"], [], "x changed: 0 entries instead of 1\n  - 1  a", id="no entry is left"),
        pytest.param(["a", "b"], ["b", "a"], "x changed\n  + 1  b\n  - 2  b", id="another order"),
        pytest.param(
            ["a", "b", "c"],
            ["x", "a", "B", "c"],
            "x changed: 4 entries instead of 3\n  + 1  x\n  - 3  b\n  + 3  B\n       ^",
            id="numbers are those of now",
        ),
        pytest.param([1], ["1"], 'x changed\n  - 1  1\n  + 1  "1"\n       ^', id="a number among texts"),
        pytest.param([1], [True], "x changed\n  - 1  1\n  + 1  true\n       ^", id="Python takes 1 for True"),
        pytest.param([1], [1.0], "x changed\n  - 1  1\n  + 1  1.0\n        ^", id="and for 1.0"),
        pytest.param(
            [{"b": 1, "a": 2}, 3],
            [{"a": 2, "b": 1}, 4],
            "x changed\n  - 2  3\n  + 2  4\n       ^",
            id="the order of names in an entry",
        ),
        pytest.param(
            {"a": "x" * 90},
            {"a": "x" * 90 + "y"},
            "x changed\n  - …" + "x" * 24 + '"}\n  + …' + "x" * 24 + 'y"}\n' + " " * 29 + "^",
            id="the place in an object",
        ),
        pytest.param(
            "\x1b[31m红",
            "\x1b[32m红",
            "x changed\n  - \\x1b[31m红\n  + \\x1b[32m红\n" + " " * 10 + "^",
            id="escape sequences",
        ),
        pytest.param("a\u202eb", "a\u200bb", "x changed\n  - a\\u202eb\n  + a\\u200bb\n     ^", id="bidi, zero width"),
        pytest.param("a\rb", "a\tb", "x changed\n  - a\\rb\n  + a\\tb\n     ^", id="what moves the cursor"),
        pytest.param("\ud83d", "\udc80", "x changed\n  - \\ud83d\n  + \\x80\n    ^", id="halves of pairs"),
    ],
)
def test_lines(before: Any, after: Any, expected: str) -> None:
    assert "\n".join(describe_change("x", before, after)) == expected


def test_the_name_is_made_safe_too() -> None:
    assert describe_change("a\x1b[31m", None, 1)[0] == "a\\x1b[31m appeared"


def test_a_flood_is_held_back() -> None:
    lines = describe_change("x", [f"a{i}" for i in range(100)], [f"b{i}" for i in range(100)])
    assert len(lines) == 1 + 36 + 1
    assert lines[-1] == "  … and 264 more lines"


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        pytest.param({"a": 1, "b": 2}, {"a": 1, "b": 2}, [], id="nothing"),
        pytest.param({"b": 1, "a": 1}, {"c": 1, "a": 2}, ["b", "a", "c"], id="in the order of before, then of after"),
        pytest.param({"a": None}, {}, [], id="null is as good as not there"),
        pytest.param({}, {"a": None}, [], id="and the other way round"),
        pytest.param({"a": 1}, {"a": True}, ["a"], id="kinds"),
        pytest.param({"a": [{"b": 1}]}, {"a": [{"b": 1.0}]}, ["a"], id="kinds far inside"),
        pytest.param({"a": float("nan")}, {"a": float("nan")}, [], id="no number"),
    ],
)
def test_fields(before: dict[str, Any], after: dict[str, Any], names: list[str]) -> None:
    assert changed_fields(before, after) == names


HOSTILE = st.text(
    st.sampled_from("a文\n\r\t \x1b\x07\x9b\u202e\u2066\u200b\u2028\ufeff\ud800\U000e0041\u0301😀"), max_size=60
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats() | st.text(max_size=99) | HOSTILE,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(HOSTILE, VALUES, VALUES)
@example("x", [1], [True])
@example("x", {"a": [0.0]}, {"a": [0]})
def test_there_are_lines_where_something_differs_and_they_are_safe_and_short(
    name: str, before: Any, after: Any
) -> None:
    lines = describe_change(name, before, after)
    assert bool(lines) != is_identical(before, after)
    assert bool(lines) == bool(changed_fields({"a": before}, {"a": after}))
    assert not any(UNSAFE_ANYWHERE.search(line) for line in lines)
    assert all(cell_width(line) <= 76 for line in lines[1:])


@given(VALUES)
def test_a_value_is_the_same_as_its_copy(value: Any) -> None:
    assert is_identical(value, copy.deepcopy(value))
    assert describe_change("x", value, copy.deepcopy(value)) == []


@given(st.lists(st.sampled_from("ab"), max_size=8), st.lists(st.sampled_from("ab"), max_size=8))
def test_the_lines_lead_from_one_list_to_the_other(before: list[str], after: list[str]) -> None:
    """Removing the entries of `-` lines and adding those of `+` lines gives the new list."""
    entries = [line.split() for line in describe_change("x", before, after)[1:] if "^" not in line]
    gone, come = (sorted(entry for mark, _, entry in entries if mark == sign) for sign in "-+")
    remaining = list(before)
    for entry in gone:
        remaining.remove(entry)
    assert sorted(remaining + come) == sorted(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("\n" * 30_000, "\n" * 10_000 + "a" + "\n" * 25_000, id="empty lines"),
        pytest.param("b" + "\n" * 30_000 + "b", "\n" * 10_000 + "a" + "\n" * 20_000, id="empty lines between others"),
        pytest.param("ab\n" * 9_999 + "c", "b\na\n" * 9_999, id="two lines again and again"),
        pytest.param([str(i % 100) for i in range(1_000)], [str(i * 7 % 100) for i in range(1_000)], id="a hundred"),
        pytest.param("a" * 2_000_000, "a" * 1_999_999 + "b", id="a line of two million characters"),
        pytest.param([f"a{i}" for i in range(20_000)], [f"b{i}" for i in range(20_000)], id="all of 20,000 entries"),
    ],
)
def test_large_values_end_in_bounded_time(before: Any, after: Any) -> None:
    start = process_time()
    assert len(describe_change("x", before, after)) < 40
    assert process_time() - start < 5
