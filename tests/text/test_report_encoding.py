"""A saved report is read in any encoding of Unicode that a shell writes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.report_encoding import utf8

TEXT = '{\r\n  "title": "国"}\r\n'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(b"\xff\xfe" + TEXT.encode("utf-16-le"), id="UTF-16, as PowerShell writes it"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), id="UTF-32"),
        pytest.param(b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), id="UTF-32, big end first"),
    ],
)
def test_the_encoding_is_told_by_the_beginning(data: bytes) -> None:
    assert utf8(data) == TEXT.encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_what_is_cut_off_says_so(encoding: str) -> None:
    with pytest.raises(ValueError, match=f"it begins as {encoding.upper()}, and is damaged or cut off"):
        utf8(TEXT.encode(encoding)[:-1])


def test_another_encoding_is_left_as_it_is() -> None:
    assert utf8(TEXT.encode("gbk")) == TEXT.encode("gbk")


@given(data=st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ValueError):
        assert isinstance(utf8(data), bytes)
