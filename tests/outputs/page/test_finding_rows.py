"""What a row tells of a finding."""

from __future__ import annotations

import pytest

from newscheck.model import Excerpt
from newscheck.outputs.page.cutting import cut
from newscheck.outputs.page.finding_rows import excerpt_pieces, seconds


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
