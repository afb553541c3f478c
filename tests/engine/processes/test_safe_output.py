"""Text that an extractor prints is shown line by line, gives no commands, and has an end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.engine.processes import safe_output
from newscheck.engine.processes.safe_output import SafeOutput
from newscheck.text.display import sanitize_lines


def printed(*pieces: bytes, end: Callable[[SafeOutput], object] = SafeOutput.finish) -> str:
    shown: list[str] = []
    output = SafeOutput(shown.append)
    for piece in pieces:
        output.write(piece)
    end(output)
    return "".join(shown)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        pytest.param([b"a\nb\n"], "a\nb\n", id="whole lines"),
        pytest.param([b"a", b"b\n", b"c"], "ab\n", id="half a line is held back"),
        pytest.param([b"\x1b[3", b"1mred\n"], "\\x1b[31mred\n", id="a command in two pieces"),
        pytest.param([b":", b":error::x\n"], ":\\x3aerror:\\x3ax\n", id="a command of a runner"),
        pytest.param(["\u202e题\n".encode()], "\\u202e题\n", id="a change of direction"),
        pytest.param(["题".encode()[:1], "题\n".encode()[1:]], "题\n", id="a character in two pieces"),
        pytest.param([b"\xff\xc2\n"], "\\xff\\xc2\n", id="no UTF-8"),
        pytest.param([b"a\r\n"], "a\\r\n", id="a carriage return"),
    ],
)
def test_only_whole_lines_are_shown(pieces: list[bytes], shown: str) -> None:
    assert printed(*pieces, end=lambda output: None) == shown


def test_the_rest_is_shown_at_the_end_once() -> None:
    assert printed(b"a\nrest", end=lambda output: (output.finish(), output.finish())) == "a\nrest\n"


def test_a_long_line_is_cut_however_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_output, "_LONGEST_LINE", 5)
    assert (
        printed(b"12345\n123456\n7\n")
        == printed(*(b"%c" % byte for byte in b"12345\n123456\n7"))
        == ("12345\n12345…\n7\n")
    )


def test_of_very_many_lines_the_first_are_shown_again_after_each_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_output, "_MOST", 10)
    shown: list[str] = []
    output = SafeOutput(shown.append)
    for _ in range(2):
        output.write(b"1234\n1234\n5\n")
        output.write(b"6\n" * 100)
        output.finish()
    assert "".join(shown) == "1234\n… (more was printed)\n" * 2


@given(st.lists(st.binary(max_size=9), max_size=9))
def test_the_pieces_do_not_matter(pieces: list[bytes]) -> None:
    whole = printed(b"".join(pieces))
    assert printed(*pieces) == whole
    assert sanitize_lines(whole) == whole
