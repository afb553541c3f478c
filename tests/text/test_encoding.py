"""Bytes that are not UTF-8, and surrogates."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.text.encoding import decode, replace_surrogates


@pytest.mark.parametrize(
    ("data", "text", "detail"),
    [
        pytest.param(b"%PDF-1.7 \xff", "", "a PDF, not text", id="a PDF, not text"),
        pytest.param(b"PK\x03\x04", "", "a ZIP archive, not text", id="an archive"),
        pytest.param("潮水".encode("utf-16"), "潮水", "UTF-16, not UTF-8", id="UTF-16"),
        pytest.param("潮水退去".encode("gb18030"), "潮水退去", "not UTF-8 but GB18030", id="GB18030"),
        pytest.param(b"a\xffb", "a\ufffdb", "not UTF-8: bad bytes in 1 place", id="a bad byte"),
        pytest.param("潮水".encode()[:-1], "潮\ufffd", "not UTF-8: the file ends inside a character", id="cut off"),
        pytest.param(b"\xff\0\0\0a", "", "neither text nor UTF-8", id="binary"),
    ],
)
def test_other_bytes_give_a_fault(data: bytes, text: str, detail: str) -> None:
    decoded, (fault,) = decode(data)
    assert (decoded.lstrip("\ufeff"), fault.detail) == (text, detail)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("a\ud800b", "a\ufffdb", id="half of a pair"),
        pytest.param("\ud83d\ude00", "😀", id="a pair"),
        pytest.param({"b\udc80": ["\ud800", 1]}, {"b\ufffd": ["\ufffd", 1]}, id="names and entries"),
    ],
)
def test_halves_of_surrogate_pairs_are_replaced(value: Any, expected: Any) -> None:
    assert replace_surrogates(value) == expected
