"""A date line is read wholly or not: its forms, its zones, and how much text may stand around it."""

from __future__ import annotations

import pytest

from newscheck.html import dateline
from newscheck.model import Dateline

WEST, EAST = -12 * 60, 14 * 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2023-08-16T21:04+14:00", ("2023-08-16T21:04", EAST, True), id="the easternmost zone"),
        pytest.param("2023-08-16T21:04+14:01", (None, None, False), id="east of it"),
        pytest.param("2023-08-16T21:04-1200", ("2023-08-16T21:04", WEST, True), id="the westernmost zone"),
        pytest.param("2023-08-16T21:04-12:01", (None, None, False), id="west of it"),
        pytest.param("2023-08-16T21:04Z", ("2023-08-16T21:04", 0, True), id="Greenwich"),
        pytest.param("2023-08-16 07:30 PM", (None, None, False), id="the other half of the day"),
        pytest.param("2023-08-16 07:30 GMT+8", (None, None, False), id="an offset behind a zone"),
        pytest.param("2023-08-16 07:30 +8", ("2023-08-16T07:30", None, True), id="a number behind a blank"),
        pytest.param("2023年8月16日 21時04分", ("2023-08-16T21:04", None, True), id="Chinese"),
        pytest.param("31/02/2023 - 21:04", (None, None, True), id="a day that does not exist"),
    ],
)
def test_time_and_zone(text: str, expected: tuple[str | None, int | None, bool]) -> None:
    line = dateline.parse(text)
    assert line is not None
    assert (line.iso, line.offset, line.is_complete) == expected


@pytest.mark.parametrize(("day_first", "iso"), [(True, "2023-06-05"), (False, "2023-05-06")])
def test_the_order_of_day_and_month_is_the_sites(day_first: bool, iso: str) -> None:
    assert dateline.parse("05/06/2023", day_first=day_first) == Dateline(iso, "05/06/2023")


@pytest.mark.parametrize(
    ("text", "is_line"),
    [
        pytest.param(f"{'字' * 40}2023-08-16", True, id="as much text as may stand beside it"),
        pytest.param(f"{'字' * 41}2023-08-16", False, id="more"),
        pytest.param(f"2023-08-16{' ' * 70}", True, id="80 characters"),
        pytest.param(f"2023-08-16{' ' * 71}", False, id="81 characters"),
        pytest.param("他说，2023-08-16", False, id="a sentence"),
        pytest.param("2023-08-16。", False, id="the end of a sentence"),
        pytest.param("发布时间", False, id="no digit"),
    ],
)
def test_a_block_is_a_date_line_or_a_sentence(text: str, is_line: bool) -> None:
    assert (dateline.parse_block(text) is not None) is is_line


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        pytest.param("Published: Wed, 2023-08-16 21:04 (周三)", True, id="label and days of the week"),
        pytest.param("2023-08-16 21:04", True, id="alone"),
        pytest.param("3 hours before 2023-08-16 21:04", False, id="unknown text before"),
        pytest.param("2023-08-16 21:04 by staff", False, id="unknown text behind"),
    ],
)
def test_a_date_field_is_read_wholly(text: str, is_read: bool) -> None:
    assert dateline.parse(text) is not None
    assert (dateline.parse(text, is_whole=True) is not None) is is_read
