"""A date line is read wholly or not: its forms, its zones, and how much text may stand around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        pytest.param("2023-08-16 07:30 PM", ("2023-08-16T19:30", None, True), id="the other half of the day"),
        pytest.param("2023-08-16 07:30 PM 新华社", (None, None, False), id="with other words"),
        pytest.param("2023-08-16 07:30 GMT+8", ("2023-08-16T07:30", 480, True), id="an offset behind a zone"),
        pytest.param("2023-08-16 07:30 +8", ("2023-08-16T07:30", None, True), id="a number behind a blank"),
        pytest.param("2023年8月16日 21時04分", ("2023-08-16T21:04", None, True), id="Chinese"),
        pytest.param("31/02/2023 - 21:04", (None, None, True), id="a day that does not exist"),
    ],
)
def test_time_and_zone(text: str, expected: tuple[str | None, int | None, bool]) -> None:
    line = dateline.parse(text)
    assert line is not None
    assert (line.iso, line.offset, line.is_complete) == expected


@pytest.mark.parametrize(
    ("day_first", "text", "iso"),
    [
        pytest.param(True, "05/06/2023", "2023-06-05", id="the day first"),
        pytest.param(False, "05/06/2023", "2023-05-06", id="the month first"),
        pytest.param(None, "05/06/2023", "2023-06-05", id="unknown"),
        pytest.param(None, "05/16/2023", "2023-05-16", id="as only the month can be first"),
        pytest.param(True, "05/16/2023", None, id="not where the day is known to be first"),
        pytest.param(None, "16/17/2023", None, id="no date in any order"),
    ],
)
def test_the_order_of_day_and_month_is_the_sites(day_first: bool | None, text: str, iso: str | None) -> None:
    assert dateline.parse(text, day_first=day_first) == Dateline(iso, text)


def test_the_half_of_the_day_is_read_in_the_sites_order() -> None:
    line = dateline.parse("11/5/2026 7:30 PM", day_first=False)
    assert line == Dateline("2026-11-05T19:30", "11/5/2026 7:30 PM")


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


@given(st.text(alphabet="0129 -/.年月日:TZJanFeb，海", max_size=40))
def test_a_date_line_is_searched_from_the_first_digit_on(text: str) -> None:
    first = next((at for at, char in enumerate(text) if char in "0123456789"), len(text))
    for form in dateline._FORMS:
        found, expected = form.search(text, first), form.search(text)
        assert (found and found.groupdict()) == (expected and expected.groupdict())
