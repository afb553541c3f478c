"""What a row tells of a finding."""

from __future__ import annotations

import json
from typing import Any

import pytest
from page_reports import finding, report

from newscheck.model import Excerpt, Report
from newscheck.outputs.page.cutting import cut
from newscheck.outputs.page.finding_rows import FindingRows, excerpt_pieces, seconds
from newscheck.outputs.page.payload import Meter
from newscheck.outputs.page.tally import Tally


@pytest.mark.parametrize(
    ("excerpt", "around", "expected"),
    [
        pytest.param(Excerpt("a &amp; b", 2, 7), 60, ["a ", "&amp;", " b"], id="all of it"),
        pytest.param(Excerpt("0123456789", 4, 6), 2, ["…23", "45", "67…"], id="cut on both sides"),
        pytest.param(Excerpt("0123", 0, 4), 0, ["", "0123", ""], id="nothing around"),
        pytest.param(Excerpt("01", 2, 2), 9, ["01", "", ""], id="an empty place at the end"),
        pytest.param(Excerpt("01", 1, 9), 9, ["0", "1", ""], id="an end beyond the text"),
        pytest.param(Excerpt("x" * 300, 0, 300), 9, ["", "x" * 119 + "…", ""], id="a long mark"),
        pytest.param(Excerpt("a\u202eb", 1, 2), 9, ["a", "\\u202e", "b"], id="what turns a line"),
    ],
)
def test_an_excerpt_is_in_three_pieces(excerpt: Excerpt, around: int, expected: list[str]) -> None:
    assert excerpt_pieces(excerpt, around) == expected


@pytest.mark.parametrize(("lines", "expected"), [(16, []), (17, [1]), (40, [24])])
def test_lines_that_are_left_out_are_counted(lines: int, expected: list[int]) -> None:
    of = report([finding(details=tuple(map(str, range(lines))))])
    (row,) = rows_of(of)
    assert row[13] == [*map(str, range(16)), *expected]


def test_a_finding_without_room_says_that_it_has_more() -> None:
    """The number in place of the pointer is what the script looks at."""
    of = report([finding(evidence="a", details=("b",))])
    assert len(rows_of(of)[0]) > 10
    assert rows_of(of, taken=10**9)[0][8:] == [1, 0]


def rows_of(of: Report, taken: int = 0) -> list[list[Any]]:
    """The rows of a page of which so many bytes are taken."""
    meter = Meter()
    meter.size = taken
    found: list[list[Any]] = json.loads("".join(FindingRows(of, Tally(of.findings)).texts(meter)))["rows"]
    return found


def test_a_text_is_cut_and_safe() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("a\ud800\x1b", 9) == "a\\ud800\\x1b"


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        pytest.param(1_692_323_820_999, 1_692_323_820, id="whole seconds"),
        pytest.param(1_692_323_820, None, id="seconds for milliseconds"),
        pytest.param(-1, None, id="before 1970"),
        pytest.param(None, None, id="none"),
        pytest.param(10**20, None, id="no year has it"),
    ],
)
def test_seconds(epoch: int | None, expected: int | None) -> None:
    assert seconds(epoch) == expected
