"""Marks below a line: where their labels stand, and how many rows they take."""

from __future__ import annotations

import pytest

from newscheck.model import LayoutChange
from newscheck.outputs.picture import marks
from newscheck.outputs.picture.marks import Mark
from newscheck.outputs.picture.style import PictureStyle
from tests.support.picture_samples import change, day

LOST = change(day(0), "image")


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(0, change(day(0)))], ["▲ 2023-01-01"], id="at the beginning"),
        pytest.param([(2, change(day(0))), (16, change(day(9)))], ["  ▲ 2023-01-01  ▲ 2023-01-10"], id="side by side"),
        pytest.param(
            [(2, change(day(0))), (15, change(day(9)))],
            ["  ▲ 2023-01-01", " " * 15 + "▲ 2023-01-10"],
            id="too close",
        ),
        pytest.param([(38, LOST)], [" " * 15 + "2023-01-01 lost: image ▲"], id="to the left where the line ends"),
        pytest.param([(39, change(day(0)))], [" " * 28 + "2023-01-01 ▲"], id="in the last cell"),
        pytest.param([(20, change(day(0), "image", "a field"))], ["2023-01-01 lost: i… ▲"], id="room on neither side"),
        pytest.param(
            [(at, change(day(at))) for at in range(4)],
            ["▲ 2023-01-01", " ▲ 2023-01-02", "and 2 more layout changes"],
            id="too many",
        ),
        pytest.param(
            [(0, change(day(0), "a\n::error::b", "\x1b[31m"))],
            [r"▲ 2023-01-01 lost: a\n:\x3aerror:\x3ab,…"],
            id="hostile names of what was lost",
        ),
    ],
)
def test_rows(placed: list[tuple[int, LayoutChange]], expected: list[str]) -> None:
    style = PictureStyle(40, rows=2)
    assert [*marks.rows([Mark(*one) for one in placed], style)] == expected


def test_a_loss_is_red_and_another_change_is_not() -> None:
    placed = [Mark(0, change(day(0))), Mark(20, LOST)]
    assert [*marks.rows(placed, PictureStyle(60, color=True))] == [
        "▲ 2023-01-01        \x1b[1;31m▲ 2023-01-01 lost: image\x1b[0m"
    ]
