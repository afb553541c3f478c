"""Paragraphs that stand again: alone, as blocks, joined into one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import repetitions

_LONG = [
    "海事法庭周五公布了救援协定的全部条文。",
    "渔民合作社表示欢迎，要求增加近海的船只。",
    "议会下个月就条文进行表决，结果还不清楚。",
]
_FIRST, _SECOND, _THIRD = (text * 2 for text in _LONG)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param("abc", [], id="none"),
        pytest.param("aba", [(0, 0, 2, 2)], id="one"),
        pytest.param("abcabc", [(0, 2, 3, 5)], id="all"),
        pytest.param("labclabcx", [(0, 3, 4, 7)], id="all, and more"),
        pytest.param("abcdaxcd", [(0, 3, 4, 7)], id="one is changed"),
        pytest.param("abxxxab", [(2, 2, 3, 3), (2, 2, 4, 4), (0, 1, 5, 6)], id="others between"),
        pytest.param("aaaa", [(0, 0, 1, 1), (0, 0, 2, 2), (0, 0, 3, 3)], id="the same again and again"),
    ],
)
def test_blocks(paragraphs: str, expected: list[tuple[int, ...]]) -> None:
    assert [block[:4] for block in repetitions.blocks([*paragraphs])] == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param([_FIRST, _SECOND, _FIRST + _SECOND], 2, id="at the end"),
        pytest.param([f"{_FIRST} {_SECOND}", _FIRST, _SECOND], 0, id="at the beginning, with a blank"),
        pytest.param([_FIRST, _SECOND, f"{_FIRST}{'船' * 20}{_SECOND}"], 2, id="with words between"),
        pytest.param([_FIRST, _SECOND, f"{_FIRST}{'船' * 2_000}{_SECOND}"], None, id="with a text between"),
        pytest.param([_FIRST, _SECOND, _THIRD * 2], None, id="another long one"),
        pytest.param([_FIRST, _FIRST], None, id="two"),
        pytest.param(["a", "b", "ab"], None, id="short ones"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_joined(paragraphs: Sequence[str], expected: int | None) -> None:
    assert repetitions.joined(paragraphs) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param((_FIRST + _SECOND) * 2, len(_FIRST + _SECOND), id="twice"),
        pytest.param(f"{_FIRST}{_SECOND} {_FIRST}{_SECOND}", len(_FIRST + _SECOND) + 1, id="with a blank"),
        pytest.param(_FIRST + _SECOND + _FIRST, None, id="a part of it"),
        pytest.param("短短", None, id="short"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_twice(text: str, expected: int | None) -> None:
    assert repetitions.twice(text) == expected


@given(st.lists(st.sampled_from("abcd"), max_size=30))
def test_every_repeated_paragraph_is_in_a_block(paragraphs: list[str]) -> None:
    again = {number for number, text in enumerate(paragraphs) if text in paragraphs[:number]}
    covered = {number for block in repetitions.blocks(paragraphs) for number in range(block.start, block.end + 1)}
    assert again <= covered
